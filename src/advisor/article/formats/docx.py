"""DOCX: bytes to a document's blocks. Headings by style or outline level, tables with their heads, in reading order.

python-docx reads the package; nothing outside it is fetched. What unpacks to more than the limit is refused unread.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from advisor.article.formats.blocks import Block, Document, document
from advisor.article.formats.docx_numbering import Numbering
from advisor.article.formats.docx_text import UNSAID, count_notes, is_on, notes, printed_words
from advisor.article.formats.grid import as_block
from advisor.errors import InputTooLarge, InputUnreadable

if TYPE_CHECKING:
    from docx.document import Document as Opened
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_MOST_ENTRIES = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"list(?: (?:bullet|number))?(?: \d)?|aufzählungszeichen.*|listennummer.*", re.IGNORECASE)
_QUOTE = re.compile(r"(?:intense )?quote|block text|(?:intensives )?zitat|citation.*", re.IGNORECASE)
_MADE_BY = "python-docx"  # what that library writes as the author
_LARGE = 28  # half points: a short line of this size is a heading where nothing is marked as one
_CONTENTS = re.compile(r"(?:toc\b|table of)", re.IGNORECASE)
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(re.escape(_STRICT) + rb"(\w+)/")
_TITLE, _NONE = 1, 0  # levels: the document's title stands above its headings


def read(raw: bytes, *, most_unpacked: int) -> Document:
    """The blocks of the file; raises InputUnreadable, or InputTooLarge where it unpacks to more than the limit."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    _check_package(raw, most_unpacked)
    try:
        opened = docx.Document(io.BytesIO(_transitional(raw)))
        title = opened.core_properties.title or ""
        author = opened.core_properties.author or ""
        marks = count_notes(opened)
        blocks = [*_blocks(opened), *(Block("paragraph", note) for note in notes(opened, marks))]
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:120]
        raise InputUnreadable(f"found a malformed DOCX ({reason})", expected="a Word document") from None
    return document(title, blocks, author="" if author == _MADE_BY else " ".join(author.split())[:200])


def _check_package(raw: bytes, most_unpacked: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise InputUnreadable(f"found no DOCX package ({error})", expected="a Word document") from None
    size = sum(entry.file_size for entry in entries)
    if size > most_unpacked or len(entries) > _MOST_ENTRIES:
        raise InputTooLarge(
            f"found a DOCX that unpacks to {size:,} bytes in {len(entries):,} files",
            expected=f"at most {most_unpacked:,} bytes in {_MOST_ENTRIES:,} files",
        )


def _transitional(raw: bytes) -> bytes:
    """The package with the names of "Strict Open XML" (ISO/IEC 29500) written as all other Word files write them."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        if _STRICT not in package.read("[Content_Types].xml") + package.read("_rels/.rels"):
            return raw
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as written:
            for name in dict.fromkeys(package.namelist()):
                part = package.read(name)
                if name.endswith((".xml", ".rels")):
                    part = _STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
                written.writestr(name, part)
    return out.getvalue()


def _blocks(opened: Opened) -> Iterator[Block]:
    """All paragraphs and tables of the body, those in content controls and text boxes too.

    subtle: python-docx's own iteration passes over content controls and tracked insertions, so the XML is walked.
    """
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    body = opened.element.body
    numbers = Numbering(opened)
    for element in body.iter(f"{_W}p", f"{_W}tbl"):
        above = list(element.iterancestors())
        tags = {ancestor.tag for ancestor in above}
        if f"{_W}tbl" in tags or tags & set(UNSAID) or any(map(_is_contents, above)):
            continue
        if element.tag == f"{_W}tbl":
            yield from _table(Table(element, opened._body), numbers)
        else:
            yield from _block(Paragraph(element, opened._body), numbers)


def _is_contents(element: Any) -> bool:
    """A content control that holds the table of contents, whatever styles its lines have."""
    kind = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery") if element.tag == f"{_W}sdt" else None
    return kind is not None and "contents" in kind.get(f"{_W}val", "").lower()


def _table(table: Table, numbers: Numbering) -> Iterator[Block]:
    """One block of rows; the paragraphs by themselves where the table is a frame around them."""
    from docx.text.paragraph import Paragraph

    lines = table._tbl.tr_lst
    if max((len(row.tc_lst) for row in lines), default=0) < 2 or len(lines) < 2:
        for element in table._tbl.iter(f"{_W}p"):
            yield from _block(Paragraph(element, table._parent), numbers)
        return
    marked = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in lines]
    heads = marked.index(False) if False in marked else 0
    wide = max(sum(cell.grid_span for cell in row.tc_lst) for row in lines)
    if not heads:
        parted = any(1 < cell.grid_span < wide for cell in lines[0].tc_lst) and len(lines) > 2  # heads above heads
        bold = all(_is_bold(cell) for cell in lines[0].tc_lst)
        heads = 2 if parted else int(bold)
    rows = [list(_cells(row, head=i < heads, wide=wide)) for i, row in enumerate(lines)]
    yield as_block(rows, heads=heads or None)


def _is_bold(cell: Any) -> bool:
    """All of its runs that say something are bold."""
    runs = [run for run in cell.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()]
    return bool(runs) and all(is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _cells(row: Any, *, head: bool, wide: int) -> Iterator[str]:
    """The words of each cell; nothing where it goes on from the left or from above, but for heads above heads."""
    for cell in row.tc_lst:
        paragraphs = list(cell.iter(f"{_W}p"))
        items = [p for p in paragraphs if p.find(f"{_W}pPr/{_W}numPr") is not None]
        marks = items if len(items) > 1 else []
        words = " ".join(f"• {printed_words(p)}" if p in marks else printed_words(p) for p in paragraphs)
        words = "" if cell.vMerge == "continue" else words
        if cell.grid_span >= wide > 1 and words.strip() and not head:
            words = f"**{' '.join(words.split())}**"  # the head of the rows below it
        yield words
        yield from [words if head else ""] * (cell.grid_span - 1)


def _block(paragraph: Paragraph, numbers: Numbering) -> Iterator[Block]:
    words = printed_words(paragraph._p)
    style = paragraph.style.name or "" if paragraph.style is not None else ""
    if _CONTENTS.match(style):
        return
    level = _level(paragraph)
    properties = paragraph._p.pPr
    if level != _NONE:
        yield Block("heading", words, level)
    elif _LIST.fullmatch(style) or numbers.has(properties, paragraph.style):
        mark, depth = numbers.next(properties, paragraph.style)
        yield Block("item", " ".join(words.split()), depth, mark=mark)
    elif _QUOTE.fullmatch(style):
        yield Block("quote", words)
    else:
        runs = [run for run in paragraph.runs if run.text.strip()]
        strong = bool(runs) and all(
            run.bold or (run.font.size is not None and run.font.size.pt * 2 >= _LARGE) for run in runs
        )
        yield Block("paragraph", words, strong=strong)


def _level(paragraph: Paragraph) -> int:
    """By the style's name, its ancestors', or an outline level: a first heading comes below the title."""
    own = paragraph._p.find(f".//{_W}outlineLvl")
    style: Any = paragraph.style
    seen = 0
    while style is not None and seen < 10:
        if style.name == "Title":
            return _TITLE
        named = _HEADING.match(style.name or "")
        if named:
            return min(6, _TITLE + int(named.group(1)))
        if own is None:
            own = style.element.find(f".//{_W}outlineLvl")
        style, seen = style.base_style, seen + 1
    depth = str(own.get(f"{_W}val", "9")) if own is not None else "9"
    return _TITLE + 1 + int(depth) if depth.isdigit() and int(depth) < 5 else _NONE
