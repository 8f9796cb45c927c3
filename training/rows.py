"""The two banks as rows to train on: phrasings with their entry, statements with their labels.

Both are data of the repository: nothing else is read, so `make train` gives the same rows everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.article.bank import load_bank
from advisor.search.statements import Statement, load_statements
from advisor.search.wording import read_as

TOP = Path(__file__).resolve().parents[1]
GUIDE = TOP / "corpus" / "guide"
STATEMENTS = TOP / "src" / "advisor" / "framework" / "data" / "re-rs" / "statements"


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact or a topic of the question bank, and how people ask for it, as read (lower case, abbreviations opened)."""

    id: str
    phrasings: tuple[str, ...]


def entries(bank: Path = GUIDE) -> list[Entry]:
    return [Entry(e.id, tuple(dict.fromkeys(map(read_as, e.questions)))) for e in load_bank(bank).entries]


def statements(folder: Path = STATEMENTS) -> list[Statement]:
    return list(load_statements(folder))


def targets(rows: Sequence[Statement], labels: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What each row says of each label (1 or 0), and whether its writer was asked about it (1 or 0); rows × labels."""
    number = {label: i for i, label in enumerate(labels)}
    wanted = np.zeros((len(rows), len(labels)), np.float32)
    known = np.ones_like(wanted)
    for i, row in enumerate(rows):
        for label in row.labels:
            wanted[i, number[label]] = 1
        for label, column in number.items():
            if label.split("=")[0] not in row.asked:
                known[i, column] = 0
    return wanted, known


def data_sha256(paths: Sequence[Path]) -> str:
    """One sum over all files named and below the folders named, in the order of their names."""
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                total.update(file.name.encode())
                total.update(file.read_bytes())
    return total.hexdigest()
