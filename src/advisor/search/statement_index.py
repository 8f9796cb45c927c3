"""The statements that a reading is compared with, as the index holds them: what each says, its labels and its vector."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.search.encoder import Encoder, Vectors
from advisor.search.statements import Statement
from advisor.search.vectors import VectorIndex
from advisor.search.wording import read_as

_VECTORS, _ROWS = "statements.faiss", "statements.json"


@dataclass(frozen=True)
class StatementIndex:
    """`written` is JSON, a row a statement: its text and its labels.

    It is read with the first comparison: a question needs none.
    """

    vectors: VectorIndex
    written: bytes

    @classmethod
    def of(cls, statements: Sequence[Statement], vectors: Vectors, dimension: int) -> StatementIndex:
        """`vectors` has shape (statements, dimension), kept at half precision."""
        rows = [[statement.text, *statement.labels] for statement in statements]
        written = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        return cls(VectorIndex.of(vectors, dimension, half=True), written)

    @classmethod
    def read(cls, folder: Path) -> StatementIndex:
        return cls(VectorIndex.read(folder / _VECTORS), (folder / _ROWS).read_bytes())

    def write(self, folder: Path) -> None:
        self.vectors.write(folder / _VECTORS)
        (folder / _ROWS).write_bytes(self.written)

    @cached_property
    def texts(self) -> list[str]:
        return [text for text, *_ in self._rows]

    def nearest(self, text: str, label: str, *, encoder: Encoder) -> str:
        """The statement with that label that is nearest to the text, "" where none has it."""
        numbers = self._with.get(label)
        if numbers is None:
            return ""
        vector = encoder.encode([read_as(text)])[0]
        (row,), _ = self.vectors.search(vector, 1, among=numbers)
        return self.texts[int(row)]

    @cached_property
    def _rows(self) -> list[list[str]]:
        rows: list[list[str]] = json.loads(self.written)
        return rows

    @cached_property
    def _with(self) -> dict[str, NDArray[np.int64]]:
        numbers: dict[str, list[int]] = {}
        for number, (_, *labels) in enumerate(self._rows):
            for label in dict.fromkeys(labels):
                numbers.setdefault(label, []).append(number)
        return {label: np.array(those, np.int64) for label, those in numbers.items()}
