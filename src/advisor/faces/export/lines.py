"""The lines of a document that are read back: what a source is, and where a quote stands. The same in every format."""

from __future__ import annotations

import re

from advisor.errors import InputUnreadable
from advisor.faces.telling.document import ByHand, Cited, Made, Source

_SOURCE = re.compile(
    r"(?P<title>.*) · (?P<id>\S+) · (?P<chars>\d{1,12}) characters · SHA-256 (?P<sha256>[0-9a-f]{64})",
    re.DOTALL,
)
_PLACE = re.compile(r"(?P<source>\S+) (?P<start>\d{1,12})–(?P<end>\d{1,12})")
_NAME = re.compile(r"\[(?P<number>\d{1,9})\] (?P<name>.*?), §(?P<section>\d{1,9})(?: (?P<title>.*))?", re.DOTALL)
_MADE = re.compile(
    r"a (?P<kind>conversation|profile|result) by Track Advisor (?P<version>\S+) · program (?P<program>[0-9a-f]{12}) · "
    r"adapter (?P<adapter>[0-9a-f]{12}) · framework (?P<framework>[0-9a-f]{12}) · quoting (?P<sources>.*)"
)
_BY_HAND = re.compile(
    r"(?P<question>\S+) (?:to (?P<leaning>\S+)|(?P<chosen>chosen|left out)|taken back)(?:: (?P<words>.*))?", re.DOTALL
)
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


def made_line(made: Made) -> str:
    """`a conversation by Track Advisor 1.0 · program 9f… · adapter 3c… · framework 71… · quoting guide 0c…`."""
    sources = ", ".join(f"{id} {hash}" for id, hash in made.sources)
    by = f"a {made.kind} by Track Advisor {made.version} · program {made.program}"
    return f"{by} · adapter {made.adapter} · framework {made.framework} · quoting {sources}"


def read_made(line: str) -> Made:
    """Raises NotOurs for anything that `made_line` does not give."""
    found = _MADE.fullmatch(line)
    sources = [tuple(each.split(" ")) for each in found["sources"].split(", ")] if found else []
    if found is None or not all(len(each) == 2 and _HASH.fullmatch(each[1]) for each in sources):
        raise NotOurs(line)
    named = tuple((id, hash) for id, hash in sources)
    return Made(found["kind"], found["version"], found["program"], found["adapter"], found["framework"], named)


def read_by_hand(line: str) -> ByHand:
    """Raises NotOurs for anything that `ByHand.text` is not."""
    found = _BY_HAND.fullmatch(line)
    if found is None:
        raise NotOurs(line)
    return ByHand(found["question"], found["leaning"] or found["chosen"] or "", found["words"] or "")


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
