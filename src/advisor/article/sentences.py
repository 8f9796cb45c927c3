"""Cut a stretch of text into sentences: spans in, spans out, the text untouched.

Made for prose as people copy it: decimals and money ("$1.47M"), ranges ("2-5x", "L7+"), abbreviations ("vs.",
"e.g."), closing quotation marks, a colon before a list. A blank line, a list item or a line that ends a
sentence always ends one; a line break inside a sentence does not. A row of a table is one, whatever stops it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.article import table
from advisor.article.abbreviations import ends, opens
from advisor.span import Span, trimmed

# subtle: what is counted at a line's start is no sentence's end: "1.", "(a)", "2.3", "iv.", "- 4.", "CHAPTER I."
_LABEL = re.compile(
    r"(?:^|[\r\n](?![ \t]*\d{1,3}$)|(?-i:(?<=[a-z]{4}[.!?] )))[ \t>]*(?:[-*+•‣◦▪][ \t]+)?"
    r"(?:(?:chapter|part|book|section|appendix|article|step|rule|module)[ \t]+)?"
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[qa]\d{1,2}|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))$",
    re.IGNORECASE,
)
_NAMED_WITH_A_MARK = re.compile(r"\b(?:Yahoo|Jeopardy|Oklahoma|Yum)!$")
_REFERENCE = r"(?:\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|[a-z]|[ivx]{2,5}|\^[\w-]{1,40}|note \d{1,3}|citation needed)\])*"

_CLOSING = r"""["'”’»)\]*_]*"""
_STOP = re.compile(rf"(?:[.!?…؟।۔]+{_CLOSING}{_REFERENCE}{_CLOSING}(?=\s|$)|[。！？]+[」』”’）]*)")
# subtle: each pattern may start at one place of a run of spaces only, else endless spaces take endless time.
_END = r"(?:\r\n|\r(?!\n)|\n)"  # subtle: of a line; `\r\n?` would take a line end of Windows for two
_BREAK = re.compile(
    rf"(?<![ \t])[ \t]*{_END}(?:[ \t>]*{_END})+|"
    rf"{_END}(?=\[?\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}},? \d{{1,2}}:\d{{2}})|"  # a message of a chat, by its date
    rf"{_END}(?=[ \t>]*(?:[-*+•‣◦▪]|o(?=[ ]{{2}})|\(?\d{{1,3}}[.)]|\(?[a-z]\)|[a-z]\.|\(?[ivx]{{2,5}}[.)])[ \t])"
)
_LEADER = re.compile(r"(?:\.{4,}|(?:\s\.){3,})\Z")  # dots that lead the eye to a figure at the line's end
_LED_TO = re.compile(r"[ \t]+\S[^\r\n]{0,30}$", re.MULTILINE)
_LETTER = re.compile(r"(\s{0,12})([a-z]|[ivx]{2,5})\.\s")  # an item's, or the end of a wrapped "see p. 12"
_CALL_OUT = re.compile(r"\[!\w+\][+-]?$|^[> \t]*!!!\s.*$|^[> \t]*\*\*[^*\n]{1,60}\*\*:?$")  # the name of a note that follows
_ITEM = re.compile(r"\s{0,12}(?:[-*•‣◦▪]|\(?\d{1,3}[.)])\s")
_SHORT_ITEM = 50  # characters
_ITEM_NUMBER = re.compile(r"(\s{0,12})\(?(\d{1,3})[.)]\s")
_LINE = re.compile(r"\r\n?|\n")
_WORDS = re.compile(r"\S")
_WORDS_BEFORE = 48  # characters ahead of a stop that tell what it ends
_NEAR = 400  # characters on either side of a stop: all that its reading depends on
_WORD_BEFORE = re.compile(r"(?<![\w$€£%+.])([A-Za-z][A-Za-z.]*)\.$")
_MIXED = re.compile(r"[a-z]{1,2}[A-Z]")  # "iPhone" may open a sentence


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """`sentences("One. Two vs. three.")` → `[Span(0, 4), Span(5, 19)]`; never empty spans, never overlapping."""
    within = Span(0, len(text)) if within is None else within
    found: list[Span] = []
    for block in _blocks(text, within):
        start = block.start
        for row in table.rows(text, block):
            found += _prose(text, Span(start, row.span.start))
            found.append(row.span)
            start = row.span.end
        found += _prose(text, Span(start, block.end))
    return found


def _prose(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for end in _ends(text, block):
        span = trimmed(Span(start, end), text)
        if len(span):
            yield span
        start = end


def _blocks(text: str, within: Span) -> Iterator[Span]:
    """Stretches between blank lines, list items, and lines that end as sentences or lead-ins do."""
    start = within.start
    for match in _BREAK.finditer(text, within.start, within.end):
        if _goes_on(text, start, match):
            continue
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, within.end)


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """A line of prose that was wrapped ahead of a number with a stop ("… founded in⏎1998 by"): no item of a list."""
    if len(_LINE.findall(match.group())) > 1:
        return False
    before = text[match.start() - 1 : match.start()]
    letter = _LETTER.match(text, match.end())
    if letter is not None:
        return letter.group(2) not in ("a", "i", "ii") and not _LETTER.match(text, start) and before != ":"
    number = _ITEM_NUMBER.match(text, match.end())
    if number is None or number.group(2) == "1" or before in '.:;!?)|”"' or before.isspace():
        return False
    opening = _ITEM_NUMBER.match(text, start)
    if opening is not None and len(number.group(1)) < len(opening.group(1)):
        return False  # the list that the one of these items stands in goes on
    if match.start() - start < _SHORT_ITEM and _ITEM.match(text, start):
        return False  # a short item that was not wrapped
    return opening is None or int(opening.group(2)) + 1 != int(number.group(2))


def _ends(text: str, block: Span) -> Iterator[int]:
    stops = [match.end() for match in _STOP.finditer(text, block.start, block.end) if _ends_here(text, match, block)]
    breaks = [match.start() for match in _LINE.finditer(text, block.start, block.end) if _breaks(text, match, block)]
    yield from sorted({*stops, *breaks, block.end})


def _ends_here(text: str, match: re.Match[str], block: Span) -> bool:
    after = _after(text, match.end(), block)
    if not after:
        return True
    if (after[0].islower() and not _MIXED.match(after)) or after[0] in ".…,;":
        return False
    stop = match.group()
    if _LED_TO.match(text, match.end(), block.end) and _LEADER.search(
        text, max(block.start, match.end() - _WORDS_BEFORE), match.end()
    ):
        return False
    near = text[max(block.start, match.start() - _WORDS_BEFORE) : match.start()]
    if stop == "." and _LABEL.search(near):
        return False  # the number of a list's item
    if _NAMED_WITH_A_MARK.search(near + stop):
        return opens(after)
    before = _WORD_BEFORE.search(near + ".")
    if stop[:2] in ("..", ".…") or not stop.startswith(".") or before is None:
        return True
    return len(stop) > 1 or ends(before.group(1), near[: before.start()], after)


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
    after = after.lstrip("> \t") or after
    if _CALL_OUT.search(line):
        return True
    return before.endswith((":", "|")) or (len(line) < 60 and after[0].isupper() and not before.endswith((",", "-")))
