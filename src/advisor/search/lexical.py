"""BM25 over short documents, its weights computed at build time and kept as plain arrays.

The formula is Lucene's (Kamphuis et al. 2020, "Which BM25 do you mean?", table 1), as in the package bm25s, which the
tests compare it with; that package itself would bring scipy into every cold start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1 = 1.5
B = 0.75


@dataclass(frozen=True, slots=True)
class Lexical:
    """For term number t the documents `docs[starts[t]:starts[t+1]]` have the weights at the same places."""

    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    weights: NDArray[np.float32]
    idf: NDArray[np.float32]
    size: int

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document, shape (size,); terms that are repeated count as often as they stand there."""
        total = np.zeros(self.size, np.float32)
        for term in terms:
            number = self.vocabulary.get(term)
            if number is not None:
                at = slice(self.starts[number], self.starts[number + 1])
                total[self.docs[at]] += self.weights[at]
        return total

    def normalised(self, terms: Sequence[str]) -> NDArray[np.float64]:
        """The same, shape (size,), divided by the best document's score, so that BM25 compares with a cosine."""
        scores = self.scores(terms)
        return scores.astype(np.float64) / max(float(scores.max(initial=0.0)), 1e-9)

    def frequency(self, term: str) -> int:
        """In how many documents the term stands."""
        number = self.vocabulary.get(term)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])

    def coverage(self, weights: Mapping[str, float]) -> float:
        """The greatest sum of the weights of those terms that one document has."""
        total = np.zeros(self.size, np.float64)
        for term, each in weights.items():
            number = self.vocabulary.get(term)
            if number is not None:
                total[self.docs[self.starts[number] : self.starts[number + 1]]] += each
        return float(total.max(initial=0.0))

    def idf_of(self, term: str) -> float:
        """The inverse document frequency; a term in no document has the highest there could be."""
        number = self.vocabulary.get(term)
        return float(np.log1p((self.size + 0.5) / 0.5)) if number is None else float(self.idf[number])


def build(documents: Sequence[Sequence[str]]) -> Lexical:
    """From the terms of each document."""
    counts = [Counter(document) for document in documents]
    lengths = np.array([sum(count.values()) for count in counts], np.float64)
    average = lengths.mean() if len(lengths) and lengths.sum() else 1.0
    postings: dict[str, list[tuple[int, int]]] = {}
    for number, count in enumerate(counts):
        for term in sorted(count):
            postings.setdefault(term, []).append((number, count[term]))
    vocabulary = {term: i for i, term in enumerate(sorted(postings))}
    starts, docs, weights, idf = [0], [], [], []
    for term in vocabulary:
        holders = postings[term]
        rarity = np.log1p((len(counts) - len(holders) + 0.5) / (len(holders) + 0.5))
        for number, times in holders:
            docs.append(number)
            weights.append(rarity * times / (times + K1 * (1 - B + B * lengths[number] / average)))
        starts.append(len(docs))
        idf.append(rarity)
    return Lexical(
        vocabulary,
        np.array(starts, np.int64),
        np.array(docs, np.int32),
        np.array(weights, np.float32),
        np.array(idf, np.float32),
        len(counts),
    )
