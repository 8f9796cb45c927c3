"""Hearing: what a sentence does and says, as probabilities of the statement bank's labels, by the adapter's heads.

One encoding serves both: the vector that looks a question up is the vector that the heads read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from advisor.search.adapter import Adapter
from advisor.search.encoder import Encoder, Vectors
from advisor.search.wording import Speller, english_words, names_in, read_as


@dataclass(frozen=True, slots=True)
class Heads:
    """`weights` has shape (labels, dimension), `offsets` (labels,): log-odds = weights · unit vector + offsets."""

    labels: tuple[str, ...]
    weights: NDArray[np.float32]
    offsets: NDArray[np.float32]

    @classmethod
    def of(cls, adapter: Adapter) -> Heads:
        return cls(adapter.labels, *adapter.head)

    def probabilities(self, vectors: Vectors) -> NDArray[np.float64]:
        """Of each label for each vector, shape (texts, labels)."""
        logits = vectors.astype(np.float64) @ self.weights.T + self.offsets
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


@dataclass(frozen=True)
class Hearing:
    """Called with texts it gives, for each, the probability of every label; slips of the keys are mended first."""

    encoder: Encoder
    heads: Heads
    speller: Speller

    @classmethod
    def of(cls, adapter: Adapter, encoder: Encoder) -> Hearing:
        """By the heads of the adapter, and towards the words that they were taught with; raises ModelDamaged."""
        targets = {word: uses for word, uses in adapter.words.items() if uses}
        known = cache(lambda: english_words() | adapter.words.keys())
        return cls(encoder, Heads.of(adapter), Speller(targets=targets, known=known))

    def __call__(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        if not texts:
            return []
        rows = self.heads.probabilities(self.encoder.encode([self.mended(text) for text in texts]))
        return [dict(zip(self.heads.labels, map(float, row), strict=True)) for row in rows]

    def mended(self, text: str) -> str:
        """The text as read, slips of the keys mended: "pubished at neruips" → "published at neurips"."""
        return self.speller.repair(read_as(text), names=names_in(text))
