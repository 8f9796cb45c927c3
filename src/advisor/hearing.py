"""Hearing a text: the probability of every label of the statement bank, and the acts among them.

The heads that hear live in search/; they are handed to whoever needs them as a callable, so that nobody else knows an
encoder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Heard: TypeAlias = Mapping[str, float]
"""`{"energy=RE": 0.93, "act=tell": 0.98, …}`; a label that is not there is as good as 0."""
Hear: TypeAlias = Callable[[Sequence[str]], Sequence[Heard]]


def in_answer_to(question: str, text: str) -> str:
    """How an answer is heard beside its question's id: `in_answer_to("energy", "the first")` → `'energy? the first'`."""
    return f"{question}? {text}" if question else text


def acts_of(heard: Heard) -> dict[str, float]:
    """The acts alone, without their prefix, most probable first: `{"tell": 0.98, "ask": 0.01}`."""
    found = {label.removeprefix("act="): p for label, p in heard.items() if label.startswith("act=")}
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


AFTER_VERDICT = "verdict"
"""In a question's place: how a sentence is heard that comes right behind a verdict."""


def silent(texts: Sequence[str]) -> Sequence[Heard]:
    """Hears nothing in anything: for a library without heads."""
    return [{} for _ in texts]


ASKING = ("ask", "followup", "foreign")
"""Acts of a sentence that wants something of the source, whether it is there or not."""


def asking(acts: Mapping[str, float]) -> float:
    """The probability of any of them: `asking({"ask": 0.5, "followup": 0.25})` → `0.75`"""
    return sum(acts.get(act, 0.0) for act in ASKING)


def asks(heard: Heard) -> bool:
    """True where asking outweighs every other act."""
    acts = acts_of(heard)
    return bool(acts) and asking(acts) >= max((0.4, *(p for act, p in acts.items() if act not in ASKING)))
