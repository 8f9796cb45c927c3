"""The decision aid: all that stands beside a verdict, in one value. Everything follows from the framework and the verdict,
what the user weighs, fears and answers, and the day; nothing in it moves the source's count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advisor.article.article import Article
from advisor.framework.concerns import Concern
from advisor.framework.firmness import Firmness, Flip, firmness, nearest_flips
from advisor.framework.framework import Framework
from advisor.framework.outlook import wording
from advisor.framework.plan import Plan, plan
from advisor.framework.readiness import Readiness
from advisor.framework.state import state_of_facts
from advisor.framework.take_along import ToAsk, take_along
from advisor.framework.verdict import Ask, Verdict
from advisor.framework.views import TwoViews, two_views
from advisor.framework.weights import Standing, Weights, standing


@dataclass(frozen=True, slots=True)
class Aid:
    """What a framework has no data for is None or empty; `ask_next` is the open question that would settle most."""

    standing: Standing
    firmness: Firmness
    flips: tuple[Flip, ...]
    ask_next: Ask | None
    views: TwoViews | None
    plan: Plan | None
    readiness: Readiness | None
    concerns: tuple[Concern, ...]
    take_along: tuple[ToAsk, ...]


def decision_aid(
    framework: Framework,
    verdict: Verdict,
    articles: Sequence[Article],
    *,
    weights: Weights,
    concerns: Sequence[Concern] = (),
    ready: Readiness | None = None,
    refused: Sequence[str] = (),
    today: date | None = None,
    deadline: date | None = None,
) -> Aid:
    """Raises UsageError for a deadline that is not after today."""
    firm = firmness(framework, verdict)
    return Aid(
        standing=standing(framework, verdict.leanings, weights),
        firmness=firm,
        flips=nearest_flips(framework, verdict.leanings, weights),
        ask_next=_ask(framework, verdict, firm),
        views=two_views(framework, verdict, articles) if framework.views else None,
        plan=plan(framework, verdict, articles, today=today, deadline=deadline) if framework.steps else None,
        readiness=ready,
        concerns=tuple(concerns),
        take_along=take_along(framework, verdict, refused),
    )


def _ask(framework: Framework, verdict: Verdict, firm: Firmness) -> Ask | None:
    """The question that is expected to settle most; where none is, the one that the verdict asks."""
    if firm.asks is None or verdict.ask_next is None:
        return verdict.ask_next
    question = framework.question(firm.asks)
    return Ask(question.id, wording(question, state_of_facts(framework, dict(verdict.facts))))
