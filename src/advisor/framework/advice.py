"""Advice: which of the framework's pieces of advice hold for this user, each with its places in the source."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.article.anchor import Anchor
from advisor.article.quote import Quote
from advisor.framework.condition import State, holds
from advisor.framework.expected_value import expected_value, labs_with_pay
from advisor.framework.framework import Framework

VALUE = "value"


@dataclass(frozen=True, slots=True)
class Advice:
    """`topic` groups advice (now, later, preparation, lab, pay, value); `rule` names what gave it."""

    topic: str
    rule: str
    text: str
    anchors: tuple[Anchor, ...]
    quotes: tuple[Quote, ...] = ()


def advise(framework: Framework, state: State) -> tuple[Advice, ...]:
    """All advice whose condition is True of the state, in the framework's order, then the sum for each lab named."""
    given = [Advice(rule.topic, rule.id, rule.text, rule.anchors) for rule in framework.advice if holds(rule.when, state)]
    named = {each for value in state.values() if isinstance(value, tuple) for each in value}
    for lab in labs_with_pay(framework):
        if lab in named:
            text, anchors = expected_value(framework, lab)
            given.append(Advice(VALUE, f"value-{lab}", text, anchors))
    return tuple(given)
