"""Whether a text is English at all. Nothing else is read, and that is said rather than guessed around."""

from __future__ import annotations

from advisor.search.wording import english_words, words

_FEWEST_WORDS = 5
_LEAST_KNOWN = 0.45  # of the words; misspelt and foreign-accented English stays far above


def is_english(text: str) -> bool:
    """True for English, for what is too short to tell, and for code and figures."""
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c.isascii() for c in letters) < 0.5 * len(letters):
        return False
    found = [word for word in words(text.lower()) if word.isalpha() and len(word) > 1]
    if len(found) < _FEWEST_WORDS:
        return True
    known = english_words()
    return sum(word in known for word in found) >= _LEAST_KNOWN * len(found)
