"""PDF: bytes to a document's blocks. Headings from the outline, else from type size and bold numbered lines.

pypdf extracts the pages' words with their type size and place; lines become paragraphs by their distance. Running
heads, page numbers and dotted tables of contents are left out. Pages that are pictures hold no words: that is said.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

from advisor.article.formats.blocks import Block, Document, document
from advisor.errors import InputTooLarge, InputUnreadable

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st", 0xAD: ""}
_DOTS = re.compile(r"(?:[.·…]\s?){4,}\s*[\divxlc]*\s*$")
_ENTRY = re.compile(r"(.*[^\W\d].*?)\s+\d{1,4}$")
_CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:chapter\s+|appendix\s+)?(?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,4}\.?\s+\S", re.IGNORECASE)
_HEADING_NUMBER = re.compile(r"(?:chapter|appendix|part)?[\da-z]{0,5}")
_BULLET = re.compile(r"^[•◦▪‣∙●○■–-]\s+")
_LARGER = 1.12  # times the body's type size: a heading
_WIDE_GAP = 1.45  # times the usual distance of lines: a new paragraph
_LONGEST_HEADING = 16  # words


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    size: float
    bold: bool
    page: int
    top: float  # of the page's coordinates, which may run up or down


def read(raw: bytes, *, most_pages: int) -> Document:
    """The blocks of the file; raises InputUnreadable, or InputTooLarge above `most_pages`."""
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputUnreadable("found a PDF locked with a password", expected="one that opens without")
        count = len(reader.pages)
        if count > most_pages:
            raise InputTooLarge(f"found {count:,} pages", expected=f"at most {most_pages:,}")
        lines = [line for number in range(count) for line in _lines(reader.pages[number], number)]
        titles = dict(_outline(reader))
        named = str(reader.metadata.title or "") if reader.metadata else ""
    except (PyPdfError, PdfReadError) as error:
        raise InputUnreadable(f"found a malformed PDF ({_first_line(error)})", expected="a whole one") from None
    if not lines:
        raise InputUnreadable("found a PDF without words (scanned pictures?)", expected="one whose text can be selected")
    kept = _without_furniture(lines, count)
    headings = _by_outline(kept, titles) or _by_type(kept)
    return document(named or _largest_on_first_page(kept), list(_blocks(kept, headings)))


def _lines(page: Any, number: int) -> Iterator[Line]:
    """The page's lines in reading order; a line is as large, and as bold, as most of its letters."""
    pieces: list[tuple[str, float, bool, float]] = []

    def visit(
        text: str, matrix: Sequence[float], place: Sequence[float], font: Mapping[str, Any] | None, size: float
    ) -> None:
        if text:
            scale = abs(place[0] * matrix[3]) or abs(place[1] * matrix[1]) or 1.0
            bold = bool(re.search(r"bold|black|heavy|CMBX|Medi\b", str((font or {}).get("/BaseFont", "")), re.IGNORECASE))
            top = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
            pieces.append((text, round(size * scale, 1), bold, top))

    page.extract_text(visitor_text=visit)
    line: list[tuple[str, float, bool, float]] = []
    for text, size, bold, top in pieces:
        *ended, rest = text.split("\n")
        for part in ended:
            line.append((part, size, bold, top))
            yield from _line(line, number)
            line = []
        if rest:
            line.append((rest, size, bold, top))
    yield from _line(line, number)


def _line(pieces: Sequence[tuple[str, float, bool, float]], page: int) -> Iterator[Line]:
    said = [piece for piece in pieces if piece[0].strip()]
    text = "".join(piece[0] for piece in pieces).translate(_LIGATURES)
    if not said:
        return
    letters: Counter[tuple[float, bool]] = Counter()
    for part, size, bold, _ in said:
        letters[(size, bold)] += len(part.strip())
    size, bold = max(letters, key=lambda key: (letters[key], key))
    yield Line(" ".join(text.split()), size, bold, page, said[0][3])


def _outline(reader: Any) -> Iterator[tuple[tuple[int, str], int]]:
    """Page and title, folded, of every bookmark, with its depth from 1."""
    waiting: list[tuple[Any, int]] = [(entry, 1) for entry in reversed(list(reader.outline))]
    while waiting:
        entry, depth = waiting.pop()
        if isinstance(entry, list):
            waiting += [(inner, depth + 1) for inner in reversed(entry)]
            continue
        page = reader.get_destination_page_number(entry)
        if page is not None and page >= 0:
            yield (page, _letters(str(entry.title))), depth


def _without_furniture(lines: Sequence[Line], pages: int) -> list[Line]:
    """Without what stands at the head or foot of many pages, page numbers, and dotted tables of contents."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges = [line for own in by_page.values() for line in _edges(own)]
    often = Counter(_shape(line.text) for line in edges)
    least = max(3, pages // 10)
    edge = {id(line) for line in edges if often[_shape(line.text)] >= least or _PAGE_NUMBER.match(line.text)}
    said = {_letters(line.text) for line in lines}
    return [line for line in lines if id(line) not in edge and not _is_contents_entry(line.text, said)]


def _is_contents_entry(text: str, said: Container[str]) -> bool:
    """A line of a table of contents: dots and a page number, or a page number behind what is a line of its own elsewhere."""
    entry = _ENTRY.match(text)
    return bool(_DOTS.search(text) or (entry and _letters(entry.group(1)) in said) or _CONTENTS.fullmatch(text))


def _edges(own: Sequence[Line]) -> list[Line]:
    """The two highest and the two lowest lines: a page's running head need not come first in the file."""
    by_height = sorted(own, key=lambda line: line.top)
    return list({id(line): line for line in (*own[:1], *own[-1:], *by_height[:2], *by_height[-2:])}.values())


def _shape(text: str) -> str:
    """`_shape("Chapter 2: Copyright 7")` → `'chapter:copyright'`: what a running head keeps from page to page."""
    return re.sub(r"[\d\s]+|\b[ivxlc]+\b", "", text.lower())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.translate(_LIGATURES)).lower()


def _by_outline(lines: Sequence[Line], titles: Mapping[tuple[int, str], int]) -> dict[int, tuple[int, int]]:
    """First line → (how many lines, level) of the headings that the outline names; {} where too few are found again."""
    found: dict[int, tuple[int, int]] = {}
    by_page: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(i)
    for (page, title), level in titles.items():
        for i in (*by_page.get(page, ()), *by_page.get(page + 1, ())):
            run = next((n for n in (1, 2, 3) if title and _is_title(lines[i : i + n], title)), 0)
            if run and i not in found:
                found[i] = (run, level)
                break
    return found if len(found) >= 2 and len(found) >= 0.5 * len(titles) else {}


def _is_title(run: Sequence[Line], title: str) -> bool:
    """The run's letters are the title's, but for a number or the word chapter ahead of it."""
    said = _letters("".join(line.text for line in run))
    return said == title or (said.endswith(title) and _HEADING_NUMBER.fullmatch(said[: -len(title)]) is not None)


def _by_type(lines: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """First line → (how many lines, level) of lines larger than the body, or bold and numbered, that read as titles."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = max(letters, key=lambda size: (letters[size], size))
    larger = sorted({line.size for line in lines if line.size >= _LARGER * body}, reverse=True)
    often_bold = sum(len(line.text) for line in lines if line.bold) > 0.3 * sum(letters.values())
    found: dict[int, tuple[int, int]] = {}
    i = 0
    while i < len(lines):
        line = lines[i]
        large = line.size >= _LARGER * body
        if large or (line.bold and not often_bold and _NUMBERED.match(line.text)):
            run = 1
            while large and i + run < len(lines) and run < 3 and _goes_on(line, lines[i + run]):
                run += 1
            if _reads_as_title(" ".join(part.text for part in lines[i : i + run])):
                found[i] = (run, min(6, larger.index(line.size) + 1 if large else len(larger) + 1))
            i += run
        else:
            i += 1
    return found


def _goes_on(line: Line, following: Line) -> bool:
    same = following.page == line.page and following.size == line.size and following.bold == line.bold
    return same and not _NUMBERED.match(following.text) and abs(following.top - line.top) < 2.2 * line.size


def _reads_as_title(text: str) -> bool:
    words = text.split()
    if "://" in text or "@" in text:
        return False
    return len(words) <= _LONGEST_HEADING and sum(c.isalpha() for c in text) >= 3 and not text.endswith((".", ",", ";"))


def _largest_on_first_page(lines: Sequence[Line]) -> str:
    """The first run of lines in the first page's largest type, where it reads as a title."""
    first = [line for line in lines if line.page == lines[0].page] if lines else []
    largest = max((line.size for line in first), default=0.0)
    start = next((i for i, line in enumerate(first) if line.size == largest), 0)
    run = list(takewhile(lambda line: line.size == largest, first[start : start + 3]))
    title = " ".join(line.text for line in run)
    return title if _reads_as_title(title) and not _NUMBERED.match(title) else ""


def _blocks(lines: Sequence[Line], headings: Mapping[int, tuple[int, int]]) -> Iterator[Block]:
    usual = _usual_distance(lines)
    hyphened = {word.lower() for line in lines for word in re.findall(r"[A-Za-z]+-[a-z]+", line.text)}
    run: list[Line] = []
    i = 0
    while i < len(lines):
        heading = headings.get(i)
        if heading or (run and _starts_anew(run[-1], lines[i], usual)):
            yield from _paragraph(run, hyphened)
            run = []
        if heading:
            yield Block("heading", " ".join(line.text for line in lines[i : i + heading[0]]), heading[1])
            i += heading[0]
        else:
            run.append(lines[i])
            i += 1
    yield from _paragraph(run, hyphened)


def _usual_distance(lines: Sequence[Line]) -> float:
    """Of a line from the next, in its own type size, most often."""
    gaps = Counter(
        round(abs(a.top - b.top) / a.size, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and a.size == b.size and 0.8 * a.size < abs(a.top - b.top) < 3 * a.size
    )
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1.2


def _starts_anew(before: Line, line: Line, usual: float) -> bool:
    if _BULLET.match(line.text):
        return True
    ended = before.text.endswith((".", "!", "?", ":", ".”", '."'))
    if before.page != line.page:
        return ended
    gap = abs(line.top - before.top) / max(before.size, line.size, 1.0)
    return gap > _WIDE_GAP * usual or (ended and len(before.text) < 50) or (before.size != line.size and ended)


def _paragraph(run: Sequence[Line], hyphened: set[str]) -> Iterator[Block]:
    if not run:
        return
    text = run[0].text
    for line in run[1:]:
        text = _joined(text, line.text, hyphened)
    strong = all(line.bold for line in run)
    bullet = _BULLET.match(text)
    yield Block("item", text[bullet.end() :]) if bullet else Block("paragraph", text, strong=strong)


def _joined(text: str, following: str, hyphened: set[str]) -> str:
    """With a word broken over the line mended; a hyphen stays where the document writes the word with it elsewhere."""
    broken = re.search(r"([A-Za-z]+)-$", text)
    rest = re.match(r"[a-z]+", following)
    if broken is None or rest is None:
        return f"{text} {following}"
    kept = f"{broken.group(1)}-{rest.group()}".lower() in hyphened
    return (text if kept else text[:-1]) + following


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
