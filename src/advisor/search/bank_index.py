"""The built question bank: its questions as vectors, and the classifier fitted on them.

A question is matched three ways: against the single phrasings (nearest neighbours), against facts and topics as a
whole (linear discriminant), and by its words (BM25). The first knows rare wordings, the second what a fact is about,
the third the one word that makes the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from advisor.article.bank import Bank
from advisor.search.alike import Pairs, topics_alike
from advisor.search.classifier import Discriminant
from advisor.search.encoder import Vectors
from advisor.search.lexical import Lexical
from advisor.search.vectors import VectorIndex

_NEIGHBOURS = 150  # phrasings looked at
_MEAN_OF = 3


@dataclass(frozen=True, slots=True)
class BankMatch:
    """Per entry of the bank, facts first, then topics.

    `nearness` is the mean of the best phrasing's cosine and the best three's; `z_score` is the discriminant's logit in
    standard deviations from the mean of all entries; `wording` is BM25 as a share of the best entry's.
    """

    nearness: NDArray[np.float64]
    z_score: NDArray[np.float64]
    wording: NDArray[np.float64]
    facts: int

    def scores(self, *, z_score: float, wording: float) -> NDArray[np.float64]:
        """One score an entry, shape (entries,), with these weights against a cosine."""
        return self.nearness + z_score * self.z_score + wording * self.wording


@dataclass(frozen=True, slots=True)
class BankIndex:
    """`entry_of[row]` is the entry that the phrasing in that row of `questions` belongs to; `alike` are topics that ask for
    the same."""

    bank: Bank
    questions: VectorIndex
    entry_of: NDArray[np.int64]
    discriminant: Discriminant
    terms: Lexical  # one document an entry: all its phrasings
    alike: Pairs = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "alike", topics_alike(self.bank.topics))

    def match(self, vector: Vectors, terms: Sequence[str]) -> BankMatch:
        rows, similarities = self.questions.search(vector, _NEIGHBOURS)
        count = len(self.bank.entries)
        floor = float(similarities[-1]) if len(similarities) else 0.0
        best = np.full((count, _MEAN_OF), floor, np.float64)
        seen = np.zeros(count, np.int64)
        for row, similarity in zip(rows, similarities, strict=True):  # best first
            entry = self.entry_of[row]
            if seen[entry] < _MEAN_OF:
                best[entry, seen[entry]] = similarity
                seen[entry] += 1
        logits = self.discriminant.logits(vector).astype(np.float64)
        return BankMatch(
            nearness=0.5 * best[:, 0] + 0.5 * best.mean(axis=1),
            z_score=(logits - logits.mean()) / (logits.std() or 1.0),
            wording=self.terms.normalised(terms),
            facts=len(self.bank.facts),
        )
