"""Search in a source by its words: the sentences that hold every word typed, as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.article.article import Article
from advisor.faces.markup import Html, tag, text
from advisor.span import Span

_MOST = 40
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence, where it stands, and the places in it where the words were found."""

    span: Span
    words: str
    where: str
    at: tuple[Span, ...]

    def pieces(self) -> Iterator[Html]:
        """The sentence with the words found marked."""
        done = 0
        for span in self.at:
            yield text(self.words[done : span.start])
            yield tag("mark", span.of(self.words), class_="found")
            done = span.end
        yield text(self.words[done:])


@dataclass(frozen=True, slots=True)
class Found:
    """The first of `total` hits for a query."""

    query: str
    hits: tuple[Hit, ...]
    total: int


def search(article: Article, query: str) -> Found:
    """Every sentence in which each word of the query begins a word, in the order of the text."""
    asked = " ".join(query[:_LONGEST_QUERY].split())
    patterns = [_beginning(word) for word in asked.split()]
    hits = []
    for section, span in article.sentences if patterns else ():
        words = span.of(article.text)
        if all(pattern.search(words) for pattern in patterns):
            places = [Span(*match.span()) for pattern in patterns for match in pattern.finditer(words)]
            hits.append(Hit(span, words, f"§{section.number} {section.title}".rstrip(), _apart(places)))
    return Found(asked, tuple(hits[:_MOST]), len(hits))


def _beginning(word: str) -> re.Pattern[str]:
    """The start of a word; what does not begin with a letter or figure ("$746K", "%") is found as it is."""
    return re.compile(rf"(?<!\w){re.escape(word)}" if word[0].isalnum() else re.escape(word), re.IGNORECASE)


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return tuple(kept)
