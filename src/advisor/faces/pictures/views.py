"""Views: what suits you against what you can get now, as a table of fields with yours marked."""

from __future__ import annotations

from advisor.faces.pictures.colours import Role
from advisor.faces.pictures.drawing import wrapped
from advisor.faces.pictures.picture import Picture, PictureRow, drawn
from advisor.faces.pictures.shapes import SMALL, WIDTH, Box, Caption, Shape, Stroke
from advisor.framework.decision import MIXED, Leaning
from advisor.framework.framework import Framework
from advisor.framework.views import TwoViews

_NAMES = 96.0  # room for the names of the rows
_FIELD = 46.0
_GAP = 4.0


def views_picture(framework: Framework, seen: TwoViews) -> Picture:
    """Rows are the first view, columns the second; where both point to a track, that field is yours."""
    sides = framework.sides
    shapes: list[Shape] = [Caption(_NAMES, 12, seen.second.title, bold=True)]
    width = (WIDTH - _NAMES) / len(sides)
    heads = [wrapped(framework.track(track).name, width - 8, SMALL) for track in sides]
    for column, lines in enumerate(heads):
        for number, line in enumerate(lines):
            shapes.append(Caption(_NAMES + column * width, 29 + 14.5 * number, line, _role(column), SMALL))
    top = 25.0 + 14.5 * max(map(len, heads))
    for line in wrapped(seen.first.title, _NAMES - 8, bold=True):
        shapes.append(Caption(0, top, line, bold=True))
        top += 15
    for row, track in enumerate(sides):
        for number, line in enumerate(wrapped(framework.track(track).name, _NAMES - 8, SMALL)):
            shapes.append(Caption(0, top + 18 + 14.5 * number, line, _role(row), SMALL))
        for column, other in enumerate(sides):
            mine = (seen.first.leaning, seen.second.leaning) == (track, other)
            shapes += _field(_NAMES + column * width, top, width - _GAP, mine=mine, row=row)
        top += _FIELD
    return drawn(
        "views",
        "Two views",
        seen.text,
        shapes,
        height=top + 2,
        rows=[
            PictureRow(view.title, f"{_pointing(framework, view.leaning)}. {view.odds}".strip(), view.quotes)
            for view in (seen.first, seen.second)
        ],
    )


def _field(x: float, y: float, width: float, *, mine: bool, row: int) -> list[Shape]:
    if not mine:
        return [Box(x, y, width, _FIELD - _GAP, "line")]
    soft: Role = "first_soft" if row == 0 else "second_soft" if row == 1 else "line"
    mark = x + width / 2
    middle = y + (_FIELD - _GAP) / 2
    return [
        Box(x, y, width, _FIELD - _GAP, soft, _role(row)),
        Stroke(((mark - 30, middle), (mark - 25, middle + 5), (mark - 16, middle - 6)), "ink", 2),
        Caption(mark + 8, middle + 4, "you", "ink", bold=True, align="center"),
    ]


def _role(at: int) -> Role:
    return "first" if at == 0 else "second" if at == 1 else "ink"


def _pointing(framework: Framework, leaning: Leaning) -> str:
    if leaning is None:
        return "not said yet"
    return "both alike" if leaning == MIXED else framework.track(leaning).name
