"""Markdown: headings are `#` lines and lines underlined with `=` or `-`; fenced code holds none."""

from __future__ import annotations

import html
import re

from advisor.article.formats.front_matter import front_matter, title_and_author
from advisor.article.formats.headings import QUESTION, Heading, sections_between
from advisor.article.section import Section
from advisor.span import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_ATX = re.compile(r"\s{0,3}(#{1,6})[ \t]+([^\r\n]*)")
_CLOSING = re.compile(r"(?:^|(?<=[ \t]))#+[ \t]*$")
_LONGEST_TITLE = 500  # characters: a longer line is no heading
_SETEXT = re.compile(r"\s{0,3}(=+|-{2,})[ \t]*(?:\r\n?|\n)?\Z")
_ATTRIBUTES = re.compile(r"[ \t]+\{:?[ ]*[#.][^{}\r\n]*\}[ \t]*$")  # of a heading: "{#pay .wide}"
_FENCED = re.compile(r"^[ ]{0,3}(```|~~~).*?(?:^[ ]{0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_HTML_TABLE = re.compile(  # with what notebooks put around it
    r"(?:^[ \t]*<div>\s*)?(?:<style[^>]*>(?:(?!<style).)*?</style>\s*)?<table\b(?:(?!<table\b).)*?</table>(?:\s*</div>)?",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_SUMMARY = re.compile(  # a question that opens its answer; subtle: all is bounded, else many openings take the square
    r"(?:<details[^<>]{0,200}>\s{0,9})?<summary[^<>]{0,200}>(?:\s{0,9}<(?!summary)[a-z]\w{0,9}>){0,3}\s{0,9}"
    r"([^<>\s?][^<>\r\n?]{1,140}\?)\s{0,9}(?:</[a-z]\w{0,9}>\s{0,9}){0,3}</summary>",
    re.IGNORECASE,
)
_ASKED = 7  # the level of a question among answers: below all marked headings
# subtle: not on to the next opening, else many of them take the square
_MARKED_TITLE = re.compile(r"<h1\b[^<>]{0,200}>((?:(?!<h1)[^\0]){1,1000}?)</h1>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][\w.-]*(?:\s[^<>]*)?/?>")
_MARKUP = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)|\[([^\]]*)\]\([^)]*\)")


def looks_like_markdown(text: str) -> bool:
    """True where the text has at least two headings marked with `#`."""
    return len(re.findall(r"^#{1,6} \S", text, re.MULTILINE)) >= 2


def named(text: str) -> tuple[str, str]:
    """Title and author by the front matter; the title else by the one outermost heading; "" where nothing says."""
    title, author = title_and_author(text)
    if not title:
        front = front_matter(text)
        headings = _headings(text, front.end() if front else 0)
        highest = min((heading.level for heading in headings), default=0)
        first = [heading.title for heading in headings if heading.level == highest]
        title = first[0] if highest == 1 and len(first) == 1 else ""
        if not title and highest != 1 and (marked := _MARKED_TITLE.search(text)):
            title = " ".join(html.unescape(_TAG.sub(" ", marked.group(1))).split())
    return title, author


def html_tables(text: str) -> list[Span]:
    """The tables that stand in a Markdown text as HTML, outside fenced code: notebooks and converters write them so."""
    fenced = [Span(*match.span()) for match in _FENCED.finditer(text)] if "<table" in text else []
    found = [Span(*match.span()) for match in _HTML_TABLE.finditer(text)] if "<table" in text else []
    return [span for span in found if not any(code.meets(span) for code in fenced)]


def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of a Markdown text; front matter is left out, the text itself is not touched."""
    front = front_matter(text)
    start = front.end() if front else (1 if text.startswith("\ufeff") else 0)
    headings = _headings(text, start)
    asked = [
        Heading(Span(*m.span()), _plain(m.group(1)), _ASKED)
        for form in (QUESTION, _SUMMARY)
        for m in form.finditer(text, start)
    ]
    if len(asked) >= 2:
        headings = sorted([*headings, *asked], key=lambda heading: heading.span.start)
    return sections_between(text, headings, Span(start, len(text)))


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
    named = _TAG.sub("", _ATTRIBUTES.sub("", title))
    return html.unescape(_MARKUP.sub(lambda match: match.group(1) or "", named)).strip()
