"""An anchor: a place in an article, named without quoting it, by section number and the terms that stand there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.article.article import Article
from advisor.article.quote import Quote, cut
from advisor.errors import AnchorNotFound
from advisor.span import Span

LONGEST_RUN = 3  # sentences


@dataclass(frozen=True, slots=True)
class Anchor:
    """`Anchor(3, ("Anthropic", "$746K"))`: the shortest run of sentences of section 3 that holds every term.

    A term matches at the start of a word; it is case-sensitive only where it holds a capital; `a|b` is either.
    """

    section: int
    terms: tuple[str, ...]

    def __str__(self) -> str:
        return f"section {self.section} with {', '.join(map(repr, self.terms))}"


def find(anchor: Anchor, article: Article) -> Span | None:
    """The first of the shortest runs of at most three adjacent sentences, or None; looked for once an article."""
    if anchor not in article.anchored:
        article.anchored[anchor] = _search(anchor, article)
    return article.anchored[anchor]


def _search(anchor: Anchor, article: Article) -> Span | None:
    spans = [span for section, span in article.sentences if section.number == anchor.section]
    patterns = [_pattern(term) for term in anchor.terms]
    for length in range(1, LONGEST_RUN + 1):
        for i in range(len(spans) - length + 1):
            run = Span(spans[i].start, spans[i + length - 1].end)
            if all(pattern.search(run.of(article.text)) for pattern in patterns):
                return run
    return None


def resolve(anchor: Anchor, articles: Sequence[Article]) -> Quote:
    """The quote at the anchor in the first article that has it; raises AnchorNotFound where none does."""
    for article in articles:
        span = find(anchor, article)
        if span is not None:
            return cut(article, span)
    names = " or ".join(article.id for article in articles)
    raise AnchorNotFound(f"no place for {anchor}", expected=f"one in {names}")


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    choices = [rf"(?-i:{re.escape(c)})" if c != c.lower() else re.escape(c) for c in map(str.strip, term.split("|"))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})", re.IGNORECASE)
