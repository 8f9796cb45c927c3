"""The table of locked packages names every one of them, as locked."""

from __future__ import annotations

import re
from pathlib import Path


def test_every_locked_package_stands_in_the_table(root: Path) -> None:
    table = (root / "docs" / "locked.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| (\S+) \| (\S+) \| (\w+) \| (?:[\d-]{10}|–|\?) \| [^|]+ \|$", table, re.MULTILINE))
    locked = {
        (name, version, lock)
        for lock in ("run", "dev", "train", "milvus", "bench")
        for name, version in re.findall(
            r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (root / "requirements" / f"{lock}.lock").read_text(), re.MULTILINE
        )
    }
    assert rows == locked
