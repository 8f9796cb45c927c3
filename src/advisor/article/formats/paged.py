"""Plain text that was printed in pages (RFCs, what pdftotext writes): without the heads and feet of its pages.

What a page's end cut stands together again. A text without such pages is given back as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

_FOOT = re.compile(r"\[Page \d+\]\s*$")  # of RFCs and drafts, with or without a form feed behind it
_UNFED = re.compile(r"^([^\r\n]*\[Page \d+\][ \t]*\r?\n)(?![ \t\r\n]*\f)(?=\s*\S)", re.MULTILINE)
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_ALONE = re.compile(r"\W*(?:(?:page|seite|p\.)\s*)?#(?:\s*(?:of|von|/)\s*#)?\W*", re.IGNORECASE)
_LONGEST = 100  # characters of a head or foot
_AT_EACH_END = 2  # lines that may belong to it
_FULL = 0.75  # of the widest line: what is as long goes on in the next


def without_pages(text: str) -> str:
    """The text with the pages joined."""
    if len(_FOOT.findall(text)) or "\f" not in text:
        text = _UNFED.sub(r"\1\f", text)
    pages = [page.split("\n") for page in text.split("\f")]
    pages = [page for page in pages if any(line.strip() for line in page)]
    if len(pages) < 2:
        return text
    heads = Counter(_key(line) for page in pages for line in _filled(page)[:_AT_EACH_END])
    feet = Counter(_key(line) for page in pages for line in _filled(page)[-_AT_EACH_END:])
    numbered = Counter({key: count for key, count in heads.items() if "#" in key})  # subtle: else the first is the title
    cut = [_cut(page, heads if number else numbered, feet) for number, page in enumerate(pages)]
    if all(len(_filled(kept)) == len(_filled(page)) for kept, page in zip(cut, pages, strict=True)):
        return text
    joined = ""
    for page in cut:
        if not _filled(page):
            continue
        said = "\n".join(page).strip("\r\n")
        joined += f"{_between(joined, said)}{said}" if joined else said
    return joined + "\n"


def _filled(page: Sequence[str]) -> list[str]:
    return [line for line in page if line.strip()]


def _key(line: str) -> str:
    """What a head has alike on all of its pages."""
    return _NUMBER.sub("#", " ".join(line.split()))


def _cut(page: Sequence[str], heads: Counter[str], feet: Counter[str]) -> list[str]:
    """The page without its head and foot: a line or two that a blank line sets apart, or a page's number."""
    below = _without_head(page, heads)
    return _without_head(below[::-1], feet)[::-1]


def _without_head(page: Sequence[str], counted: Counter[str]) -> list[str]:
    kept = list(page)
    for _ in range(_AT_EACH_END):
        while kept and not kept[0].strip():
            kept.pop(0)
        apart = list(takewhile(str.strip, kept))
        if 0 < len(apart) <= _AT_EACH_END and all(_is_furniture(line, counted) for line in apart):
            del kept[: len(apart)]
        elif kept and _is_number(kept[0]):
            kept.pop(0)
        else:
            break
    return kept


def _is_furniture(line: str, counted: Counter[str]) -> bool:
    key = _key(line)
    again = counted[key] > 1 and len(key) <= _LONGEST and not key.endswith((".", ":", ";", "?", "!"))
    return again or _is_number(line)


def _is_number(line: str) -> bool:
    return _ALONE.fullmatch(_key(line)) is not None or _FOOT.search(line) is not None


def _between(before: str, after: str) -> str:
    """A line end where a sentence goes on over the page's end, else a blank line."""
    last = before.rstrip().rsplit("\n", 1)[-1]
    widest = max(map(len, before[-4_000:].split("\n")))
    goes_on = not last.rstrip().endswith((".", "!", "?", ":", "|", "+")) and (
        after.lstrip()[:1].islower() or (len(last) >= _FULL * widest and after.lstrip()[:1].isalpha())
    )
    return "\n" if goes_on else "\n\n"
