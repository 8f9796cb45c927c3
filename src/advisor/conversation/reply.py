"""A reply: what was read, what was concluded, what was explained. Values only; faces render them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.answering.answer import Reading
from advisor.framework.explain import Step
from advisor.framework.verdict import Verdict
from advisor.framework.weights import Standing

Kind = Literal["reading", "verdict", "both", "explanation", "note"]


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` is our own words, one or two sentences, "" where the parts speak for themselves.

    `reading` answers a question, `verdict` is the state of the decision after this message, `steps` explain it.
    `before` is the track before this message where it is another now; `changed` the questions that came out otherwise.
    `weights` are those that this message told; `weighed` is what the findings come to by all that were told or set.
    `wants` is True where the message asks for the verdict itself, or names somebody whose it is.
    `of` is whom it is about, where that is somebody else; `people` are those put side by side, "" the writer.
    """

    kind: Kind
    text: str = ""
    reading: Reading | None = None
    verdict: Verdict | None = None
    steps: tuple[Step, ...] = ()
    before: str | None = None
    changed: tuple[Change, ...] = ()
    wants: bool = False
    weights: tuple[tuple[str, int], ...] = ()
    weighed: Standing | None = None
    of: str = ""
    people: tuple[tuple[str, Verdict], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A question's leaning before and after a message; None is open."""

    question: str
    before: str | None
    after: str | None


def told_against(before: Verdict, verdict: Verdict) -> Reply:
    """A reply with a verdict, and what is otherwise in it than in the one before."""
    pairs = zip(before.findings, verdict.findings, strict=True)
    changed = tuple(Change(a.question, a.leaning, b.leaning) for a, b in pairs if a.leaning != b.leaning)
    track = before.track if before.is_profile and before.track != verdict.track else None
    return Reply("verdict", verdict=verdict, before=track, changed=changed)
