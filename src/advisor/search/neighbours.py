"""Hearing without training: what a sentence says, by the labelled statements that are nearest to it.

For a framework whose statements our heads were not taught. Of the nearest statements each votes with its cosine above a
floor; a label's probability is its share of the votes, times how near the nearest is (k-nearest neighbours, Dudani 1976).
Statements on how much a question matters (`weight=…`) name the same things as those on what is so, and differ in a few words
only: they take no part in hearing the others, and nearness counts for more when they are heard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.search.encoder import Encoder, Vectors
from advisor.search.heads import Hearing
from advisor.search.statements import Statement
from advisor.search.wording import read_as

NEAREST = 5
WEIGHT, WEIGHS = "weight=", 0.5  # from this probability on a text says how much something matters, and nothing else
FLOOR, PLAIN = 0.35, 0.5  # cosines: from FLOOR on a statement votes, from PLAIN on the nearest takes nothing away


@dataclass(frozen=True)
class Neighbours:
    """`acts` is what hears what a sentence does; statements without a label vote for nothing being said."""

    bank: Sequence[Statement]
    vectors: Vectors
    encoder: Encoder
    acts: Hearing

    @classmethod
    def of(cls, bank: Sequence[Statement], encoder: Encoder, acts: Hearing) -> Neighbours:
        """Encodes the whole bank once."""
        return cls(bank, encoder.encode([read_as(each.text) for each in bank]), encoder, acts)

    def __call__(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        if not texts:
            return []
        nearness = self.encoder.encode([read_as(text) for text in texts]) @ self.vectors.T
        weighing = np.array([any(label.startswith(WEIGHT) for label in each.labels) for each in self.bank], bool)
        found: list[Mapping[str, float]] = []
        for row, heard in zip(nearness, self.acts(texts), strict=True):
            near = self._heard(row, 4) if weighing.any() else {}
            weights = {label: p for label, p in near.items() if label.startswith(WEIGHT)}
            says = {} if max(weights.values(), default=0.0) >= WEIGHS else self._heard(np.where(weighing, -1.0, row), 3)
            found.append(says | weights | _acts(heard))
        return found

    def _heard(self, row: Vectors, power: int) -> dict[str, float]:
        near = np.argsort(-row, kind="stable")[:NEAREST]
        votes = np.maximum(row[near] - FLOOR, 0.0) ** power
        if not votes.sum():
            return {}
        sure = min(1.0, float(row[near[0]] - FLOOR) / (PLAIN - FLOOR))
        found: dict[str, float] = {}
        for number, vote in zip(near, votes / votes.sum(), strict=True):
            for label in self.bank[int(number)].labels if vote else ():
                found[label] = found.get(label, 0.0) + sure * float(vote)
        return {label: p for label, p in found.items() if not label.startswith("act=")}


def _acts(heard: Mapping[str, float]) -> dict[str, float]:
    return {label: p for label, p in heard.items() if label.startswith("act=")}
