"""What the index of a library should consist of: one part a source, one a question bank, one the framework's statements.

A part is named by all that goes into it, so what is unchanged is used again and anything else is out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.article.library import BANK_FOLDERS, Library
from advisor.article.source import Description
from advisor.checksum import files_sha256, key_of
from advisor.search.adapter import PUBLIC, Adapter
from advisor.search.manifest import FORMAT
from advisor.search.statements import COMPARED, bank_sha256
from advisor.settings import Settings


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """The parts that a library should have, by name; the name holds the hash of everything that goes in."""

    sources: Mapping[str, Description]
    banks: Mapping[str, str]  # part name -> id of the source the bank lies beside
    statements: str  # part name
    stored: Mapping[str, Description]  # version in Milvus -> source: those without a bank, where the settings name a store

    @property
    def names(self) -> list[str]:
        return [*self.banks, *self.sources, self.statements]


def planned(library: Library, settings: Settings, encoder_hash: str, statements: Path) -> IndexPlan:
    """All sources of the library, also those that are not quoted from now, and the statements of that file."""
    known = library.descriptions()
    banks = {d.id: _bank_hash(settings.corpus / d.id) for d in known}
    sources: dict[str, Description] = {}
    stored: dict[str, Description] = {}
    of_others = Adapter.open(PUBLIC).sha256 if settings.encoder == "default" else ""
    for d in known:
        bank = banks.get(d.stands_for or d.id, "")
        key = key_of(FORMAT, encoder_hash, settings.passage_tokens, d.sha256, d.reading, bank, of_others)
        (stored if settings.store and not bank else sources)[f"{d.id}-{key}"] = d
    parts = {f"bank-{id}-{key_of(FORMAT, encoder_hash, bank)}": id for id, bank in banks.items() if bank}
    told = key_of(FORMAT, encoder_hash, bank_sha256(statements), COMPARED)
    return IndexPlan(sources, parts, f"statements-{told}", stored)


def _bank_hash(folder: Path) -> str:
    files = [path for name in BANK_FOLDERS for path in sorted((folder / name).glob("*.toml"))]
    return files_sha256(files) if files else ""
