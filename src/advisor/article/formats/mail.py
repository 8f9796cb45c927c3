"""Mails as plain text, one or a whole archive: each is a section under its subject, without its signature."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.utils import parseaddr

from advisor import characters
from advisor.article.formats.headings import Heading, sections_between
from advisor.article.section import Section
from advisor.span import Span, trimmed

_FIELD = r"[A-Z][A-Za-z-]{1,30}:[ \t][^\r\n]*(?:\r?\n[ \t]+\S[^\r\n]*)*(?:\r?\n|\Z)"
_BLOCK = re.compile(
    rf"(?:(?<=\n\n)|(?<=\r\n\r\n)|\A\ufeff?|(?<=-----\n))(?:From [^\r\n]*\r?\n)?((?:{_FIELD}){{3,60}})(?=\s)"
)
_SIGNATURE = re.compile(r"(?:\r?\n)--[ ]?\r?\n")
_LONGEST_SIGNATURE = 400  # characters


def headed(text: str) -> tuple[str, str]:
    """Subject and sender of the mail that the text begins with; "" where it begins otherwise."""
    first = _BLOCK.match(text)
    if first is None or not _is_mail(first.group(1)):
        return "", ""
    fields = _fields(first.group(1))
    name, address = parseaddr(fields["from"])
    return fields.get("subject", ""), name or address


def find_sections(text: str) -> tuple[Section, ...]:
    """A section a mail; none where the text does not begin with one."""
    if not any(headed(text)):
        return ()
    heads = [
        Heading(Span(*block.span()), _fields(block.group(1)).get("subject", "") or "(no subject)")
        for block in _BLOCK.finditer(text)
        if _is_mail(block.group(1))
    ]
    return tuple(_unsigned(section, text) for section in sections_between(text, heads, Span(heads[0].span.start, len(text))))


def _unsigned(section: Section, text: str) -> Section:
    body = section.body
    sign = _SIGNATURE.search(text, max(body.start, body.end - _LONGEST_SIGNATURE), body.end)
    kept = trimmed(Span(body.start, sign.start()), text) if sign else body
    return Section(section.number, section.path, section.heading, kept) if len(kept) else section


def _is_mail(block: str) -> bool:
    fields = _fields(block)
    return "from" in fields and bool({"subject", "date", "sent", "to"} & set(fields))


def _fields(block: str) -> dict[str, str]:
    unfolded = re.sub(r"\r?\n[ \t]+", " ", block)
    pairs = (line.split(":", 1) for line in unfolded.splitlines() if ":" in line)
    return {name.strip().lower(): _decoded(value) for name, value in pairs}


def _decoded(value: str) -> str:
    """`_decoded("=?utf-8?q?Pay=20=E2=82=AC?=")` → `'Pay €'`."""
    try:
        return characters.on_one_line(str(make_header(decode_header(value.strip()))))
    except (LookupError, ValueError):
        return characters.on_one_line(value)
