"""The JSON that other programs read: one object a question, as the command-line contract fixes it."""

from __future__ import annotations

from typing import Any

from advisor.answering.answer import Abstention, Answer, Citation, Reading
from advisor.article.quote import as_json


def reading_json(reading: Reading, *, id: str = "") -> dict[str, Any]:
    """Of one reading; offsets are code points of the source's canonical text."""
    return {
        "id": id,
        "status": {"Answer": "answered", "Abstention": "abstained"}.get(type(reading).__name__, "smalltalk"),
        "reason": reading.reason if isinstance(reading, Abstention) else None,
        "confidence": reading.confidence,
        "certainty": reading.certainty if isinstance(reading, Answer) else None,
        "read_as": reading.read_as,
        "quotes": [quote_json(c) for c in reading.citations] if isinstance(reading, Answer) else [],
        "nearest": [quote_json(c) for c in reading.nearest] if isinstance(reading, Abstention) else [],
    }


def quote_json(citation: Citation) -> dict[str, Any]:
    return {**as_json(citation.quote), "score": round(citation.score, 6)}
