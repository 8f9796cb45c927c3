"""Expected value: chance of landing a role times its pay, the sum that the source only sketches, worked out for a lab.

Takes the pay and odds of the framework, or odds of the reader's own; gives what an application is worth on each track,
a text that shows every step, and the anchors of every input.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.article.anchor import Anchor
from advisor.errors import UsageError
from advisor.framework.framework import Framework
from advisor.framework.market import Odds, Pay


@dataclass(frozen=True, slots=True)
class Worth:
    """What one application on a track is worth: `chance` times `pay` (thousands a year), each from low to high."""

    track: str
    chance: tuple[float, float]
    pay: tuple[int, int]

    @property
    def product(self) -> tuple[float, float]:
        """In thousands: `Worth("a", (0.25, 0.5), (200, 400)).product` → `(50.0, 200.0)`."""
        return self.chance[0] * self.pay[0], self.chance[1] * self.pay[1]

    @property
    def by_median(self) -> bool:
        """True where the pay is one amount: the median."""
        return self.pay[0] == self.pay[1]


def labs_with_pay(framework: Framework) -> tuple[str, ...]:
    """The labs for which the sum can be made: pay known on both tracks, and the odds."""
    labs = dict.fromkeys(pay.lab for pay in framework.pay) if framework.odds else {}
    return tuple(lab for lab in labs if sum(pay.lab == lab for pay in framework.pay) == 2)


def pays(framework: Framework, lab: str) -> tuple[Pay, Pay]:
    """The lab's pay on the track of the odds, then on the other; raises UsageError where the sum cannot be made."""
    labs = labs_with_pay(framework)
    if framework.odds is None or lab not in labs:
        expected = f"one of {', '.join(labs)}" if labs else "a framework with pay and odds"
        raise UsageError(f"found no pay on both tracks for {lab!r}", expected=expected)
    of_lab = {pay.track: pay for pay in framework.pay if pay.lab == lab}
    return of_lab[framework.odds.track], of_lab[framework.odds.other]


def worths(odds: Odds, rare: Pay, common: Pay) -> tuple[Worth, Worth]:
    """What an application is worth on either track, in the order given; raises UsageError for impossible odds."""
    few, many = odds.times
    if not (0 < odds.at_most < 1 and 0 < few <= many and odds.at_most * many <= 1):
        found = f"found a chance of {percent(odds.at_most)}, times {few:g} to {many:g}"
        raise UsageError(found, expected="a chance above 0, and no more than 100% when multiplied, the lower number first")
    return (
        Worth(rare.track, (odds.at_most, odds.at_most), span(rare)),
        Worth(common.track, (odds.at_most * few, odds.at_most * many), span(common)),
    )


def expected_value(framework: Framework, lab: str, odds: Odds | None = None) -> tuple[str, tuple[Anchor, ...]]:
    """The sum in words, and where its inputs stand; `odds` replace the source's."""
    rare, common = pays(framework, lab)
    odds = odds or framework.odds
    assert odds is not None
    rarer, commoner = worths(odds, rare, common)
    few, many = (f"{times:g}" for times in odds.times)
    parts = [
        f"Expected value of one application at {lab}, chance times yearly pay.",
        f"{framework.track(rare.track).name}: at most {chance_words(rarer)} × {_pay(rarer)} = at most "
        f"{product_words(rarer)}.",
        f"{framework.track(common.track).name}: {few} to {many} times that chance, so at most {chance_words(commoner)}, "
        f"× {_pay(commoner)} = at most {product_words(commoner)}.",
        f"Whatever the true chance, one application as {common.track} is worth {_ratio(odds, rarer, commoner)} times "
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
    return times_worth(*worths(odds, rare, common))


def times_worth(rarer: Worth, commoner: Worth) -> tuple[float, float]:
    """How many times as much as the first the second is worth, from least to most; the chance itself cancels out."""
    return commoner.product[0] / rarer.product[1], commoner.product[1] / rarer.product[0]


def chance_words(worth: Worth) -> str:
    """`chance_words(Worth("a", (0.01, 0.025), (249, 530)))` → `"1.0% to 2.5%"`."""
    return _ends(percent(share) for share in worth.chance)


def pay_words(low: int, high: int) -> str:
    """`pay_words(771, 1470)` → `"$771K to $1.47M"`."""
    return _ends(money(thousands) for thousands in (low, high))


def product_words(worth: Worth) -> str:
    """`product_words(Worth("a", (0.01, 0.025), (249, 530)))` → `"$2,490 to $13,250"`."""
    return _ends(dollars(thousands) for thousands in worth.product)


def money(thousands: int) -> str:
    """`money(1470)` → `"$1.47M"`."""
    return f"${thousands / 1000:.3g}M" if thousands >= 1000 else f"${thousands}K"


def dollars(thousands: float) -> str:
    """`dollars(13.25)` → `"$13,250"`."""
    return f"${thousands * 1000:,.0f}"


def percent(share: float) -> str:
    """`percent(0.005)` → `"0.5%"`; a finer or larger share has three digits: `percent(0.0025)` → `"0.25%"`."""
    hundredths = share * 100
    exact = hundredths < 10 and abs(hundredths - round(hundredths, 1)) < 1e-9
    return f"{hundredths:.1f}%" if exact else f"{hundredths:.3g}%"


def _ends(said: Iterable[str]) -> str:
    return " to ".join(dict.fromkeys(said))


def _ratio(odds: Odds, rarer: Worth, commoner: Worth) -> str:
    least, most = times_worth(rarer, commoner)
    few, many = (f"{times:g}" for times in odds.times)
    return (
        f"{least:.2f} ({few} × {money(commoner.pay[0])} ÷ {money(rarer.pay[1])}) to "
        f"{most:.2f} ({many} × {money(commoner.pay[1])} ÷ {money(rarer.pay[0])})"
    )


def _pay(worth: Worth) -> str:
    return f"{pay_words(*worth.pay)} (the median)" if worth.by_median else pay_words(*worth.pay)
