"""Spelling: the word that a misspelt one stands for.

Takes a lower-case word; gives the same word, an alias of the table ("dont" → "do not") or the nearest word that
the cues know. Good English is never repaired: a word of `known` stays what it is, and so does any word from which
no likely slip (a letter dropped, doubled, swapped, a vowel or a neighbouring key) leads to a cue.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

_BLIND_MIN_LETTERS = 5
"""Without a list of known words, only words of so many letters are repaired, and only by one edit."""
_TWO_EDITS_FROM = 8
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_SOUND_ALIKE = frozenset(("cs", "sc", "ck", "kc", "sz", "zs", "gj", "jg", "fv", "vf", "xc", "cx"))


@dataclass(frozen=True, slots=True)
class Spelling:
    """`vocabulary` is sorted, so that equal distances are decided the same way every time."""

    aliases: Mapping[str, str]
    vocabulary: tuple[str, ...]
    stems: tuple[str, ...] = ()
    known: Set[str] = frozenset()

    def right(self, word: str) -> str:
        """`"dosent"` → `"does not"`; a word that nothing is near to is given back unchanged."""
        if word in self.aliases:
            return self.aliases[word]
        if self._is_good(word):
            return word
        near = self._nearest(word)
        return self.aliases.get(near, near)

    def _is_good(self, word: str) -> bool:
        return (
            len(word) < 4
            or not word.isascii()
            or not word.isalpha()
            or word in self.known
            or word in self.vocabulary
            or word.startswith(self.stems)
        )

    def _nearest(self, word: str) -> str:
        allowed = self._allowed(word)
        if not allowed:
            return word
        near = [
            (distance, Levenshtein.distance(choice, word) == distance, -len(choice), choice[-1] != word[-1], choice)
            for choice, distance, _ in process.extract(
                word, self.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=12
            )
            if choice[0] == word[0] and len(choice) >= 4 and not _regular_form(choice, word) and _likely(choice, word)
        ]
        # subtle: among equals a swap of letters is likeliest, then a dropped letter, then the same ending.
        return min(near)[-1] if near else word

    def _allowed(self, word: str) -> int:
        if not self.known:
            return 1 if len(word) >= _BLIND_MIN_LETTERS else 0
        return 2 if len(word) >= _TWO_EDITS_FROM else 1


def _likely(choice: str, word: str) -> bool:
    """True where every letter put for another is a vowel for a vowel, a like sound or a neighbouring key."""
    if OSA.distance(choice, word) < Levenshtein.distance(choice, word):
        return True
    return all(
        _near_letters(choice[edit.src_pos], word[edit.dest_pos])
        for edit in Levenshtein.editops(choice, word)
        if edit.tag == "replace"
    )


def _near_letters(one: str, two: str) -> bool:
    if (one in _VOWELS and two in _VOWELS) or one + two in _SOUND_ALIKE:
        return True
    return any(one in row and two in row and abs(row.index(one) - row.index(two)) == 1 for row in _ROWS)


def _regular_form(choice: str, word: str) -> bool:
    """True for a plural or another regular form, which is another word and no misspelling."""
    longer, shorter = (choice, word) if len(choice) > len(word) else (word, choice)
    return longer.startswith(shorter) and longer[len(shorter) :] in ("s", "d", "r", "ed", "er", "es", "ly")
