"""A page of a PDF: its letters by place, put together to lines in reading order. Rotated text is left out.

PDFium tells each letter's place, size and font, and where a blank was meant though the font has none. Letters on one
base line make a run up to a wide gap; runs make rows; where rows leave a gutter free all the way down, the columns are
read one after the other.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

_READ_AS = {0: "", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
            0xAD: "", 2: "-", 0xFFFE: "-", 0xFFFF: ""}  # fmt: skip  # 2 is PDFium's sign for a hyphen that ends a line
_BY_PLACE = {0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl", 0x10: "“", 0x11: "”", 0x15: "–", 0x16: "—",
             0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl"}  # fmt: skip  # TeX's, unnamed
_BOLD = re.compile(r"bold|black|heavy|CMBX|Medi\b", re.IGNORECASE)
_CELL_GAP = 1.7  # type sizes: wider than any blank, a new cell or column
_BLANK = 0.2  # type sizes: a gap that is a blank, where the file has none
_STRAIGHT = math.radians(4)
_FIGURE = re.compile(r"^[~≈+−-]?\s?[$€£¥₹]?\s?\d[\d.,]*\s*(?:%|[a-z][\w-]*|[KMBkmb]n?\b|x\b|\+|$)")
_MARK = re.compile(r"\W|\(?(?:\d{1,2}|[A-Za-z])[.)]|\d{1,2}(?:\.\d{1,2})*\.?|[ivx]+[.)]")  # apart from its words
_LARGE = 1.3  # times the page's usual size: a figure set in large type
_SHORT = 60  # letters: a label


@dataclass(frozen=True, slots=True)
class Line:
    """`top` and `left` in points of the page, upward and to the right; `cells` counts runs with wide gaps between them."""

    text: str
    size: float
    bold: bool
    page: int
    top: float
    left: float = 0.0
    right: float = 0.0
    cells: int = 1


@dataclass(slots=True)
class _Run:
    text: str
    letters: Counter[tuple[float, bool]]
    y: float
    left: float
    right: float

    @property
    def size(self) -> float:
        return max(self.letters, key=lambda key: (self.letters[key], key))[0]


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool


def lines(page: Any, number: int) -> tuple[list[Line], int]:
    """All lines of a page of pypdfium2, in reading order; and how many letters at another angle were left out."""
    found = list(_letters(page))
    angles = Counter(angle for angle, letter in found if letter)
    usual = max(angles, key=lambda angle: angles[angle]) if angles else 0.0
    upright = [(angle, letter) for angle, letter in found if letter is None or abs(angle - usual) <= _STRAIGHT]
    runs = [run for run in _runs(letter for _, letter in upright) if run.text.strip()]
    return [line for part in _parts(runs) for line in _rows(part, number)], len(found) - len(upright)


def as_figure(text: str) -> bool:
    """`as_figure("400 crore")` → `True`, `as_figure("4 Results")` → `False`: a figure with its unit, no title."""
    return bool(_FIGURE.match(text)) and len(text.split()) <= 4


def _letters(page: Any) -> Iterator[tuple[float, _Letter | None]]:
    """The page's letters with their angles as the file orders them, None for a blank."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    fonts: dict[int, tuple[float, bool, float]] = {}
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    size, bold, angle, level = 0.0, False, 0.0, None
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, i)
        said = _READ_AS.get(code) if code in _READ_AS else chr(code)
        if code in _BY_PLACE and not pdfium.FPDFText_IsGenerated(text, i):  # the ends of lines are PDFium's own
            said = _BY_PLACE[code]
        if not said:
            continue
        if said.isspace():
            yield 0.0, None
            level = None
            continue
        if not pdfium.FPDFText_GetCharOrigin(text, i, x, y):
            continue
        if y.value != level:  # subtle: the font is asked for once a word, since it is the dearest question
            drawn = pdfium.FPDFText_GetTextObject(text, i)
            if not drawn:
                continue
            level, key = y.value, ctypes.addressof(drawn.contents)
            if key not in fonts:
                pdfium.FPDFText_GetMatrix(text, i, matrix)
                scaled = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
                fonts[key] = (round(scaled, 1), _is_bold(drawn), math.atan2(matrix.b, matrix.a))
            size, bold, angle = fonts[key]
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        across, up, end = x.value, y.value, box.right
        if abs(angle) > _STRAIGHT:  # a page that lies on its side, or a stamp on its margin
            corner = (box.left, box.top) if angle > 0 else (box.right, box.bottom)
            (across, up), (end, _) = _turned(across, up, angle), _turned(*corner, angle)
        yield round(angle, 1), _Letter(said, across, max(end, across), up, size, bold)
    text.close()


def _turned(x: float, y: float, angle: float) -> tuple[float, float]:
    cos, sin = math.cos(angle), math.sin(angle)
    return x * cos + y * sin, y * cos - x * sin


def _is_bold(drawn: Any) -> bool:
    import pypdfium2.raw as pdfium

    font = pdfium.FPDFTextObj_GetFont(drawn)
    if not font:
        return False
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, 256)
    return bool(_BOLD.search(name.value.decode("utf-8", "replace")))


def _runs(letters: Iterable[_Letter | None]) -> Iterator[_Run]:
    run: _Run | None = None
    y, size, blank = 0.0, 0.0, False
    for letter in letters:
        if letter is None:
            blank = True
            continue
        if run is not None:
            gap = letter.x - run.right
            larger = max(letter.size, size)
            raised = abs(letter.y - y)
            level = raised < 0.25 * larger or (raised < 0.7 * larger and letter.size != size and abs(gap) < larger)
            if not level or not -1.0 * larger < gap < _CELL_GAP * larger:
                yield run
                run = None
            elif blank or gap > _BLANK * larger:
                run.text += " "
        if run is None:
            run = _Run("", Counter(), letter.y, letter.x, letter.right)
            y, size = letter.y, letter.size
        run.text += letter.text
        run.letters[(letter.size, letter.bold)] += 1
        run.right = max(run.right, letter.right)
        if letter.size >= size:
            y, size = letter.y, letter.size
            run.y = y
        blank = False
    if run is not None:
        yield run


def _parts(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """The columns, and what runs across them, in reading order; all of it where there are none."""
    gutter = _gutter(runs)
    if gutter is None:
        yield list(runs)
        return
    left: list[_Run] = []
    right: list[_Run] = []
    across: list[_Run] = []
    for run in sorted(runs, key=lambda run: -run.y):
        crosses = run.left < gutter - 3 and run.right > gutter + 3
        if crosses:
            for column in (left, right):
                if column:
                    yield from _parts(column)
            left, right = [], []
            across.append(run)
            continue
        if across:
            yield across
            across = []
        (left if run.left < gutter - 3 else right).append(run)
    for part in (across, left, right):
        if part:
            yield from [part] if part is across else _parts(part)


def _gutter(runs: Sequence[_Run]) -> float | None:
    """Where the right column begins: many runs start there, few cross it, and both sides are prose."""
    if len(runs) < 12:
        return None
    first, last = min(run.left for run in runs), max(run.right for run in runs)
    least, most = first + 0.25 * (last - first), first + 0.8 * (last - first)
    starts = Counter(round(run.left) for run in runs if least < run.left < most)
    best: tuple[int, float] | None = None
    for start, count in starts.items():
        if count < 4:
            continue
        left = [run for run in runs if run.right <= start + 1]
        right = [run for run in runs if run.left >= start - 3]
        across = [run for run in runs if run.left < start - 3 and run.right > start + 3]
        if min(len(left), len(right)) < 5 or len(across) > 0.25 * len(runs):
            continue
        if all(_is_prose(side) for side in (left, right)) and (best is None or len(across) < best[0]):
            best = (len(across), float(start))
    return best[1] if best else None


def _is_prose(column: Sequence[_Run]) -> bool:
    width = max(run.right for run in column) - min(run.left for run in column)
    return median(run.right - run.left for run in column) >= 0.6 * width and median(len(run.text) for run in column) >= 18


def _rows(runs: Sequence[_Run], page: int) -> Iterator[Line]:
    """Runs on one base line are one line; a figure in large type stands with its label."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.left)):
        if rows and abs(rows[-1][0].y - run.y) < 0.3 * min(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text)
    usual = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    labels = _labels([sorted(row, key=lambda run: run.left) for row in rows], usual)
    for i, row in enumerate(rows):
        if i in labels and labels[i] != i:
            continue  # said with its figure
        row.sort(key=lambda run: run.left)
        above = next((j for j, figure in labels.items() if figure == i and j != i), None)
        if above is None:
            yield _line(row, page)
            continue
        for label, figure in zip(sorted(rows[above], key=lambda run: run.left), row, strict=True):
            first, second = (label, figure) if label.y > figure.y else (figure, label)
            words = f"{_words(first.text)} {_words(second.text)}"
            yield Line(words, label.size, False, page, max(label.y, figure.y), label.left, figure.right, 2)


def _labels(rows: Sequence[Sequence[_Run]], usual: float) -> dict[int, int]:
    """Row of labels → row of figures: rows of figures in large type and the rows of as many short words by them."""
    least = _LARGE * usual
    figures = [i for i, row in enumerate(rows) if row and all(as_figure(run.text) and run.size >= least for run in row)]

    def fits(i: int, j: int) -> bool:
        if not 0 <= j < len(rows) or j in figures or len(rows[i]) != len(rows[j]):
            return False
        near = abs(rows[i][0].y - rows[j][0].y) < 3 * rows[i][0].size
        pairs = zip(rows[i], rows[j], strict=True)
        return near and all(
            len(b.text) <= _SHORT and b.size < a.size and b.left < a.right and a.left < b.right and b.text[-1:] not in ".;,"
            for a, b in pairs
        )

    found: dict[int, int] = {}
    above = sum(fits(i, i - 1) for i in figures)
    below = sum(fits(i, i + 1) for i in figures)
    step = -1 if above > below or (above == below and figures and not fits(figures[-1], figures[-1] + 1)) else 1
    for i in figures:
        for j in (i + step, i - step):
            if fits(i, j) and j not in found:
                found[j] = i
                break
    return found


def _line(row: Sequence[_Run], page: int) -> Line:
    letters: Counter[tuple[float, bool]] = Counter()
    for run in row:
        letters.update(run.letters)
    size, bold = max(letters, key=lambda key: (letters[key], key))
    text = " ".join(_words(run.text) for run in row)
    cells = row[1:] if _MARK.fullmatch(row[0].text.strip()) and len(row) > 1 else row
    return Line(text, size, bold, page, max(run.y for run in row), row[0].left, row[-1].right, len(cells))


def _words(text: str) -> str:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves of a character come one by one
    return " ".join(whole.split())
