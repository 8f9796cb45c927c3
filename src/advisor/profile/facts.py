"""The framework's table of facts: what a mention of each looks like, the names it knows, and how a fact follows.

Takes facts.toml; gives a table that is asked about a sentence. Whether a doctorate or a paper is the writer's own, and
where it stands, is heard, not ruled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.names import as_word, load_names
from advisor.profile.scope import negated
from advisor.span import Span
from advisor.tables import Words, read_table


class _Names(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    slot: str
    value: str
    words: Words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words as whole words, whatever their case."""
        return re.compile(as_word("|".join(self.words)), re.IGNORECASE)


class FactRule(BaseModel):
    """How a fact follows from what was said on its slot.

    choice: the last value; best: the one that stands first in `rank`; map: true or false; many: all; number: the last.
    `object` is what one means who told of it and goes on without a word of it: "my PhD", of "what if I quit?".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    slot: str
    kind: Literal["choice", "map", "many", "number", "best"]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()
    object: str = ""


class FactTable(BaseModel):
    """How each fact follows from evidence, which words a mention of its slot has, and the names that it knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    year: Annotated[int, Field(ge=2000, le=2100)] = 2026
    fact: tuple[FactRule, ...] = ()
    mention: tuple[_Names, ...] = ()
    name: tuple[_Names, ...] = ()

    @classmethod
    def load(cls, path: Path) -> FactTable:
        """With the labs that names.toml beside it lists; a folder without the file has no facts. Raises DataInvalid."""
        labs = [_Names(slot="labs", value=id, words=words) for id, words in load_names(path.parent).told.items()]
        table = read_table(path, cls, expected="a table of facts")
        return table.model_copy(update={"name": (*labs, *table.name)})

    def mentions(self, slot: str, text: str) -> bool:
        """True where the text holds a word of the slot; what the table does not list needs none."""
        return all(row.pattern.search(text) for row in self.mention if row.slot == slot)

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The slots that the text names: `mentioned("I was joking about the papers")` → `("papers",)`."""
        return tuple(row.slot for row in self.mention if row.pattern.search(text))

    def names(self, slot: str, text: str) -> Iterator[tuple[str, Span, bool]]:
        """Each listed name of the slot in the text: its value, its place, whether it is denied."""
        for row in self.name:
            if row.slot == slot and (match := row.pattern.search(text)):
                span = Span(*match.span())
                yield row.value, span, negated(text, span)
