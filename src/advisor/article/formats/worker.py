"""The process that confined.py starts: `python -m advisor.article.formats.worker FORMAT LIMITS`, bytes in, JSON out."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

from advisor.article.formats import docx, html, pdf
from advisor.article.formats.blocks import Document, as_markdown
from advisor.article.formats.confined import Limits
from advisor.errors import InputTooLarge, InputUnreadable, UsageError


def confine(limits: Limits) -> None:
    """Set the limits for this process, where the system knows them; no file may be written from here on."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(kind, (most, most))


def read(raw: bytes, format: str, limits: Limits) -> Document:
    """The document by that format's reader; a fault inside a reader is an unreadable input too."""
    try:
        if format == "pdf":
            return pdf.read(raw, most_pages=limits.pages)
        if format == "docx":
            return docx.read(raw, most_unpacked=limits.unpacked_bytes)
        return html.read(raw.decode("utf-8"))
    except (UsageError, MemoryError):
        raise
    except Exception as error:
        reason = (str(error).splitlines() or [""])[0][:120]
        raise InputUnreadable(f"found a malformed file ({type(error).__name__}: {reason})", expected="a whole one") from None


def main() -> None:
    format, limits = sys.argv[1], Limits(**json.loads(sys.argv[2]))
    raw = sys.stdin.buffer.read()
    confine(limits)
    try:
        found = read(raw, format, limits)
        text = as_markdown(found)
        if len(text) > limits.text_chars:
            raise InputTooLarge(f"found {len(text):,} characters of text", expected=f"at most {limits.text_chars:,}")
        said = {"text": text, "title": found.title, "headed": found.headed, "author": found.author, "notices": found.notices}
    except UsageError as error:
        said = {"found": error.found, "expected": error.expected, "too_large": isinstance(error, InputTooLarge)}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
