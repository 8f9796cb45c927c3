"""Bringing index/ up to date with the library: built in a temporary folder under the home's lock, renamed in."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from advisor import disk
from advisor.article import source
from advisor.article.bank import Bank, load_bank
from advisor.article.library import GUIDE, LOCK, Library
from advisor.article.source import Description
from advisor.search import store
from advisor.search.build import Notice, build_bank, build_source, encoded, vocabulary
from advisor.search.encoder import Encoder
from advisor.search.index_plan import IndexPlan, planned
from advisor.search.kept_vectors import KeptVectors
from advisor.search.manifest import intact_parts, write_manifest
from advisor.search.statement_index import StatementIndex
from advisor.search.statements import load_statements, telling
from advisor.search.stored import bring_up_to_date
from advisor.search.wording import Speller, english_words, read_as
from advisor.settings import Settings

_FRESH = ".index-"  # what is being built, and the old index on its way out, in the home
_LONGEST_WAIT = 600  # seconds for another process's build


def build(
    library: Library,
    settings: Settings,
    encoder: Encoder,
    *,
    statements: Path,
    force: bool = False,
    notice: Notice | None = None,
) -> None:
    """Bring index/ up to date with the library: all of it, or nothing, whatever interrupts.

    One process at a time builds; another waits, and then finds the parts that it wants already there. Raises
    NotWritable, or what reading a source raises.
    """
    notice = notice or (lambda _what, _total: lambda _done: None)
    with _writing(settings):
        wanted = planned(library, settings, encoder.hash, statements)
        fresh = Path(tempfile.mkdtemp(prefix=_FRESH, dir=settings.home))
        kept = KeptVectors(encoder, settings.cache, look=not force)
        try:
            reusable = set() if force else intact_parts(settings.index)
            for name in wanted.names:
                if name in reusable:
                    shutil.copytree(settings.index / name, fresh / name)
                else:
                    (fresh / name).mkdir()
                    shared = name == wanted.statements or wanted.banks.get(name) == GUIDE
                    _build_part(fresh / name, wanted, settings, kept if shared else encoder, statements, notice)
            bring_up_to_date(wanted, settings, encoder, notice)
            write_manifest(fresh, wanted.names, encoder.hash, settings.passage_tokens)
            fresh.chmod(0o755)
            disk.sync_tree(fresh)
            disk.swap(fresh, settings.index, prefix=f"{_FRESH}old-")
        finally:
            kept.write()
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _writing(settings: Settings) -> Iterator[None]:
    """Hold the home's lock; what a killed build left is swept away. Raises NotWritable for a full or refusing disk."""
    with disk.locked(settings.home / LOCK, changing=settings.home, wait=_LONGEST_WAIT):
        for left in settings.home.glob(f"{_FRESH}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _build_part(
    folder: Path, wanted: IndexPlan, settings: Settings, encoder: Encoder, statements: Path, notice: Notice
) -> None:
    name = folder.name
    try:
        if name in wanted.banks:
            _build_bank(folder, settings.corpus / wanted.banks[name], encoder, notice)
        elif name == wanted.statements:
            _build_statements(folder, statements, encoder, notice)
        else:
            _build_source(folder, wanted.sources[name], settings, encoder, notice)
    except RuntimeError as error:  # so FAISS says that it could not write
        if "write" not in str(error):
            raise
        raise OSError(errno.EIO, f"FAISS cannot write {name}") from None


def _build_bank(folder: Path, beside: Path, encoder: Encoder, notice: Notice) -> None:
    bank = load_bank(beside)
    article = source.load(beside)
    targets = vocabulary([article.text], bank, english_words())
    progress = notice(f"question bank of {beside.name}", sum(len(entry.questions) for entry in bank.entries))
    built = build_bank(bank, encoder, Speller(targets=targets, known=english_words), progress=progress)
    store.write_bank(folder, built, targets)


def _build_statements(folder: Path, statements: Path, encoder: Encoder, notice: Notice) -> None:
    told = telling(load_statements(statements))
    vectors = encoded([read_as(row.text) for row in told], encoder, notice("statements", len(told)), total=len(told))
    StatementIndex.of(told, vectors, encoder.dimension).write(folder)


def _build_source(folder: Path, description: Description, settings: Settings, encoder: Encoder, notice: Notice) -> None:
    article = source.load(settings.corpus / description.id)
    beside = settings.corpus / article.stands_for
    bank = load_bank(beside) if beside.is_dir() else Bank()
    progress = notice(article.id, len(article.sentences))
    built = build_source(article, bank, encoder, passage_tokens=settings.passage_tokens, progress=progress)
    store.write_source(folder, built, vocabulary([article.text], Bank(), english_words()))
