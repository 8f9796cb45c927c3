"""Saved results: what a verdict came to on a day, as a small JSON object; and what changed between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import InputUnreadable, UsageError
from advisor.framework.decision import MIXED, UNDECIDED, Leaning
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict
from advisor.framework.weights import Weights, weights_of

_MEND = "make one with advisor decide … --save FILE"


class Saved(BaseModel):
    """`words` are the user's own on each question, exactly; nothing of the source is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    advisor_result: Literal[1] = 1
    date: date
    framework: str
    track: str
    lead: int
    leanings: Mapping[str, str | None]
    weights: Mapping[str, Annotated[int, Field(ge=0, le=3)]]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One line on what is no longer as it was; `words` are what the user says now, which is why."""

    text: str
    words: tuple[str, ...] = ()


def saved_decision(framework: Framework, verdict: Verdict, weights: Weights, *, on: date) -> Saved:
    """The result as it is kept."""
    ids = [question.id for question in framework.questions]
    return Saved(
        date=on,
        framework=framework.id,
        track=verdict.track,
        lead=verdict.lead,
        leanings=dict(zip(ids, verdict.leanings, strict=True)),
        weights=dict(zip(ids, weights.values, strict=True)),
        words={each.question: tuple(item.text for item in each.evidence if item.counts) for each in verdict.findings},
    )


def as_text(result: Saved) -> str:
    """The file's text: one JSON object, indented."""
    return f"{result.model_dump_json(indent=2)}\n"


def read_saved(framework: Framework, text: str, *, name: str) -> Saved:
    """Raises InputUnreadable for what is no result, UsageError for one of another framework."""
    try:
        result = Saved.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        reason = f"{where}: {first['msg']}" if where else first["msg"]
        raise InputUnreadable(f"found {name} unreadable ({reason})", expected="a saved result", mend=_MEND) from None
    if result.framework != framework.id:
        raise UsageError(f"found a result of the framework {result.framework!r}", expected=f"one of {framework.id!r}")
    ids = {question.id for question in framework.questions}
    known = (*framework.sides, MIXED, None)
    if set(result.leanings) != ids or any(leaning not in known for leaning in result.leanings.values()):
        raise InputUnreadable(f"found other questions in {name}", expected="this framework's own", mend=_MEND)
    weights_of(framework, result.weights)
    return result


def changes_since(framework: Framework, before: Saved, after: Saved) -> tuple[Changed, ...]:
    """What changed from the earlier result to the later: the verdict, each question, each weight; () where nothing did."""
    found: list[Changed] = []
    if before.track != after.track:
        found.append(Changed(f"The verdict was {_name(framework, before.track)}, and is {_name(framework, after.track)}."))
    elif before.lead != after.lead:
        still = f"The verdict is still {_name(framework, after.track)}"
        found.append(Changed(f"{still}: {_lead(framework, before)} before, {_lead(framework, after)} now."))
    for question in framework.questions:
        was, now = before.leanings[question.id], after.leanings[question.id]
        words = after.words.get(question.id, ())
        if was != now:
            text = f"{question.id}: was {_leaning(framework, was)}, is {_leaning(framework, now)}."
            found.append(Changed(text, words))
        elif words != before.words.get(question.id, ()):
            found.append(Changed(f"{question.id}: still {_leaning(framework, now)}, in other words.", words))
        one, two = before.weights.get(question.id, 1), after.weights.get(question.id, 1)
        if one != two:
            found.append(Changed(f"{question.id}: you gave it weight {one}, and now {two}."))
    return tuple(found)


def _name(framework: Framework, track: str) -> str:
    return UNDECIDED if track == UNDECIDED else framework.track(track).name if track in framework.sides else track


def _lead(framework: Framework, result: Saved) -> str:
    if not result.lead:
        return "no track ahead"
    leader = max(framework.sides, key=[*result.leanings.values()].count)
    return f"{framework.track(leader).name} ahead by {abs(result.lead)}"


def _leaning(framework: Framework, leaning: Leaning) -> str:
    if leaning is None:
        return "open"
    return "both" if leaning == MIXED else framework.track(leaning).name
