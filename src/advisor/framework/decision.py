"""The decision: from leanings to a lead and a track. Pure arithmetic, the same for every framework.

A leaning is the id of a track, "mixed", or None (not known); they stand in the order of the questions.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.framework.framework import Framework
from advisor.profile.profile import MIXED as MIXED  # the same word in both rooms

Leaning = str | None

UNDECIDED = "undecided"
TRACK, FIT, APPLY = "track", "fit", "apply"
RESERVED = (TRACK, FIT, APPLY)


def lead(framework: Framework, leanings: Sequence[Leaning]) -> int:
    """Findings for the second track minus findings for the first."""
    first, second = framework.sides
    return sum((each == second) - (each == first) for each in leanings)


def decide(framework: Framework, leanings: Sequence[Leaning]) -> str:
    """The track that leads by as many findings as are needed, else "undecided"."""
    return track_at(framework, lead(framework, leanings))


def track_at(framework: Framework, ahead: int) -> str:
    """The track for a lead: `track_at(framework, -2)` → `'RE'` where two are needed."""
    first, second = framework.sides
    if abs(ahead) < framework.lead_needed:
        return UNDECIDED
    return second if ahead > 0 else first


def fit(framework: Framework, leanings: Sequence[Leaning]) -> Leaning:
    """Where the questions of fit point, all but the present one: a track, "mixed" where even, None where unsaid."""
    first, second = framework.sides
    said = [
        leaning
        for question, leaning in zip(framework.questions, leanings, strict=True)
        if not question.now and leaning is not None
    ]
    ahead = lead(framework, said)
    return None if not said else MIXED if ahead == 0 else second if ahead > 0 else first


def apply_for(framework: Framework, leanings: Sequence[Leaning]) -> Leaning:
    """What to apply for at present: where the present question points, else the track; None where neither does."""
    for question, leaning in zip(framework.questions, leanings, strict=True):
        if question.now and leaning in framework.sides:
            return leaning
    track = decide(framework, leanings)
    return track if track in framework.sides else None
