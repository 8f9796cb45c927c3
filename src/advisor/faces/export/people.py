"""A list of people from a CSV file: a name or id, and what each said of themselves, column by column.

Spreadsheets write such files with commas, semicolons or tabs, with or without a byte order mark: all are read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.characters import on_one_line, shown
from advisor.errors import InputUnreadable
from advisor.faces.reading_in import read_input

_NAMES = ("name", "id", "person", "candidate", "client", "full name", "email")
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Person:
    """`turns` are what was said, `asked` the framework's question behind each, where the column's heading names one."""

    line: int
    name: str
    turns: tuple[str, ...]
    asked: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no person, the line on which it ends, and why."""

    line: int
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}"


def read_people(path: Path, questions: Collection[str]) -> Iterator[Person | BadRow]:
    """Row by row; raises InputUnreadable or InputTooLarge where the file itself is no such list."""
    rows = csv.reader(io.StringIO(text := _text(path), newline=""), delimiter=_delimiter(text))
    try:
        heading = [on_one_line(cell) for cell in next(rows, [])]
    except csv.Error as error:
        raise InputUnreadable(f"{path} is no CSV file ({error})", expected="headings, then a line a person") from None
    if len(heading) < 2 or not all(heading):
        found = f"found the headings {', '.join(heading)!r} in {path}" if any(heading) else f"{path} has no headings"
        raise InputUnreadable(found, expected="a name or id, and a column or more of free text")
    lowered = [cell.lower() for cell in heading]
    at = next((lowered.index(name) for name in _NAMES if name in lowered), 0)
    asked = [next((q for q in questions if q in re.findall(r"\w+", cell)), None) for cell in lowered]
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(rows.line_num, f"no row of a CSV file ({error})")
            continue
        if any(cell.strip() for cell in row):
            yield _person(row, rows.line_num, len(heading), at, asked)


def _person(row: Sequence[str], line: int, columns: int, at: int, asked: Sequence[str | None]) -> Person | BadRow:
    if len(row) > columns:
        return BadRow(line, f"found {len(row)} cells, expected {columns}, as there are headings")
    name = on_one_line(row[at]) if at < len(row) else ""
    if not name:
        return BadRow(line, "found no name")
    said = [(cell.strip(), asked[i]) for i, cell in enumerate(row) if i != at and cell.strip()]
    if not said:
        return BadRow(line, f"{name} has said nothing")
    return Person(line, name, tuple(shown(text) for text, _ in said), tuple(question for _, question in said))


def _text(path: Path) -> str:
    try:
        return read_input(path, "a CSV file of people").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"byte {error.start:,}"
        raise InputUnreadable(f"{path} is not UTF-8 at {where}", expected="a CSV file saved as UTF-8") from None


def _delimiter(text: str) -> str:
    """The one that the headings use most."""
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)
