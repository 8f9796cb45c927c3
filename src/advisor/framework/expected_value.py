"""Expected value: chance of landing a role times its pay, the sum that the source only sketches, worked out for a lab.

Takes the pay and odds of the framework; gives a text that shows every step, and the anchors of every input.
"""

from __future__ import annotations

from advisor.article.anchor import Anchor
from advisor.framework.framework import Framework, Odds, Pay


def labs_with_pay(framework: Framework) -> tuple[str, ...]:
    """The labs for which the sum can be made: pay known on both tracks, and the odds."""
    labs = dict.fromkeys(pay.lab for pay in framework.pay) if framework.odds else {}
    return tuple(lab for lab in labs if sum(pay.lab == lab for pay in framework.pay) == 2)


def expected_value(framework: Framework, lab: str) -> tuple[str, tuple[Anchor, ...]]:
    """The sum in words, and where its inputs stand."""
    odds = framework.odds
    assert odds is not None
    rare = next(pay for pay in framework.pay if pay.lab == lab and pay.track == odds.track)
    common = next(pay for pay in framework.pay if pay.lab == lab and pay.track == odds.other)
    low, high = (odds.at_most * times for times in odds.times)
    few, many = (f"{times:g}" for times in odds.times)
    parts = [
        f"Expected value of one application at {lab}, chance times yearly pay.",
        f"{framework.track(rare.track).name}: at most {_percent(odds.at_most)} × {_pay(rare)} = at most "
        f"{_product(odds.at_most, odds.at_most, rare)}.",
        f"{framework.track(common.track).name}: {few} to {many} times that chance, so at most {_percent(low)} to "
        f"{_percent(high)}, × {_pay(common)} = at most {_product(low, high, common)}.",
        f"Whatever the true chance, one application as {common.track} is worth {_ratio(odds, rare, common)} times "
        f"one as {rare.track}.",
        *(pay.note for pay in (rare, common) if pay.note),
        odds.caveat,
    ]
    return " ".join(parts), tuple(dict.fromkeys((*rare.anchors, *common.anchors, *odds.anchors)))


def span(pay: Pay) -> tuple[int, int]:
    """The pay to reckon with: the median where it lies within the range, else the range."""
    if pay.median is not None and pay.low <= pay.median <= pay.high:
        return pay.median, pay.median
    return pay.low, pay.high


def ratio(odds: Odds, rare: Pay, common: Pay) -> tuple[float, float]:
    """What an application on the commoner track is worth, in applications on the rarer one, from least to most."""
    (rare_low, rare_high), (low, high) = span(rare), span(common)
    return odds.times[0] * low / rare_high, odds.times[1] * high / rare_low


def _ratio(odds: Odds, rare: Pay, common: Pay) -> str:
    least, most = ratio(odds, rare, common)
    (rare_low, rare_high), (low, high) = span(rare), span(common)
    few, many = (f"{times:g}" for times in odds.times)
    return (
        f"{least:.2f} ({few} × {_money(low)} ÷ {_money(rare_high)}) to "
        f"{most:.2f} ({many} × {_money(high)} ÷ {_money(rare_low)})"
    )


def _product(least: float, most: float, pay: Pay) -> str:
    low, high = span(pay)
    ends = dict.fromkeys((_small(least * low), _small(most * high)))
    return " to ".join(ends)


def _pay(pay: Pay) -> str:
    low, high = span(pay)
    return f"{_money(low)} (the median)" if low == high else f"{_money(low)} to {_money(high)}"


def _money(thousands: int) -> str:
    return f"${thousands / 1000:.3g}M" if thousands >= 1000 else f"${thousands}K"


def _small(thousands: float) -> str:
    return f"${thousands * 1000:,.0f}"


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"
