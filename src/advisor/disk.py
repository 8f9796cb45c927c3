"""Disk: what is changed there is changed by one process at a time, whole or not at all, and outlasts a power cut."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from advisor.errors import NotWritable


@contextmanager
def locked(lock: Path, *, changing: Path, wait: int) -> Iterator[None]:
    """Hold the file `lock` while `changing` is changed, after at most `wait` seconds; the lock's file stays.

    Raises NotWritable where another process holds it for longer, or for any OSError meanwhile: a full or refusing disk.
    """
    from filelock import FileLock, Timeout

    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=wait):
            yield
    except Timeout:
        found = f"another process has held {changing} for {wait} seconds"
        raise NotWritable(found, expected="it to be free", mend="try again") from None
    except OSError as error:
        found = f"cannot write to {changing} ({error.strerror or error})"
        raise NotWritable(found, expected="a folder that can be written", mend="--home DIR") from None


@contextmanager
def replacing(path: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` at the end: a reader finds the old one or the new one.

    `mode` holds before the first byte is written, and nobody has the file open already. Raises OSError; what was there is
    then as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            yield file
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def write(path: Path, text: str, *, mode: int = 0o666) -> None:
    """A file for the user, in UTF-8, in the place of what was there; raises NotWritable."""
    data = text.encode("utf-8")
    try:
        with replacing(path, mode=mode) as file:
            file.write(data)
    except OSError as error:
        raise NotWritable(f"cannot write {path} ({error.strerror})", expected="a folder one may write to") from None


def make_folder(path: Path) -> None:
    """With all folders above it; raises NotWritable."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(f"cannot make {path} ({error.strerror})", expected="a folder one may write to") from None


def sync(folder: Path) -> None:
    """Make the folder's entries outlast a power cut, where the system can (Windows cannot)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """The same for all files and folders below it, to be called before the rename that puts it in place."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            sync(path)
    sync(folder)


def swap(fresh: Path, target: Path, *, prefix: str) -> None:
    """Put the fresh folder in the target's place; a reader finds the old one, the new one, or for a moment none.

    The old one leaves by a folder beside it whose name begins with `prefix`, so that it is known where a killed process
    left it. Where the new one cannot be put there, the old one is put back; where somebody without the lock has put
    another one there meanwhile, it stays: opening checks it.
    """
    aside: Path | None = None
    if target.exists():
        aside = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
        target.rename(aside / target.name)
    try:
        fresh.rename(target)
    except OSError:
        if not target.exists():
            if aside is not None:
                (aside / target.name).rename(target)
            raise
    sync(target.parent)
    if aside is not None:
        shutil.rmtree(aside, ignore_errors=True)
