"""Bars: ranges one below the other on one scale, each with its name and its value in words above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.faces.pictures.colours import Role
from advisor.faces.pictures.drawing import width_of
from advisor.faces.pictures.shapes import SMALL, WIDTH, Box, Caption, Shape, Stroke

Side = Literal["first", "second", "quiet"]  # of a track, or of none
Ticks = Sequence[tuple[float, str]]
SOFT: dict[Side, Role] = {"first": "first_soft", "second": "second_soft", "quiet": "line"}
_INSET = 2.0  # a mark at either end of the scale is drawn whole
_THICK = 13.0


@dataclass(frozen=True, slots=True)
class Bar:
    """From low to high; one amount alone is a mark. `mark` is one amount beside the range, with a label below it."""

    name: str
    value: str
    side: Side
    low: float
    high: float
    detail: str = ""
    mark: float | None = None
    mark_label: str = ""


def stacked(bars: Sequence[Bar], ticks: Ticks, top: float) -> tuple[list[Shape], float]:
    """The shapes of the bars, and where the next thing may begin."""
    shapes: list[Shape] = []
    for bar in bars:
        shapes += _named(bar, top)
        top += 31 if bar.detail else 17
        shapes += band(bar, ticks, top)
        top += _THICK + (26 if bar.mark_label else 14)
    return shapes, top


def band(bar: Bar, ticks: Ticks, top: float) -> list[Shape]:
    """The bar itself, with the lines of the scale behind it."""
    bottom = top + _THICK
    behind = (at(amount, ticks) for amount, _ in ticks)
    shapes: list[Shape] = [Stroke(((x, top - 2), (x, bottom + 2)), "line") for x in behind]
    shapes.append(Stroke(((0, bottom + 2), (WIDTH, bottom + 2)), "line"))
    low, high = at(bar.low, ticks), at(bar.high, ticks)
    if bar.low < bar.high:
        shapes.append(Box(low, top, high - low, _THICK, SOFT[bar.side], bar.side))
    else:
        shapes.append(_mark(low, top, bar.side))
    if bar.mark is not None:
        x = at(bar.mark, ticks)
        shapes.append(_mark(x, top, bar.side))
        half = width_of(bar.mark_label, SMALL) / 2
        middle = min(max(x, half), WIDTH - half)
        shapes.append(Caption(middle, bottom + 14, bar.mark_label, "quiet", SMALL, align="center"))
    return shapes


def axis(ticks: Ticks, top: float) -> list[Shape]:
    """The amounts of the scale, under the bars."""
    last = len(ticks) - 1
    return [
        Caption(at(amount, ticks), top + 9, words, "quiet", SMALL, align=_align(i, last))
        for i, (amount, words) in enumerate(ticks)
    ]


def at(amount: float, ticks: Ticks) -> float:
    """Where an amount stands from left to right."""
    return _INSET + amount / ticks[-1][0] * (WIDTH - 2 * _INSET)


def steps(most: float, sizes: Sequence[float] = (1, 2, 2.5, 5, 10)) -> tuple[float, ...]:
    """Four round steps or fewer from 0 to `most` or just above it: `steps(1470)` → `(0, 500, 1000, 1500)`."""
    size = 1.0
    while size * 40 < most:
        size *= 10
    step = next(size * times for times in sizes if size * times * 4 >= most)
    return tuple(step * i for i in range(-int(-most // step) + 1))


def _align(i: int, last: int) -> Literal["left", "center", "right"]:
    return "left" if i == 0 else "right" if i == last else "center"


def _named(bar: Bar, top: float) -> list[Shape]:
    shapes: list[Shape] = [
        Caption(0, top + 10, bar.name, bar.side, bold=True),
        Caption(WIDTH, top + 10, bar.value, align="right"),
    ]
    if bar.detail:
        shapes.append(Caption(0, top + 24, bar.detail, "quiet", SMALL))
    return shapes


def _mark(x: float, top: float, side: Side) -> Stroke:
    return Stroke(((x, top - 2), (x, top + _THICK + 2)), side, 3)
