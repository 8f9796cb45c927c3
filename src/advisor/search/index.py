"""The index of a library as it is opened: the active sources, and the bank of each that has one. Opening never writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from advisor.article import source
from advisor.article.library import Library
from advisor.errors import IndexDamaged, IndexMissing, IndexStale
from advisor.search import store
from advisor.search.bank_index import BankIndex
from advisor.search.index_plan import planned
from advisor.search.manifest import check_part, read_manifest
from advisor.search.source_index import SourceIndex
from advisor.search.statement_index import StatementIndex
from advisor.search.stored import Stored, open_stored
from advisor.search.wording import Speller, english_words
from advisor.settings import Settings

_MOST_TRIES = 5


@dataclass(frozen=True)
class Index:
    """What answering needs: the active sources as built, and the bank of each that has one."""

    sources: tuple[SourceIndex, ...]
    banks: Mapping[str, BankIndex]  # by the id of the source it lies beside
    target_words: Mapping[str, int]
    statements: StatementIndex
    stored: Stored | None = None

    @cached_property
    def speller(self) -> Speller:
        return Speller(targets=self.target_words, known=english_words)


def open_index(
    library: Library, settings: Settings, encoder_hash: str, *, statements: Path, ids: Sequence[str] = ()
) -> Index:
    """Open what is quoted from; raises IndexMissing, IndexStale or IndexDamaged, and never writes.

    Another process may exchange the index meanwhile: what was read of two of them is read again.
    """
    for _ in range(_MOST_TRIES):
        before = _stamp(settings.index)
        try:
            return _open(library, settings, encoder_hash, statements, ids)
        except (IndexMissing, IndexDamaged, FileNotFoundError):
            if before == _stamp(settings.index):
                raise
    return _open(library, settings, encoder_hash, statements, ids)


def _stamp(folder: Path) -> tuple[int, int]:
    """Which folder it is: another one in its place has another stamp."""
    try:
        status = folder.stat()
    except OSError:
        return (0, 0)
    return status.st_ino, status.st_mtime_ns


def _open(library: Library, settings: Settings, encoder_hash: str, statements: Path, ids: Sequence[str]) -> Index:
    manifest = read_manifest(settings.index)
    wanted = planned(library, settings, encoder_hash, statements)
    if list(manifest["parts"]) != wanted.names:
        found = "found an index of other sources or settings"
        raise IndexStale(found, expected="the library as it is", mend="advisor index")
    active = library.active(ids)
    sources: list[SourceIndex] = []
    banks: dict[str, BankIndex] = {}
    target_words: dict[str, int] = {}
    for name, d in wanted.sources.items():
        if d.id in active:
            check_part(settings.index, name, manifest)
            sources.append(store.read_source(settings.index / name, source.load(settings.corpus / d.id)))
            target_words.update(store.read_words(settings.index / name))
    needed = {built.article.stands_for for built in sources}
    for name, id in wanted.banks.items():
        if id in needed and settings.use_bank:
            check_part(settings.index, name, manifest)
            banks[id] = store.read_bank(settings.index / name)
            target_words = {**store.read_words(settings.index / name), **target_words}
    check_part(settings.index, wanted.statements, manifest)
    told = StatementIndex.read(settings.index / wanted.statements)
    order = {id: i for i, id in enumerate(active)}
    in_order = tuple(sorted(sources, key=lambda s: order[s.article.id]))
    return Index(in_order, banks, target_words, told, open_stored(wanted, settings, active))
