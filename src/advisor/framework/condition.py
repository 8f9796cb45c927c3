"""Condition: a test on what is known, in three values. True and False are known; None is "cannot be told yet".

Written in TOML as a table, all of whose entries must hold:

    { papers = "top" }                          the fact has this value (a list of facts: holds it)
    { papers = ["other", "none"] }              one of these
    { years_experience = { at_least = 3 } }     a number
    { papers = { said = false } }               not known; this test alone is always True or False
    { any = [{ … }, { … }] }   { not = { … } }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Scalar = str | bool | int | float
State = Mapping[str, Scalar | tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class OneOf:
    name: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    name: str
    number: float


@dataclass(frozen=True, slots=True)
class IsSaid:
    name: str
    said: bool


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Condition, ...]


Test = OneOf | AtLeast | IsSaid
Condition = Test | Not | All | Any


def holds(condition: Condition, state: State) -> bool | None:
    """`holds(AtLeast("years", 3), {"years": None})` → `None`; and, or, not are Kleene's."""
    match condition:
        case IsSaid(name, said):
            return _known(state, name) == said
        case Not(part):
            inner = holds(part, state)
            return None if inner is None else not inner
        case All(parts):
            found = [holds(part, state) for part in parts]
            return False if False in found else None if None in found else True
        case Any(parts):
            found = [holds(part, state) for part in parts]
            return True if True in found else None if None in found else False
        case OneOf(name, values):
            value = state.get(name)
            if not _known(state, name):
                return None
            return any(each in values for each in value) if isinstance(value, tuple) else value in values
        case AtLeast(name, number):
            value = state.get(name)
            return float(value) >= number if isinstance(value, (int, float)) else None


def leaves(condition: Condition) -> Iterator[Test]:
    """The single tests inside a condition, in the order written."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case OneOf() | AtLeast() | IsSaid():
            yield condition


def parse(data: object) -> Condition:
    """A condition from its TOML table; raises ValueError saying what cannot be read."""
    if not isinstance(data, Mapping) or not data:
        raise ValueError(f"found {data!r}; expected a table of tests")
    parts = tuple(_entry(str(name), wanted) for name, wanted in data.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _entry(name: str, wanted: object) -> Condition:
    if name == "any" and isinstance(wanted, list) and wanted:
        return Any(tuple(parse(each) for each in wanted))
    if name == "not":
        return Not(parse(wanted))
    if isinstance(wanted, Mapping):
        return _operator(name, wanted)
    given: list[object] = wanted if isinstance(wanted, list) else [wanted]
    values = tuple(value for value in given if isinstance(value, (str, bool, int, float)))
    if name == "any" or not values or len(values) != len(given):
        raise ValueError(f"found {wanted!r} for {name!r}; expected a value or a list of values")
    return OneOf(name, values)


def _operator(name: str, wanted: Mapping[object, object]) -> Condition:
    match dict(wanted):
        case {"at_least": int() | float() as number} if len(wanted) == 1 and not isinstance(number, bool):
            return AtLeast(name, float(number))
        case {"said": bool() as said} if len(wanted) == 1:
            return IsSaid(name, said)
    raise ValueError(f"found {dict(wanted)!r} for {name!r}; expected at_least = a number, or said = true or false")


def _known(state: State, name: str) -> bool:
    return state.get(name) not in (None, ())
