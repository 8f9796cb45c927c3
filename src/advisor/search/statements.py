"""Statements of the framework's bank as vectors: a clause of the user's is compared with all of them by meaning."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from advisor.errors import DataInvalid
from advisor.search.encoder import Encoder, Vectors
from advisor.search.vectors import VectorIndex

_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Statement:
    question: str
    leaning: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementMatcher:
    """The profile's matcher: for each clause the nearest (question, leaning, similarity, statement), best first."""

    statements: Sequence[Statement]
    vectors: VectorIndex
    encoder: Encoder

    def __call__(self, clauses: Sequence[str]) -> list[list[tuple[str, str, float, str]]]:
        return [self._nearest(vector) for vector in self.encoder.encode(clauses)]

    def _nearest(self, vector: Vectors) -> list[tuple[str, str, float, str]]:
        rows, similarities = self.vectors.search(vector, _NEAREST)
        found = ((self.statements[row], float(near)) for row, near in zip(rows, similarities, strict=True))
        return [(s.question, s.leaning, near, s.text) for s, near in found]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    question: str
    leaning: str
    texts: list[str]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    statement: list[_Row]


def load_statements(path: Path) -> tuple[Statement, ...]:
    """Read a statements.toml; raises DataInvalid."""
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        reason = " ".join(str(error).splitlines()[:3])
        raise DataInvalid(f"found {path.name} unreadable ({reason})", expected="a statement bank") from None
    return tuple(Statement(row.question, row.leaning, text) for row in file.statement for text in row.texts)
