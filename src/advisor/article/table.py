"""Tables in a text, as Markdown writes them or drawn with `+---+`: which lines are rows, their cells, their heads.

A row is one sentence, however many stops its cells hold; it is quoted as it stands and searched with its heads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.span import Span, trimmed

_LINE = re.compile(r"[^\r\n]+")
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BORDER = re.compile(r"[ \t>]*\+(?:[-=:]+\+)+[ \t]*")  # of a drawn table
_CLOSED = re.compile(r"[ \t>]*\|.*\|[ \t]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(
    r"(?<!`)</?(?:br|ul|ol|li|p|div|span|b|i|em|strong|code|sup|sub)\b[^<>|]{0,80}>(?!`)|\*\*|__|`|\[([^\]]*)\]\([^)]*\)",
    re.IGNORECASE,
)
_UNDERSCORED = re.compile(r"[ \t]*[-=]{2,}(?:[ \t]+[-=]{2,})+[ \t]*")  # below the heads of columns that blanks set apart
_GAP = re.compile(r"\t+|[ ]{2,}")
_LEAST_TABBED = 3  # rows
_LONGEST_CAPTION = 160  # characters
_NAMED = re.compile(r"(?:table|tab\.|tabelle|tableau|tabla)\s+[\dA-Z]", re.IGNORECASE)
_GROUP = re.compile(
    r"[ \t>]*\|[ \t]*(\*\*|__)[^|]+\1[ \t]*(?:\|[ \t]*)+"
)  # the head of the rows below it, in bold, alone in its row


@dataclass(frozen=True, slots=True)
class Row:
    """`kind` is "head" for the row of the columns' heads and "rule" for the line below it, which says nothing."""

    span: Span
    kind: str
    cells: tuple[str, ...]
    heads: tuple[str, ...] = ()
    caption: str = ""

    @property
    def searched(self) -> str:
        """The cells with their heads: `Area: Pay; Level 2: Earns 90K.`"""
        heads = self.heads + ("",) * (len(self.cells) - len(self.heads))
        said = [f"{head}: {cell}" if head and cell else cell for head, cell in zip(heads, self.cells, strict=False)]
        filled = [part for part in said if part]
        words = ": ".join(filled) if len(self.cells) == 2 and not any(self.heads) else "; ".join(filled)
        return f"{self.caption} {words}".strip()


def rows(text: str, within: Span) -> list[Row]:
    """The rows of all tables in the stretch, in order; none where it holds no table."""
    if not re.compile(r"[|\t]|(?:--|==)[ \t]+(?:--|==)").search(text, within.start, within.end):
        return []
    lines = [trimmed(Span(*match.span()), text) for match in _LINE.finditer(text, within.start, within.end)]
    found: list[Row] = []
    i = 0
    while i < len(lines):
        spaced, drawn = _spaced_size(text, lines, i), _drawn_size(text, lines, i)
        size = spaced or drawn or _size(text, lines, i)
        if size:
            make = _spaced if spaced else _drawn if drawn else _table
            caption = _caption(text, lines, i) or _caption_below(text, lines, i + size)
            found += make(text, lines[i : i + size], caption=caption)
        i += size or 1
    return found


def _spaced_size(text: str, lines: Sequence[Span], i: int) -> int:
    """How many lines from the i-th on have their columns set apart by tabs, or by blanks below underscored heads."""
    first = lines[i].of(text)
    top = _UNDERSCORED.fullmatch(first) is not None
    at = i + top + 1
    if at < len(lines) and _follows(text, lines, at) and _UNDERSCORED.fullmatch(lines[at].of(text)) and not _is_rule(first):
        size = at - i + 1
        while i + size < len(lines) and _follows(text, lines, i + size) and _GAP.search(lines[i + size].of(text)):
            size += 1
        closed = (
            i + size < len(lines) and _follows(text, lines, i + size) and _UNDERSCORED.fullmatch(lines[i + size].of(text))
        )
        return size + bool(closed) if size > at - i + 1 else 0
    tabs = first.count("\t")
    size = 1
    while (
        tabs and i + size < len(lines) and _follows(text, lines, i + size) and lines[i + size].of(text).count("\t") == tabs
    ):
        size += 1
    return size if size >= _LEAST_TABBED and _GAP.sub("", first) else 0


def _spaced(text: str, lines: Sequence[Span], *, caption: str) -> list[Row]:
    """Its first row holds the heads where it is underscored, or where it alone has no figure in it."""
    told = [span for span in lines if not _UNDERSCORED.fullmatch(span.of(text))]
    cells = [tuple(_GAP.split(span.of(text).strip())) for span in told]
    plain = [not any(c.isdigit() for c in "".join(row)) for row in cells]
    headed = len(told) < len(lines) or (plain[0] and not any(plain[1:]))
    rules = [Row(span, "rule", ()) for span in lines if span not in told]
    found = [
        Row(
            span,
            "head" if headed and i == 0 else "row",
            row,
            cells[0] if headed and i else (),
            caption if i or not headed else "",
        )
        for i, (span, row) in enumerate(zip(told, cells, strict=True))
    ]
    return sorted([*rules, *found], key=lambda row: row.span.start)


def _drawn_size(text: str, lines: Sequence[Span], i: int) -> int:
    """How many lines from the i-th on are a table with borders of `+---+`; 0 where none begins there."""
    if not _BORDER.fullmatch(lines[i].of(text)):
        return 0
    size, last = 1, 0
    while i + size < len(lines) and _follows(text, lines, i + size):
        line = lines[i + size].of(text)
        if _BORDER.fullmatch(line):
            last = size + 1
        elif not _CLOSED.fullmatch(line):
            break
        size += 1
    return last if last > 2 else 0


def _drawn(text: str, lines: Sequence[Span], *, caption: str) -> list[Row]:
    """The rows between the borders; where nothing but the heads is set apart, each line is one that fills its first cell."""
    parts: list[list[Span]] = [[]]
    for span in lines[1:]:
        if _BORDER.fullmatch(span.of(text)):
            parts.append([])
        else:
            parts[-1].append(span)
    parts = [part for part in parts if part]
    headed = len(parts) > 1
    heads = _joined(text, parts[0]) if headed else ()
    below = parts[1:] if headed else parts
    if len(below) == 1:
        apart: list[list[Span]] = []
        for span in below[0]:
            if apart and not _cells(span.of(text))[0]:
                apart[-1].append(span)
            else:
                apart.append([span])
        below = apart
    rules = [Row(span, "rule", ()) for span in lines if _BORDER.fullmatch(span.of(text))]
    above = [Row(Span(parts[0][0].start, parts[0][-1].end), "head", heads)] if headed else []
    told = [Row(Span(p[0].start, p[-1].end), "row", _joined(text, p), heads, caption) for p in below]
    return sorted([*rules, *above, *told], key=lambda row: row.span.start)


def _joined(text: str, lines: Sequence[Span]) -> tuple[str, ...]:
    """The cells of a row that is drawn over several lines."""
    cells = [_cells(span.of(text)) for span in lines]
    width = max(map(len, cells))
    return tuple(" ".join(filter(None, (row[i] if i < len(row) else "" for row in cells))) for i in range(width))


def _size(text: str, lines: Sequence[Span], i: int) -> int:
    """How many lines from the i-th on are a table; 0 where none begins there."""
    ruled = i + 1 < len(lines) and _is_rule(lines[i + 1].of(text)) and "|" in lines[i].of(text)
    size = 2 if ruled else 0
    while i + size < len(lines) and (size == 0 or _follows(text, lines, i + size)):
        line = lines[i + size].of(text)
        if "|" not in line or (not ruled and not _CLOSED.fullmatch(line)):
            break
        if size and _starts_another(text, lines, i + size):
            break
        size += 1
    return size if ruled or size >= 2 else 0


def _follows(text: str, lines: Sequence[Span], i: int) -> bool:
    """No blank line stands ahead of the i-th line."""
    if i == 0:
        return True
    between = text[lines[i - 1].end : lines[i].start]
    return len(re.findall(r"\r\n?|\n", between)) <= 1


def _starts_another(text: str, lines: Sequence[Span], i: int) -> bool:
    return i + 1 < len(lines) and _is_rule(lines[i + 1].of(text)) and not _is_rule(lines[i].of(text)) and i > 1


def _is_rule(line: str) -> bool:
    return "|" in line and _RULE.fullmatch(line) is not None


def _table(text: str, lines: Sequence[Span], *, caption: str) -> list[Row]:
    ruled = len(lines) > 1 and _is_rule(lines[1].of(text))
    heads = _cells(lines[0].of(text)) if ruled else ()
    found = []
    above = group = ""
    for i, span in enumerate(lines):
        line = span.of(text)
        cells = _cells(line)
        kind = "rule" if _is_rule(line) else "head" if ruled and i == 0 else "row"
        if kind != "row":
            found.append(Row(span, kind, cells))
        elif _GROUP.fullmatch(line):
            group, above = cells[0], ""
            found.append(Row(span, kind, (group,), (), caption))
        else:
            above = cells[0] or above  # a cell that spans rows is written once
            found.append(Row(span, kind, (above, *cells[1:]), heads, f"{caption} {group}".strip()))
    return found


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().lstrip("> ").removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    plain = (_MARKUP.sub(lambda match: match.group(1) or " ", cell) for cell in _CELL_END.split(inner))
    return tuple(" ".join(cell.replace("\\|", "|").split()) for cell in plain)


def _caption(text: str, lines: Sequence[Span], i: int) -> str:
    """The line ahead of the table, where it is short and a paragraph of its own, or the table's name, or ends in a colon."""
    if i == 0 or (i > 1 and _follows(text, lines, i - 1)):
        return ""
    words = lines[i - 1].of(text)
    plain = " ".join(words.strip("*_# \t").split())
    named = _NAMED.match(plain) or plain.endswith(":")
    short = len(plain) <= _LONGEST_CAPTION and not words.startswith(("#", "|", "- ", "* "))
    return plain if short and (named or not plain.endswith((".", "!", "?"))) else ""


def _caption_below(text: str, lines: Sequence[Span], behind: int) -> str:
    """The line below the table that begins with a table's name and number."""
    words = " ".join(lines[behind].of(text).strip("*_ \t").split()) if behind < len(lines) else ""
    above_another = behind + 1 < len(lines) and "|" in lines[behind + 1].of(text)
    return words if len(words) <= _LONGEST_CAPTION and _NAMED.match(words) and not above_another else ""
