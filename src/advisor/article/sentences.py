"""Cut a stretch of text into sentences: spans in, spans out, the text untouched.

Made for prose as people copy it: decimals and money ("$1.47M"), ranges ("2-5x", "L7+"), abbreviations ("vs.",
"e.g."), closing quotation marks, a colon before a list. A blank line, a list item or a line that ends a
sentence always ends one; a line break inside a sentence does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.span import Span, trimmed

_ABBREVIATIONS = frozenset(
    "vs e.g i.e etc cf al approx dr mr mrs ms prof st sr jr inc ltd co corp ed eds "
    "pp p dept est univ jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k ph.d".split()
)
# subtle: only these may be followed by a capital and still not end a sentence when they stand at its very end.
_TITLES = frozenset("dr mr mrs ms prof st vs e.g i.e cf".split())
_COUNTED = frozenset("no nos fig figs sec ch eq vol".split())  # abbreviations ahead of a figure only
_NUMBERED = re.compile(r"(?:^|[\r\n])[ \t]*\(?\d{1,3}$")

_STOP = re.compile(r"""(?:[.!?…]+|[。！？])["'”’»)\]*_]*(?=\s|$)""")
# subtle: each pattern may start at one place of a run of spaces only, else endless spaces take endless time.
_BREAK = re.compile(
    r"(?<![ \t])[ \t]*(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))+|(?:\r\n?|\n)(?=[ \t]*(?:[-*•‣◦▪]|\d{1,3}[.)])[ \t])"
)
_LINE = re.compile(r"\r\n?|\n")
_WORDS = re.compile(r"\S")
_NEAR = 400  # characters on either side of a stop: all that its reading depends on
_WORD_BEFORE = re.compile(r"(?<![\w$€£%+])([A-Za-z][A-Za-z.]*)\.$")


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """`sentences("One. Two vs. three.")` → `[Span(0, 4), Span(5, 19)]`; never empty spans, never overlapping."""
    within = Span(0, len(text)) if within is None else within
    found = []
    for block in _blocks(text, within):
        start = block.start
        for end in _ends(text, block):
            span = trimmed(Span(start, end), text)
            if len(span):
                found.append(span)
            start = end
    return found


def _blocks(text: str, within: Span) -> Iterator[Span]:
    """Stretches between blank lines, list items, and lines that end as sentences or lead-ins do."""
    start = within.start
    for match in _BREAK.finditer(text, within.start, within.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, within.end)


def _ends(text: str, block: Span) -> Iterator[int]:
    stops = [match.end() for match in _STOP.finditer(text, block.start, block.end) if _ends_here(text, match, block)]
    breaks = [match.start() for match in _LINE.finditer(text, block.start, block.end) if _breaks(text, match, block)]
    yield from sorted({*stops, *breaks, block.end})


def _ends_here(text: str, match: re.Match[str], block: Span) -> bool:
    after = _after(text, match.end(), block)
    if not after:
        return True
    if after[0].islower():
        return False
    stop = match.group()
    if stop == "." and _NUMBERED.search(text[max(block.start, match.start() - 12) : match.start()]):
        return False  # the number of a list's item
    before = _WORD_BEFORE.search(text[max(block.start, match.start() - 12) : match.start() + 1])
    if not stop.startswith(".") or stop.startswith("..") or before is None:
        return True
    word = before.group(1).lower()
    if len(word) == 1 and before.group(1).isupper() and word != "i":  # an initial: "J. Smith"
        return bool(re.match(r"[A-Z][a-z]*\s+[a-z]", after)) and len(stop) > 1
    if word in _TITLES:
        return False
    if word in _COUNTED:
        return not after[0].isdigit()
    return word not in _ABBREVIATIONS or after[0].isupper()


def _after(text: str, at: int, block: Span) -> str:
    """The next words of the block, as many as are looked at."""
    following = _WORDS.search(text, at, block.end)
    return text[following.start() : min(block.end, following.start() + _NEAR)] if following else ""


def _breaks(text: str, match: re.Match[str], block: Span) -> bool:
    """A line break ends a sentence where the line ends with a colon or the next starts as a new line of its own."""
    before = text[max(block.start, match.start() - _NEAR) : match.start()].rstrip()
    after = _after(text, match.end(), block)
    if not before or not after:
        return False
    line = before.rsplit("\n", 1)[-1]
    return before.endswith((":", "|")) or (len(line) < 60 and after[0].isupper() and not before.endswith((",", "-")))
