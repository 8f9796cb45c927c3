"""A file that a command writes for the user: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from advisor.errors import NotWritable


def write(path: Path, text: str) -> None:
    """In UTF-8, in the place of what was there; raises NotWritable."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NotWritable(f"cannot write {path} ({error.strerror})", expected="a folder one may write to") from None


def make_folder(path: Path) -> None:
    """With all folders above it; raises NotWritable."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(f"cannot make {path} ({error.strerror})", expected="a folder one may write to") from None
