"""Names: the labs and the roles that a question may name, as the framework's names.toml lists them.

They are the process's: those of the framework that ADVISOR_FRAMEWORK (or `advisor --framework`) chooses. A framework
without the file names none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from advisor.errors import DataInvalid
from advisor.settings import framework_folder
from advisor.tables import Text, Words, read_table

FILE = "names.toml"


class _Lab(BaseModel):
    """`words` stand for it in a question, `told` in what people say of themselves (the same, where it is not given)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Text
    words: Words
    told: Words | tuple[()] = ()


class _Role(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Text
    name: Text
    words: Words


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    lab: tuple[_Lab, ...] = ()
    role: tuple[_Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """By id, in the file's order: patterns of labs and roles, what a role is called, how labs are told of oneself."""

    labs: Mapping[str, str]
    roles: Mapping[str, str]
    role_names: Mapping[str, str]
    told: Mapping[str, tuple[str, ...]]


def as_word(pattern: str) -> str:
    """The pattern where it stands as words of its own: `as_word("re|engineer")` → `r'(?<!\\w)(?:re|engineer)(?!\\w)'`"""
    return rf"(?<!\w)(?:{pattern})(?!\w)"


def active() -> Names:
    """The names of the framework that is chosen."""
    return load_names(framework_folder())


@lru_cache(maxsize=8)
def load_names(folder: Path) -> Names:
    """The names of a framework's folder; raises DataInvalid."""
    file = read_table(folder / FILE, _File, expected="rows of labs and roles")
    ids = [*(lab.id for lab in file.lab), *(role.id for role in file.role)]
    for id in ids:
        if ids.count(id) > 1:
            raise DataInvalid(f"found the name {id!r} twice in {FILE}", expected="one row a name")
    return Names(
        labs={lab.id: "|".join(lab.words) for lab in file.lab},
        roles={role.id: "|".join(role.words) for role in file.role},
        role_names={role.id: role.name for role in file.role},
        told={lab.id: lab.told or lab.words for lab in file.lab},
    )
