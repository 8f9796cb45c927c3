"""The library: all of corpus/. Adds and removes sources whole or not at all, and says which ones are quoted."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import disk
from advisor.article import source
from advisor.article.article import Article
from advisor.article.source import Description
from advisor.errors import SourceProtected, SourceUnknown, UsageError
from advisor.settings import Settings, shipped_guide

if TYPE_CHECKING:
    from advisor.article.importing import Import

GUIDE = "guide"
LOCK = ".lock"  # in the home: held for every change of corpus/ and index/
BANK_FOLDERS = ("questions", "unanswered")
_ADDING, _REMOVED = ".adding-", ".removed-"  # what is on its way in and out, in corpus/
_PATIENCE = 60  # seconds to wait for another process that changes the library


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did: `known` where the same text was there already under that id."""

    description: Description
    known: bool


class Library:
    """The sources below `settings.corpus`; the guide is laid down, or brought up to date, when it is opened."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.corpus = settings.corpus
        self._lay_down_guide()

    def descriptions(self) -> tuple[Description, ...]:
        """All sources by id, the guide first."""
        folders = sorted(p.parent for p in self.corpus.glob(f"*/{source.DESCRIPTION}") if not p.parent.name.startswith("."))
        found = [source.describe(folder) for folder in folders]
        return tuple(sorted(found, key=lambda d: (d.id != GUIDE, d.id)))

    def active(self, ids: Sequence[str] = ()) -> tuple[str, ...]:
        """The ids that are quoted from: those asked for, else all but a guide whose original is here."""
        known = {d.id: d for d in self.descriptions()}
        for id in ids:
            if id not in known:
                raise SourceUnknown(
                    f"found no source {id!r}", expected=f"one of {', '.join(known)}", mend="advisor sources"
                )
        if ids:
            return tuple(dict.fromkeys(ids))
        replaced = {d.stands_for for d in known.values() if d.stands_for and d.stands_for != d.id}
        return tuple(id for id in known if id not in replaced)

    def article(self, id: str) -> Article:
        """Load one source; raises SourceUnknown or SourceDamaged."""
        self.active([id])
        return source.load(self.corpus / id)

    def prepare(self, raw: bytes, name: str, *, id: str = "", title: str = "", author: str = "") -> Import:
        """Read a file as `add` would, without keeping it."""
        original = source.describe(self.corpus / GUIDE).original
        largest = self.settings.largest_source_bytes
        from advisor.article import importing

        return importing.read(raw, name, largest=largest, original=original, id=id, title=title, author=author)

    def add(self, prepared: Import) -> Added:
        """Keep a prepared source; the same text again changes nothing."""
        with self._locked():
            for description in self.descriptions():
                if description.sha256 == prepared.description.sha256:
                    return Added(description, known=True)
                if description.id == prepared.description.id:
                    mend = "give --id another name"
                    if description.id != GUIDE:
                        mend = f"advisor remove {description.id}, or {mend}"
                    raise UsageError(f"found another source called {description.id!r}", expected="a new name", mend=mend)
            self._write(prepared)
        return Added(prepared.description, known=False)

    def remove(self, id: str) -> Description:
        """Take a source out of the library; the guide stays."""
        if id == GUIDE:
            raise SourceProtected("the guide ships with the program and cannot be removed", expected="another source")
        folder = self.corpus / id
        with self._locked():
            if id not in {p.parent.name for p in self.corpus.glob(f"*/{source.DESCRIPTION}")}:
                self.active([id])
            try:
                description = source.describe(folder)
            except Exception:  # a damaged source can still be removed by the name of its folder
                description = Description(id=id, title=id, sha256="", reading="text")
            doomed = Path(tempfile.mkdtemp(prefix=_REMOVED, dir=self.corpus))
            folder.rename(doomed / id)
            disk.sync(self.corpus)
            shutil.rmtree(doomed, ignore_errors=True)
        return description

    def _write(self, prepared: Import) -> None:
        folder = Path(tempfile.mkdtemp(prefix=_ADDING, dir=self.corpus))
        try:
            (folder / source.TEXT).write_bytes(prepared.text.encode("utf-8"))
            (folder / source.DESCRIPTION).write_bytes(prepared.description.as_toml().encode("utf-8"))
            folder.chmod(0o755)
            disk.sync_tree(folder)
            folder.rename(self.corpus / prepared.description.id)
            disk.sync(self.corpus)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _lay_down_guide(self) -> None:
        shipped, here = shipped_guide(), self.corpus / GUIDE
        if here.resolve() == shipped.resolve():
            return
        if here.is_dir() and _same_tree(shipped, here):
            return
        with self._locked():
            if here.is_dir() and _same_tree(shipped, here):  # another process was faster
                return
            fresh = Path(tempfile.mkdtemp(prefix=_ADDING, dir=self.corpus))
            shutil.copytree(shipped, fresh, dirs_exist_ok=True)
            fresh.chmod(0o755)
            disk.swap(fresh, here, prefix=_REMOVED)

    def _sweep(self) -> None:
        """Take away what a killed process left half-done; only the holder of the lock may."""
        for left in (*self.corpus.glob(f"{_ADDING}*"), *self.corpus.glob(f"{_REMOVED}*")):
            shutil.rmtree(left, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with disk.locked(self.settings.home / LOCK, changing=self.corpus, wait=_PATIENCE):
            self.corpus.mkdir(parents=True, exist_ok=True)
            self._sweep()
            yield


def _same_tree(one: Path, other: Path) -> bool:
    def files(top: Path) -> dict[str, bytes]:
        return {p.relative_to(top).as_posix(): p.read_bytes() for p in sorted(top.rglob("*")) if p.is_file()}

    return files(one) == files(other)
