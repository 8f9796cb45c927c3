"""Passages: runs of whole sentences within one section, under a token budget, tiling each section's body."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advisor.article.article import Article
from advisor.article.section import Section
from advisor.span import Span

TokenCounter = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Passage:
    """`span` reaches to the start of the next passage, so that a section's passages leave no gap.

    `sentences` are the numbers, first and behind the last, in `article.sentences`.
    """

    section: Section
    span: Span
    sentences: tuple[int, int]


def passages(article: Article, *, budget: int, count: TokenCounter) -> tuple[Passage, ...]:
    """All passages in order; a sentence above the budget makes a passage of its own, whole."""
    found: list[Passage] = []
    numbered = list(enumerate(article.sentences))
    for section in article.sections:
        own = [(number, span) for number, (home, span) in numbered if home is section]
        runs = list(_runs(article.text, own, budget, count))
        for i, run in enumerate(runs):
            start = section.body.start if i == 0 else run[0][1].start
            end = runs[i + 1][0][1].start if i + 1 < len(runs) else section.body.end
            found.append(Passage(section, Span(start, end), (run[0][0], run[-1][0] + 1)))
    return tuple(found)


def _runs(
    text: str, numbered: list[tuple[int, Span]], budget: int, count: TokenCounter
) -> Iterator[list[tuple[int, Span]]]:
    run: list[tuple[int, Span]] = []
    used = 0
    for number, span in numbered:
        size = count(span.of(text))
        if run and used + size > budget:
            yield run
            run, used = [], 0
        run.append((number, span))
        used += size
    if run:
        yield run


def embedded_text(article: Article, passage: Passage) -> str:
    """What is embedded for a passage, never quoted: its headings and words, white space folded, rows with their heads."""
    words = " ".join(_words(article, passage).split())
    return f"{' / '.join(passage.section.path)}: {words}" if passage.section.path else words


def _words(article: Article, passage: Passage) -> str:
    spans = [span for _, span in article.sentences[slice(*passage.sentences)]]
    searched = [article.searched(span) for span in spans]
    if all(words == span.of(article.text) for words, span in zip(searched, spans, strict=True)):
        return passage.span.of(article.text)
    return " ".join(searched)
