"""Which lab a quote is about where its own words do not say so: it goes on about the one named before it."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.entities import LABS, entities
from advisor.article.article import Article
from advisor.article.bank import Fact
from advisor.article.quote import Quote
from advisor.search.source_index import SourceIndex
from advisor.search.wording import read_as
from advisor.span import Span


def lab_of(quote: Quote, source: SourceIndex, facts: Sequence[Fact]) -> str:
    """The one lab that a quote is on: the bank's facts that stand in it alone say so, and so does what stands before it.

    "" where the quote names a lab itself, or where the two do not agree on one.
    """
    if entities(read_as(quote.text)).labs:
        return ""
    about = [fact.about for fact, spans in zip(facts, source.fact_places, strict=True) if spans == (quote.span,)]
    labs = {name for names in about for name in names if name in LABS}
    return labs.pop() if labs == set(_named_last(source.article, quote.span)) and len(labs) == 1 else ""


def _named_last(article: Article, span: Span) -> tuple[str, ...]:
    """The labs of the last sentence before it, in its own section, that names any."""
    inside = article.section_at(span)
    for section, sentence in reversed(article.sentences):
        if section == inside and sentence.end <= span.start and (labs := entities(read_as(sentence.of(article.text))).labs):
            return labs
    return ()
