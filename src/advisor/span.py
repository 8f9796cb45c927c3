"""A half-open stretch of a text, in Unicode code points. Everything that is quoted, cited or marked is one of these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`; `Span(2, 5).of("abcdef")` → `'cde'`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"found the span {self.start}:{self.end}; expected 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters it covers; raises ValueError where the text is shorter than the span."""
        if self.end > len(text):
            raise ValueError(f"found a span that ends at {self.end}; expected at most {len(text)}")
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


def trimmed(span: Span, text: str) -> Span:
    """The span without the white space at its ends: `trimmed(Span(0, 4), " ab ")` → `Span(1, 3)`."""
    inside = span.of(text)
    left = len(inside) - len(inside.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(inside.rstrip())))
