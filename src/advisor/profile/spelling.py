"""Spelling: the word that a misspelt one stands for.

Takes a lower-case word; gives the same word, an alias of the table ("dont" → "do not") or the nearest word that
the cues know. Good English is never repaired: a word of `known` stays what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

BLIND_MIN_LETTERS = 5
"""Without a list of known words, only words of so many letters are repaired, and only by one edit."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """`vocabulary` is sorted, so that equal distances are decided the same way every time."""

    aliases: Mapping[str, str]
    vocabulary: tuple[str, ...]
    stems: tuple[str, ...] = ()
    known: Set[str] = frozenset()

    def right(self, word: str) -> str:
        """`"dosnt"` → `"does not"`; a word that nothing is near to is given back unchanged."""
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
            (choice, distance)
            for choice, distance, _ in process.extract(
                word, self.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=8
            )
            if choice[0] == word[0] and len(choice) >= 4 and not _differ_by_ending(choice, word)
        ]
        # subtle: among equals the one with the same last letter, then the longer (a letter is dropped more often
        # than put in), then the first in the alphabet.
        return min(near, key=lambda pair: (pair[1], pair[0][-1] != word[-1], -len(pair[0]), pair[0]))[0] if near else word

    def _allowed(self, word: str) -> int:
        if not self.known:
            return 1 if len(word) >= BLIND_MIN_LETTERS else 0
        return 2 if len(word) >= 6 else 1


def _differ_by_ending(choice: str, word: str) -> bool:
    """True for a plural or another regular form, which is another word and no misspelling."""
    longer, shorter = (choice, word) if len(choice) > len(word) else (word, choice)
    return longer.startswith(shorter) and longer[len(shorter) :] in ("s", "d", "r", "ed", "er", "es", "ly")
