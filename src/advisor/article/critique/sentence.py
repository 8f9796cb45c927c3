"""A sentence of an article as the rules read it: its words, its place and the figures in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.article.article import Article
from advisor.article.critique.note import Note
from advisor.article.figure import Figure, figures
from advisor.article.quote import cut
from advisor.article.section import Section
from advisor.span import Span

LONGEST = 2_000  # characters: what is longer is a table or a list run together, and says nothing of its figures


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """`text` is the article's stretch `span`; spans of its figures are within `text`."""

    section: Section
    span: Span
    text: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        return figures(self.text)


def parsed_sentences(article: Article) -> Iterator[ParsedSentence]:
    for section, span in article.sentences:
        if len(span) <= LONGEST:
            yield ParsedSentence(section, span, span.of(article.text))


def note(rule: str, says: str, article: Article, *sentences: ParsedSentence) -> Note:
    return Note(rule, says, tuple(cut(article, span) for span in sorted({sentence.span for sentence in sentences})))
