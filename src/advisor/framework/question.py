"""Question: one question of a framework, the sides that an answer may lean to, and the table that decides it from facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from advisor.framework.fields import STRICT, SomeAnchors, Text, When


@dataclass(frozen=True, slots=True)
class Side:
    """What it means that the user's words lean to a track on this question, and where the source says so.

    `supposed` completes "if …", for what would change a verdict.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    track: str
    because: Text
    anchors: SomeAnchors
    supposed: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row of a decision table; the first whose condition is True decides. The leaning "" is: not known."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    when: When
    leaning: str
    because: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Option:
    """An answer offered to the user, and the leaning that it stands for."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    leaning: str
    text: Text


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How to ask instead, where part of the answer is known."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    when: When
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """`topic` completes "you have not said …"; a question with `rows` is decided by facts.

    `heads` are words beside its id that name it at the head of an answer ("judged by: …").
    `now` marks the question that says what to apply for at present; the others say what fits in the long run.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    topic: Text
    text: Text
    why: Text
    anchors: SomeAnchors
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    options: tuple[Option, ...] = ()
    rows: tuple[DecisionRow, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    now: bool = False
    heads: tuple[Text, ...] = ()
