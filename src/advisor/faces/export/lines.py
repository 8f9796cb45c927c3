"""The lines of a document that are read back: what a source is, and where a quote stands. The same in every format."""

from __future__ import annotations

import re

from advisor.errors import InputUnreadable
from advisor.faces.telling.document import Cited, Source

_SOURCE = re.compile(
    r"(?P<title>.*) · (?P<id>\S+) · (?P<chars>\d{1,12}) characters · SHA-256 (?P<sha256>[0-9a-f]{64})",
    re.DOTALL,
)
_PLACE = re.compile(r"(?P<source>\S+) (?P<start>\d{1,12})–(?P<end>\d{1,12})")
_NAME = re.compile(r"\[(?P<number>\d{1,9})\] (?P<name>.*?), §(?P<section>\d{1,9})(?: (?P<title>.*))?", re.DOTALL)
_HASH = re.compile(r"[0-9a-f]{12}")


def source_line(source: Source) -> str:
    """`A guide · guide · 24512 characters · SHA-256 9f…`."""
    return f"{source.title} · {source.id} · {source.chars} characters · SHA-256 {source.sha256}"


def read_source(line: str) -> Source:
    """Raises NotOurs for anything that `source_line` does not give."""
    found = _SOURCE.fullmatch(line)
    if found is None:
        raise NotOurs(line)
    return Source(found["id"], found["title"], found["sha256"], int(found["chars"]))


def cited_line(cited: Cited) -> str:
    """`[1] Guide, §3 Compensation · guide 5120–5210 · 9f0c12ab34de`: number, place, source and code points, its hash."""
    title = f" {cited.section_title}" if cited.section_title else ""
    place = f"{cited.name}, §{cited.section_number}{title}"
    return f"[{cited.number}] {place} · {cited.source} {cited.start}–{cited.end} · {cited.hash}"


def read_cited(line: str, text: str) -> Cited:
    """The words and the line under them; raises NotOurs for anything that `cited_line` does not give."""
    called, place, hash = [*line.rsplit(" · ", 2), "", ""][:3]  # from behind: a title may hold the sign between them
    found, at = _NAME.fullmatch(called), _PLACE.fullmatch(place)
    if found is None or at is None or not _HASH.fullmatch(hash):
        raise NotOurs(line)
    section, title = int(found["section"]), found["title"] or ""
    return Cited(
        int(found["number"]), text, found["name"], section, title, at["source"], int(at["start"]), int(at["end"]), hash
    )


class NotOurs(InputUnreadable):
    """A file, or a line of one, that this program has not written so."""

    def __init__(self, line: str, number: int = 0) -> None:
        shown = line if len(line) <= 90 else f"{line[:90]}…"
        where = f"line {number} is not as it was written: {shown!r}" if number else f"found {shown!r}"
        super().__init__(where, expected="a file of advisor export, unaltered")


def same(text: str, again: str) -> None:
    """Raises NotOurs, naming the first line that differs from what is written anew."""
    if text == again:
        return
    ours = [*again.split("\n"), ""]
    for number, line in enumerate(text.split("\n"), 1):
        if number > len(ours) or line != ours[number - 1]:
            raise NotOurs(line, number)
    raise NotOurs("(the end is missing)", text.count("\n") + 1)
