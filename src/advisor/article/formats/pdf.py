"""PDF: bytes to a document's blocks. Headings from the outline, else from type size and bold numbered lines.

pdf_page.py gives the lines by place; they become paragraphs by their distance. Running heads, page numbers and dotted
tables of contents are left out. Pages that are pictures hold no words: that is said, and so is where blanks are missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Any

from advisor.article.formats.blocks import Block, Document, document
from advisor.article.formats.pdf_page import Line, as_figure
from advisor.article.formats.pdf_page import lines as lines_of
from advisor.errors import InputTooLarge, InputUnreadable

_DOTS = re.compile(r"(?:[.·…]\s?){4,}\s*[\divxlc]*\s*$")
_ENTRY = re.compile(r"(.*[^\W\d].*?)\s+\d{1,4}$")
_CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:chapter\s+|appendix\s+)?(?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,4}\.?\s+\S", re.IGNORECASE)
_HEADING_NUMBER = re.compile(r"(?:chapter|appendix|part)?[\da-z]{0,5}")
_BULLET = re.compile(r"^[•◦▪‣∙●○■□➢►✓✔–*\uf0b7\uf0a7\uf06e\uf0d8-]\s+")
_ITEM = re.compile(r"^\(?(\d{1,2}|[a-z])[.)]\s+\S")
_WRITTEN = re.compile(r"(?<![\w-])[A-Za-z\d]+(?:-[A-Za-z]+)?(?![\w-])")
_LONG_HALF, _SHORT_HALF = 6, 4  # letters: of words that a hyphen joins, not of one that is broken
_LEAST_SENTENCE = 30  # letters
_LONGEST_WORD = 26  # letters
_MOST_TOGETHER = 0.1  # of the letters: in longer words than that
_MOST_ALONE = 0.5  # of the lines: of one word
_MOST_APART = 0.6  # of the words: of one letter
_UNNAMED = "\ufffd"  # PDFium's sign for a letter that the font has no code for
_MOST_UNNAMED = 0.3  # of the letters: the text is lost
_LARGER = 1.12  # times the body's type size: a heading
_WIDE_GAP = 1.45  # times the usual distance of lines: a new paragraph
_STEP, _INDENT = 4.0, 9  # points, and steps: how far what is set in begins from its column's edge
_SLACK = 2.0  # times the type size: what a line may leave free
_LONGEST_HEADING = 16  # words


def read(raw: bytes, *, most_pages: int) -> Document:
    """The blocks of the file; raises InputUnreadable, or InputTooLarge above `most_pages`."""
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputUnreadable("found a PDF locked with a password", expected="one that opens without") from None
        raise InputUnreadable(f"found a malformed PDF ({_first_line(error)})", expected="a whole one") from None
    count = len(opened)
    if count > most_pages:
        raise InputTooLarge(f"found {count:,} pages", expected=f"at most {most_pages:,}")
    lines: list[Line] = []
    turned = pictures = 0
    for number in range(count):
        try:
            page = opened[number]
        except pypdfium2.PdfiumError as error:
            found = f"found a malformed PDF (page {number + 1}: {_first_line(error)})"
            raise InputUnreadable(found, expected="a whole one") from None
        own, left_out = lines_of(page, number)
        lines += own
        turned += left_out
        pictures += not own and any(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        page.close()
    if not lines:
        raise InputUnreadable("found a PDF without words (scanned pictures?)", expected="one whose text can be selected")
    unnamed = sum(line.text.count(_UNNAMED) for line in lines) / sum(len(line.text) for line in lines)
    if unnamed > _MOST_UNNAMED:
        found = f"found a PDF whose fonts do not say which letters they draw ({unnamed:.0%} of them)"
        raise InputUnreadable(found, expected="one whose text reads right where it is copied")
    kept = _without_furniture(lines, count)
    headings = _by_outline(kept, dict(_outline(opened))) or _by_type(kept)
    named = opened.get_metadata_value("Title")
    sizes = Counter(kept[i].size for i in headings)
    notices = (*_left_out(turned, pictures, count), *_notices(kept))
    return document(named or _largest_on_first_page(kept, sizes), list(_blocks(kept, headings)), notices=notices)


def _left_out(turned: int, pictures: int, pages: int) -> Iterator[str]:
    """What stands in the file and not in its text: letters at another angle, pages that are pictures."""
    if turned:
        yield f"{turned:,} letters of rotated text were left out: no answer quotes them"
    if pictures:
        yield f"{pictures:,} of {pages:,} pages are pictures without words (scanned?): no answer quotes them"


def _notices(lines: Sequence[Line]) -> tuple[str, ...]:
    """What a reader of the text should know: words that run together, or fall apart."""
    words = [word for line in lines for word in re.findall(r"[^\W\d_]+", line.text)]
    letters = sum(map(len, words)) or 1
    together = sum(len(word) for word in words if len(word) > _LONGEST_WORD) / letters
    alone = sum(1 for line in lines if len(line.text) > 1 and len(line.text.split()) == 1) / len(lines)
    apart = sum(1 for word in words if len(word) == 1) / (len(words) or 1)
    if together > _MOST_TOGETHER or (alone > _MOST_ALONE and len(lines) >= 20 and letters / (len(words) or 1) > 9):
        return (f"{together:.0%} of its letters stand in words without blanks between them: questions hardly find them",)
    if apart > _MOST_APART and len(words) > 40:
        return (f"{apart:.0%} of its words are single letters: questions hardly find them",)
    return ()


def _outline(opened: Any) -> Iterator[tuple[tuple[int, str], int]]:
    """Page and title, folded, of every bookmark, with its depth from 1."""
    for entry in opened.get_toc(max_depth=8):
        place = entry.get_dest()
        page = place.get_index() if place else None
        if page is not None and page >= 0:
            yield (page, _letters(entry.get_title())), entry.level + 1


def _without_furniture(lines: Sequence[Line], pages: int) -> list[Line]:
    """Without what stands at the head or foot of many pages, page numbers, and dotted tables of contents."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    body = _body_size(lines)
    edges = [line for own in by_page.values() for line in _edges(own)]
    often = Counter(shape for shape, _ in {(_shape(line.text), line.page) for line in edges})
    same = Counter(letters for letters, _ in {(_letters(line.text), line.page) for line in edges})
    least = max(3, pages // 10)

    def runs(line: Line) -> bool:
        large = line.size >= _LARGER * body  # "Level 1", "Level 2" at the pages' tops are headings
        times = same[_letters(line.text)] if large or _is_sentence(line, body) else often[_shape(line.text)]
        return times >= least or _PAGE_NUMBER.match(line.text) is not None

    edge = {id(line) for line in edges if runs(line)} | _changing(edges, pages, body)
    said = {_letters(line.text) for line in lines}
    return [line for line in lines if id(line) not in edge and not _is_contents_entry(line.text, said)]


def _changing(edges: Sequence[Line], pages: int, body: float) -> set[int]:
    """Running heads that change by chapter: at one height on half of the pages, in a type of their own or often the same."""
    slots: dict[tuple[int, float], list[Line]] = {}
    for line in edges:
        if line.size < _LARGER * body and not _is_sentence(line, body):
            slots.setdefault((round(line.top), line.size), []).append(line)
    found: set[int] = set()
    for (_, size), own in slots.items():
        texts = Counter(_shape(line.text) for line in own)
        again = sum(n for n in texts.values() if n > 1) / len(own)
        often = len({line.page for line in own}) >= max(4, 0.4 * pages)
        if often and (again >= 0.5 or (size != body and again >= 0.2)) and max(len(line.text) for line in own) <= 120:
            found |= {id(line) for line in own}
    return found


def _is_sentence(line: Line, body: float) -> bool:
    """A line of the body that ends one: two such that differ in figures alone are no running heads."""
    return line.size == body and len(line.text) >= _LEAST_SENTENCE and line.text.endswith((".", "!", "?"))


def _body_size(lines: Sequence[Line]) -> float:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)


def _is_contents_entry(text: str, said: Container[str]) -> bool:
    """A line of a table of contents: dots and a page number, or a page number behind what is a line of its own elsewhere."""
    entry = _ENTRY.match(text)
    return bool(_DOTS.search(text) or (entry and _letters(entry.group(1)) in said) or _CONTENTS.fullmatch(text))


def _edges(own: Sequence[Line]) -> list[Line]:
    """The three highest and the two lowest lines: a page's running head need not come first in the file."""
    by_height = sorted(own, key=lambda line: line.top)
    return list({id(line): line for line in (*own[:1], *own[-1:], *by_height[:2], *by_height[-3:])}.values())


def _shape(text: str) -> str:
    """`_shape("Chapter 2: Copyright 7")` → `'chapter:copyright'`: what a running head keeps from page to page."""
    return re.sub(r"[\d\s]+|\b[ivxlc]+\b", "", text.lower())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


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
    """First line → (how many lines, level) of lines larger than the body, or bold and numbered, that read as titles.

    Where that is at most one, bold lines that stand apart are headings.
    """
    body = _body_size(lines)
    larger = sorted({line.size for line in lines if line.size >= _LARGER * body}, reverse=True)
    often_bold = sum(len(line.text) for line in lines if line.bold) > 0.3 * sum(len(line.text) for line in lines)
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
    if len(found) < 2 and not often_bold:  # at most a title: short bold lines that stand apart, as in other formats
        return found | {i: (1, len(larger) + 1) for i in _bold_and_apart(lines) if i not in found}
    return found


def _bold_and_apart(lines: Sequence[Line]) -> Iterator[int]:
    """Bold lines with a wide gap above, or at a page's top, and a line that is not bold below."""
    least = _WIDE_GAP * _usual_distance(lines)
    for i, line in enumerate(lines[:-1]):
        above, below = lines[i - 1] if i else None, lines[i + 1]
        apart = above is None or above.page != line.page or abs(above.top - line.top) >= least * line.size
        alone = line.bold and line.cells == 1 and not below.bold and below.page == line.page
        if apart and alone and line.text[0].isupper() and _reads_as_title(line.text):
            yield i


def _goes_on(line: Line, following: Line) -> bool:
    same = following.page == line.page and following.size == line.size and following.bold == line.bold
    return same and not _NUMBERED.match(following.text) and abs(following.top - line.top) < 2.2 * line.size


def _reads_as_title(text: str) -> bool:
    words = text.split()
    if "://" in text or "@" in text or as_figure(text):
        return False
    return len(words) <= _LONGEST_HEADING and sum(c.isalpha() for c in text) >= 3 and not text.endswith((".", ",", ";"))


def _largest_on_first_page(lines: Sequence[Line], headings: Mapping[float, int]) -> str:
    """The first lines in the first page's largest type, where they read as a title and no other heading is as large."""
    first = [line for line in lines if line.page == lines[0].page] if lines else []
    largest = max((line.size for line in first), default=0.0)
    start = next((i for i, line in enumerate(first) if line.size == largest), 0)
    run = list(takewhile(lambda line: line.size == largest, first[start : start + 3]))
    title = " ".join(line.text for line in run)
    alone = headings.get(largest, 0) <= 1
    return title if alone and _reads_as_title(title) and not _NUMBERED.match(title) else ""


def _blocks(lines: Sequence[Line], headings: Mapping[int, tuple[int, int]]) -> Iterator[Block]:
    usual = _usual_distance(lines)
    edges = _right_edges([line for i, line in enumerate(lines) if i not in headings])
    written = {word.lower() for line in lines for word in _WRITTEN.findall(line.text)}
    run: list[Line] = []
    i = 0
    while i < len(lines):
        heading = headings.get(i)
        if heading or (run and (_starts_anew(run, lines[i], usual) or _stops_short(run[-1], lines[i], edges))):
            yield from _paragraph(run, written)
            run = []
        if heading:
            yield Block("heading", " ".join(line.text for line in lines[i : i + heading[0]]), heading[1])
            i += heading[0]
        else:
            run.append(lines[i])
            i += 1
    yield from _paragraph(run, written)


def _usual_distance(lines: Sequence[Line]) -> float:
    """Of a line from the next, in its own type size, most often."""
    gaps = Counter(
        round(abs(a.top - b.top) / a.size, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and a.size == b.size and 0.8 * a.size < abs(a.top - b.top) < 3 * a.size
    )
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1.2


def _right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """How far lines reach that begin at a place or a little beside it: the right edge of their column, by steps."""
    found: dict[int, float] = {}
    for at, right in {(round(line.left / _STEP), line.right) for line in lines}:
        for near in range(at - _INDENT, at + _INDENT + 1):
            found[near] = max(found.get(near, 0.0), right)
    return found


def _stops_short(before: Line, line: Line, edges: Mapping[int, float]) -> bool:
    """True where the next line's first word would have stood on the line before: it was ended, as the items of a list
    are whose marks are drawn and no letters."""
    figure = line.text[0].isdigit()
    if before.text.endswith((",", "-")) or not (line.text[0].isupper() or figure):
        return False
    word = len(line.text.split()[0]) + 1
    needs = word * (before.right - before.left) / max(1, len(before.text)) + _SLACK * line.size
    free = edges.get(round(before.left / _STEP), 0.0) - before.right
    same = abs(before.left - line.left) < 0.5 * line.size and before.size == line.size
    return same and free > (max(needs, before.right - before.left) if figure else needs)  # a figure goes on more often


def _starts_anew(run: Sequence[Line], line: Line, usual: float) -> bool:
    """Whether the line begins a paragraph, an item or a row of cells of its own, behind the lines of `run`."""
    first, before = run[0], run[-1]
    if _BULLET.match(line.text) or line.cells > 1 or before.cells > 1:
        return True
    ended = before.text.endswith((".", "!", "?", ":", ".”", '."'))
    if _ITEM.match(line.text) and (ended or _ITEM.match(first.text)) and line.left <= before.left + 2 * before.size:
        return True
    if before.page != line.page:
        return ended
    if _BULLET.match(first.text) and line.left <= first.left + 1 and ended:
        return True  # back at the margin behind a list
    listed = _BULLET.match(before.text) or _ITEM.match(before.text)
    if ended and not listed and line.left > before.left + 0.8 * line.size:
        return True  # the first line of a paragraph is set in
    gap = abs(line.top - before.top) / max(before.size, line.size, 1.0)
    return gap > _WIDE_GAP * usual or (ended and len(before.text) < 50) or (before.size != line.size and ended)


def _paragraph(run: Sequence[Line], written: Container[str]) -> Iterator[Block]:
    if not run:
        return
    text = run[0].text
    for line in run[1:]:
        text = _joined(text, line.text, written)
    strong = all(line.bold for line in run)
    bullet = _BULLET.match(text)
    yield Block("item", text[bullet.end() :]) if bullet else Block("paragraph", text, strong=strong)


def _joined(text: str, following: str, written: Container[str]) -> str:
    """With a word broken over the line mended.

    A hyphen stays where the document writes the word with it elsewhere, by a figure or a single letter, and between two
    long words that the document has; before a capital letter it goes where the document writes the two as one.
    """
    broken = re.search(r"([A-Za-z]+|\d+)-$", text)
    rest = re.match(r"[A-Za-z]+|\d+", following)
    if broken is None or rest is None or rest.group() in ("and", "or", "to"):  # "two- and three-day courses"
        return f"{text} {following}"
    first, second = broken.group(1).lower(), rest.group().lower()
    compound = len(first) >= _LONG_HALF and len(second) >= _SHORT_HALF and first in written and second in written
    if f"{first}{second}" in written:
        return text[:-1] + following
    if f"{first}-{second}" in written or first.isdigit() or second.isdigit() or len(first) == 1 or compound:
        return text + following
    return text[:-1] + following if rest.group()[0].islower() else f"{text} {following}"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
