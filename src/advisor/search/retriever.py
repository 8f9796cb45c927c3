"""Fusion: what dense and lexical search say of every sentence of one source, in one score.

A sentence is judged by itself and by the passage it stands in (headings included), each by cosine and by BM25; the best
of them also by late interaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.search.encoder import Encoding, Vectors
from advisor.search.source_index import SourceIndex


class Mix(NamedTuple):
    """Of the parts of a sentence's score; the order of magnitude is what matters (benchmarks/README.md)."""

    sentence: float
    passage: float
    sentence_terms: float
    passage_terms: float
    pieces: float


PUBLIC = Mix(1.0, 0.4, 0.05, 0.1, 1.0)  # chosen on public questions
ADAPTED = Mix(1.0, 0.4, 0.15, 0.08, 1.0)  # the encoder has learned the subject: words count for less
SECOND_WEIGHT = 0.4  # of the cosine by the encoder for any subject, where one that has learned the subject ranks
LOOKED_AT = 48  # sentences, the best by all else, whose word pieces are held against those of the question


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """Per sentence of the article, in its order: the fused score, the cosine alone, how well it has the question's word
    pieces, which of those not looked at is what the worst of the others has, and the cosine by the second encoder, 0 where
    none was asked.
    """

    fused: NDArray[np.float64]
    similarity: NDArray[np.float64]
    alignment: NDArray[np.float64]
    second: NDArray[np.float64]


def score_sentences(
    source: SourceIndex, asked: Encoding, terms: Sequence[str], weights: Mix | None = None, *, second: Vectors | None = None
) -> SentenceScores:
    """Every sentence scored; the arrays are as long as `source.article.sentences`. `weights` are those of its encoder.

    `second` is the question by the encoder for any subject, shape (dimension,): two that were taught apart err apart.
    """
    weights = weights or (ADAPTED if source.adapted else PUBLIC)
    vector = asked.vector
    similarity = (source.sentence_vectors.rows() @ vector).astype(np.float64)
    passages = weights.passage * _passage_similarities(source, vector)
    passages = passages + weights.passage_terms * source.passage_terms.normalised(terms)
    of_passage = np.zeros(len(similarity))
    for number, passage in enumerate(source.passages):
        of_passage[slice(*passage.sentences)] = passages[number]
    lexical = weights.sentence_terms * source.sentence_terms.normalised(terms)
    by_second = np.zeros(len(similarity))
    if second is not None and source.plain_vectors is not None:
        by_second = (source.plain_vectors.rows() @ second).astype(np.float64)
    fused = weights.sentence * similarity + lexical + of_passage + SECOND_WEIGHT * by_second
    if not weights.pieces:
        return SentenceScores(fused, similarity, np.zeros(len(fused)), by_second)
    best = np.argsort(-fused, kind="stable")[:LOOKED_AT]
    alignment = source.sentence_tokens.alignment(asked.tokens, best, best, len(fused))
    fused = fused + weights.pieces * alignment
    fused[list(source.article.asking)] = fused.min(initial=np.inf)  # what asks is nearest to its like, and answers nothing
    return SentenceScores(fused, similarity, alignment, by_second)


def _passage_similarities(source: SourceIndex, vector: Vectors) -> NDArray[np.float64]:
    """The best window's cosine of every passage."""
    similarities = np.full(len(source.passages), -1.0)
    rows = source.passage_vectors.rows() @ vector
    np.maximum.at(similarities, source.passage_rows, rows)
    return similarities
