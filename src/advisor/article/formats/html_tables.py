"""Tables of a page: told from those that only lay it out, and put in the tree as one element of Markdown's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.article.formats.grid import as_block

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

TABLE = "advisor-table"  # the element that holds the rows
_APART = frozenset("p div br li dd dt pre blockquote".split())
_LAYS_OUT = ".//table | .//h1 | .//h2 | .//h3 | .//form | .//article"
_LONGEST_CELL = 1_200  # characters: what is longer is a column of the page
_LONGEST_TITLE = 100  # characters
_LONGEST_AGAIN = 60  # characters: a cell that spans rows is said again in each
_MOST_SPAN = 60


def replace_tables(top: HtmlElement) -> None:
    """Every table of data below `top` becomes an element TABLE; a caption becomes the paragraph ahead of it."""
    from lxml import etree  # type: ignore[import-untyped]

    _named_roles(top)
    for table in list(top.iter("table")):
        if table.getparent() is None or not _is_data(table):
            continue
        title = _title(table)
        rows, heads = _rows(table)
        block = as_block(rows, heads=heads)
        parent, at = table.getparent(), table.getparent().index(table)
        made = etree.SubElement(parent, TABLE)
        made.text, made.tail = block.text, table.tail
        parent.remove(made)
        caption = _caption(table)
        words = title if caption is None else _words(caption)
        parent.remove(table)
        parent.insert(at, made)
        if words:
            said = etree.Element("p")
            said.text = words
            parent.insert(at, said)


def _title(table: HtmlElement) -> str:
    """The words of a first row that is one cell over all columns: they name the table, and no column."""
    lines = list(table.iter("tr"))
    cells = lines[0].xpath("./td | ./th")
    wide = max(sum(_span(cell, "colspan") for cell in row.xpath("./td | ./th")) for row in lines)
    words = _words(cells[0]) if len(cells) == 1 and wide > 1 and _span(cells[0], "colspan") >= wide else ""
    if not words or table.find("caption") is not None or len(words) > _LONGEST_TITLE:
        return ""
    lines[0].drop_tree()
    return words


def _named_roles(top: HtmlElement) -> None:
    """What says that it is a table, a row or a cell becomes one: boxes that are drawn as tables."""
    if not top.xpath(".//*[@role='table' or @role='grid']"):
        return
    tags = {
        "table": "table",
        "grid": "table",
        "row": "tr",
        "cell": "td",
        "gridcell": "td",
        "rowheader": "th",
        "columnheader": "th",
    }
    for element in top.xpath(".//*[@role]"):
        if element.tag in ("div", "span", "ul", "li", "p", "section"):
            element.tag = tags.get(element.get("role"), element.tag)


def _caption(table: HtmlElement) -> HtmlElement | None:
    """The caption of the table, or of the figure that holds it, which then stands nowhere else."""
    own = table.find("caption")
    if own is None:
        (own,) = table.xpath("ancestor::figure[1][count(.//table) = 1]//figcaption[1]") or [None]
        if own is not None:
            own.drop_tree()
    return own


def _is_data(table: HtmlElement) -> bool:
    if table.get("role") in ("presentation", "none") or table.xpath(_LAYS_OUT):
        return False
    rows = [row.xpath("./td | ./th") for row in table.iter("tr")]
    wide = [row for row in rows if len(row) > 1]
    if len(rows) < 2 or 2 * len(wide) < len(rows):
        return False
    return all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for row in rows for cell in row)


def _rows(table: HtmlElement) -> tuple[list[list[str]], int | None]:
    """The cells of every row, spans filled out, and how many rows of heads there are; None where none is marked or seen."""
    found: list[list[str]] = []
    below: dict[int, int] = {}  # column → rows that a cell from above still takes
    above: dict[int, str] = {}  # column → the words of that cell
    heads, counting = 0, True
    lines = list(table.iter("tr"))
    wide = max((sum(_span(cell, "colspan") for cell in row.xpath("./td | ./th")) for row in lines), default=0)
    for row in lines:
        cells = row.xpath("./td | ./th")
        head = bool(cells) and (row.getparent().tag == "thead" or all(cell.tag == "th" or _is_bold(cell) for cell in cells))
        parted = len(found) < 2 and counting and _is_parted(lines[0], wide)  # heads above heads
        head = head or parted
        if len(cells) == 1 and wide > 1 and _span(cells[0], "colspan") >= wide and found:
            head = False
        counting = counting and head
        heads += counting
        said: list[str] = []
        for cell in cells:
            while below.get(len(said), 0):
                below[len(said)] -= 1
                said.append(above[len(said)])
            words = _words(cell)
            short = len(words) <= _LONGEST_AGAIN
            for i in range(_span(cell, "colspan")):
                below[len(said)] = _span(cell, "rowspan") - 1
                above[len(said)] = words if not head and short else ""
                said.append(words if i == 0 or head or (short and len(cells) > 1) else "")
        while below.get(len(said), 0):
            below[len(said)] -= 1
            said.append(above[len(said)])
        if len(cells) == 1 and wide > 1 and _span(cells[0], "colspan") >= wide and said[0] and found:
            said[0] = f"**{said[0]}**"  # the head of the rows below it
        found.append(said)
    return found, heads or None


def _is_parted(row: HtmlElement, wide: int) -> bool:
    """A row of heads that has others below it."""
    return any(1 < _span(cell, "colspan") < wide for cell in row.xpath("./td | ./th"))


def _is_bold(cell: HtmlElement) -> bool:
    """All words of the cell are bold."""
    bold = "".join("".join(part.itertext()) for part in cell.xpath(".//b | .//strong")).split()
    return bool(bold) and bold == "".join(cell.itertext()).split()


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MOST_SPAN) if value.isdigit() else 1


def _words(cell: HtmlElement) -> str:
    """The cell on one line; the items of a list in it keep their marks."""
    from lxml import etree

    parts: list[str] = []
    items = len(cell.xpath(".//li"))
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if not isinstance(element.tag, str):
            parts.append(element.tail or "") if event == "end" else None
        elif event == "start":
            parts.append(" • " if element.tag == "li" and items > 1 else " " if element.tag in _APART else "")
            parts.append(element.text or "")
        else:
            parts.append(" " if element.tag in _APART else "")
            parts.append(element.tail or "" if element is not cell else "")
    return " ".join("".join(parts).split())
