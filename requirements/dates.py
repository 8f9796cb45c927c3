"""Writes docs/locked.md: every locked package with the day that its file was made, read from the files themselves.

    python requirements/dates.py FOLDER…

The folders hold what pip fetched: `pip download --no-deps -r requirements/run.lock -d FOLDER`, or pip's own cache.
A file belongs to the package whose lock names its sha256, so its name does not matter. The day is the latest of those that
the archive keeps of its members; where it keeps none (builders may set all to one old day), a dash stands.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "docs" / "locked.md"
_LOCKS = ("run", "dev", "train")
_PACKAGE = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_OLDEST = "2000-01-01"  # what is older is a date that a builder set to nothing


def main() -> None:
    """One row a package; a package that no folder holds has a question mark."""
    packages = [(lock, *row) for lock in _LOCKS for row in locked((HERE / f"{lock}.lock").read_text(encoding="utf-8"))]
    owner = {hash: (name, version) for _, name, version, hashes in packages for hash in hashes}
    made: dict[tuple[str, str], str] = {}
    for path in sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*") if path.is_file()):
        with path.open("rb") as file:
            found = owner.get(hashlib.file_digest(file, "sha256").hexdigest())
        if found:
            made[found] = day(path)
    rows = [f"| {name} | {version} | {lock} | {made.get((name, version), '?')} |" for lock, name, version, _ in packages]
    known = sum(each != "–" for each in made.values())
    head = [
        "# The locked packages and their days", "",
        f"Written by `requirements/dates.py` on {datetime.now(UTC).date()}, from files that the locks name by their sha256.",
        "The day is the latest that a file keeps of its own members: when it was built, a day or so before it was released.",
        f"{known} of {len(packages)} are known; – keeps no day, ? was not at hand. torch is pinned in the Makefile. What is",
        "asked before every release stands in [security.md](security.md).", "",
        "| package | version | lock | built |", "|---|---|---|---|",
    ]  # fmt: skip
    TARGET.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    print(f"{known} of {len(packages)} days in {TARGET}")


def locked(text: str) -> list[tuple[str, str, set[str]]]:
    """Name, version and hashes of each package of a lock: `locked("a==1 --hash=sha256:…")` gives one row."""
    found = list(_PACKAGE.finditer(text))
    ends = [each.start() for each in found[1:]] + [len(text)]
    return [
        (each["name"], each["version"], set(_HASH.findall(text[each.end() : end])))
        for each, end in zip(found, ends, strict=True)
    ]


def day(path: Path) -> str:
    """The latest day of an archive's members, – where it keeps none."""
    days = [""]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as wheel:
            days += ["{:04}-{:02}-{:02}".format(*each.date_time[:3]) for each in wheel.infolist()]
    elif tarfile.is_tarfile(path):
        with tarfile.open(path) as source:
            days += [datetime.fromtimestamp(each.mtime, UTC).date().isoformat() for each in source]
    return max(days) if max(days) > _OLDEST and not max(days).startswith("2020-02-02") else "–"


if __name__ == "__main__":
    main()
