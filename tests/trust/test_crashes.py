"""A process that dies at any write, fsync or rename, or by SIGKILL, leaves the old library or the new; two do not mix.

Death is played where Python touches the disk: from the chosen operation on, all others are refused, cleaning up too;
a write that dies has written half. FAISS writes from C++: there the file is cut in half behind it.
"""

from __future__ import annotations

import builtins
import io
import multiprocessing
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from advisor.article.library import Library
from advisor.errors import IndexMissing, IndexStale
from advisor.search import indexing
from advisor.search.index import open_index
from advisor.search.vectors import VectorIndex
from advisor.settings import Settings

NOTES = "# Fish\nHerring swim in shoals.\n"


class Death(BaseException):
    """Not an Exception: nothing catches it by accident."""


class Clock:
    """Counts the operations below a home, and dies at the chosen one."""

    def __init__(self, home: Path, last: int) -> None:
        self.home, self.last, self.seen = str(home), last, 0
        self.kinds: dict[str, int] = {}

    def tick(self, kind: str, path: object) -> bool:
        """True where this operation is the one that dies half-done; raises Death for all that come later."""
        if isinstance(path, int):
            path = Path(f"/proc/self/fd/{path}").resolve()
        if not str(path).startswith(self.home) or str(path).endswith(".lock"):
            return False
        self.seen += 1
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.seen > self.last + 1:
            raise Death(kind)
        return self.seen == self.last + 1


@contextmanager
def dying(home: Path, last: int) -> Iterator[Clock]:
    clock = Clock(home, last)
    saved = {name: getattr(os, name) for name in ("rename", "replace", "mkdir", "rmdir", "unlink", "fsync", "chmod")}
    opened, faiss_write = io.open, VectorIndex.write

    def guarded(name: str) -> Callable[..., Any]:
        def act(path: Any, *rest: Any, **named: Any) -> Any:
            if clock.tick(name, path):
                raise Death(name)
            return saved[name](path, *rest, **named)

        return act

    def open_(path: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        file = opened(path, mode, *rest, **named)
        if not set(mode) & set("wax+"):
            return file
        write = file.write

        def torn(data: Any) -> Any:
            if clock.tick("write", path):
                write(data[: len(data) // 2])
                file.flush()
                raise Death("write")
            return write(data)

        try:
            file.write = torn
        except AttributeError:  # binary files take no attributes: a thin shell does
            return Shell(file, torn)
        return file

    def faiss_torn(self: VectorIndex, path: Path) -> None:
        half = clock.tick("write", path)
        faiss_write(self, path)
        if half:
            os.truncate(path, path.stat().st_size // 2)
            raise Death("write")

    with pytest.MonkeyPatch.context() as patch:
        for name in saved:
            patch.setattr(os, name, guarded(name))
        patch.setattr(io, "open", open_)
        patch.setattr(builtins, "open", open_)
        patch.setattr(VectorIndex, "write", faiss_torn)
        with suppress(Death):
            yield clock


class Shell(io.RawIOBase):
    """A binary file whose `write` is another."""

    def __init__(self, file: Any, write: Callable[[Any], Any]) -> None:
        self._file, self._write = file, write

    def write(self, data: Any) -> Any:
        return self._write(data)

    def close(self) -> None:
        self._file.close()

    def __getattribute__(self, name: str) -> Any:
        own = ("_file", "_write", "write", "close", "__enter__", "__exit__", "__class__")
        return object.__getattribute__(self, name) if name in own else getattr(object.__getattribute__(self, "_file"), name)

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def state(workshop) -> list[str]:  # type: ignore[no-untyped-def]
    """The sources, each whole; the index opens or says plainly that it is missing or out of date."""
    ids = [d.id for d in workshop.library.descriptions()]
    for id in ids:
        workshop.library.article(id)
    with suppress(IndexMissing, IndexStale):
        workshop.open()
    return sorted(ids)


def add(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.add(NOTES)


def remove(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.library.remove("gone")


def build(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.build(force=True)


@pytest.mark.parametrize(
    ("change", "before", "after", "kinds"),
    [
        pytest.param(add, ["gone", "guide"], ["fish", "gone", "guide"], {"write", "fsync", "rename"}, id="add"),
        pytest.param(remove, ["gone", "guide"], ["guide"], {"rename"}, id="remove"),
        pytest.param(build, ["gone", "guide"], ["gone", "guide"], {"write", "fsync", "rename"}, id="index"),
    ],
)
def test_dying_at_any_operation_leaves_the_old_or_the_new(  # type: ignore[no-untyped-def]
    workshop, change: Callable[[Any], None], before: list[str], after: list[str], kinds: set[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(os, "fsync", lambda _: None)  # counted, but the disk need not be waited for
    home = workshop.library.settings.home
    workshop.add("Nobody is here.", "gone.txt")
    workshop.build()
    said = workshop.answers()
    kept = Path(shutil.copytree(home, tmp_path / "kept"))
    tried = 0
    while True:
        with dying(home, tried) as clock:
            change(workshop)
        if clock.seen <= tried:
            break
        tried += 1
        assert state(workshop) in (before, after)
        if before != after or tried % 5 == 0:
            workshop.build()
            assert workshop.answers() == said
        if before != after:
            shutil.rmtree(home)
            shutil.copytree(kept, home)
    assert kinds <= clock.kinds.keys()
    assert tried >= (3 if change is not build else 50)


# --- real processes -----------------------------------------------------------------------------------------------

KILLS = 20


@pytest.fixture(scope="module")
def adding() -> Callable[[Path, Path], Any]:
    """`adding(home, file)`: `advisor add` in a process of its own, forked from one that has imported what it needs."""
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["advisor.faces.cli.add", "advisor.search.indexing", "advisor.search.onnx_encoder"])

    def add(home: Path, file: Path) -> Any:
        program = f"import sys; sys.argv = ['advisor', '--home', {str(home)!r}, 'add', {str(file)!r}]\n"
        process = forking.Process(target=exec, args=(f"{program}from advisor.faces.cli.app import main; main()", {}))
        process.start()
        return process

    return add


@pytest.mark.model
def test_twenty_kills_of_add_leave_the_old_or_the_new(  # type: ignore[no-untyped-def]
    advisor, own_home: Path, tmp_path: Path, adding: Callable[[Path, Path], Any]
) -> None:
    from advisor.advisor import STATEMENTS

    draw = random.Random(7)
    settings = Settings(home=own_home)
    file = tmp_path / "tug.txt"
    states = {"old": 0, "new": 0, "index open": 0}
    started = time.monotonic()
    file.write_text("The tug sails at noon.")
    whole = adding(own_home, file)
    whole.join(120)
    assert whole.exitcode == 0
    lasts = time.monotonic() - started
    Library(settings).remove("tug")
    for number in range(KILLS):
        process = adding(own_home, file)
        time.sleep(lasts * (0.35 + 0.65 * draw.random()))
        process.kill()
        process.join()
        library = Library(settings)
        ids = [d.id for d in library.descriptions()]
        assert ids in (["guide"], ["guide", "tug"]), number
        states["new" if "tug" in ids else "old"] += 1
        for id in ids:
            library.article(id)
        try:
            open_index(library, settings, advisor.encoder.hash, statements=STATEMENTS)
            states["index open"] += 1
        except (IndexMissing, IndexStale):
            pass
        if "tug" in ids:
            library.remove("tug")
    assert states["old"] + states["new"] == KILLS
    library = Library(settings)
    indexing.build(library, settings, advisor.encoder, statements=STATEMENTS)
    opened = open_index(library, settings, advisor.encoder.hash, statements=STATEMENTS)
    assert [source.article.id for source in opened.sources] == ["guide"]
    assert [p.name for p in own_home.iterdir() if p.name.startswith(".index-")] == []


@pytest.mark.model
def test_two_processes_add_at_once(own_home: Path, tmp_path: Path, adding: Callable[[Path, Path], Any]) -> None:
    files = []
    for name in ("tug", "crane"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} is yellow.")
        files.append(adding(own_home, tmp_path / f"{name}.txt"))
    for process in files:
        process.join(120)
        assert process.exitcode == 0
    library = Library(Settings(home=own_home))
    assert [d.id for d in library.descriptions()] == ["guide", "crane", "tug"]
    assert [library.article(id).text for id in ("crane", "tug")] == ["The crane is yellow.", "The tug is yellow."]
