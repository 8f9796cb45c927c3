"""The framework's table of facts: what a mention of each looks like, the names it knows, and how a fact follows.

Takes facts.toml; gives a table that is asked about a sentence. Whether a doctorate or a paper is the writer's own, and
where it stands, is heard, not ruled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.names import as_word, load_names
from advisor.profile.scope import negated
from advisor.span import Span
from advisor.tables import Words, read_table


class _Names(BaseModel):
    """`words` are regular expressions, matched as whole words whatever their case."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    slot: str
    value: str
    words: Words


class FactRule(BaseModel):
    """How a fact follows from what was said on its slot.

    choice: the last value; best: the one that stands first in `rank`; map: true or false; many: all; number: the last.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    slot: str
    kind: Literal["choice", "map", "many", "number", "best"]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    year: Annotated[int, Field(ge=2000, le=2100)] = 2026
    fact: tuple[FactRule, ...] = ()
    mention: tuple[_Names, ...] = ()
    name: tuple[_Names, ...] = ()


@dataclass(frozen=True)
class FactTable:
    """The framework's facts: how each follows from evidence, what a mention of its slot looks like, and its names."""

    file: _File

    @classmethod
    def load(cls, path: Path) -> FactTable:
        """With the labs that names.toml beside it lists; a folder without the file has no facts. Raises DataInvalid."""
        labs = tuple(_Names(slot="labs", value=id, words=words) for id, words in load_names(path.parent).told.items())
        file = read_table(path, _File, expected="a table of facts")
        return cls(file.model_copy(update={"name": (*labs, *file.name)}))

    @property
    def rules(self) -> tuple[FactRule, ...]:
        return self.file.fact

    def mentions(self, slot: str, text: str) -> bool:
        """True where the text holds a word of the slot; what the table does not list needs none."""
        pattern = self._mentions.get(slot)
        return pattern is None or pattern.search(text) is not None

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The slots that the text names: `mentioned("I was joking about the papers")` → `("papers",)`."""
        return tuple(slot for slot, pattern in self._mentions.items() if pattern.search(text))

    def names(self, slot: str, text: str) -> Iterator[tuple[str, Span, bool]]:
        """Each listed name of the slot in the text: its value, its place, whether it is denied."""
        for of_slot, value, pattern in self._names:
            if of_slot == slot and (match := pattern.search(text)):
                span = Span(*match.span())
                yield value, span, negated(text, span)

    @cached_property
    def _mentions(self) -> Mapping[str, re.Pattern[str]]:
        return {row.slot: _whole(row.words) for row in self.file.mention}

    @cached_property
    def _names(self) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
        return tuple((row.slot, row.value, _whole(row.words)) for row in self.file.name)


def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(as_word("|".join(words)), re.IGNORECASE)
