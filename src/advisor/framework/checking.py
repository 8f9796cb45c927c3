"""Checking a framework's folder: everything that is missing or wrong in it, each with its file and line.

`load_framework` stops at the first fault; this goes on, and looks also at what a framework can do without but should not.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from advisor.article.anchor import Anchor, find
from advisor.article.article import Article
from advisor.errors import DataInvalid
from advisor.framework.framework import Framework
from advisor.framework.loading import FILES, load_framework
from advisor.names import FILE, load_names

_LEAST = 4  # statements a side of a question, for what it sounds like to be known
_TABLES = {
    "advice": ("advice.toml", "[[advice]]: what to do, and when"),
    "views": ("decide.toml", "two [[views]]: what suits, and what can be had now"),
    "readiness": ("decide.toml", "[[readiness]]: questions on being ready to decide"),
    "steps": ("decide.toml", "[[steps]]: if-then steps of a plan"),
    "plan_b": ("decide.toml", "[[plan_b]]: another way to each track"),
    "take_along": ("decide.toml", "[[take_along]]: questions to take along"),
    "importance": ("decide.toml", "[[importance]]: words for how much a question matters"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """`line` is where it should be mended, 1 for a file that is not there or lacks it altogether."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def check(folder: Path, articles: Sequence[Article] = ()) -> tuple[Missing, ...]:
    """All that is missing, in the order of the files; `articles` are looked into for the anchors."""
    broken = list(_unreadable(folder))
    if broken:
        return tuple(broken)
    try:
        framework = load_framework(folder)
        load_names(folder)
    except DataInvalid as error:
        return (_placed(folder, error),)
    found = [*_tables(framework), *_statements(framework, folder), *_anchors(framework, folder, articles)]
    return tuple(sorted(found, key=lambda each: (each.file, each.line, each.text)))


def anchors_in(value: object) -> Iterator[Anchor]:
    """All anchors anywhere inside a value."""
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from anchors_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from anchors_in(getattr(value, field.name))


def _unreadable(folder: Path) -> Iterator[Missing]:
    if not (folder / FILES[0]).is_file():
        yield Missing(FILES[0], 1, "there is no such file; a framework begins with it")
    for name in (*FILES, FILE):
        path = folder / name
        try:
            tomllib.loads(path.read_text(encoding="utf-8") if path.is_file() else "")
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            yield Missing(name, int(line[1]) if line else 1, f"no TOML: {error}")
        except (OSError, UnicodeDecodeError) as error:
            yield Missing(name, 1, f"cannot be read: {error}")


def _placed(folder: Path, error: DataInvalid) -> Missing:
    """The fault with the place of the name that it quotes, or of the row that it counts."""
    for row in re.finditer(r"([a-z_]+)\.(\d+)\.", error.found):
        for name in FILES:
            line = _line_of_row(folder / name, row[1], int(row[2]))
            if line:
                return Missing(name, line, str(error))
    named = re.findall(r"'([^']+)'", error.found) + re.findall(r"(?:in|at|of) ([\w-]+)$", error.found)
    for word in named:
        for name in (*FILES, FILE):
            line = _line_with(folder / name, word)
            if line:
                return Missing(name, line, str(error))
    return Missing(FILES[0], 1, str(error))


def _tables(framework: Framework) -> Iterator[Missing]:
    for name, (file, what) in _TABLES.items():
        if not getattr(framework, name):
            yield Missing(file, 1, f"found no {what}")
    sides = framework.sides
    if framework.views:
        cells = {(cell.first, cell.second) for cell in framework.cells}
        lacking = [f"{a}/{b}" for a in sides for b in sides if (a, b) not in cells]
        if lacking:
            yield Missing("decide.toml", 1, f"found no [[cells]] for {', '.join(lacking)}")
    if framework.plan_b:
        lacking = [track for track in sides if track not in {each.track for each in framework.plan_b}]
        if lacking:
            yield Missing("decide.toml", 1, f"found no [[plan_b]] for {', '.join(lacking)}")


def _statements(framework: Framework, folder: Path) -> Iterator[Missing]:
    """Lines that cannot be read, labels of no side, and sides with too few statements."""
    wanted = {f"{q.id}={side}" for q in framework.questions if not q.rows for side in framework.sides}
    slots = {label.split("=")[0] for label in wanted}
    counted = dict.fromkeys(sorted(wanted), 0)
    for path in sorted((folder / "statements").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            try:
                labels = json.loads(line).get("labels", [])
            except (ValueError, AttributeError):
                yield Missing(f"statements/{path.name}", number, 'no statement; expected {"text": "…", "labels": […]}')
                continue
            for label in labels:
                if label in counted:
                    counted[label] += 1
                elif str(label).split("=")[0] in slots:
                    yield Missing(f"statements/{path.name}", number, f"found the label {label!r}, which is no side")
    for label, number in counted.items():
        if number < _LEAST:
            yield Missing("statements/", 1, f"found {number} statements labelled {label!r}; expected {_LEAST} or more")


def _anchors(framework: Framework, folder: Path, articles: Sequence[Article]) -> Iterator[Missing]:
    if not articles:
        yield Missing("guide/text.txt", 1, "found no guide; the anchors were not looked up")
        return
    for anchor in dict.fromkeys(anchors_in(framework)):
        if all(find(anchor, article) is None for article in articles):
            where = [(name, line) for name in FILES if (line := _line_with(folder / name, *anchor.terms))]
            file, line = where[0] if where else (FILES[0], 1)
            terms = ", ".join(f"“{term}”" for term in anchor.terms)
            yield Missing(file, line, f"found no place in section {anchor.section} with {terms}")


def _line_with(path: Path, *words: str) -> int:
    """The first line that holds all of them in quotes, 0 where none does."""
    if not path.is_file():
        return 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if all(f'"{word}"' in line or f"{word} = " in line for word in words):
            return number
    return 0


def _line_of_row(path: Path, table: str, at: int) -> int:
    """Where the row number `at` of an array of tables begins, 0 where there is none."""
    if not path.is_file():
        return 0
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [number for number, line in enumerate(lines, 1) if line.strip() == f"[[{table}]]"]
    return rows[at] if at < len(rows) else 0
