"""A quote: a stretch of an article, cut, and where it stands. Made here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.article.article import Article
from advisor.errors import AnchorNotFound
from advisor.span import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """The law: `article.text[span.start:span.end] == text`, in code points of the canonical text."""

    text: str
    source: str
    section_number: int
    section_title: str
    span: Span


def as_json(quote: Quote) -> dict[str, str | int]:
    """What it says and where it stands, as every JSON of the program shows it."""
    return {
        "text": quote.text,
        "source": quote.source,
        "section_number": quote.section_number,
        "section_title": quote.section_title,
        "start": quote.span.start,
        "end": quote.span.end,
    }


def cut(article: Article, span: Span) -> Quote:
    """Cut the span out of the article; raises AnchorNotFound where it lies in no section's body."""
    section = article.section_at(span)
    if section is None or not len(span):
        raise AnchorNotFound(f"no section of {article.id} holds the characters {span.start} to {span.end}")
    return Quote(span.of(article.text), article.id, section.number, section.title, span)
