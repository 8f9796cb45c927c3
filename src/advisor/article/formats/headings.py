"""From headings found in a text to its sections: numbers, paths and bodies. Shared by the formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor import characters
from advisor.article.section import Section
from advisor.span import Span, trimmed

# subtle: a line begins behind the byte order mark that begins the text; behind any such mark would grow with the square
LINE_START = r"(?:(?<![^\r\n])|(?<=\A\ufeff))"
_NUMBER = re.compile(r"^(?:section\s+|chapter\s+)?(\d{1,3})(?:[.)]|\s*[-:–])?\s+(?=\S)", re.IGNORECASE)
_MARKED = re.compile(r"^(?:section|chapter)\s|^\d{1,3}(?:[.)]|\s*[-:–])\s", re.IGNORECASE)  # a number beyond doubt
QUESTION = re.compile(  # a paragraph of one question, or a line marked as one, with something other than a question below it
    r"(?:(?:(?<=\n\n)|(?<=\r\n\r\n)|(?<=\r\r)|\A\ufeff?)[ \t]*(?:\*\*|__)?(?=[^\r\n?]{8})"
    r"|(?:(?<=[\n\r])|\A\ufeff?)[ \t]*(?:\*\*|__)?(?=q(?:uestion)?[ \t]*\d*[.:)]))"
    r"(?:q(?:uestion)?[ \t]*\d*[.:)](?:\*\*|__)?[ \t]*)?"
    r"([^\s?#>|*-][^\r\n?]{1,140}\?)(?:\*\*|__)?[ \t]*(?:\r\n?|\n)(?=\s*[^\s?][^?\r\n]*(?:[^?*_\s]|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """`span` covers the whole heading with its marks, `title` is its words, `level` 1 is the outermost."""

    span: Span
    title: str
    level: int = 1


def split_number(title: str) -> tuple[int | None, str]:
    """`split_number("3. Pay")` → `(3, 'Pay')`; a title without a number of its own gives None."""
    match = _NUMBER.match(title)
    return (int(match.group(1)), title[match.end() :].strip()) if match else (None, title.strip())


def sections_between(text: str, headings: Sequence[Heading], within: Span) -> tuple[Section, ...]:
    """One section a heading that has a body, in order; text ahead of the first heading is section 0."""
    first = headings[0].span.start if headings else within.end
    preamble = trimmed(Span(within.start, max(within.start, first)), text)
    own_numbers = _numbered_upward(headings)
    if own_numbers is not None and min(own_numbers) > (0 if len(preamble) else 1):
        own_numbers = None  # more than one section would be section 0
    found: list[Section] = []
    if len(preamble):
        found.append(Section(0 if headings else 1, (), Span(within.start, within.start), preamble))
    path: list[tuple[int, str]] = []
    running = 0
    for i, heading in enumerate(headings):
        numbered = own_numbers is not None or _MARKED.match(heading.title)
        title = characters.on_one_line(split_number(heading.title)[1] if numbered else heading.title)
        path = [(level, name) for level, name in path if level < heading.level] + [(heading.level, title)]
        end = headings[i + 1].span.start if i + 1 < len(headings) else within.end
        body = trimmed(Span(heading.span.end, max(heading.span.end, end)), text)
        if not len(body):
            continue
        if own_numbers is None:
            running += 1
        shown = running if own_numbers is None else own_numbers.get(i, 0)
        found.append(Section(shown, tuple(name for _, name in path), heading.span, body))
    return tuple(found)


def _numbered_upward(headings: Sequence[Heading]) -> dict[int, int] | None:
    """The headings' own numbers by position, where they may serve as section numbers.

    They may where they rise without repeating and only headings ahead of the first one (a document's title)
    have none.
    """
    numbers = {i: n for i, heading in enumerate(headings) if (n := split_number(heading.title)[0]) is not None}
    values = list(numbers.values())
    rising = all(a < b for a, b in pairwise(values))
    complete = bool(numbers) and all(i in numbers for i in range(min(numbers), len(headings)))
    return numbers if len(values) >= 2 and rising and complete and min(numbers) <= 1 else None
