"""A user's file, read up to a bound: a device that never ends is too large like any other file."""

from __future__ import annotations

from pathlib import Path

from advisor.errors import InputTooLarge, InputUnreadable

LARGEST = 50_000_000  # bytes


def read_input(path: Path, expected: str, *, largest: int = LARGEST) -> bytes:
    """Raises InputUnreadable or InputTooLarge."""
    try:
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except (OSError, ValueError) as error:  # the latter of a name with a zero byte
        reason = getattr(error, "strerror", None) or error
        raise InputUnreadable(f"cannot read {path} ({reason})", expected=expected) from None
    if len(raw) > largest:
        raise InputTooLarge(f"{path} has more than {largest:,} bytes", expected=expected)
    return raw
