"""Tables in a text, as Markdown writes them: which lines are rows, what their cells say, and under which heads.

A row is one sentence, however many stops its cells hold; it is quoted as it stands and searched with its heads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.span import Span, trimmed

_LINE = re.compile(r"[^\r\n]+")
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CLOSED = re.compile(r"[ \t>]*\|.*\|[ \t]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(r"\*\*|__|`|<br ?/?>|\[([^\]]*)\]\([^)]*\)", re.IGNORECASE)
_LONGEST_CAPTION = 160  # characters


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
        words = "; ".join(part for part in said if part)
        return f"{self.caption} {words}".strip()


def rows(text: str, within: Span) -> list[Row]:
    """The rows of all tables in the stretch, in order; none where it holds no table."""
    if "|" not in text[within.start : within.end]:
        return []
    lines = [trimmed(Span(*match.span()), text) for match in _LINE.finditer(text, within.start, within.end)]
    found: list[Row] = []
    i = 0
    while i < len(lines):
        size = _size(text, lines, i)
        if size:
            found += _table(text, lines[i : i + size], caption=_caption(text, lines, i))
        i += size or 1
    return found


def _size(text: str, lines: Sequence[Span], i: int) -> int:
    """How many lines from the i-th on are a table; 0 where none begins there."""
    ruled = i + 1 < len(lines) and _is_rule(lines[i + 1].of(text)) and "|" in lines[i].of(text)
    size = 2 if ruled else 0
    while i + size < len(lines) and _follows(text, lines, i + size):
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
    above = ""
    for i, span in enumerate(lines):
        cells = _cells(span.of(text))
        kind = "rule" if _is_rule(span.of(text)) else "head" if ruled and i == 0 else "row"
        if kind == "row" and cells:
            above = cells[0] or above  # a cell that spans rows is written once
            cells = (above, *cells[1:])
        found.append(Row(span, kind, cells, heads if kind == "row" else (), caption if kind == "row" else ""))
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
    named = re.match(r"(?:table|tab\.)\s", plain, re.IGNORECASE) or plain.endswith(":")
    short = len(plain) <= _LONGEST_CAPTION and not words.startswith(("#", "|", "- ", "* "))
    return plain if short and (named or not plain.endswith((".", "!", "?"))) else ""
