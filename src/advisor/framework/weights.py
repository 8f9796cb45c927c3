"""Weights: how much each question matters to the user, 0 to 3, and the lead that the findings have by them.

The source counts its questions as equals. Weights stand beside that count, never in its place. They are scaled so that
equal weights give the plain count: a question of weight w counts w · questions / sum of weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.errors import UsageError
from advisor.framework.decision import UNDECIDED, Leaning, track_at
from advisor.framework.framework import Framework

LEAST, MOST, EQUAL = 0, 3, 1


@dataclass(frozen=True, slots=True)
class Weights:
    """One whole number a question, in the framework's order; made by `weights_of`, which checks it."""

    values: tuple[int, ...]

    @property
    def are_equal(self) -> bool:
        """`Weights((2, 2)).are_equal` → `True`: by such weights the result is the source's own count."""
        return len(set(self.values)) == 1

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """Of the whole: they sum to 1."""
        return tuple(Fraction(value, sum(self.values)) for value in self.values)


@dataclass(frozen=True, slots=True)
class Standing:
    """`counted` is the weighted count of findings a track, in the framework's order; `track` the one that leads by it."""

    weights: Weights
    counted: tuple[Fraction, ...]
    track: str

    @property
    def ahead(self) -> Fraction:
        """The lead of the first over the next, in findings."""
        most, next_most = sorted(self.counted, reverse=True)[:2]
        return most - next_most


def weights_of(framework: Framework, given: Mapping[str, int]) -> Weights:
    """The weights by question; what is not named has weight 1. Raises UsageError for what no weight can be."""
    ids = [question.id for question in framework.questions]
    for question, value in given.items():
        if question not in ids:
            raise UsageError(f"found no question {question!r} to weigh", expected=f"one of {', '.join(ids)}")
        if isinstance(value, bool) or not isinstance(value, int) or not LEAST <= value <= MOST:
            raise UsageError(f"found the weight {question}={value}", expected=f"a whole number from {LEAST} to {MOST}")
    values = tuple(given.get(id, EQUAL) for id in ids)
    if not any(values):
        raise UsageError("found weight 0 for every question", expected="at least one that matters")
    return Weights(values)


def read_weights(framework: Framework, items: Iterable[str], *, heard: Mapping[str, int] | None = None) -> Weights:
    """From `target=3`, one a question, over what was heard in words; raises UsageError for what cannot be read so."""
    given = dict(heard or {})
    for item in items:
        question, _, value = (part.strip() for part in item.partition("="))
        if not (value.isascii() and value.isdecimal() and len(value) == 1):
            expected = f"QUESTION=WEIGHT with a whole number from {LEAST} to {MOST}, as in target=3"
            raise UsageError(f"found the weight {item!r}", expected=expected)
        given[question] = int(value)
    return weights_of(framework, given)


def standing(framework: Framework, leanings: Sequence[Leaning], weights: Weights) -> Standing:
    """What the findings come to by these weights; a track leads by as many weighted findings as the plain count needs."""
    scaled = [share * len(framework.questions) for share in weights.shares]
    counted = tuple(
        sum((each for each, leaning in zip(scaled, leanings, strict=True) if leaning == track), Fraction())
        for track in framework.sides
    )
    return Standing(weights, counted, track_at(framework, counted))


def in_words(framework: Framework, plain: str, lead: int, leader: str, weighed: Standing) -> str:
    """`By the source's count: undecided, Research Scientist ahead by 1. With your weights: Research Scientist.`"""
    counted = _said(framework, plain, leader, lead)
    if weighed.weights.are_equal:
        return f"All questions counted alike: {counted}"
    mine = _said(framework, weighed.track, _leader(framework, weighed), weighed.ahead)
    return f"By the source's count: {counted} With your weights: {mine}"


def heard_in_words(given: Sequence[tuple[str, int]]) -> str:
    """`heard_in_words((("pay", 3), ("place", 0)))` → `'You weigh: pay 3, place 0 (from 0 to 3; the others 1).'`"""
    said = ", ".join(f"{question} {value}" for question, value in given)
    return f"You weigh: {said} (from {LEAST} to {MOST}; the others {EQUAL})."


def _leader(framework: Framework, weighed: Standing) -> str:
    return framework.sides[weighed.counted.index(max(weighed.counted))]


def _said(framework: Framework, track: str, leader: str, ahead: int | Fraction) -> str:
    if track != UNDECIDED:
        return f"{framework.track(track).name}, ahead by {abs(float(ahead)):.3g}."
    if not ahead:
        return "undecided, no track ahead."
    return f"undecided, {framework.track(leader).name} ahead by {abs(float(ahead)):.3g}."
