"""Firmness: one bar for all ways of weighing the questions, divided by which track leads."""

from __future__ import annotations

from advisor.faces.pictures.colours import Role
from advisor.faces.pictures.drawing import width_of
from advisor.faces.pictures.picture import Picture, PictureRow, drawn
from advisor.faces.pictures.shapes import TEXT, WIDTH, Box, Caption, Shape
from advisor.framework.firmness import Firmness, names, percents
from advisor.framework.framework import Framework

_THICK = 34.0
_LINE = 20.0
_SWATCH = 10.0
_TRACKS: tuple[tuple[Role, Role | None], ...] = (("first_soft", "first"), ("second_soft", "second"))
_MORE: tuple[Role, Role | None] = ("line", "ink")
_UNDECIDED: tuple[Role, Role | None] = ("line", None)


def firmness_picture(framework: Framework, firm: Firmness) -> Picture:
    """The shares of a verdict; the undecided ones stand between two tracks, behind more."""
    order = [0, len(firm.shares) - 1, 1] if len(firm.shares) == 3 else list(range(len(firm.shares)))
    said, called = percents(firm.shares), names(framework)
    shapes: list[Shape] = []
    left = 0.0
    for at in order:
        width = float(firm.shares[at]) * WIDTH
        if width:
            fill, edge = _colours(framework, at)
            shapes.append(Box(left, 0, width, _THICK, fill, edge, radius=0))
            if width > width_of(said[at], TEXT, bold=True) + 8:
                shapes.append(Caption(left + width / 2, 21, said[at], "ink", bold=True, align="center"))
        left += width
    top = _THICK + 20
    for at in order:
        fill, edge = _colours(framework, at)
        shapes.append(Box(0, top - _SWATCH + 1, _SWATCH, _SWATCH, fill, edge, radius=2))
        shapes.append(Caption(18, top, _name(called[at])))
        shapes.append(Caption(WIDTH, top, said[at], align="right"))
        top += _LINE
    open_ = len(firm.settles)
    return drawn(
        "firmness",
        "How firm it is",
        f"Of all ways to weigh the {len(framework.questions)} questions, the share under which each track leads by as much "
        "as the count needs. Nobody's weights are assumed to be right.",
        shapes,
        height=top - 10,
        rows=[PictureRow(_name(called[at]), said[at], ()) for at in order],
        notes=["An open question counts as everything it may still come to, each equally likely."] if open_ else [],
    )


def _name(name: str) -> str:
    return name[:1].upper() + name[1:]


def _colours(framework: Framework, at: int) -> tuple[Role, Role | None]:
    if at == len(framework.sides):
        return _UNDECIDED
    return _TRACKS[at] if at < len(_TRACKS) else _MORE
