"""Framework: one article's way of choosing between two tracks or more, as data: its tracks, questions and facts.

`load_framework` reads a folder of TOML into these values and checks that they fit together; the rules that use
them are in the files beside this one. Whatever rests on the source carries anchors into it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from advisor.framework.aid_data import Along, Cell, PlanB, Ready, StepTemplate, View
from advisor.framework.examples import Examples
from advisor.framework.fields import STRICT, Anchors, SomeAnchors, Text, When
from advisor.framework.market import Odds, Pay, Pipeline, Stretch
from advisor.framework.question import Question, Side
from advisor.framework.words import Words


@dataclass(frozen=True, slots=True)
class Track:
    """`id` stands for it in data and JSON; the names are for sentences."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    name: Text
    plural: Text


@dataclass(frozen=True, slots=True)
class FactName:
    """A fact that the rules may ask for; a choice lists its values, any other value counts as not said."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: Text
    kind: Literal["flag", "choice", "number", "many"]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A condition with a name, to be used like a fact; a threshold in it is explained and cited here."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: Text
    when: When
    why: str = ""
    anchors: Anchors = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A piece of advice and when it is given."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    topic: Text
    when: When
    text: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Framework:
    """`scope` says what a verdict is worth; `lead_why` why a track must lead by `lead_needed` findings."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    title: Text
    scope: Text
    scope_anchors: SomeAnchors
    lead_needed: Annotated[int, Field(ge=1, le=7)]
    lead_why: Text
    tracks: Annotated[tuple[Track, ...], Field(min_length=2, max_length=5)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=7)]
    facts: tuple[FactName, ...] = ()
    conditions: tuple[Named, ...] = ()
    advice: tuple[Rule, ...] = ()
    pay: tuple[Pay, ...] = ()
    odds: Odds | None = None
    pipelines: tuple[Pipeline, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    views: Annotated[tuple[View, ...], Field(max_length=2)] = ()
    cells: tuple[Cell, ...] = ()
    readiness: tuple[Ready, ...] = ()
    steps: tuple[StepTemplate, ...] = ()
    plan_b: tuple[PlanB, ...] = ()
    take_along: tuple[Along, ...] = ()
    words: Words = field(default_factory=Words)
    examples: Examples = field(default_factory=Examples)

    def __hash__(self) -> int:
        """By its id: what follows from a framework is kept with it, and it is too large to be summed up each time."""
        return hash(self.id)

    @property
    def sides(self) -> tuple[str, ...]:
        """The ids of the tracks, in the framework's order."""
        return tuple(track.id for track in self.tracks)

    def track(self, id: str) -> Track:
        return next(track for track in self.tracks if track.id == id)

    def other(self, id: str) -> Track:
        """The other of two tracks; of more, the first that is another."""
        return next(track for track in self.tracks if track.id != id)

    def question(self, id: str) -> Question:
        return next(question for question in self.questions if question.id == id)

    def side(self, question: Question, track: str) -> Side:
        return next(side for side in question.sides if side.track == track)
