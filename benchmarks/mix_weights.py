"""The four weights of the mix: what each part says of every sentence, and which weights are best on held-out documents."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.search import retriever

PARTS = retriever.Mix._fields
GRID = ((1.0,), (0.0, 0.25, 0.5, 0.75, 1.0), (0.0, 0.1, 0.25, 0.4, 0.6), (0.0, 0.1, 0.2, 0.3, 0.45))


class Asked(NamedTuple):
    """One question: the four parts of every sentence's score, BM25 alone, and which sentences are right."""

    half: int
    parts: NDArray[np.float64]
    bm25: NDArray[np.float64]
    right: NDArray[np.bool_]
    answerable: bool
    confidence: float


def part(source: Any, vector: Any, query_terms: Sequence[str], name: str) -> NDArray[np.float64]:
    """One of the four parts of `fused`, by switching the other weights off."""
    alone = retriever.Mix(*(float(other == name) for other in PARTS))
    return retriever.score_sentences(source, vector, query_terms, alone).fused


def shipped() -> tuple[float, ...]:
    return retriever.PUBLISHED


def first_right(asked: Sequence[Asked], weights: Sequence[float]) -> float:
    mix = np.array(weights)
    return float(np.mean([a.right[int(np.argmax(mix @ a.parts))] for a in asked]))


def best_mix(sets: Sequence[Sequence[Asked]]) -> tuple[float, ...]:
    """The weights with the best mean over the sets; the first of equals."""
    return max(itertools.product(*GRID), key=lambda w: round(float(np.mean([first_right(r, w) for r in sets if r])), 6))


def best_weights(sets: dict[str, list[Asked]]) -> dict[str, Any]:
    """The mix with the best mean over the sets on one half of the documents, and what it gives on the other; both ways."""
    out = {}
    told = {name: [a for a in asked if a.answerable and a.right.any()] for name, asked in sets.items()}
    for half in (0, 1):
        fit = {n: [a for a in rows if a.half == half] for n, rows in told.items()}
        other = {n: [a for a in rows if a.half != half] for n, rows in told.items()}
        chosen = best_mix(list(fit.values()))
        out[f"fitted on half {half}"] = {
            "weights": dict(zip(PARTS, chosen, strict=True)),
            "other half": {n: round(first_right(r, chosen), 4) for n, r in other.items() if r},
            "other half, as shipped": {n: round(first_right(r, shipped()), 4) for n, r in other.items() if r},
        }
    whole = best_mix(list(told.values()))
    out["fitted on all"] = {"weights": dict(zip(PARTS, whole, strict=True)),
                            "all": {n: round(first_right(r, whole), 4) for n, r in told.items()}}
    return out


