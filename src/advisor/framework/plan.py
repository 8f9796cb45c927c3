"""Plan: if-then steps from what is open or contrary, with how one knows that a step is done; dates from a deadline.

Implementation intentions (Gollwitzer 1999): a step names its cue. Which steps there are, and how many weeks preparing
takes, is the framework's, after the source; nothing here knows what day it is, the caller says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.errors import DataInvalid, UsageError
from advisor.framework.aid_data import StepTemplate
from advisor.framework.condition import holds
from advisor.framework.decision import APPLY, FIT, TRACK
from advisor.framework.framework import Framework
from advisor.framework.market import Stretch
from advisor.framework.state import Value
from advisor.framework.verdict import Verdict, quotes_at, state_of

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """If `cue`, then `action`; `done` is how one knows. `start` and `end` are None without a deadline, and for what comes
    after it."""

    id: str
    cue: str
    action: str
    done: str
    quotes: tuple[Quote, ...]
    start: date | None = None
    end: date | None = None

    @property
    def text(self) -> str:
        """`If it is Saturday morning, then I give my talk.`"""
        return f"If {self.cue}, then {self.action}."


@dataclass(frozen=True, slots=True)
class Timeline:
    """From `today` to the `deadline`; preparing takes from `weeks[0]` to `weeks[1]`, by the source."""

    today: date
    deadline: date
    weeks: tuple[int, int] | None
    quotes: tuple[Quote, ...]

    @property
    def start(self) -> date:
        """When preparing begins: the longer time ahead of the deadline, today at the earliest."""
        return max(self.today, self.deadline - self.weeks[1] * WEEK) if self.weeks else self.today

    @property
    def left(self) -> int:
        """Whole weeks from today."""
        return (self.deadline - self.today).days // 7

    @property
    def is_short(self) -> bool:
        """True where less time is left than the source's shortest."""
        return self.weeks is not None and self.today + self.weeks[0] * WEEK > self.deadline


@dataclass(frozen=True, slots=True)
class Plan:
    """`towards` is the track that is planned for, None where the verdict names none; `plan_b` is the other way there."""

    towards: str | None
    steps: tuple[PlanStep, ...]
    plan_b: str
    plan_b_quotes: tuple[Quote, ...]
    timeline: Timeline | None


def plan(
    framework: Framework,
    verdict: Verdict,
    articles: Sequence[Article],
    *,
    today: date | None = None,
    deadline: date | None = None,
) -> Plan:
    """The steps whose condition holds; with a deadline each has its dates. Raises UsageError for a deadline that is not
    after today, DataInvalid where the framework has no steps."""
    if not framework.steps:
        raise DataInvalid(f"found no [[steps]] in the framework {framework.id}", expected="steps of a plan, in decide.toml")
    state = state_of(framework, verdict)
    towards = next((each for each in (state[APPLY], state[TRACK]) if each in framework.sides), None)
    timeline = None
    if deadline is not None and today is not None:
        if deadline <= today:
            raise UsageError(f"found the deadline {deadline.isoformat()}", expected=f"a day after {today.isoformat()}")
        stretch = _preparation(framework, state, towards)
        weeks = (stretch.low, stretch.high) if stretch else None
        timeline = Timeline(today, deadline, weeks, quotes_at(stretch.anchors, articles) if stretch else ())
    steps = tuple(_step(each, timeline, articles) for each in framework.steps if holds(each.when, state))
    # plan B is about the longer run: the track that fits, else the one that is applied for
    goal = next((each for each in (state[FIT], verdict.track, towards) if each in framework.sides), None)
    other = next((each for each in framework.plan_b if each.track == goal), None)
    return Plan(
        towards=str(towards) if towards else None,
        steps=steps,
        plan_b=other.text if other else "",
        plan_b_quotes=quotes_at(other.anchors, articles) if other else (),
        timeline=timeline,
    )


def timeline_words(framework: Framework, made: Plan) -> str:
    """How the time that is left stands to what preparing takes, by the source."""
    line = made.timeline
    if line is None:
        return ""
    left = f"{line.left} week{'' if line.left == 1 else 's'} to {line.deadline.isoformat()}"
    if line.weeks is None or made.towards is None:
        return f"{left}; the source gives no time for preparing as long as it is open what for."
    low, high = line.weeks
    takes = f"{low} weeks" if low == high else f"{low} to {high} weeks"
    name = framework.track(made.towards).name
    if line.is_short:
        return f"{left}, and preparing as {name} takes {takes}: begin today, or move the date."
    return f"{left}; preparing as {name} takes {takes}: begin by {line.start.isoformat()}."


def _preparation(framework: Framework, state: Mapping[str, Value], towards: Value) -> Stretch | None:
    for each in framework.stretches:
        counts = each.group == "preparation" and each.unit == "weeks" and each.track in ("", towards)
        if counts and (each.when is None or holds(each.when, state)):
            return each
    return None


def _step(template: StepTemplate, timeline: Timeline | None, articles: Sequence[Article]) -> PlanStep:
    start = end = None
    low, high = template.span
    if timeline is not None and low < 1:
        days = (timeline.deadline - timeline.start).days
        start, end = (timeline.start + timedelta(days=int(part * days)) for part in (low, high))
    quotes = quotes_at(template.anchors, articles)
    return PlanStep(template.id, template.cue, template.action, template.done, quotes, start, end)
