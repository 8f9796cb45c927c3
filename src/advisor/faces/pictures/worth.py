"""Worth: chance times pay for one lab, as a sum in boxes and as bars on one scale. The inputs can be moved."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.faces.pictures.bars import SOFT, Bar, Side, axis, band, steps
from advisor.faces.pictures.drawing import width_of, wrapped
from advisor.faces.pictures.picture import Picture, PictureRow, drawn
from advisor.faces.pictures.shapes import SMALL, WIDTH, Box, Caption, Shape
from advisor.framework.expected_value import (
    Worth,
    chance_words,
    dollars,
    labs_with_pay,
    pay_words,
    pays,
    percent,
    product_words,
    times_worth,
    worths,
)
from advisor.framework.framework import Framework
from advisor.framework.market import Odds, Pay
from advisor.framework.verdict import quotes_at

_SIGN = 13.0  # room for × and =
_BOX = 25.0


def worth(framework: Framework, articles: Sequence[Article], *, lab: str = "", odds: Odds | None = None) -> Picture:
    """The sum for a lab, or for the first one; `odds` replace the source's. Raises UsageError for impossible odds."""
    lab = lab or next(iter(labs_with_pay(framework)), "")
    offers = pays(framework, lab)
    said = framework.odds
    assert said is not None
    odds = odds or said
    both = worths(odds, *offers)
    shapes, height = _shapes(framework, both)
    return drawn(
        "worth",
        f"What one application to {lab} is worth",
        "The chance of being accepted times yearly pay in US dollars. What a chance is at most, its product is at most.",
        shapes,
        height=height,
        rows=_rows(framework, articles, lab, offers, both, odds),
        notes=[
            *(["The chances were set by hand; the source's are beside them."] if odds != said else []),
            *(f"{framework.track(offer.track).name}: {offer.note}" for offer in offers if offer.note),
            odds.caveat,
        ],
    )


def _shapes(framework: Framework, both: tuple[Worth, Worth]) -> tuple[list[Shape], float]:
    ticks = [(amount, dollars(amount)) for amount in steps(max(each.product[1] for each in both))]
    widths = _widths(both)
    shapes: list[Shape] = []
    top = 0.0
    for each in sorted(both, key=lambda worth: framework.sides.index(worth.track)):
        side: Side = "first" if each.track == framework.sides[0] else "second"
        shapes.append(Caption(0, top + 12, framework.track(each.track).name, side, size=13, bold=True))
        shapes += _sum(each, side, widths, top + 34)
        bar = Bar("", "", side, *each.product)
        shapes += band(bar, ticks, top + 34 + _BOX + 12)
        top += 34 + _BOX + 46
    shapes += axis(ticks, top - 12)
    top += 22
    for line in wrapped(_compared(framework, both), WIDTH):
        shapes.append(Caption(0, top, line))
        top += 15
    return shapes, top - 8


def _terms(worth: Worth) -> tuple[tuple[str, str, str], ...]:
    """What each box of the sum is, the amount in it, and the sign behind it."""
    return (
        ("chance, at most", chance_words(worth), "×"),
        ("yearly pay, median" if worth.by_median else "yearly pay", pay_words(*worth.pay), "="),
        ("worth, at most", product_words(worth), ""),
    )


def _widths(both: tuple[Worth, Worth]) -> list[float]:
    """Of the three boxes, the same on both tracks: what their words need, and an equal share of the rest."""
    needed = [
        max(max(width_of(what, SMALL), width_of(amount, bold=not sign)) for what, amount, sign in terms)
        for terms in zip(*map(_terms, both), strict=True)
    ]
    spare = (WIDTH - 2 * _SIGN - sum(needed)) / len(needed)
    return [width + spare for width in needed]


def _sum(worth: Worth, side: Side, widths: Sequence[float], top: float) -> list[Shape]:
    """Three boxes: chance × pay = product, each under what it is."""
    left = 0.0
    shapes: list[Shape] = []
    for width, (what, amount, sign) in zip(widths, _terms(worth), strict=True):
        middle = left + width / 2
        shapes += [
            Caption(middle, top - 5, what, "quiet", SMALL, align="center"),
            Box(left + 1, top, width - 2, _BOX, SOFT[side], None if sign else side, radius=5),
            Caption(middle, top + 16.5, amount, bold=not sign, align="center"),
            Caption(left + width + _SIGN / 2, top + 17, sign, "quiet", 13, align="center"),
        ]
        left += width + _SIGN
    return shapes


def _compared(framework: Framework, both: tuple[Worth, Worth]) -> str:
    least, most = times_worth(*both)
    rarer, commoner = (framework.track(each.track).name for each in both)
    return f"Whatever the chance, one application as {commoner} is worth {least:.2f} to {most:.2f} times one as {rarer}."


def _rows(
    framework: Framework,
    articles: Sequence[Article],
    lab: str,
    offers: tuple[Pay, Pay],
    both: tuple[Worth, Worth],
    odds: Odds,
) -> list[PictureRow]:
    said = framework.odds
    assert said is not None
    quotes = quotes_at(odds.anchors, articles)
    rarer, commoner = (framework.track(each.track).name for each in both)
    rows = [
        PictureRow(f"Chance as {rarer}", _chance(odds, said), _with(quotes, percent(said.at_most))),
        PictureRow(f"Chance as {commoner}", _times(odds, said), _with(quotes, "{:g}-{:g}x".format(*said.times))),
    ]
    by_track = sorted(zip(offers, both, strict=True), key=lambda pair: framework.sides.index(pair[0].track))
    rows += [
        PictureRow(
            f"Pay at {lab}, {framework.track(offer.track).name}",
            f"{pay_words(*each.pay)}{', the median' if each.by_median else ''}",
            quotes_at(offer.anchors, articles),
        )
        for offer, each in by_track
    ]
    rows += [
        PictureRow(
            f"Worth as {framework.track(each.track).name}",
            f"at most {chance_words(each)} × {pay_words(*each.pay)} = at most {product_words(each)}",
            quotes_at((*odds.anchors, *offer.anchors), articles),
        )
        for offer, each in by_track
    ]
    return [*rows, PictureRow("One beside the other", _compared(framework, both), quotes)]


def _chance(odds: Odds, said: Odds) -> str:
    if odds.at_most == said.at_most:
        return f"at most {percent(said.at_most)}"
    return f"at most {percent(odds.at_most)}, set by hand; the source says at most {percent(said.at_most)}"


def _times(odds: Odds, said: Odds) -> str:
    few, many = said.times
    if odds.times == said.times:
        return f"{few:g} to {many:g} times as much"
    return f"{odds.times[0]:g} to {odds.times[1]:g} times as much, set by hand; the source says {few:g} to {many:g} times"


def _with(quotes: tuple[Quote, ...], figure: str) -> tuple[Quote, ...]:
    """Those that hold the figure, or all where none writes it so."""
    return tuple(quote for quote in quotes if figure in quote.text) or quotes
