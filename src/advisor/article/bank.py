"""The question bank of a source: how people ask for each fact it states, and what they ask that it does not state.

Two folders of TOML beside the source's text. `questions/` holds facts, each with the places that answer it (as
anchors, so that one bank serves the guide and the article) and phrasings; `unanswered/` holds topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from advisor.article.anchor import Anchor
from advisor.errors import DataInvalid
from advisor.names import active
from advisor.tables import read_table

Reason = Literal["not_covered", "off_topic", "too_vague", "wants_verdict", "smalltalk"]
_Phrasing = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Fact:
    """`places` are all needed for a proper answer; `about` names the labs and roles it speaks of."""

    id: str
    about: tuple[str, ...]
    places: tuple[Anchor, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """`missing` completes "The source does not say anything about …"; `near` are places a reader may still want.

    `about` names the labs and roles that its questions name, where nearly all name the same. `same` are the ids of topics
    that ask for the same: each of two names the other.
    """

    id: str
    about: tuple[str, ...]
    reason: Reason
    missing: str
    near: tuple[Anchor, ...]
    questions: tuple[str, ...]
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """All entries, facts first; an entry's number is its place in `entries`."""

    facts: tuple[Fact, ...] = ()
    topics: tuple[Topic, ...] = ()

    @property
    def entries(self) -> tuple[Fact | Topic, ...]:
        return (*self.facts, *self.topics)


class _Place(BaseModel):
    model_config = ConfigDict(extra="forbid")
    section: int
    terms: Annotated[list[str], Field(min_length=1)]

    def anchor(self) -> Anchor:
        return Anchor(self.section, tuple(self.terms))




def _named(id: str) -> str:
    names = active()
    known = (*names.labs, *names.roles)
    if id not in known:
        raise ValueError(f"expected one of {', '.join(known) or 'no name, as names.toml lists none'}")
    return id


_Name = Annotated[str, AfterValidator(_named)]


class _Fact(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    about: list[_Name] = []
    at: Annotated[list[_Place], Field(min_length=1)]
    questions: Annotated[list[_Phrasing], Field(min_length=1)]


class _Topic(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    about: list[_Name] = []
    reason: Reason
    missing: str = ""
    near: list[_Place] = []
    same: list[str] = []
    questions: Annotated[list[_Phrasing], Field(min_length=1)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    fact: list[_Fact] = []
    topic: list[_Topic] = []


def load_bank(folder: Path) -> Bank:
    """The bank of a source folder, empty where it has none; raises DataInvalid naming the file and the fault."""
    return read_bank([path for name in ("questions", "unanswered") for path in sorted((folder / name).glob("*.toml"))])


def read_bank(paths: Sequence[Path]) -> Bank:
    """The bank of these files; raises DataInvalid naming the file and the fault."""
    files = [_read(path) for path in paths]
    facts = tuple(
        Fact(f.id, tuple(f.about), tuple(p.anchor() for p in f.at), tuple(f.questions)) for file in files for f in file.fact
    )
    asked = [topic for file in files for topic in file.topic]
    same = _same(asked, paths[0].parent) if paths else {}
    topics = tuple(
        Topic(
            t.id, tuple(t.about), t.reason, t.missing, tuple(p.anchor() for p in t.near), tuple(t.questions), same[t.id]
        )
        for t in asked
    )
    ids = [fact.id for fact in facts] + [topic.id for topic in topics]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise DataInvalid(f"found the id {twice[0]!r} twice in {paths[0].parent}", expected="one entry an id")
    return Bank(facts, topics)


def _same(topics: Sequence[_Topic], folder: Path) -> dict[str, tuple[str, ...]]:
    """The topics that ask for the same as each, whichever of the two names the other."""
    same: dict[str, list[str]] = {topic.id: [] for topic in topics}
    for topic in topics:
        for other in topic.same:
            if other not in same:
                raise DataInvalid(f"found the topic {topic.id!r} the same as {other!r} in {folder}", expected="a topic's id")
            same[topic.id].append(other)
            same[other].append(topic.id)
    return {id: tuple(dict.fromkeys(others)) for id, others in same.items()}


def _read(path: Path) -> _File:
    if not path.is_file():  # a device never ends
        raise DataInvalid(f"found no file {path}", expected="a question bank")
    return read_table(path, _File, expected="a question bank")
