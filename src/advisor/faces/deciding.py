"""The decision aid of a person at hand: a verdict and what they gave for it, with what the source says to their concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from advisor.advisor import Advisor
from advisor.answering.answer import Abstention, Answer
from advisor.article.quote import Quote
from advisor.framework.aid import Aid, decision_aid
from advisor.framework.choices import Choices
from advisor.framework.concerns import Concern
from advisor.framework.verdict import Verdict


def aid_of(
    advisor: Advisor,
    verdict: Verdict,
    choices: Choices,
    *,
    unanswered: Sequence[str] = (),
    today: date | None = None,
    known: Mapping[str, tuple[Quote, ...]] | None = None,
) -> Aid:
    """`known` is what the source says on a concern, where it was asked already; `unanswered` are the user's questions
    without an answer. Raises UsageError for a deadline that is past."""
    return decision_aid(
        advisor.framework,
        verdict,
        advisor.cited,
        weights=choices.weights_of(advisor.framework),
        concerns=[_with_source(advisor, concern, known or {}) for concern in choices.concerns],
        ready=choices.readiness_of(advisor.framework)[1],
        refused=unanswered,
        today=today,
        deadline=choices.deadline,
    )


def unanswered(advisor: Advisor, questions: Sequence[str]) -> list[str]:
    """Those of the questions that the source has no answer to."""
    return [question for question in questions if isinstance(advisor.ask(question), Abstention)]


def said_on(advisor: Advisor, text: str) -> tuple[Quote, ...]:
    """What the source says on a concern, where it answers."""
    reading = advisor.ask(text)
    return tuple(each.quote for each in reading.citations) if isinstance(reading, Answer) else ()


def _with_source(advisor: Advisor, concern: Concern, known: Mapping[str, tuple[Quote, ...]]) -> Concern:
    quotes = known[concern.text] if concern.text in known else said_on(advisor, concern.text)
    return replace(concern, quotes=quotes)
