"""What a face says beside an answer: the notes on its sources that touch what it quotes."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.answer import Answer, Reading
from advisor.article.article import Article
from advisor.article.critique import Note, notes_touching

_MOST = 3


def remarks_on(reading: Reading | None, articles: Sequence[Article]) -> tuple[Note, ...]:
    """Of an answer, what is odd in the places that it quotes, then where their estimates come from; at most three."""
    if not isinstance(reading, Answer):
        return ()
    found = [
        note
        for article in articles
        for note in notes_touching(
            article, [c.quote.span for c in reading.citations if c.quote.source == article.id]
        )
    ]
    return tuple(sorted(found, key=lambda note: note.is_provenance)[:_MOST])
