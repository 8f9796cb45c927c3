"""The built question bank: its phrasings as vectors, as word pieces and as terms.

A question is matched three ways: as a whole against the single phrasings (nearest neighbours), piece by piece against those
that are nearest (late interaction), and by its words against all phrasings of an entry (BM25).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from advisor.article.bank import Bank
from advisor.search.alike import Pairs, topics_alike
from advisor.search.encoder import Encoding
from advisor.search.late_interaction import TokenIndex
from advisor.search.lexical import Lexical
from advisor.search.vectors import VectorIndex

_NEIGHBOURS = 150  # phrasings looked at
_MEAN_OF = 3
_ALIGNED = 8  # of them, at most, of one entry
_SHARPNESS = 0.04  # of cosines, from which phrasings have their weights: exp(cosine / sharpness)
_LEAST = 1e-4  # weight that facts and topics have at least, as shares of the nearest phrasing's


@dataclass(frozen=True, slots=True)
class BankMatch:
    """Per entry of the bank, facts first, then topics.

    `nearness` is the mean of the best phrasing's cosine and the best three's; `alignment` is how well its nearest phrasings
    have the question's word pieces, -1 to 1; `wording` is BM25 as a share of the best entry's. `odds` is the
    logarithm of the weight of the near phrasings that ask for facts against the weight of those that ask for what the
    source has not (a question that is too vague is neither).
    """

    nearness: NDArray[np.float64]
    alignment: NDArray[np.float64]
    wording: NDArray[np.float64]
    facts: int
    odds: float

    def scores(self, *, alignment: float, wording: float) -> NDArray[np.float64]:
        """One score an entry, shape (entries,), with these weights against its nearness."""
        return self.nearness + alignment * self.alignment + wording * self.wording


@dataclass(frozen=True, slots=True)
class BankIndex:
    """`entry_of[row]` is the entry that the phrasing in that row of `questions` belongs to; `alike` are topics that ask for
    the same."""

    bank: Bank
    questions: VectorIndex
    entry_of: NDArray[np.int64]
    tokens: TokenIndex  # one text a phrasing, in the order of `questions`
    terms: Lexical  # one document an entry: all its phrasings
    alike: Pairs = field(init=False)
    missing: NDArray[np.bool_] = field(init=False)  # of each entry, whether it asks for what the source has not

    def __post_init__(self) -> None:
        object.__setattr__(self, "alike", topics_alike(self.bank.topics))
        missing = [topic.reason != "too_vague" for topic in self.bank.topics]
        object.__setattr__(self, "missing", np.array([False] * len(self.bank.facts) + missing))

    def match(self, asked: Encoding, terms: Sequence[str]) -> BankMatch:
        rows, similarities = self.questions.search(asked.vector, _NEIGHBOURS)
        count = len(self.bank.entries)
        floor = float(similarities[-1]) if len(similarities) else 0.0
        best = np.full((count, _MEAN_OF), floor, np.float64)
        seen = np.zeros(count, np.int64)
        before = np.zeros(len(rows), np.int64)  # of each row, how many better ones its entry has
        for i, (row, similarity) in enumerate(zip(rows, similarities, strict=True)):  # best first
            entry = self.entry_of[row]
            before[i] = seen[entry]
            if seen[entry] < _MEAN_OF:
                best[entry, seen[entry]] = similarity
            seen[entry] += 1
        looked_at = rows[before < _ALIGNED]
        weights = np.exp((similarities - similarities.max(initial=-1.0)) / _SHARPNESS)
        entries = self.entry_of[rows]
        of_facts, of_missing = entries < len(self.bank.facts), self.missing[entries]
        there, missing = (weights[each].sum() + _LEAST for each in (of_facts, of_missing))
        return BankMatch(
            nearness=0.5 * best[:, 0] + 0.5 * best.mean(axis=1),
            alignment=self.tokens.alignment(asked.tokens, looked_at, self.entry_of[looked_at], count),
            wording=self.terms.normalised(terms),
            facts=len(self.bank.facts),
            odds=float(np.log(there / missing)),
        )
