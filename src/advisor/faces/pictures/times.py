"""Times: how many weeks preparing takes and how many years switching does, as bars on a scale for each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from advisor.article.article import Article
from advisor.faces.pictures.bars import Bar, Side, axis, stacked, steps
from advisor.faces.pictures.picture import Picture, PictureRow, drawn
from advisor.faces.pictures.shapes import WIDTH, Caption, Shape, Stroke
from advisor.framework.framework import Framework
from advisor.framework.market import Stretch
from advisor.framework.verdict import quotes_at

_HEADINGS = {"preparation": "Preparing for the interviews", "switching": "Switching tracks"}
_STEPS = (1, 2, 4, 10)  # four weeks are a month


def times(framework: Framework, articles: Sequence[Article]) -> Picture:
    """The framework's stretches of time, group by group; each group has a scale of its own, since units differ."""
    shapes: list[Shape] = []
    top = 0.0
    for (group, unit), members in groupby(framework.stretches, lambda stretch: (stretch.group, stretch.unit)):
        stretches = list(members)
        ticks = [(amount, f"{amount:g}") for amount in steps(max(each.high for each in stretches), _STEPS)]
        ticks[-1] = (ticks[-1][0], f"{ticks[-1][1]} {unit}")
        shapes.append(Caption(0, top + 12, _HEADINGS[group], size=13, bold=True))
        shapes.append(Stroke(((0, top + 19), (WIDTH, top + 19)), "quiet", 0.8))
        bars, top = stacked([_bar(framework, each) for each in stretches], ticks, top + 27)
        shapes += [*bars, *axis(ticks, top - 6)]
        top += 24
    return drawn(
        "times",
        "How long preparing and switching take",
        "Weeks of preparation for the interviews, and years from one track to the other, as the source estimates them.",
        shapes,
        height=top - 18,
        rows=[
            PictureRow(_label(framework, each), _value(each), quotes_at(each.anchors, articles))
            for each in framework.stretches
        ],
    )


def _bar(framework: Framework, stretch: Stretch) -> Bar:
    sides: dict[str, Side] = {framework.sides[0]: "first", framework.sides[1]: "second"}
    side = sides.get(stretch.track, "quiet")
    return Bar(_name(framework, stretch), _value(stretch), side, stretch.low, stretch.high, detail=stretch.label)


def _name(framework: Framework, stretch: Stretch) -> str:
    return framework.track(stretch.track).name if stretch.track else "Both tracks"


def _label(framework: Framework, stretch: Stretch) -> str:
    return f"{_name(framework, stretch)} ({stretch.label})"


def _value(stretch: Stretch) -> str:
    if stretch.low == stretch.high:
        return f"{stretch.low} {stretch.unit}"
    return f"{stretch.low} to {stretch.high} {stretch.unit}"
