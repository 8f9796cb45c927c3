"""Whether a quote denies what a yes/no question asks, so that it is not read as a yes.

A negation in the quote reaches to the end of its clause; the quote denies where the words that the question is about
(not the names and roles in it) stand within that reach. Said only where it is plain: silence is no claim.
"""

from __future__ import annotations

import re

from advisor.answering.query import Query
from advisor.search.wording import read_as, terms

_NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|without|cannot|hardly|rather than|instead of|far more than)\b|n't\b")
_CLAUSE_END = re.compile(r"[,;:.!?]|\b(?:but|although|though|while|whereas|however|because|and the)\b")
_BOTH_WAYS = re.compile(r"\bnot only\b|\bno doubt\b|\bnot just\b.*\bbut\b")
_NAMES = frozenset(
    terms("research engineer engineering scientist role job openai anthropic deepmind google lab")
)
_LONGEST_REACH = 90  # characters


def denies(query: Query, quote: str) -> bool:
    """True where a yes/no question that denies nothing itself meets a quote that plainly denies it."""
    if query.kind != "yes_no" or _NEGATION.search(query.alone):
        return False
    about = set(query.terms) - _NAMES
    text = read_as(quote)
    if _BOTH_WAYS.search(text):
        return False
    return any(about & set(terms(_reach(text, match.end()))) for match in _NEGATION.finditer(text))


def _reach(text: str, start: int) -> str:
    end = _CLAUSE_END.search(text, start)
    return text[start : min(end.start() if end else len(text), start + _LONGEST_REACH)]
