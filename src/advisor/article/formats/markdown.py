"""Markdown: headings are `#` lines and lines underlined with `=` or `-`; fenced code holds none."""

from __future__ import annotations

import re

from advisor.article.formats.headings import Heading, sections_between
from advisor.article.section import Section
from advisor.span import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_ATX = re.compile(r"\s{0,3}(#{1,6})[ \t]+([^\r\n]*)")
_CLOSING = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*$")
_LONGEST_TITLE = 500  # characters: a longer line is no heading
_SETEXT = re.compile(r"\s{0,3}(=+|-{2,})[ \t]*(?:\r\n?|\n)?\Z")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n).*?(?:\r\n?|\n)---[ \t]*(?:\r\n?|\n)", re.DOTALL)
_MARKUP = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)|\[([^\]]*)\]\([^)]*\)")


def looks_like_markdown(text: str) -> bool:
    """True where the text has at least two headings marked with `#`."""
    return len(re.findall(r"^#{1,6} \S", text, re.MULTILINE)) >= 2


def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of a Markdown text; front matter is left out, the text itself is not touched."""
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else (1 if text.startswith("\ufeff") else 0)
    return sections_between(text, _headings(text, start), Span(start, len(text)))


def _headings(text: str, start: int) -> list[Heading]:
    found: list[Heading] = []
    fence = ""
    previous: re.Match[str] | None = None
    for line in _LINE.finditer(text, start):
        if not line.group():
            break
        opened = _FENCE.match(line.group())
        if opened and (not fence or opened.group(1) == fence):
            fence = "" if fence else opened.group(1)
            previous = None
            continue
        if fence:
            continue
        atx = _ATX.match(line.group()) if len(line.group()) <= _LONGEST_TITLE else None
        underline = _SETEXT.match(line.group())
        title = _plain(_CLOSING.sub("", atx.group(2))) if atx else ""
        if atx and title:
            found.append(Heading(Span(*line.span()), title, len(atx.group(1))))
            previous = None
        elif underline and previous is not None and previous.group().strip() and len(previous.group()) <= _LONGEST_TITLE:
            span = Span(previous.start(), line.end())
            found.append(Heading(span, _plain(previous.group()), 1 if underline.group(1)[0] == "=" else 2))
            previous = None
        else:
            alone = previous is None or not previous.group().strip()
            previous = line if alone or not line.group().strip() else None
    return found


def _plain(title: str) -> str:
    return _MARKUP.sub(lambda match: match.group(1) or "", title).strip()
