"""Focus: what the last answered question was about; a follow-up takes from it what it lacks itself."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.answering.answer import Answer
from advisor.answering.entities import entities


@dataclass(frozen=True, slots=True)
class Focus:
    """`question` is the answered question as it was understood, `facts` the bank's entries that answered it."""

    question: str
    labs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def focus_of(answer: Answer) -> Focus:
    """Of an answer; a refusal has none, so that nothing is inherited from it."""
    named = entities(answer.read_as)
    return Focus(answer.read_as, named.labs, named.roles, answer.facts)
