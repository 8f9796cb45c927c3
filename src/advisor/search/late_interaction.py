"""Late interaction: a question's word pieces held against those of single phrasings, each to the one that is most like it.

A vector says what a question is about as a whole; this says whether a word of it has no counterpart ("… in London"). It is
the mean over the question's pieces of their best cosine (Khattab and Zaharia 2020, ColBERT, eq. 3, there as a sum), each
piece kept in 8 bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.search.encoder import ONE, TOKENS, Tokens

_BLOCK = 128  # pieces


@dataclass(frozen=True, slots=True)
class TokenIndex:
    """`tokens` has shape (pieces of all texts, TOKENS); those of text i are its rows `starts[i]` to `starts[i + 1]`."""

    starts: NDArray[np.int64]
    tokens: Tokens

    @classmethod
    def of(cls, texts: Sequence[Tokens]) -> TokenIndex:
        starts = np.cumsum([0, *map(len, texts)], dtype=np.int64)
        return cls(starts, np.concatenate([np.empty((0, TOKENS), np.int8), *texts]))

    def of_text(self, number: int) -> Tokens:
        return self.tokens[self.starts[number] : self.starts[number + 1]]

    def alignment(
        self, asked: Tokens, rows: NDArray[np.int64], owners: NDArray[np.int64], count: int
    ) -> NDArray[np.float64]:
        """Of each of `count` owners, shape (count,), how well the texts in its rows together have the question's pieces.

        `owners[i]` is whose text stands in `rows[i]`. An owner without a row counts as the one that fits worst; where there
        is nothing to compare all get 0.
        """
        lengths = self.starts[rows + 1] - self.starts[rows]
        if not len(asked) or not lengths.sum():
            return np.zeros(count)
        order = np.argsort(owners, kind="stable")
        there = np.concatenate([self.of_text(row) for row in rows[order]])
        owner = np.repeat(owners[order], lengths[order])
        firsts = np.flatnonzero(np.diff(owner, prepend=-1))
        left, right = asked.astype(np.float32) / ONE**2, there.T.astype(np.float32)
        # subtle: blocks so small that BLAS takes one thread; its others would spin for a while behind every question.
        cosines = np.concatenate([left @ right[:, at : at + _BLOCK] for at in range(0, len(there), _BLOCK)], axis=1)
        best = np.maximum.reduceat(cosines, firsts, axis=1).mean(axis=0)
        found = np.full(count, best.min(), np.float64)
        found[owner[firsts]] = best
        return found
