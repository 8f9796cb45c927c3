"""Data of the decision aid (decide.toml): views, cells, readiness, steps of a plan, other ways, questions to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from advisor.framework.fields import STRICT, SomeAnchors, Text, When


@dataclass(frozen=True, slots=True)
class View:
    """Some of the questions looked at by themselves; with `odds` what the source says of the odds stands beside."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Text
    questions: Annotated[tuple[str, ...], Field(min_length=1)]
    why: Text
    anchors: SomeAnchors
    odds: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What it means that the first view points to one track and the second to another, or to the same."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    first: str
    second: str
    text: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Ready:
    """One question on being ready to decide, and what to do about a no."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    text: Text
    mend: Text


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One step of a plan: if `cue`, then `action`; `done` is how one knows; `span` is its part of the time, 0 to 1."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Text
    when: When
    cue: Text
    action: Text
    done: Text
    span: tuple[Annotated[float, Field(ge=0, le=1)], Annotated[float, Field(ge=0, le=1)]]
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class PlanB:
    """Another way to the track, when the first one does not work out."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    track: str
    text: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Along:
    """A question to take along, to whom `group` names. `of` makes it once for each refused question ({question}),
    contradiction ({first}, {second}) or open question ({id}, {topic}); else it is put where `when` is true."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    group: Text
    text: Text
    when: When | None = None
    of: Literal["", "refused", "contradiction", "open"] = ""
