"""Fusion: what dense and lexical search say of every sentence of one source, in one score.

A sentence is judged by itself and by the passage it stands in (headings included), each by cosine and by BM25.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.search.encoder import Vectors
from advisor.search.source_index import SourceIndex


class Mix(NamedTuple):
    """Of the four parts of a sentence's score; the order of magnitude is what matters (benchmarks/README.md)."""

    sentence: float
    passage: float
    sentence_terms: float
    passage_terms: float


PUBLISHED = Mix(1.0, 0.5, 0.25, 0.15)  # chosen on public questions
ADAPTED = Mix(1.0, 0.8, 0.15, 0.08)  # the encoder has learned the subject: words count for less


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """Per sentence of the article, in its order: the fused score, and the cosine alone."""

    fused: NDArray[np.float64]
    similarity: NDArray[np.float64]


def score_sentences(
    source: SourceIndex, vector: Vectors, terms: Sequence[str], weights: Mix | None = None
) -> SentenceScores:
    """Every sentence scored; the arrays are as long as `source.article.sentences`. `weights` are those of its encoder."""
    weights = weights or (ADAPTED if source.adapted else PUBLISHED)
    similarity = (source.sentence_vectors.rows() @ vector).astype(np.float64)
    passages = weights.passage * _passage_similarities(source, vector)
    passages = passages + weights.passage_terms * source.passage_terms.normalised(terms)
    of_passage = np.zeros(len(similarity))
    for number, passage in enumerate(source.passages):
        of_passage[slice(*passage.sentences)] = passages[number]
    lexical = weights.sentence_terms * source.sentence_terms.normalised(terms)
    return SentenceScores(weights.sentence * similarity + lexical + of_passage, similarity)


def _passage_similarities(source: SourceIndex, vector: Vectors) -> NDArray[np.float64]:
    """The best window's cosine of every passage."""
    similarities = np.full(len(source.passages), -1.0)
    rows = source.passage_vectors.rows() @ vector
    np.maximum.at(similarities, source.passage_rows, rows)
    return similarities
