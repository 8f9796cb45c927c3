"""The JSON that other programs read: one object a question, as the command-line contract fixes it."""

from __future__ import annotations

from typing import Any

from advisor.answering.answer import Abstention, Answer, Citation, Reading


def reading_json(reading: Reading, *, id: str = "") -> dict[str, Any]:
    """Of one reading; offsets are code points of the source's canonical text."""
    return {
        "id": id,
        "status": {"Answer": "answered", "Abstention": "abstained"}.get(type(reading).__name__, "smalltalk"),
        "reason": reading.reason if isinstance(reading, Abstention) else None,
        "confidence": reading.confidence,
        "read_as": reading.read_as,
        "quotes": [quote_json(c) for c in reading.citations] if isinstance(reading, Answer) else [],
        "nearest": [quote_json(c) for c in reading.nearest] if isinstance(reading, Abstention) else [],
    }


def quote_json(citation: Citation) -> dict[str, Any]:
    quote = citation.quote
    return {
        "text": quote.text,
        "source": quote.source,
        "section_number": quote.section_number,
        "section_title": quote.section_title,
        "start": quote.span.start,
        "end": quote.span.end,
        "score": round(citation.score, 6),
    }
