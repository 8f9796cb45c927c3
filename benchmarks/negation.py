"""F1 of "negated" on clinical sentences (NegEx): how the reading of negation carries over. It has no clinical cues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from advisor.profile.scope import negated
from advisor.span import Span


def negation_f1(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Precision, recall and F1; the concept is where the sentence has it in capitals, else where it first stands."""
    counted: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        span = place(row["sentence"], row["concept"].strip())
        counted[row["label"] == "Negated", negated(row["sentence"], span)] += 1
    found, told, wanted = counted[True, True], counted[False, True], counted[True, False]
    return {
        "sentences": len(rows), "precision": round(found / max(1, found + told), 4),
        "recall": round(found / max(1, found + wanted), 4), "f1": round(2 * found / max(1, 2 * found + told + wanted), 4),
    }


def place(sentence: str, concept: str) -> Span:
    at = sentence.find(concept.upper())
    if at < 0:
        at = max(0, sentence.lower().find(concept.lower()))
    return Span(at, min(len(sentence), at + max(1, len(concept))))
