"""Timeline: the dated steps of a plan as bars from today to the deadline."""

from __future__ import annotations

from datetime import date, timedelta

from advisor.errors import UsageError
from advisor.faces.pictures.bars import Bar, Side, axis, stacked
from advisor.faces.pictures.picture import Picture, PictureRow, drawn
from advisor.framework.framework import Framework
from advisor.framework.plan import Plan, PlanStep, timeline_words

_PARTS = 4


def timeline_picture(framework: Framework, made: Plan) -> Picture:
    """Raises UsageError for a plan without dates."""
    line = made.timeline
    if line is None:
        raise UsageError("found a plan without dates", expected="a deadline")
    days = (line.deadline - line.today).days
    parts = min(_PARTS, days)
    marks = [round(days * part / parts) for part in range(parts + 1)]
    ticks = [(float(mark), _day(line.today + timedelta(days=mark))) for mark in marks]
    side: Side = "quiet"
    if made.towards in framework.sides[:2]:
        side = "first" if made.towards == framework.sides[0] else "second"
    dated = [(step, step.start, step.end) for step in made.steps if step.start is not None and step.end is not None]
    bars = [
        Bar(_name(step), _span(start, end), side, (start - line.today).days, (end - line.today).days)
        for step, start, end in dated
    ]
    shapes, top = stacked(bars, ticks, 0)
    source = f"{line.weeks[0]} to {line.weeks[1]} weeks" if line.weeks else "not said by the source"
    return drawn(
        "timeline",
        f"From today to {line.deadline.isoformat()}",
        timeline_words(framework, made),
        [*shapes, *axis(ticks, top - 6)],
        height=top + 14,
        rows=[
            PictureRow("Preparing", source, line.quotes),
            *(PictureRow(_name(step), f"{_span(start, end)}. {step.text}", step.quotes) for step, start, end in dated),
        ],
    )


def _name(step: PlanStep) -> str:
    words = step.id.replace("-", " ")
    return words[:1].upper() + words[1:]


def _span(start: date, end: date) -> str:
    return f"{_day(start)} to {_day(end)}"


def _day(day: date) -> str:
    """`_day(date(2026, 3, 9))` → `'9 Mar'`."""
    return f"{day.day} {day:%b}"
