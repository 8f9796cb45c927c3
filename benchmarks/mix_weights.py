"""The weights of the mix: what each part says of every sentence, and which weights are best on held-out questions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.search import retriever

PARTS = retriever.Mix._fields
GRID = (
    (1.0,), (0.0, 0.25, 0.5, 0.75, 1.0), (0.0, 0.1, 0.25, 0.4, 0.6), (0.0, 0.1, 0.2, 0.3, 0.45),
    (0.0, 0.5, 1.0, 1.5, 2.0, 3.0),
)  # fmt: skip


class Asked(NamedTuple):
    """One question: the parts of every sentence's score, BM25 alone, and which sentences are right."""

    half: int
    parts: NDArray[np.float64]
    bm25: NDArray[np.float64]
    right: NDArray[np.bool_]
    answerable: bool
    confidence: float


def parts(source: Any, asked: Any, query_terms: Sequence[str]) -> NDArray[np.float64]:
    """The parts of `fused`, by switching all other weights off; of the word pieces those that the shipped mix looks at."""
    found = []
    for name in PARTS[:-1]:
        alone = retriever.Mix(*(float(other == name) for other in PARTS))
        found.append(retriever.score_sentences(source, asked, query_terms, alone).fused)
    return np.stack([*found, retriever.score_sentences(source, asked, query_terms).alignment])


def shipped() -> tuple[float, ...]:
    return retriever.PUBLIC


def first_right(asked: Sequence[Asked], weights: Sequence[float]) -> float:
    mix = np.array(weights)
    return float(np.mean([a.right[int(np.argmax(mix @ a.parts))] for a in asked]))


def best_mix(sets: Sequence[Sequence[Asked]]) -> tuple[float, ...]:
    """The weights with the best mean over the sets; the first of equals."""
    return max(itertools.product(*GRID), key=lambda w: round(float(np.mean([first_right(r, w) for r in sets if r])), 6))


def best_weights(sets: dict[str, list[Asked]]) -> dict[str, Any]:
    """The mix with the best mean over the sets, what it gives, and what the one that ships gives; on one half of the
    questions, and on the other by what was chosen on the first.
    """
    told = {name: [a for a in asked if a.answerable and a.right.any()] for name, asked in sets.items()}
    out = {}
    for first in (0, 1):
        chosen = best_mix([rows[first::2] for rows in told.values()])
        others = {name: rows[1 - first :: 2] for name, rows in told.items()}
        out[f"chosen on every other question, from {first}"] = {
            "weights": dict(zip(PARTS, chosen, strict=True)),
            "others": {name: round(first_right(rows, chosen), 4) for name, rows in others.items() if rows},
        }
    whole = best_mix(list(told.values()))
    out["chosen on all"] = {
        "weights": dict(zip(PARTS, whole, strict=True)),
        "all": {name: round(first_right(rows, whole), 4) for name, rows in told.items() if rows},
        "as shipped": {name: round(first_right(rows, shipped()), 4) for name, rows in told.items() if rows},
    }
    return out
