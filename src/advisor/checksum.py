"""Checksum: the sha256 of a file, of several together, of values: by it index, exports and results name what they hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def file_sha256(path: Path) -> str:
    """Of the file's bytes, 64 hex digits; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_sha256(files: Iterable[Path]) -> str:
    """One sum over the files' names and bytes, in the order given, 64 hex digits; raises OSError."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def key_of(*values: object) -> str:
    """A name for what is made of these values: of the sha256 of their JSON the first 16 hex digits.

    `key_of("guide", 120)` → `'41e96bf73c466aa4'`.
    """
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode("utf-8")).hexdigest()[:16]
