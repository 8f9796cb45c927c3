"""CueTable: the cues of a framework, loaded from its TOML file, checked and compiled.

Takes the path of a cues.toml (and, if wanted, a set of known words that guards good English from repair); gives a
table that finds the marks of a sentence. The file says how its rows are written; a row that breaks the rules
raises DataInvalid with its words in the message.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import DataInvalid
from advisor.profile.pattern import Pattern, PatternInvalid, literals, parsed
from advisor.profile.spelling import Spelling

Category = Literal[
    "topic", "attitude", "frame", "fact", "pseudo", "both", "unsure", "option", "answer",
    "negation", "void", "lesser", "hedge", "past", "now", "plan", "other", "self",
    "stop", "condition", "asking", "own", "meta", "about", "said",
]  # fmt: skip
Direction = Literal["forward", "backward", "both"]
Polarity = Literal["like", "dislike"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: the pattern as written (its name), what kind of cue it is, and what it says."""

    words: str
    category: Category
    pattern: Pattern
    slot: str = ""
    value: str = ""
    kind: str = ""
    polarity: Polarity = "like"
    direction: Direction = "forward"
    by: tuple[str, ...] = ()
    alone: bool = False
    weak: bool = False
    per_year: float = 1.0
    order: int = 0


class Axis(BaseModel):
    """A slot with sides, read by topic and attitude: one of the five questions, the labs, the attitude to safety.

    `by` names the kinds of attitude that speak for a side; `disliked` and `absent` say what follows from a dislike
    or an absence of what one side lives on: the other side, or nothing. `by_others` says that other people may act
    in it without its being about them ("I'd like people to look at my latency numbers").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    sides: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    disliked: Literal["other", "nothing"] = "nothing"
    absent: Literal["other", "nothing"] = "nothing"
    tolerated: tuple[str, ...] = ()
    pole: str = ""
    many: bool = False
    fragment: bool = False
    asked: bool = True
    by_others: bool = False

    def other(self, side: str) -> str | None:
        """The opposite of a side, where there are two."""
        rest = [each for each in self.sides if each != side]
        return rest[0] if len(self.sides) == 2 and len(rest) == 1 else None


class FactRule(BaseModel):
    """How a fact follows from the evidence on its slot.

    choice: the last value said; best: the one that stands first in `rank`; map: true or false; many: all of them;
    number: the largest; years: the longest time of `slot` or the sum over the slot `adds`, else what the slots
    `failing` and `bare` say, the latter only beside evidence on the slot `given`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    slot: str
    kind: Literal["choice", "map", "many", "number", "years", "best"]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()
    adds: str = ""
    failing: str = ""
    bare: str = ""
    given: str = ""


class SlotRule(BaseModel):
    """A slot of facts: what a denial and a plan stand for, and which values exclude each other.

    `planned = "*"` lets a plan stand for what is planned. Values of different groups exclude each other; with
    `latest`, whatever a later turn says replaces the earlier. A figure above `at_most` is none of this slot's.
    `under` names the axes whose frames turn it into a plan: "in five years, staff engineer" is no present role.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    denied: str = ""
    planned: str = ""
    groups: tuple[tuple[str, ...], ...] = ()
    latest: bool = False
    at_most: float = Field(default=1e9, gt=0)
    under: tuple[str, ...] = ()


class _Rows(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    category: Category
    slot: str = ""
    value: str = ""
    kind: str = ""
    polarity: Polarity = "like"
    direction: Direction = "forward"
    by: tuple[str, ...] = ()
    alone: bool = False
    weak: bool = False
    per_year: float = Field(default=1.0, gt=0)
    rows: Annotated[tuple[str, ...], Field(min_length=1)]


class _Spelling(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    aliases: dict[str, str] = {}
    also: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    year: int = Field(ge=2000, le=2100)
    classes: dict[str, str] = {}
    numbers: dict[str, float]
    spelling: _Spelling = _Spelling()
    axis: tuple[Axis, ...]
    slot: tuple[SlotRule, ...] = ()
    fact: tuple[FactRule, ...] = ()
    cues: tuple[_Rows, ...]


@dataclass(frozen=True)
class CueTable:
    """All that profile/ knows of the language and of the framework's slots. Made by `CueTable.load`."""

    cues: tuple[Cue, ...]
    axes: tuple[Axis, ...]
    slots: tuple[SlotRule, ...]
    facts: tuple[FactRule, ...]
    numbers: dict[str, float]
    year: int
    spelling: Spelling

    @classmethod
    def load(cls, path: Path, *, known: Set[str] = frozenset()) -> CueTable:
        """Read and check a cues.toml; DataInvalid says what is wrong and in which row."""
        try:
            data = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataInvalid(f"the cue table {path.name} cannot be read: {error}", expected="a TOML file") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise DataInvalid(f"{path.name}: {where}: {first['msg']}", expected="a row as its head describes") from error
        return cls(
            cues=_cues(data, path.name),
            axes=data.axis,
            slots=data.slot,
            facts=data.fact,
            numbers=data.numbers,
            year=data.year,
            spelling=_spelling(data, known),
        )

    def near(self, words: Iterable[str]) -> list[Cue]:
        """The cues that could match among these words, in the order of the table."""
        found = set(self._by_anchor.get("", ()))
        for word in set(words):
            found.update(self._by_anchor.get(word, ()))
            for end in range(1, len(word) + 1):
                found.update(self._by_anchor.get(word[:end] + "*", ()))
        return [self.cues[at] for at in sorted(found)]

    @cached_property
    def _by_anchor(self) -> dict[str, list[int]]:
        """Where in the table the cues of each anchor stand; those without one under the empty word."""
        index: dict[str, list[int]] = defaultdict(list)
        for at, cue in enumerate(self.cues):
            for anchor in cue.pattern.anchors or ("",):
                index[anchor].append(at)
        return dict(index)

    @cached_property
    def _axis_by_name(self) -> dict[str, Axis]:
        return {axis.name: axis for axis in self.axes}

    def axis(self, name: str) -> Axis | None:
        return self._axis_by_name.get(name)

    def slot(self, name: str) -> SlotRule:
        """The rule of a slot; a slot without one has no values that exclude each other."""
        return next((slot for slot in self.slots if slot.name == name), SlotRule(name=name))


def _cues(data: _File, file: str) -> tuple[Cue, ...]:
    found: list[Cue] = []
    seen: set[tuple[str, str, str, str]] = set()
    for group in data.cues:
        _check_group(group, data, file)
        fields = group.model_dump(exclude={"rows"})
        for words in group.rows:
            key = (words, group.category, group.slot, group.value if group.category == "pseudo" else "")
            if key in seen:
                raise DataInvalid(f"{file}: the row {words!r} stands twice in {group.category}", expected="it once")
            seen.add(key)
            try:
                pattern = parsed(words, classes=data.classes, numbers=tuple(data.numbers))
            except PatternInvalid as error:
                raise DataInvalid(f"{file}: {error}", expected="a pattern as pattern.py describes") from error
            found.append(Cue(words=words, pattern=pattern, order=len(found), **fields))
    return tuple(found)


def _check_group(group: _Rows, data: _File, file: str) -> None:
    axis = next((axis for axis in data.axis if axis.name == group.slot), None)
    if group.category in ("topic", "frame") and axis is None:
        raise DataInvalid(f"{file}: a {group.category} of the slot {group.slot!r}", expected="a slot with an axis")
    if group.category == "topic" and axis and group.value not in axis.sides:
        raise DataInvalid(
            f"{file}: the value {group.value!r} on {group.slot!r}", expected=f"one of {', '.join(axis.sides)}"
        )
    if group.category == "fact" and not group.slot:
        raise DataInvalid(f"{file}: a fact without a slot, at {group.rows[0]!r}", expected="the name of its slot")
    if group.category == "attitude" and not group.kind:
        raise DataInvalid(f"{file}: an attitude without a kind, at {group.rows[0]!r}", expected="its kind")


def _spelling(data: _File, known: Set[str]) -> Spelling:
    words: set[str] = {*data.spelling.also.split(), *data.spelling.aliases, *data.numbers}
    stems: set[str] = set()
    for group in data.cues:
        for row in group.rows:
            words |= literals(row, classes=data.classes)
            stems |= {part[:-1] for each in row.split() for part in each.split("|") if part.endswith("*")}
    stems |= {part[:-1] for each in data.classes.values() for part in each.split("|") if part.endswith("*")}
    return Spelling(
        aliases=data.spelling.aliases,
        vocabulary=tuple(sorted(word for word in words if word.isalpha() and word.isascii())),
        stems=tuple(sorted(stem for stem in stems if len(stem) >= 4)),
        known=known,
    )
