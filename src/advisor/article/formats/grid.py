"""Rows of cells to a table of Markdown: what HTML and DOCX share. The heads stand once, a spanned cell is written once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.article.formats.blocks import Block, collapsed

_LONGEST_HEAD = 60  # characters
_FIGURE = re.compile(r"^[~<>≈+−-]?\s?[$€£¥₹]?\s?\d")
_YEAR = re.compile(r"(?:FY|Q[1-4]\s)?(?:19|20)\d\d(?:[/–-]\d{2,4})?")
RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")  # 10 to the power of 6 is 10⁶ and not 106
_MOST_HEAD_ROWS = 3


def as_block(rows: Sequence[Sequence[str]], *, heads: int | None) -> Block:
    """The table as one block; `heads` counts the rows of heads, None where the file does not say."""
    said = [[_cell(cell) for cell in row] for row in rows]
    width = max(map(len, said), default=0)
    said = [row + [""] * (width - len(row)) for row in said]
    kept = [column for column in range(width) if any(row[column] for row in said)]
    whole = [[row[column] for column in kept] for row in said]
    above = [row for row in whole[: heads or 0] if any(row)]
    below = [row for row in whole[heads or 0 :] if any(row)]
    if heads is None and _is_head(below):
        above, below = below[:1], below[1:]
    lines = [_line(row) for row in below]
    if above and below and len(kept) > 1:
        names = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*above[-_MOST_HEAD_ROWS:], strict=True)]
        lines = [_line(names), _line(["---"] * len(kept)), *lines]
    else:
        lines = [_line(row) for row in above] + lines
    return Block("table", "\n".join(lines))


def _cell(words: str) -> str:
    return " ".join(collapsed(words).split()).replace("|", "\\|")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _is_head(rows: Sequence[Sequence[str]]) -> bool:
    """The first row names the columns: short words, no figures; of two columns, above figures alone."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first = rows[0]
    named = [cell for cell in first if cell]
    years = len(named) > 2 and all(map(_YEAR.fullmatch, named[1:]))
    plain = years or all(not cell.endswith((".", "!", ":")) and not _FIGURE.match(cell) for cell in named)
    short = plain and all(len(cell) <= _LONGEST_HEAD for cell in named)
    if not short or len(named) < len(first) - (not first[0]) or len(set(named)) < len(named):
        return False
    return len(first) > 2 or all(_FIGURE.match(row[1]) for row in rows[1:])
