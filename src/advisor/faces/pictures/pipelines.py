"""Interview pipelines: the stages of either track as boxes, one below the other, the two tracks side by side."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.article import Article
from advisor.faces.pictures.bars import SOFT, Side
from advisor.faces.pictures.drawing import wrapped
from advisor.faces.pictures.picture import Picture, PictureRow, drawn
from advisor.faces.pictures.shapes import SMALL, WIDTH, Box, Caption, Shape, Stroke
from advisor.framework.framework import Framework
from advisor.framework.market import Pipeline, Stage
from advisor.framework.verdict import quotes_at

_BETWEEN = 16.0  # columns
_COLUMN = (WIDTH - _BETWEEN) / 2
_PADDING = 9.0
_LEADING = 15.0
_EDGE = 1.0  # half an edge's width, and a little


def pipelines(framework: Framework, articles: Sequence[Article]) -> Picture:
    """The framework's pipelines, in the order of its tracks."""
    ordered = sorted(framework.pipelines, key=lambda pipeline: framework.sides.index(pipeline.track))
    shapes: list[Shape] = []
    heights = []
    for pipeline in ordered:
        side: Side = "first" if pipeline.track == framework.sides[0] else "second"
        left = 0.0 if side == "first" else _COLUMN + _BETWEEN
        shapes.append(Caption(left, 12, framework.track(pipeline.track).name, side, size=13.5, bold=True))
        column, height = _column(pipeline, side, left, top=22)
        shapes += column
        heights.append(height)
    return drawn(
        "pipelines",
        "Two interview pipelines",
        "What an interview is made of on either track, from top to bottom in the order in which the source names it.",
        shapes,
        height=max(heights),
        rows=[row for pipeline in ordered for row in _rows(framework, pipeline, articles)],
    )


def _column(pipeline: Pipeline, side: Side, left: float, *, top: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    for number, stage in enumerate(pipeline.stages, 1):
        if number > 1:
            shapes.append(_arrow(left + _COLUMN / 2, top))
            top += 18
        box, top = _box(number, stage, side, left, top)
        shapes += box
    return shapes, top + _EDGE


def _box(number: int, stage: Stage, side: Side, left: float, top: float) -> tuple[list[Shape], float]:
    inside = _COLUMN - 2 * _PADDING
    titles = wrapped(f"{number}. {stage.label}", inside, bold=True)
    details = wrapped(stage.detail, inside, SMALL)
    height = 2 * _PADDING + _LEADING * (len(titles) + len(details)) - 1
    shapes: list[Shape] = [Box(left + _EDGE, top, _COLUMN - 2 * _EDGE, height, SOFT[side], side, radius=5)]
    baseline = top + _PADDING + 10.5
    for line in titles:
        shapes.append(Caption(left + _PADDING, baseline, line, side, bold=True))
        baseline += _LEADING
    baseline += 1
    for line in details:
        shapes.append(Caption(left + _PADDING, baseline, line, size=SMALL))
        baseline += _LEADING
    return shapes, top + height


def _arrow(x: float, top: float) -> Stroke:
    """From one box to the next, as a chevron."""
    return Stroke(((x - 5, top + 6.5), (x, top + 11.5), (x + 5, top + 6.5)), "quiet", 1.8)


def _rows(framework: Framework, pipeline: Pipeline, articles: Sequence[Article]) -> list[PictureRow]:
    track = framework.track(pipeline.track).name
    return [
        PictureRow(f"{track}, {number}. {stage.label}", stage.detail, quotes_at(stage.anchors, articles))
        for number, stage in enumerate(pipeline.stages, 1)
    ]
