"""A note on a source: which rule, one sentence in our own words, and the places it speaks of, cut from the source."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.article.quote import Quote
from advisor.span import Span

PROVENANCE = frozenset({"estimate-own-impression", "estimate-named-source"})


@dataclass(frozen=True, slots=True)
class Note:
    """`says` names the figures and never more than them; `quotes` are whole sentences, in the order of the text."""

    rule: str
    says: str
    quotes: tuple[Quote, ...]

    @property
    def is_provenance(self) -> bool:
        """True where the note says where an estimate comes from, which is no fault."""
        return self.rule in PROVENANCE

    def touches(self, source: str, span: Span) -> bool:
        return any(quote.source == source and quote.span.meets(span) for quote in self.quotes)
