"""Importance in words: "target matters most", "I don't care how I'm judged" → the weights that they give.

Only a clause that both names a question and says how much it matters gives a weight; both lists are the framework's.
"""

from __future__ import annotations

import re

from advisor.clauses import sentences_of
from advisor.framework.framework import Framework


def weights_in(framework: Framework, text: str) -> dict[str, int]:
    """The weight of each question that the text says the importance of; `{}` where it says none."""
    found: dict[str, int] = {}
    for sentence in sentences_of(text):
        for clause in sentence.clauses:
            words = clause.of(text)
            weight = next((each.weight for each in framework.importance if _has(each.words, words)), None)
            if weight is not None:
                found |= {each.question: weight for each in framework.weighed if _has(each.words, words)}
    return found


def _has(patterns: tuple[str, ...], text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", text, re.IGNORECASE) is not None
