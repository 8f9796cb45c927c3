"""From a file's bytes to a canonical text: what format it is, what encoding, and whether it can be a source.

Text and Markdown are decoded and kept as they are; HTML, PDF and DOCX are read in a confined process
(formats/confined.py) and become Markdown. Nothing is fetched: there is no import from an address.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from advisor import characters
from advisor.article.formats import encoding, markdown
from advisor.article.formats import text as plain_text
from advisor.article.formats.confined import Extracted, Limits, extract
from advisor.article.formats.paged import without_pages
from advisor.article.section import Section
from advisor.article.sentences import sentences
from advisor.article.source import Description, Original, Reading, find_sections
from advisor.errors import InputTooLarge, InputUnreadable

_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mdx", ".mkd", ".qmd", ".rmd")
_TEXT_NAMES = (".txt", ".text", ".rst", ".asc", "")
_HTML_NAMES = (".html", ".htm", ".xhtml")
READ = ".txt, .md, .html, .pdf, .docx"
LONGEST_SENTENCE = 50_000  # characters: what is longer is no prose, and would make one endless quote
_TABLE = "advisor-table"  # names the tables of one file while they are read
_EXPORTED = re.compile(r"[ _-][0-9a-f]{32}\Z")  # a page's number, as Notion adds it to its name
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")  # no names for folders on Windows

_Kind = Literal["text", "markdown", "html", "pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Import:
    """A source ready to be written: its description, canonical text and the sections found in it."""

    description: Description
    text: str
    sections: tuple[Section, ...]
    notices: tuple[str, ...] = ()


def read(
    raw: bytes,
    name: str,
    *,
    largest: int,
    original: Original | None = None,
    id: str = "",
    title: str = "",
    author: str = "",
    limits: Limits | None = None,
) -> Import:
    """Read the bytes of a file called `name`; raises InputUnreadable or InputTooLarge with the reason."""
    if len(raw) > largest:
        raise InputTooLarge(f"{name} has {len(raw):,} bytes", expected=f"at most {largest:,}")
    extracted, reading = _canonical(raw, name, limits)
    canonical = extracted.text
    sections = find_sections(canonical, reading)
    _check_prose(canonical, sections, name)
    found = original if original is not None and original.is_this(sections) else None
    named = _line(title) or (found.title if found else "") or _line(extracted.title) or _title(sections, name)
    description = Description(
        id=_slug(id or (found.id if found else "") or named),
        title=named,
        author=_line(author) or (found.author if found else _line(extracted.author)),
        year=found.year if found else None,
        url=found.url if found else "",
        licence="the user's own copy",
        sha256=hashlib.sha256(canonical.encode("utf-8")).hexdigest(),
        reading=reading,
        read_from=_line(PurePath(name).name),
        stands_for="guide" if found else "",
    )
    return Import(description, canonical, sections, extracted.notices)


def _canonical(raw: bytes, name: str, limits: Limits | None) -> tuple[Extracted, Reading]:
    """The text with what the file itself says of title and author, and how its sections are found."""
    kind = _kind(raw, name)
    if kind in ("text", "markdown"):
        canonical = encoding.decode(raw, name, expected=READ)
        if kind != "markdown" and not markdown.looks_like_markdown(canonical):
            title, author = plain_text.named(canonical)
            return Extracted(without_pages(canonical), title, headed=False, author=author), "text"
        canonical = _with_rows(canonical, name, limits)
        title, author = markdown.named(canonical)
        return Extracted(canonical, title if kind == "markdown" else "", headed=True, author=author), "markdown"
    if kind == "html":
        page = encoding.decode_page(raw, name, expected=READ)
        extracted = extract(page.encode("utf-8"), name, format="html", limits=limits)
    else:
        extracted = extract(raw, name, format="pdf" if kind == "pdf" else "docx", limits=limits)
    return extracted, "markdown" if extracted.headed else "text"


def _with_rows(text: str, name: str, limits: Limits | None) -> str:
    """The text with its tables of HTML written as rows of Markdown, read where all HTML is read."""
    tables = markdown.html_tables(text)
    if not tables:
        return text
    page = "".join(f"<h1>{_TABLE} {i}</h1>{span.of(text)}" for i, span in enumerate(tables))
    read = extract(f"<body>{page}</body>".encode(), name, format="html", limits=limits).text
    _, *parts = re.split(rf"^# {_TABLE} (\d+)$", read, flags=re.MULTILINE)
    rows = dict(zip(parts[::2], parts[1::2], strict=True))
    for i, span in reversed(list(enumerate(tables))):
        text = f"{text[: span.start]}\n\n{rows.get(str(i), '').strip()}\n\n{text[span.end :]}"
    return text


def _kind(raw: bytes, name: str) -> _Kind:
    """By what the bytes are where they say so, else by the name."""
    suffix = PurePath(name).suffix.lower()
    if raw[:1024].lstrip().startswith(b"%PDF-") or suffix == ".pdf":
        return "pdf"
    if suffix == ".docx" or (raw.startswith(b"PK\x03\x04") and b"word/" in raw):
        return "docx"
    opening = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix in _HTML_NAMES or (suffix in _TEXT_NAMES and opening.startswith((b"<!doctype html", b"<html"))):
        return "html"
    if suffix in _MARKDOWN_NAMES:
        return "markdown"
    if suffix not in _TEXT_NAMES:
        raise InputUnreadable(f"{name} is a {suffix} file", expected=f"one of {READ}")
    return "text"


def _check_prose(canonical: str, sections: tuple[Section, ...], name: str) -> None:
    spans = [span for section in sections for span in sentences(canonical, section.body)]
    if not any(any(c.isalpha() for c in span.of(canonical)[:1000]) for span in spans):
        raise InputUnreadable(f"{name} holds no sentences", expected="an article of prose")
    longest = max(map(len, spans))
    if longest > LONGEST_SENTENCE:
        raise InputTooLarge(f"{name} holds a sentence of {longest:,} characters", expected=f"at most {LONGEST_SENTENCE:,}")


def _title(sections: tuple[Section, ...], name: str) -> str:
    if sections and len(sections[0].path) > 1 and len({section.path[0] for section in sections if section.path}) == 1:
        return sections[0].path[0]
    first = sections[0].title if sections else ""
    stem = _EXPORTED.sub("", _line(PurePath(name).stem))
    return (stem if name != "-" and stem else "") or first or "pasted text"


def _line(words: str) -> str:
    """On one line, without control characters and direction marks: a title is shown in many places."""
    return characters.on_one_line(words)[:200]


def _slug(words: str) -> str:
    """`_slug("Pay & PhDs: a view")` → `'pay-phds-a-view'`: what may be a folder's name anywhere."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    if _RESERVED.match(slug):
        return f"source-{slug}"
    return slug or "source-" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]
