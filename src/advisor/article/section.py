"""A section of an article: its number, its headings, and where its heading and its body stand."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.span import Span


@dataclass(frozen=True, slots=True)
class Section:
    """`path` holds the headings from the outermost to its own; `body` is free of white space at its ends.

    `number` is the article's own where its headings are numbered upward, else a running one;
    text ahead of the first heading is section 0.
    """

    number: int
    path: tuple[str, ...]
    heading: Span
    body: Span

    @property
    def title(self) -> str:
        return self.path[-1] if self.path else ""
