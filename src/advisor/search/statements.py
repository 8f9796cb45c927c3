"""The statement bank: labelled sentences in which people speak of themselves, ask, correct, greet …; heads learn from it.

A folder of JSON lines, a writer each: `{"text": "…", "labels": ["energy=RE", "act=tell"]}`. Labels are `slot=value`; a
sentence that says nothing has none but its acts. A slot that no line of a file labels is one its writer was not asked about.
An answer that means something only beside a question has `"put": "energy"`, the question that was put before it; what was
typed right behind a verdict has `"put": "verdict"`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.checksum import files_sha256
from advisor.errors import DataInvalid
from advisor.hearing import in_answer_to

COMPARED = 1_000  # statements of a label that a reading is compared with


@dataclass(frozen=True, slots=True)
class Statement:
    """`writer` is the name of the file it stands in, `asked` the slots that its writer labelled."""

    text: str
    labels: tuple[str, ...]
    asked: frozenset[str]
    writer: str
    put: str = ""

    @property
    def heard_as(self) -> str:
        """What the heads hear of it."""
        return in_answer_to(self.put, self.text)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1)]
    labels: list[Annotated[str, Field(pattern=r"^[a-z_]+=\w+$")]] = []
    put: str = ""


def load_statements(folder: Path) -> tuple[Statement, ...]:
    """All rows of the folder's *.jsonl, in the order of the files' names; raises DataInvalid naming file and line."""
    return tuple(row for path in sorted(folder.glob("*.jsonl")) for row in _read(path))


def telling(bank: Iterable[Statement], most: int = COMPARED) -> tuple[Statement, ...]:
    """Those that say something of their writer: at most so many of a label, spread evenly over the bank."""
    rows = [row for row in bank if not row.put]
    with_label: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for label in row.labels:
            if not label.startswith("act="):
                with_label.setdefault(label, []).append(number)
    chosen: set[int] = set()
    for those in with_label.values():
        kept = min(most, len(those))
        chosen.update(those[i * len(those) // kept] for i in range(kept))
    return tuple(rows[number] for number in sorted(chosen))


def bank_sha256(folder: Path) -> str:
    """One sum over all files of the bank."""
    return files_sha256(sorted(folder.glob("*.jsonl")))


def _read(path: Path) -> list[Statement]:
    rows: list[_Row] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataInvalid(f"found {path} unreadable ({error})", expected="JSON lines in UTF-8") from None
    for number, line in enumerate(lines, 1):
        try:
            rows.append(_Row.model_validate_json(line))
        except ValidationError as error:
            reason = " ".join(str(error).splitlines()[1:3]) or str(error)
            raise DataInvalid(
                f"found line {number} of {path.name} invalid: {reason}", expected="a labelled statement"
            ) from None
    asked = frozenset(label.split("=")[0] for row in rows for label in row.labels)
    writer = path.stem
    return [Statement(row.text, tuple(row.labels), asked, writer, row.put) for row in rows]
