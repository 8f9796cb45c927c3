"""From a file's bytes to a canonical text: what format it is, what encoding, and whether it can be a source.

Text and Markdown are decoded and kept as they are; HTML, PDF and DOCX are read in a confined process
(formats/confined.py) and become Markdown. Nothing is fetched: there is no import from an address.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from advisor import characters
from advisor.article.formats import html, markdown
from advisor.article.formats.confined import Limits, extract
from advisor.article.section import Section
from advisor.article.sentences import sentences
from advisor.article.source import Description, Original, Reading, find_sections
from advisor.errors import InputTooLarge, InputUnreadable

_MARKDOWN_NAMES = (".md", ".markdown", ".mdown")
_TEXT_NAMES = (".txt", ".text", ".rst", ".asc", "")
_HTML_NAMES = (".html", ".htm", ".xhtml")
READ = ".txt, .md, .html, .pdf, .docx"
LONGEST_SENTENCE = 50_000  # characters: what is longer is no prose, and would make one endless quote
_MOST_FOREIGN = 0.25  # of a Windows-1252 text's letters: what has more of them is in another encoding
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")  # a terminal would obey some of them
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),  # subtle: these begin with the next two
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")  # no names for folders on Windows

_Kind = Literal["text", "markdown", "html", "pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Import:
    """A source ready to be written: its description, canonical text and the sections found in it."""

    description: Description
    text: str
    sections: tuple[Section, ...]


def read(
    raw: bytes, name: str, *, largest: int, original: Original | None = None,
    id: str = "", title: str = "", author: str = "", limits: Limits | None = None,
) -> Import:
    """Read the bytes of a file called `name`; raises InputUnreadable or InputTooLarge with the reason."""
    if len(raw) > largest:
        raise InputTooLarge(f"{name} has {len(raw):,} bytes", expected=f"at most {largest:,}")
    canonical, reading, own_title = _canonical(raw, name, limits)
    sections = find_sections(canonical, reading)
    _check_prose(canonical, sections, name)
    found = original if original is not None and original.is_this(sections) else None
    named = _line(title) or (found.title if found else "") or _line(own_title) or _title(sections, name)
    description = Description(
        id=_slug(id or (found.id if found else "") or named),
        title=named,
        author=_line(author) or (found.author if found else ""),
        year=found.year if found else None,
        url=found.url if found else "",
        licence="the user's own copy",
        sha256=hashlib.sha256(canonical.encode("utf-8")).hexdigest(),
        reading=reading,
        read_from=_line(PurePath(name).name),
        stands_for="guide" if found else "",
    )
    return Import(description, canonical, sections)


def _canonical(raw: bytes, name: str, limits: Limits | None) -> tuple[str, Reading, str]:
    """The text, how its sections are found, and the title that the file itself gives."""
    kind = _kind(raw, name)
    if kind in ("text", "markdown"):
        canonical = _decode(raw, name)
        return canonical, "markdown" if kind == "markdown" or markdown.looks_like_markdown(canonical) else "text", ""
    if kind == "html":
        page = _decode(raw, name, named=html.encoding_named(raw))
        extracted = extract(page.encode("utf-8"), name, format="html", limits=limits)
    else:
        extracted = extract(raw, name, format="pdf" if kind == "pdf" else "docx", limits=limits)
    return extracted.text, "markdown" if extracted.headed else "text", extracted.title


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


def _decode(raw: bytes, name: str, *, named: str | None = None) -> str:
    """By byte order mark, else the encoding named, else UTF-8, else Windows-1252 where the text reads as that.

    Raises InputUnreadable with the offset of the first byte that does not fit. `named` is None of what is no web
    page; from a page the controls of C1 are dropped, as browsers do.
    """
    if not raw.strip():
        raise InputUnreadable(f"{name} is empty", expected="an article of prose")
    marked = next((encoding for mark, encoding in _BOMS if raw.startswith(mark)), "")
    if not marked and b"\x00" in raw:
        raise InputUnreadable(f"{name} is a binary file (a zero byte at {raw.index(0)})", expected=f"text: {READ}")
    encoding = marked or named or "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding not in ("utf-8", "utf_8") or not _reads_as_western(raw):
            raise InputUnreadable(
                f"{name} is not {encoding.upper()} (byte {error.start})", expected="a text file saved as UTF-8"
            ) from None
        encoding, text = "cp1252", raw.decode("cp1252")
    control = _NOT_TEXT.search(text) or (characters.control(text) if named is None else None)
    if control:
        at = len(text[: control.start()].encode(encoding, "replace"))
        raise InputUnreadable(f"{name} holds the control character {control.group()!r} (byte {at})", expected="plain text")
    return text


def _reads_as_western(raw: bytes) -> bool:
    """True where the bytes are Windows-1252: few letters beyond ASCII, and not UTF-8 with a byte or two spoiled."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    spoiled = raw.decode("utf-8", "replace")
    if sum(1 for c in spoiled if ord(c) > 127 and c != "\ufffd") > spoiled.count("\ufffd"):
        return False
    letters = sum(1 for c in text if c.isalpha())
    return sum(1 for c in text if ord(c) > 127 and c.isalpha()) <= _MOST_FOREIGN * max(1, letters)


def _title(sections: tuple[Section, ...], name: str) -> str:
    if sections and len(sections[0].path) > 1:
        return sections[0].path[0]
    first = sections[0].title if sections else ""
    stem = _line(PurePath(name).stem)
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
