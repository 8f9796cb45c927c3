"""Whether a text is English at all. Nothing else is read, and that is said rather than guessed around."""

from __future__ import annotations

from advisor.answering.entities import LABS, replaced
from advisor.search.wording import english_words, read_as, words

_FEWEST_WORDS = 5
_JARGON = frozenset("phd abd neurips nips icml iclr acl emnlp cvpr iccv aaai jax cuda nccl xla pytorch llm rlhf".split())
_LEAST_KNOWN = 0.45  # of the words; misspelt and foreign-accented English stays far above


def is_english(text: str) -> bool:
    """True for English, for what is too short to tell, and for code and figures."""
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c.isascii() for c in letters) < 0.5 * len(letters):
        return False
    plain = replaced(read_as(text), kind=LABS, to=" ")
    jargon = {word.lower() for word in words(text) if sum(c.isupper() for c in word) > 1} | _JARGON
    found = [word for word in words(plain) if word.isalpha() and len(word) > 1 and word not in jargon]
    if len(found) < _FEWEST_WORDS:
        return True
    known = english_words()
    return sum(word in known for word in found) >= _LEAST_KNOWN * len(found)
