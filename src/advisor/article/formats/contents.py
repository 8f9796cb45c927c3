"""A table of contents in a plain text: the lines below "Contents" that come again as lines further down."""

from __future__ import annotations

import re

from advisor.span import Span

_OPENING = re.compile(r"(?:(?<![^\r\n])|(?<=\A\ufeff))[^\w\r\n]*(?:table of )?contents[^\w\r\n]*(?=[\r\n])", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_DOTS = re.compile(r"[\s.·…]*[.·…\s]\s*\d{1,4}\s*$")  # the number of the page
_NUMBER = re.compile(
    r"^\W*(?:(?:chapter|part|section|appendix|module)\s+)?(?:[\divxlc]+[.):\s]+(?:\d+[.)]?\s*)*)?", re.IGNORECASE
)
_MOST_LINES = 2_000
_LEAST_ENTRIES = 3


def list_of_contents(text: str, within: Span) -> Span | None:
    """From the word "Contents" to the end of its last entry; None where there is no such list."""
    opening = _OPENING.search(text, within.start, within.end)
    if opening is None:
        return None
    lines = [(match.end(), _key(match.group())) for match in _LINE.finditer(text, opening.end(), within.end)]
    later: dict[str, int] = {}
    for i, (_, key) in enumerate(lines):
        later[key] = i
    end, count, seen = opening.end(), 0, set[str]()
    for i, (stop, key) in enumerate(lines[:_MOST_LINES]):
        if key in seen or not key or later[key] == i:
            break
        seen.add(key)
        end, count = stop, count + 1
    return Span(opening.start(), end) if count >= _LEAST_ENTRIES else None


def _key(line: str) -> str:
    """`_key("1.2. The Lamp ..... 7")` → `'thelamp'`: what an entry and its heading share."""
    words = _NUMBER.sub("", _DOTS.sub("", line), count=1) or line
    return re.sub(r"[\W_]+", "", words).lower()
