"""Loading a framework: a folder of TOML in, a Framework out that is whole and consistent; else DataInvalid.

Each file fills the top-level keys it names; cues and statements, which are in the same folder, are read elsewhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from advisor.errors import DataInvalid
from advisor.framework.condition import Condition, OneOf, leaves
from advisor.framework.decision import APPLY, FIT, MIXED, RESERVED, TRACK, UNDECIDED
from advisor.framework.framework import Framework
from advisor.names import load_names
from advisor.settings import SHIPPED_FRAMEWORK

SHIPPED = SHIPPED_FRAMEWORK
FILES = ("framework.toml", "questions.toml", "advice.toml", "pay.toml", "compare.toml", "decide.toml")

_ADAPTER = TypeAdapter(Framework)


def load_framework(folder: Path = SHIPPED) -> Framework:
    """The framework of a folder; raises DataInvalid naming what was found and what was expected."""
    if not (folder / FILES[0]).is_file():
        raise DataInvalid(f"found no {FILES[0]} in {folder}", expected="a framework")
    merged: dict[str, object] = {}
    for name in FILES:
        data = _read(folder / name)
        twice = sorted(set(merged) & set(data))
        if twice:
            raise DataInvalid(f"found the key {twice[0]!r} again in {name}", expected="each key in one file")
        merged |= data
    _fill_labs(merged, folder)
    try:
        framework = _ADAPTER.validate_python(merged)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataInvalid(f"found {folder.name}: {where}: {first['msg']}", expected="a framework") from None
    _check(framework)
    return framework


def _fill_labs(merged: dict[str, object], folder: Path) -> None:
    """A fact of many values that lists none takes the labs of names.toml."""
    rows = merged.get("facts")
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and row.get("kind") == "many" and "values" not in row:
            row["values"] = list(load_names(folder).labs)


def _read(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, RecursionError, UnicodeDecodeError) as error:
        raise DataInvalid(f"found {path.name} unreadable: {error}", expected="TOML in UTF-8") from None


def _check(framework: Framework) -> None:
    """Every name that is used is declared, and every declared name is declared once."""
    facts = [fact.name for fact in framework.facts]
    conditions = [named.name for named in framework.conditions]
    questions = [question.id for question in framework.questions]
    _once("name", [*facts, *conditions, *questions, *RESERVED])
    _once("track", [*framework.sides, MIXED, UNDECIDED, "unknown"])
    _once("rule", [rule.id for rule in framework.advice])
    _once("row", [row.id for question in framework.questions for row in question.rows])
    _once("pay", [f"{pay.lab} {pay.track}" for pay in framework.pay])
    _once("readiness question", [ready.id for ready in framework.readiness])
    _once("step", [step.id for step in framework.steps])
    _once("cell", [f"{cell.first} {cell.second}" for cell in framework.cells])
    _once("pipeline", [pipeline.track for pipeline in framework.pipelines])
    _check_tracks(framework)
    _check_ranges(framework)
    values = _values(framework)
    for number, named in enumerate(framework.conditions):
        _check_condition(named.when, values, known={*facts, *questions, *RESERVED, *conditions[:number]}, at=named.name)
    settled = _settled_by_facts(framework)
    for question in framework.questions:
        for row in question.rows:
            _check_condition(row.when, values, known=settled, at=row.id)
        for follow_up in question.follow_ups:
            _check_condition(follow_up.when, values, known=settled, at=f"a follow-up of {question.id}")
    for rule in framework.advice:
        _check_condition(rule.when, values, known={*facts, *questions, *RESERVED, *conditions}, at=rule.id)
    everything = {*facts, *questions, *RESERVED, *conditions}
    for at, condition in _later_conditions(framework):
        _check_condition(condition, values, known=everything, at=at)
    _check_views(framework)
    if sum(question.now for question in framework.questions) > 1:
        raise DataInvalid("found two questions marked as the present one", expected="one question with now = true")


def _once(kind: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DataInvalid(f"found the {kind} {name!r} twice, or reserved", expected=f"one {kind} a name")
        seen.add(name)


def _check_tracks(framework: Framework) -> None:
    for at, track, allowed in _used_tracks(framework):
        if track not in allowed:
            raise DataInvalid(f"found {track!r} at {at}", expected=f"one of {', '.join(filter(None, allowed))}")


def _later_conditions(framework: Framework) -> Iterator[tuple[str, Condition]]:
    """Conditions that may ask for all that has been found."""
    yield from ((step.id, step.when) for step in framework.steps)
    yield from ((each.text, each.when) for each in framework.take_along if each.when is not None)
    yield from ((each.label, each.when) for each in framework.stretches if each.when is not None)


def _check_views(framework: Framework) -> None:
    if len(framework.views) == 1:
        raise DataInvalid("found one view", expected="two, or none")
    ids = [question.id for question in framework.questions]
    named = [(f"the view {view.title!r}", id) for view in framework.views for id in view.questions]
    for at, id in named:
        if id not in ids:
            raise DataInvalid(f"found the question {id!r} in {at}", expected=f"one of {', '.join(ids)}")


def _check_ranges(framework: Framework) -> None:
    ranges = [(f"the pay of {pay.lab}", pay.low, pay.high) for pay in framework.pay]
    ranges += [(stretch.label, stretch.low, stretch.high) for stretch in framework.stretches]
    spans = [(step.id, *step.span) for step in framework.steps]
    for at, low, high in [*ranges, *spans]:
        if low > high:
            raise DataInvalid(f"found {low} to {high} at {at}", expected="the lower end first")


def _used_tracks(framework: Framework) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    sides = framework.sides
    for question in framework.questions:
        if len(question.sides) != len(sides):
            found = f"found {len(question.sides)} sides at {question.id}"
            raise DataInvalid(found, expected=f"one a track, in the order {', '.join(sides)}")
        for side, expected in zip(question.sides, sides, strict=True):
            yield f"the sides of {question.id}, in the order of the tracks", side.track, (expected,)
        for option in question.options:
            yield f"an option of {question.id}", option.leaning, (*sides, MIXED)
        for row in question.rows:
            yield row.id, row.leaning, (*sides, MIXED, "")
    for pay in framework.pay:
        yield f"the pay of {pay.lab}", pay.track, sides
    for pipeline in framework.pipelines:
        yield "a pipeline", pipeline.track, sides
    for stretch in framework.stretches:
        yield stretch.label, stretch.track, (*sides, "")
    for cell in framework.cells:
        yield "a cell of the two views", cell.first, sides
        yield "a cell of the two views", cell.second, sides
    for plan_b in framework.plan_b:
        yield "a plan B", plan_b.track, sides
    if framework.odds:
        yield "the odds", framework.odds.track, sides
        yield "the odds", framework.odds.other, tuple(track for track in sides if track != framework.odds.track)


def _values(framework: Framework) -> dict[str, tuple[object, ...]]:
    """The values that a name can take, where they are few."""
    sides = framework.sides
    found: dict[str, tuple[object, ...]] = {named.name: (True, False) for named in framework.conditions}
    for fact in framework.facts:
        if fact.kind in ("choice", "many"):
            found[fact.name] = fact.values
        elif fact.kind == "flag":
            found[fact.name] = (True, False)
    found |= {question.id: (*sides, MIXED) for question in framework.questions}
    return found | {TRACK: (*sides, UNDECIDED), FIT: (*sides, MIXED), APPLY: sides}


def _check_condition(condition: Condition, values: dict[str, tuple[object, ...]], *, known: set[str], at: str) -> None:
    for test in leaves(condition):
        if test.name not in known:
            raise DataInvalid(f"found the name {test.name!r} in {at}", expected="a fact, condition or question known there")
        for value in test.values if isinstance(test, OneOf) else ():
            allowed = values.get(test.name)
            if allowed is not None and not any(value is each or value == each for each in allowed):
                expected = f"one of {', '.join(map(str, allowed))}"
                raise DataInvalid(f"found {test.name} = {value!r} in {at}", expected=expected)


def _settled_by_facts(framework: Framework) -> set[str]:
    """Facts, and conditions that rest on nothing else: what a decision table may ask for."""
    names = {fact.name for fact in framework.facts}
    for named in framework.conditions:
        if all(test.name in names for test in leaves(named.when)):
            names.add(named.name)
    return names
