"""Pay by lab and track: a bar from low to high, and the median as a mark on it."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.article import Article
from advisor.faces.pictures.bars import Bar, Side, axis, stacked, steps
from advisor.faces.pictures.picture import Picture, PictureRow, drawn
from advisor.faces.pictures.shapes import WIDTH, Caption, Shape, Stroke
from advisor.framework.expected_value import money, pay_words
from advisor.framework.framework import Framework
from advisor.framework.market import Pay
from advisor.framework.verdict import quotes_at


def pay(framework: Framework, articles: Sequence[Article]) -> Picture:
    """The framework's pay, lab by lab in its own order, the first track above the second."""
    most = max(max(each.high, each.median or 0) for each in framework.pay)
    ticks = [(amount, money(round(amount)) if amount else "$0") for amount in steps(most)]
    shapes: list[Shape] = []
    top = 0.0
    for lab, offered in _by_lab(framework).items():
        shapes.append(Caption(0, top + 12, lab, size=13, bold=True))
        shapes.append(Stroke(((0, top + 19), (WIDTH, top + 19)), "quiet", 0.8))
        bars, top = stacked([_bar(framework, each) for each in offered], ticks, top + 27)
        shapes += bars
        top += 8
    shapes += axis(ticks, top - 14)
    return drawn(
        "pay",
        "Pay by lab and track",
        "Yearly pay in US dollars: each bar runs from the lowest to the highest amount given, the thick line is the median.",
        shapes,
        height=top,
        rows=[_row(framework, each, articles) for offered in _by_lab(framework).values() for each in offered],
        notes=[note for offered in _by_lab(framework).values() for each in offered if (note := _note(framework, each))],
    )


def _by_lab(framework: Framework) -> dict[str, list[Pay]]:
    labs: dict[str, list[Pay]] = {each.lab: [] for each in framework.pay}
    for each in sorted(framework.pay, key=lambda pay: framework.sides.index(pay.track)):
        labs[each.lab].append(each)
    return labs


def _bar(framework: Framework, pay: Pay) -> Bar:
    side: Side = "first" if pay.track == framework.sides[0] else "second"
    label = f"median {money(pay.median)}{_outside(pay)}" if pay.median else ""
    value = pay_words(pay.low, pay.high)
    return Bar(framework.track(pay.track).name, value, side, pay.low, pay.high, mark=pay.median, mark_label=label)


def _outside(pay: Pay) -> str:
    """What is odd about a median, after a comma; nothing where it lies within its range."""
    if pay.median is None or pay.low <= pay.median <= pay.high:
        return ""
    return ", above its own range" if pay.median > pay.high else ", below its own range"


def _row(framework: Framework, pay: Pay, articles: Sequence[Article]) -> PictureRow:
    median = f", median {money(pay.median)}{_outside(pay)}" if pay.median else ""
    value = f"{pay_words(pay.low, pay.high)}{median}"
    return PictureRow(f"{pay.lab}, {framework.track(pay.track).name}", value, quotes_at(pay.anchors, articles))


def _note(framework: Framework, pay: Pay) -> str:
    who = f"{pay.lab}, {framework.track(pay.track).name}"
    if pay.median and _outside(pay):
        where = _outside(pay).removeprefix(", ")
        return f"{who}: the source's median of {money(pay.median)} lies {where} of {pay_words(pay.low, pay.high)}."
    return f"{who}: {pay.note}" if pay.note else ""
