"""Market: what the source says of pay, odds, interviews and times, as data: pay.toml and compare.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from advisor.framework.fields import STRICT, SomeAnchors, Text, When


@dataclass(frozen=True, slots=True)
class Pay:
    """Yearly pay on a track at a lab, in thousands."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    lab: Text
    track: str
    low: int
    high: int
    anchors: SomeAnchors
    median: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Odds:
    """The share of applicants accepted on `track` is at most `at_most`; on `other`, `times` as much (from, to)."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    track: str
    at_most: Annotated[float, Field(gt=0, lt=1)]
    other: str
    times: tuple[float, float]
    caveat: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an interview pipeline."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Text
    detail: Text
    anchors: SomeAnchors


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How a track interviews: its stages in the order in which the source names them."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    track: str
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long something takes, from low to high; without a track it holds for both."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Text
    group: Literal["preparation", "switching"]
    low: Annotated[int, Field(ge=0)]
    high: int
    unit: Literal["weeks", "years"]
    anchors: SomeAnchors
    track: str = ""
    when: When | None = None
