"""From a file's bytes to a canonical text: what format it is, what encoding, and whether it can be a source."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from advisor.article.formats import markdown
from advisor.article.section import Section
from advisor.article.sentences import sentences
from advisor.article.source import Description, Original, Reading, find_sections
from advisor.errors import InputTooLarge, InputUnreadable

_MARKDOWN_NAMES = (".md", ".markdown", ".mdown")
_TEXT_NAMES = (".txt", ".text", ".rst", ".asc", "")
READ = ".txt, .md"


@dataclass(frozen=True, slots=True)
class Import:
    """A source ready to be written: its description, canonical text and the sections found in it."""

    description: Description
    text: str
    sections: tuple[Section, ...]


def read(
    raw: bytes, name: str, *, largest: int, original: Original | None = None,
    id: str = "", title: str = "", author: str = "",
) -> Import:
    """Read the bytes of a file called `name`; raises InputUnreadable or InputTooLarge with the reason."""
    if len(raw) > largest:
        raise InputTooLarge(f"{name} has {len(raw):,} bytes", expected=f"at most {largest:,}")
    canonical, reading = _canonical(raw, name)
    sections = find_sections(canonical, reading)
    if not any(sentences(canonical, section.body) for section in sections):
        raise InputUnreadable(f"{name} holds no sentences", expected="an article of prose")
    found = original if original is not None and original.is_this(sections) else None
    named = title or (found.title if found else "") or _title(canonical, sections, name)
    description = Description(
        id=_slug(id or (found.id if found else "") or named),
        title=named,
        author=author or (found.author if found else ""),
        year=found.year if found else None,
        url=found.url if found else "",
        licence="the user's own copy",
        sha256=hashlib.sha256(canonical.encode("utf-8")).hexdigest(),
        reading=reading,
        read_from=PurePath(name).name,
        stands_for="guide" if found else "",
    )
    return Import(description, canonical, sections)


def _canonical(raw: bytes, name: str) -> tuple[str, Reading]:
    suffix = PurePath(name).suffix.lower()
    if suffix not in (*_MARKDOWN_NAMES, *_TEXT_NAMES):
        raise InputUnreadable(f"{name} is a {suffix} file", expected=f"one of {READ}")
    canonical = _decode(raw, name)
    if suffix in _MARKDOWN_NAMES or (suffix != ".txt" and markdown.looks_like_markdown(canonical)):
        return canonical, "markdown"
    return canonical, "markdown" if markdown.looks_like_markdown(canonical) else "text"


def _decode(raw: bytes, name: str) -> str:
    """UTF-8, or UTF-16 with a byte order mark, or Windows-1252 where nothing in it is a control character."""
    if not raw.strip():
        raise InputUnreadable(f"{name} is empty", expected="an article of prose")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    if b"\x00" in raw:
        raise InputUnreadable(f"{name} is a binary file (a zero byte at {raw.index(0)})", expected=f"text: {READ}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            text = "\x00"
        if any(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f\v" for c in text):
            raise InputUnreadable(
                f"{name} is not UTF-8 (byte {error.start})", expected="a text file saved as UTF-8"
            ) from None
        return text


def _title(canonical: str, sections: tuple[Section, ...], name: str) -> str:
    if sections and len(sections[0].path) > 1:
        return sections[0].path[0]
    first = sections[0].title if sections else ""
    stem = PurePath(name).stem
    return (stem if name != "-" and stem else "") or first or "pasted text"


def _slug(words: str) -> str:
    """`_slug("Pay & PhDs: a view")` → `'pay-phds-a-view'`: what may be a folder's name anywhere."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    return slug or "source-" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]
