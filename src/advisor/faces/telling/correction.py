"""What a correction changed: the question, the count and the verdict, before and after, in plain sentences."""

from __future__ import annotations

from advisor.framework import explain
from advisor.framework.decision import MIXED, UNDECIDED
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict


def changes(framework: Framework, before: Verdict, after: Verdict) -> tuple[str, ...]:
    """One sentence a question that came out differently, then the verdict; says so where nothing changed."""
    lines = [
        f"{old.question.capitalize()}: was {side(framework, old.leaning)}, is now {side(framework, new.leaning)}."
        for old, new in zip(before.findings, after.findings, strict=True)
        if old.leaning != new.leaning
    ]
    if not lines:
        return ("Nothing changed: the question came out so already.",)
    counted = explain.tally(framework, after)
    if before.track == after.track:
        return (*lines, f"The verdict stays {name(framework, after.track)}: {counted}.")
    was, is_now = name(framework, before.track), name(framework, after.track)
    reason = f"because {counted}, and a lead of {framework.lead_needed} is needed"
    return (*lines, f"The verdict was {was} and is now {is_now}, {reason}.")


def side(framework: Framework, leaning: str | None) -> str:
    """`Research Engineer`, `both` or `open`."""
    if leaning is None:
        return "open"
    return "both" if leaning == MIXED else framework.track(leaning).name


def name(framework: Framework, track: str) -> str:
    return track if track == UNDECIDED else framework.track(track).name
