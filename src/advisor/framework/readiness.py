"""Readiness: four questions on being ready to decide, asked before and at the end, and what to do about each no.

The constructs are those of the SURE test (Légaré et al., Canadian Family Physician 56, 2010): certainty, information,
values, support. The wording is the framework's. A score below the number of questions means: not quite ready.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.errors import DataInvalid, UsageError
from advisor.framework.framework import Framework


@dataclass(frozen=True, slots=True)
class Readiness:
    """`answers` pairs each question's id with yes (True), no (False) or not answered (None), in the framework's order."""

    answers: tuple[tuple[str, bool | None], ...]

    @property
    def score(self) -> int:
        """How many were answered with yes."""
        return sum(answer is True for _, answer in self.answers)

    @property
    def is_whole(self) -> bool:
        """True where all were answered."""
        return all(answer is not None for _, answer in self.answers)


def readiness(framework: Framework, given: Mapping[str, bool]) -> Readiness:
    """The answers by question; raises UsageError for a question that is not there, DataInvalid where there are none."""
    ids = [ready.id for ready in framework.readiness]
    if not ids:
        raise DataInvalid(f"found no [[readiness]] in the framework {framework.id}", expected="questions, in decide.toml")
    unknown = [id for id in given if id not in ids]
    if unknown:
        raise UsageError(f"found no readiness question {unknown[0]!r}", expected=f"one of {', '.join(ids)}")
    return Readiness(tuple((id, given.get(id)) for id in ids))


def to_mend(framework: Framework, ready: Readiness) -> tuple[str, ...]:
    """What to do about each no."""
    said = dict(ready.answers)
    return tuple(each.mend for each in framework.readiness if said.get(each.id) is False)


def in_words(ready: Readiness, before: Readiness | None = None) -> str:
    """`in_words(Readiness((("sure", True), ("informed", False))))` → `"1 of 2 with yes."`."""
    now = f"{ready.score} of {len(ready.answers)} with yes"
    return f"{now}; before it {'was' if before.score == 1 else 'were'} {before.score}." if before else f"{now}."
