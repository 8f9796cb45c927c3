"""What is odd in a source, by general rules: notes that quote their places. An article goes in, notes come out.

`critique(article)` gives them all; `notes_touching(article, spans)` those that a face shows beside an answer. Each is
computed once an article. No rule knows any article: docs/formats.md and tests/trust say what they find and what not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from advisor.article.article import Article
from advisor.article.critique.lists import list_missing
from advisor.article.critique.note import PROVENANCE, Note
from advisor.article.critique.pay_kinds import total_called_base
from advisor.article.critique.premium import premium_not_borne_out
from advisor.article.critique.provenance import estimates
from advisor.article.critique.ranges import median_outside_range, narrower_outside_wider, range_reversed
from advisor.span import Span

__all__ = ["PROVENANCE", "RULES", "Note", "critique", "notes_touching"]

RULES = (
    median_outside_range,
    range_reversed,
    narrower_outside_wider,
    premium_not_borne_out,
    total_called_base,
    list_missing,
    estimates,
)


@lru_cache(maxsize=32)
def critique(article: Article) -> tuple[Note, ...]:
    """All notes, in the order of the first place that each quotes."""
    found = [note for rule in RULES for note in rule(article)]
    return tuple(sorted(found, key=lambda note: (note.quotes[0].span, note.rule)))


def notes_touching(article: Article, spans: Iterable[Span]) -> tuple[Note, ...]:
    """The notes that share at least one character with one of the spans, as when they are quoted in an answer."""
    wanted = tuple(spans)
    return tuple(note for note in critique(article) if any(note.touches(article.id, span) for span in wanted))
