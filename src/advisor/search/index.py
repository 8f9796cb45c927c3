"""The index of a library: its parts on disk, what each was built from, and the opened whole.

One part a source, one a question bank, one the framework's statements. A part is named by what went into it, so what is
unchanged is used again; the manifest names the parts and the sha256 of every file. Built in a temporary folder under
the home's lock, renamed in; opening never writes.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from advisor.article import source
from advisor.article.article import Article
from advisor.article.bank import Bank, load_bank
from advisor.article.library import BANK_FOLDERS, GUIDE, LOCK, Library, sync
from advisor.article.source import Description
from advisor.checksum import file_sha256, files_sha256
from advisor.errors import IndexDamaged, IndexMissing, IndexStale, NotWritable, UsageError
from advisor.search import store
from advisor.search.bank_index import BankIndex
from advisor.search.build import build_bank, build_source, encoded, vocabulary
from advisor.search.encoder import Encoder, Vectors, unadapted
from advisor.search.kept_vectors import KeptVectors
from advisor.search.milvus_store import MilvusStore
from advisor.search.source_index import SourceIndex
from advisor.search.statements import bank_sha256, load_statements, telling
from advisor.search.vectors import VectorIndex
from advisor.search.wording import Speller, english_words, read_as
from advisor.settings import Settings

MANIFEST = "manifest.json"
FORMAT = 10  # raised whenever what is built changes
_SOURCES = 1  # raised where only what is built of a source with a bank changes
HASHED_IN_FULL = 64_000_000  # bytes; what is larger is checked by its size when opened, in full by doctor
_FORCE = "advisor index --force"
_FRESH = ".index-"  # what is being built, and the old index on its way out, in the home
_LONGEST_WAIT = 600  # seconds for another process's build
_MOST_TRIES = 5
_LOADED = 8  # articles of the store that are kept in memory

Notice = Callable[[str, int], Callable[[int], None]]  # (what, how many texts) -> told how many are done


@dataclass(frozen=True)
class Stored:
    """The active sources that are kept in Milvus, by their versions there; an article is loaded when it is found."""

    store: MilvusStore
    articles: Mapping[str, Callable[[], Article]]

    def find(self, vector: Vectors, words: Sequence[str]) -> list[SourceIndex]:
        """What it has on a question, of each source its best passages."""
        return self.store.find(vector, words, self.articles)


@dataclass(frozen=True)
class Index:
    """What answering needs: the active sources as built, and the bank of each that has one."""

    sources: tuple[SourceIndex, ...]
    banks: Mapping[str, BankIndex]  # by the id of the source it lies beside
    target_words: Mapping[str, int]
    statements: VectorIndex
    stored: Stored | None = None

    @cached_property
    def speller(self) -> Speller:
        return Speller(targets=self.target_words, known=english_words)


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
    for d in known:
        bank = banks.get(d.stands_for or d.id, "")
        key = _digest(FORMAT, encoder_hash, settings.passage_tokens, d.sha256, d.reading, bank, *[_SOURCES] * bool(bank))
        (stored if settings.store and not bank else sources)[f"{d.id}-{key}"] = d
    parts = {f"bank-{id}-{_digest(FORMAT, encoder_hash, bank)}": id for id, bank in banks.items() if bank}
    return IndexPlan(sources, parts, f"statements-{_digest(FORMAT, encoder_hash, bank_sha256(statements))}", stored)


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
    with _writing(settings):
        wanted = planned(library, settings, encoder.hash, statements)
        fresh = Path(tempfile.mkdtemp(prefix=_FRESH, dir=settings.home))
        kept = KeptVectors(encoder, settings.cache, look=not force)
        try:
            reusable = set() if force else _intact_parts(settings.index)
            for name in wanted.names:
                if name in reusable:
                    shutil.copytree(settings.index / name, fresh / name)
                else:
                    (fresh / name).mkdir()
                    shared = name == wanted.statements or wanted.banks.get(name) == GUIDE
                    _build_part(fresh / name, wanted, settings, kept if shared else encoder, statements, notice)
            _bring_up_to_date(open_store(settings), wanted, settings, encoder, notice)
            _write_manifest(fresh, wanted, encoder.hash, settings)
            fresh.chmod(0o755)
            _sync_tree(fresh)
            _swap(fresh, settings.index)
        finally:
            kept.write()
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _writing(settings: Settings) -> Iterator[None]:
    """Hold the home's lock; what a killed build left is swept away. Raises NotWritable for a full or refusing disk."""
    from filelock import FileLock, Timeout

    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.home / LOCK, timeout=_LONGEST_WAIT):
            for left in settings.home.glob(f"{_FRESH}*"):
                shutil.rmtree(left, ignore_errors=True)
            yield
    except Timeout:
        found = f"another process has held {settings.home} for {_LONGEST_WAIT // 60} minutes"
        raise NotWritable(found, expected="it to be free", mend="try again") from None
    except OSError as error:
        found = f"cannot write to {settings.home} ({error.strerror or error})"
        raise NotWritable(found, expected="a folder that can be written", mend="--home DIR") from None


def _build_part(
    folder: Path, wanted: IndexPlan, settings: Settings, encoder: Encoder, statements: Path, notice: Notice | None
) -> None:
    name = folder.name
    try:
        if name in wanted.banks:
            _build_bank(folder, settings.corpus / wanted.banks[name], encoder, notice)
        elif name == wanted.statements:
            texts = [read_as(statement.text) for statement in telling(load_statements(statements))]
            progress = notice("statements", len(texts)) if notice else (lambda _: None)
            vectors = encoded(texts, encoder, progress, total=len(texts))
            VectorIndex.of(vectors, encoder.dimension).write(folder / store.STATEMENTS)
        else:
            _build_source(folder, wanted.sources[name], settings, encoder, notice)
    except RuntimeError as error:  # so FAISS says that it could not write
        if "write" not in str(error):
            raise
        raise OSError(errno.EIO, f"FAISS cannot write {name}") from None


def open_store(settings: Settings) -> MilvusStore | None:
    """The store that the settings name, None for the files; raises UsageError for another kind."""
    if not settings.store:
        return None
    kind, _, uri = settings.store.partition(":")
    if kind != "milvus" or not uri:
        raise UsageError(f"found ADVISOR_STORE={settings.store}", expected="milvus:URI, or nothing")
    return MilvusStore(uri, holder=_digest(platform.node(), str(settings.home.resolve())))


def _bring_up_to_date(
    store: MilvusStore | None, wanted: IndexPlan, settings: Settings, encoder: Encoder, notice: Notice | None
) -> None:
    if store is None:
        return
    held = store.held()
    for version, d in wanted.stored.items():
        if version not in held:
            article = source.load(settings.corpus / d.id)
            progress = notice(d.id, len(article.sentences)) if notice else (lambda _: None)
            store.put(version, article, unadapted(encoder), passage_tokens=settings.passage_tokens, progress=progress)
    for version in held - wanted.stored.keys():
        store.release(version)


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
        found = folder.stat()
    except OSError:
        return (0, 0)
    return found.st_ino, found.st_mtime_ns


def _open(library: Library, settings: Settings, encoder_hash: str, statements: Path, ids: Sequence[str]) -> Index:
    manifest = read_manifest(settings.index)
    wanted = planned(library, settings, encoder_hash, statements)
    if list(manifest["parts"]) != wanted.names:
        found = "found an index of other sources or settings"
        raise IndexStale(found, expected="the library as it is", mend="advisor index")
    active = library.active(ids)
    sources, banks, found_words = [], {}, {}
    for name, d in wanted.sources.items():
        if d.id in active:
            check_part(settings.index, name, manifest)
            sources.append(store.read_source(settings.index / name, source.load(settings.corpus / d.id)))
            found_words.update(store.read_words(settings.index / name))
    needed = {built.article.stands_for for built in sources}
    for name, id in wanted.banks.items():
        if id in needed and settings.use_bank:
            check_part(settings.index, name, manifest)
            banks[id] = store.read_bank(settings.index / name)
            found_words = {**store.read_words(settings.index / name), **found_words}
    check_part(settings.index, wanted.statements, manifest)
    told = VectorIndex.read(settings.index / wanted.statements / store.STATEMENTS)
    order = {id: i for i, id in enumerate(active)}
    in_order = tuple(sorted(sources, key=lambda s: order[s.article.id]))
    return Index(in_order, banks, found_words, told, _open_stored(wanted, settings, active))


def _open_stored(wanted: IndexPlan, settings: Settings, active: Sequence[str]) -> Stored | None:
    store = open_store(settings)
    if store is None:
        return None
    lacking = wanted.stored.keys() - store.held()
    if lacking:
        found = f"found {sorted(lacking)[0]} not in the store"
        raise IndexStale(found, expected="every source of the library", mend="advisor index")
    load = lru_cache(_LOADED)(source.load)
    chosen = {version: d.id for version, d in wanted.stored.items() if d.id in active}
    return Stored(store, {version: partial(load, settings.corpus / id) for version, id in chosen.items()})


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest as written; raises IndexMissing or IndexDamaged."""
    path = folder / MANIFEST
    if not path.is_file():
        raise IndexMissing(f"found no index in {folder}", expected=MANIFEST, mend="advisor index")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        body = {key: value for key, value in manifest.items() if key != "sha256"}
        whole = manifest["sha256"] == _digest(body) and isinstance(manifest["parts"], dict)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise IndexDamaged(f"found {path} damaged", expected="the manifest as it was written", mend=_FORCE)
    return dict(manifest)


def check_part(folder: Path, name: str, manifest: Mapping[str, Any], *, in_full: bool = False) -> None:
    """Every file of the part is the one that was built; raises IndexDamaged naming the first that is not."""
    for file, (digest, size) in manifest["parts"][name].items():
        path = folder / name / file
        if not path.is_file() or path.stat().st_size != size:
            raise IndexDamaged(f"found {name}/{file} missing or cut short", expected=f"{size:,} bytes", mend=_FORCE)
        if (in_full or size <= HASHED_IN_FULL) and file_sha256(path) != digest:
            raise IndexDamaged(f"found {name}/{file} changed", expected=f"sha256 {digest[:12]}…", mend=_FORCE)


def _build_bank(folder: Path, beside: Path, encoder: Encoder, notice: Notice | None) -> None:
    bank = load_bank(beside)
    article = source.load(beside)
    found = vocabulary([article.text], bank, english_words())
    total = sum(len(entry.questions) for entry in bank.entries)
    progress = notice(f"question bank of {beside.name}", total) if notice else (lambda _: None)
    built = build_bank(bank, encoder, Speller(targets=found, known=english_words), progress=progress)
    store.write_bank(folder, built, found)


def _build_source(
    folder: Path, description: Description, settings: Settings, encoder: Encoder, notice: Notice | None
) -> None:
    article = source.load(settings.corpus / description.id)
    beside = settings.corpus / article.stands_for
    bank = load_bank(beside) if beside.is_dir() else Bank()
    total = len(article.sentences)
    progress = notice(article.id, total) if notice else (lambda _: None)
    by = encoder if bank.entries else unadapted(encoder)
    built = build_source(article, bank, by, passage_tokens=settings.passage_tokens, progress=progress)
    store.write_source(folder, built, vocabulary([article.text], Bank(), english_words()))


def _write_manifest(folder: Path, wanted: IndexPlan, encoder_hash: str, settings: Settings) -> None:
    parts = {
        name: {p.name: [file_sha256(p), p.stat().st_size] for p in sorted((folder / name).iterdir())}
        for name in wanted.names
    }
    body = {"format": FORMAT, "encoder": encoder_hash, "passage_tokens": settings.passage_tokens, "parts": parts}
    text = json.dumps({**body, "sha256": _digest(body)}, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _intact_parts(folder: Path) -> set[str]:
    try:
        manifest = read_manifest(folder)
    except (IndexMissing, IndexDamaged):
        return set()
    intact = set()
    for name in manifest["parts"]:
        try:
            check_part(folder, name, manifest, in_full=True)
        except IndexDamaged:
            continue
        intact.add(name)
    return intact


def _sync_tree(folder: Path) -> None:
    """All files and folders outlast a power cut before the rename that makes them the index."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            sync(path)
    sync(folder)


def _swap(fresh: Path, target: Path) -> None:
    """Put the fresh folder in the target's place; a reader finds the old one, the new one, or for a moment none.

    Where the new one cannot be put there, the old one is put back; where somebody without the lock has put another
    one there meanwhile, it stays: opening checks it.
    """
    aside: Path | None = None
    if target.exists():
        aside = Path(tempfile.mkdtemp(prefix=f"{_FRESH}old-", dir=target.parent))
        target.rename(aside / "index")
    try:
        fresh.rename(target)
    except OSError:
        if not target.exists():
            if aside is not None:
                (aside / "index").rename(target)
            raise
    sync(target.parent)
    if aside is not None:
        shutil.rmtree(aside, ignore_errors=True)


def _bank_hash(folder: Path) -> str:
    files = [path for name in BANK_FOLDERS for path in sorted((folder / name).glob("*.toml"))]
    return files_sha256(files) if files else ""


def _digest(*values: object) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode("utf-8")).hexdigest()[:16]
