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
_MOST_SPAN = 60


def replace_tables(top: HtmlElement) -> None:
    """Every table of data below `top` becomes an element TABLE; a caption becomes the paragraph ahead of it."""
    from lxml import etree  # type: ignore[import-untyped]

    for table in list(top.iter("table")):
        if table.getparent() is None or not _is_data(table):
            continue
        rows, heads = _rows(table)
        block = as_block(rows, heads=heads)
        parent, at = table.getparent(), table.getparent().index(table)
        made = etree.SubElement(parent, TABLE)
        made.text, made.tail = block.text, table.tail
        parent.remove(made)
        caption = table.find("caption")
        parent.remove(table)
        parent.insert(at, made)
        if caption is not None and _words(caption):
            said = etree.Element("p")
            said.text = _words(caption)
            parent.insert(at, said)


def _is_data(table: HtmlElement) -> bool:
    if table.get("role") in ("presentation", "none") or table.xpath(_LAYS_OUT):
        return False
    rows = [row.xpath("./td | ./th") for row in table.iter("tr")]
    wide = [row for row in rows if len(row) > 1]
    if len(rows) < 2 or 2 * len(wide) < len(rows):
        return False
    return all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for row in rows for cell in row)


def _rows(table: HtmlElement) -> tuple[list[list[str]], int | None]:
    """The cells of every row, spans filled out, and how many rows of heads there are; None where none is marked."""
    found: list[list[str]] = []
    below: dict[int, int] = {}  # column → rows that a cell from above still takes
    heads, counting = 0, True
    for row in table.iter("tr"):
        cells = row.xpath("./td | ./th")
        head = bool(cells) and (row.getparent().tag == "thead" or all(cell.tag == "th" for cell in cells))
        counting = counting and head
        heads += counting
        said: list[str] = []
        for cell in cells:
            while below.get(len(said), 0):
                below[len(said)] -= 1
                said.append("")
            words = _words(cell)
            for i in range(_span(cell, "colspan")):
                below[len(said)] = _span(cell, "rowspan") - 1
                said.append(words if i == 0 or head else "")
        while below.get(len(said), 0):
            below[len(said)] -= 1
            said.append("")
        found.append(said)
    return found, heads or None


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
