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
_SHARPNESS = 0.04  # of cosines, from which phrasings have their weights: exp(cosine / sharpness)
_LEAST = 1e-4  # weight that facts and topics have at least, as shares of the nearest phrasing's


@dataclass(frozen=True, slots=True)
class BankMatch:
    """Per entry of the bank, facts first, then topics.

    `nearness` is the mean of the best phrasing's cosine and the best three's; `z_score` is the discriminant's logit in
    standard deviations from the mean of all entries; `wording` is BM25 as a share of the best entry's. `odds` is the
    logarithm of the weight of the near phrasings that ask for facts against the weight of those that ask for what the
    source has not (a question that is too vague is neither).
    """

    nearness: NDArray[np.float64]
    z_score: NDArray[np.float64]
    wording: NDArray[np.float64]
    facts: int
    odds: float

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
    missing: NDArray[np.bool_] = field(init=False)  # of each entry, whether it asks for what the source has not

    def __post_init__(self) -> None:
        object.__setattr__(self, "alike", topics_alike(self.bank.topics))
        missing = [topic.reason != "too_vague" for topic in self.bank.topics]
        object.__setattr__(self, "missing", np.array([False] * len(self.bank.facts) + missing))

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
        weights = np.exp((similarities - similarities.max(initial=-1.0)) / _SHARPNESS)
        entries = self.entry_of[rows]
        of_facts, of_missing = entries < len(self.bank.facts), self.missing[entries]
        there, missing = (weights[each].sum() + _LEAST for each in (of_facts, of_missing))
        logits = self.discriminant.logits(vector).astype(np.float64)
        return BankMatch(
            nearness=0.5 * best[:, 0] + 0.5 * best.mean(axis=1),
            z_score=(logits - logits.mean()) / (logits.std() or 1.0),
            wording=self.terms.normalised(terms),
            facts=len(self.bank.facts),
            odds=float(np.log(there / missing)),
        )
