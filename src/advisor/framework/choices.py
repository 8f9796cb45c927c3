"""Choices: what the user gives the decision aid beside their words: weights, concerns, readiness answers, a deadline.

Each is chosen by a kind and a few words, the same on every face: "weight" and "target=3", "concern" and "for RS 2: words".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from advisor.errors import UsageError
from advisor.framework.concerns import Concern, read_concern
from advisor.framework.framework import Framework
from advisor.framework.readiness import Readiness, readiness
from advisor.framework.weights import Weights, read_weights, weights_of

Pairs = tuple[tuple[str, int], ...]
Answers = tuple[tuple[str, bool], ...]
KINDS = ("weight", "concern", "no-concern", "before", "ready", "deadline")
_MOST_CONCERNS = 20


@dataclass(frozen=True, slots=True)
class Choices:
    """`weights` are by question, later ones in an earlier one's place; `before` and `ready` the readiness answers."""

    weights: Pairs = ()
    concerns: tuple[Concern, ...] = ()
    before: Answers = ()
    ready: Answers = ()
    deadline: date | None = None

    def weighing(self, framework: Framework, given: Mapping[str, int]) -> Choices:
        """With these weights over the ones there are; where nothing would matter any more, all count alike again."""
        merged = dict(self.weights) | dict(given)
        nothing = all(merged.get(question.id, 1) == 0 for question in framework.questions)
        return replace(self, weights=() if nothing else tuple(merged.items()))

    def weights_of(self, framework: Framework) -> Weights:
        return weights_of(framework, dict(self.weights))

    def readiness_of(self, framework: Framework) -> tuple[Readiness | None, Readiness | None]:
        """Before, and now; None where nothing was answered."""
        before, now = (readiness(framework, dict(each)) if each else None for each in (self.before, self.ready))
        return before, now


def choose(framework: Framework, choices: Choices, kind: str, words: str) -> Choices:
    """The choices with one more; words that are empty, or `sure=`, take it back. Raises UsageError for what cannot be."""
    match kind:
        case "weight":
            if not words:
                return replace(choices, weights=())
            read_weights(framework, [words], heard=dict(choices.weights))  # or it cannot be one
            id, value = _pair(words)
            return replace(choices, weights=tuple((dict(choices.weights) | {id: int(value)}).items()))
        case "concern":
            concern = read_concern(framework, words)
            others = tuple(each for each in choices.concerns if each.text != concern.text)
            if len(others) >= _MOST_CONCERNS:
                raise UsageError(f"found more than {_MOST_CONCERNS} concerns", expected="the ones that weigh most")
            return replace(choices, concerns=(*others, concern))
        case "no-concern":
            return replace(choices, concerns=tuple(each for each in choices.concerns if each.text != words))
        case "before":
            return replace(choices, before=_answered(framework, choices.before, words))
        case "ready":
            return replace(choices, ready=_answered(framework, choices.ready, words))
        case "deadline":
            return replace(choices, deadline=day_of(words) if words else None)
    raise UsageError(f"found the choice {kind!r}", expected=f"one of {', '.join(KINDS)}")


def subject(kind: str, words: str) -> tuple[str, str]:
    """What a choice is about: a later one about the same thing stands in its place.

    `subject("weight", "target=3")` → `('weight', 'target')`
    """
    if kind in ("concern", "no-concern"):
        return "concern", " ".join((words.partition(":")[2] if kind == "concern" else words).split())
    return kind, words.partition("=")[0].strip() if kind != "deadline" else ""


def day_of(words: str) -> date:
    """`day_of("2030-01-31").year` → `2030`; raises UsageError."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"found the day {words[:40]!r}", expected="YYYY-MM-DD, as in 2030-01-31") from None


def _pair(words: str) -> tuple[str, str]:
    id, _, value = (part.strip() for part in words.partition("="))
    return id, value


def _answered(framework: Framework, answers: Answers, words: str) -> Answers:
    id, said = _pair(words)
    if said not in ("yes", "no", ""):
        raise UsageError(f"found the answer {words[:40]!r}", expected="ID=yes or ID=no, as in sure=no")
    readiness(framework, {id: True})  # or there is no such question
    kept = {name: answer for name, answer in answers if name != id}
    return tuple((kept | ({id: said == "yes"} if said else {})).items())
