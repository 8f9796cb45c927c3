"""Firmness: over all ways of weighing the questions, the share under which each track leads (SMAA).

Stochastic multicriteria acceptability analysis (Lahdelma & Salminen, Operations Research 49, 2001) with weights uniform
on the simplex {w ≥ 0, Σ w = 1}. Under weights w a track has the share S of the weight of the questions that point to it;
it leads where S is larger than every other track's by at least lead_needed / questions, which at equal weights is the
plain count's own threshold; else the weighting is undecided. Exact: rational numbers, no sampling.

S of each track and the rest are Dirichlet(n₁, …, n_k, n₀) distributed, nᵢ being the numbers of questions that point there.
Given S of the track, the others are a smaller Dirichlet, the chance that all of them stay below is inclusion and exclusion
over Olkin & Sobel's orthants (Biometrika 52, 1965), and what is left to integrate is a polynomial.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from math import comb, factorial, prod

from advisor.framework.decision import UNDECIDED, Leaning, counts
from advisor.framework.findings import DECLINED
from advisor.framework.framework import Framework
from advisor.framework.outlook import Shifts, counted_ways, open_shifts
from advisor.framework.state import state_of_facts
from advisor.framework.verdict import Verdict
from advisor.framework.weights import LEAST, MOST, Weights, standing

Shares = tuple[Fraction, ...]
"""One a track in the framework's order, the undecided share last; they sum to 1."""


@dataclass(frozen=True, slots=True)
class Settling:
    """`by` is how much smaller the undecided share is expected to be once this question is answered; it may be negative."""

    question: str
    by: Fraction


@dataclass(frozen=True, slots=True)
class Flip:
    """Weights as near as can be to the user's under which another result comes out; `steps` apart, summed over questions."""

    weights: Weights
    track: str
    steps: int


@dataclass(frozen=True, slots=True)
class Firmness:
    """`shares` take each open question as all that it may still come to, equally likely; `low` and `high` are the bounds
    over these answers; `as_it_stands` takes open questions as pointing nowhere, as the count does."""

    shares: Shares
    low: Shares
    high: Shares
    as_it_stands: Shares
    settles: tuple[Settling, ...]

    @property
    def undecided(self) -> Fraction:
        return self.shares[-1]

    @property
    def asks(self) -> str | None:
        """The question that is expected to settle most; None where no answer is expected to settle anything."""
        return self.settles[0].question if self.settles and self.settles[0].by > 0 else None


def firmness(framework: Framework, verdict: Verdict) -> Firmness:
    """How firm a verdict is; a question that was declined is not among what might be asked."""
    facts = state_of_facts(framework, dict(verdict.facts))
    may_ask = [each.question for each in verdict.findings if each.missing and each.rule != DECLINED]
    return of_shifts(framework, open_shifts(framework, verdict.findings, facts), may_ask)


def of_shifts(framework: Framework, shifts: Shifts, may_ask: Collection[str] = ()) -> Firmness:
    """The same by what each finding may come to; the questions in `may_ask` are open."""
    ids = [question.id for question in framework.questions]
    each = [_of_counts(framework, found, len(shifts)) for found in counted_ways(framework, shifts)]
    now = tuple((leanings[0] if len(leanings) == 1 else None,) for leanings in shifts)
    standing_now = _mean(framework, now)
    settling = []
    for at, leanings in enumerate(shifts):
        if ids[at] in may_ask and len(leanings) > 1:
            answered = _mean(framework, (*now[:at], leanings, *now[at + 1 :]))
            settling.append(Settling(ids[at], standing_now[-1] - answered[-1]))
    return Firmness(
        shares=_mean(framework, shifts),
        low=tuple(map(min, zip(*each, strict=True))),
        high=tuple(map(max, zip(*each, strict=True))),
        as_it_stands=standing_now,
        settles=tuple(sorted(settling, key=lambda one: -one.by)),
    )


def leading_share(own: int, others: tuple[int, ...], rest: int, needed: Fraction) -> Fraction:
    """The share of all weightings under which a track leads: `leading_share(1, (0,), 1, Fraction(1, 2))` → `Fraction(1, 2)`.

    `own` and `others` are the numbers of questions that point to it and to each other track, `rest` those that point to
    none, `needed` by how much its share of the weight must be the largest.
    """
    return _leading_share(own, tuple(sorted(others)), rest, needed)


@lru_cache(maxsize=256)
def nearest_flips(
    framework: Framework, leanings: tuple[Leaning, ...], weights: Weights, *, most: int = 3
) -> tuple[Flip, ...]:
    """The weightings nearest to these, in steps of one, under which another result comes out; found by trying all.

    Kept, since a page asks again at every event.
    """
    now = standing(framework, leanings, weights).track
    found: list[Flip] = []
    for values in product(range(LEAST, MOST + 1), repeat=len(weights.values)):
        steps = sum(abs(a - b) for a, b in zip(values, weights.values, strict=True))
        if not any(values) or (found and steps > found[0].steps):
            continue
        track = standing(framework, leanings, Weights(values)).track
        if track != now:
            found = [each for each in found if each.steps <= steps]
            found.append(Flip(Weights(values), track, steps))
    least = min((flip.steps for flip in found), default=0)
    return tuple(flip for flip in found if flip.steps == least)[:most]


def _mean(framework: Framework, shifts: Shifts) -> Shares:
    ways = counted_ways(framework, shifts)
    total = sum(ways.values())
    shares = [Fraction(0)] * (len(framework.sides) + 1)
    for found, number in ways.items():
        for at, share in enumerate(_of_counts(framework, found, len(shifts))):
            shares[at] += share * Fraction(number, total)
    return tuple(shares)


def shares_of(framework: Framework, leanings: Sequence[Leaning]) -> Shares:
    """The shares for known leanings; None points nowhere."""
    return _of_counts(framework, counts(framework, leanings), len(leanings))


def _of_counts(framework: Framework, found: tuple[int, ...], questions: int) -> Shares:
    needed = Fraction(framework.lead_needed, questions)
    rest = questions - sum(found)
    shares = [leading_share(own, (*found[:at], *found[at + 1 :]), rest, needed) for at, own in enumerate(found)]
    return (*shares, 1 - sum(shares, Fraction()))


@lru_cache(maxsize=4096)
def _leading_share(own: int, others: tuple[int, ...], rest: int, needed: Fraction) -> Fraction:
    questions = own + sum(others) + rest
    if not own or needed > 1:
        return Fraction(0)
    if own == questions:
        return Fraction(1)
    rivals = [each for each in others if each]
    total = Fraction(0)
    for size in range(len(rivals) + 1):
        for above in combinations(rivals, size):
            total += (-1) ** size * _all_above(own, above, questions, needed)
    return total


def _all_above(own: int, above: tuple[int, ...], questions: int, needed: Fraction) -> Fraction:
    """The share where S ≥ needed and each of the tracks with `above` questions has more than S − needed.

    With S = x and y = (x − needed) / (1 − x): the density of x is Beta(own, m + 1), m = questions − own − 1, and
    P(all above y) = Σ over j < above of m! / (∏ j! (m − J)!) · y^J (1 − r y)^(m − J), J = Σ j, r = len(above).
    """
    m, r = questions - own - 1, len(above)
    unit = (1 - needed) / (1 + r)
    total = Fraction(0)
    for js in product(*(range(n) for n in above)):
        j = sum(js)
        if j > m:
            continue
        ways = Fraction(factorial(m), prod(map(factorial, js)) * factorial(m - j))
        area = sum(
            comb(own - 1, i) * needed ** (own - 1 - i) * unit ** (i + j + 1) * (1 - needed) ** (m - j) * _beta(i + j, m - j)
            for i in range(own)
        )
        total += ways * area
    return total * Fraction(factorial(questions - 1), factorial(own - 1) * factorial(m))


def _beta(a: int, b: int) -> Fraction:
    """∫ z^a (1 − z)^b dz from 0 to 1: `_beta(1, 1)` → `Fraction(1, 6)`."""
    return Fraction(factorial(a) * factorial(b), factorial(a + b + 1))


def in_words(framework: Framework, firm: Firmness) -> str:
    """`Of all ways to weigh the questions, 78% make it Research Engineer, 2% Research Scientist, 20% leave it undecided.`"""
    said = [f"{rounded} {name}" for rounded, name in zip(percents(firm.shares), names(framework), strict=True)]
    return f"Of all ways to weigh the questions: {', '.join(said)}."


def names(framework: Framework) -> tuple[str, ...]:
    """What the shares are called, in their order."""
    return (*(track.name for track in framework.tracks), UNDECIDED)


def percents(shares: Shares) -> tuple[str, ...]:
    """Whole per cents that sum to 100: `percents((Fraction(1, 3), Fraction(2, 3)))` → `("33%", "67%")`.

    Equal tracks are written alike: what rounding leaves over goes to the undecided share, as far as there is one.
    """
    whole = [int(share * 100 + Fraction(1, 2)) for share in shares[:-1]]
    rest = 100 - sum(whole)
    if rest < 0 or (rest and not shares[-1]):
        at = max(range(len(whole)), key=lambda i: abs(whole[i] - shares[i] * 100))
        whole[at] += rest
        rest = 0
    return tuple("<1%" if share and not n else f"{n}%" for share, n in zip(shares, (*whole, rest), strict=True))
