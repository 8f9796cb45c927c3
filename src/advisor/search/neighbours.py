"""Hearing without training: what a sentence says, by the labelled statements that are nearest to it.

For a framework whose statements our heads were not taught. Of the nearest statements each votes with its cosine above a
floor; a label's probability is its share of the votes, times how near the nearest is (k-nearest neighbours, Dudani 1976).
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
FLOOR, PLAIN = 0.25, 0.55  # cosines: from FLOOR on a statement votes, from PLAIN on the nearest takes nothing away


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
        return [self._heard(row) | _acts(heard) for row, heard in zip(nearness, self.acts(texts), strict=True)]

    def _heard(self, row: Vectors) -> dict[str, float]:
        near = np.argsort(-row, kind="stable")[:NEAREST]
        votes = np.maximum(row[near] - FLOOR, 0.0) ** 2
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
