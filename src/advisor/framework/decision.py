"""The decision: from leanings to a lead and a track. Pure arithmetic, the same for every framework.

A leaning is the id of a track, "mixed", or None (not known); they stand in the order of the questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from advisor.framework.framework import Framework
from advisor.profile.profile import MIXED as MIXED  # the same word in both rooms

Leaning = str | None

UNDECIDED = "undecided"
TRACK, FIT, APPLY = "track", "fit", "apply"
RESERVED = (TRACK, FIT, APPLY)


def counts(framework: Framework, leanings: Sequence[Leaning]) -> tuple[int, ...]:
    """How many findings point to each track, in the framework's order."""
    return tuple(sum(each == track for each in leanings) for track in framework.sides)


def lead(framework: Framework, leanings: Sequence[Leaning]) -> int:
    """Of two tracks: findings for the second minus findings for the first. Of more: the most minus the next most."""
    found = counts(framework, leanings)
    if len(found) == 2:
        return found[1] - found[0]
    most, next_most = sorted(found, reverse=True)[:2]
    return most - next_most


def decide(framework: Framework, leanings: Sequence[Leaning]) -> str:
    """The track that leads every other by as many findings as are needed, else "undecided"."""
    return track_at(framework, counts(framework, leanings))


def track_at(framework: Framework, found: Sequence[int | Fraction]) -> str:
    """The track for a count of each: `track_at(framework, (3, 1))` → `'RE'` where two are needed."""
    most, next_most = sorted(found, reverse=True)[:2]
    return framework.sides[list(found).index(most)] if most - next_most >= framework.lead_needed else UNDECIDED


def pointing(framework: Framework, leanings: Sequence[Leaning]) -> Leaning:
    """Where most of them point: a track, "mixed" where even, None where nothing is said."""
    if all(leaning is None for leaning in leanings):
        return None
    found = counts(framework, leanings)
    return framework.sides[found.index(max(found))] if found.count(max(found)) == 1 else MIXED


def fit_of(framework: Framework, leanings: Sequence[Leaning]) -> Leaning:
    """Where the questions of fit point, all but the present one."""
    pairs = zip(framework.questions, leanings, strict=True)
    return pointing(framework, [leaning for question, leaning in pairs if not question.now])


def apply_for(framework: Framework, leanings: Sequence[Leaning]) -> Leaning:
    """What to apply for at present: where the present question points, else the track; None where neither does."""
    for question, leaning in zip(framework.questions, leanings, strict=True):
        if question.now and leaning in framework.sides:
            return leaning
    track = decide(framework, leanings)
    return track if track in framework.sides else None
