"""The table of locked packages: when each was made, and whether the index has a newer one. For whoever makes a release.

    pip download --no-deps -r requirements/run.lock -d FOLDER && python requirements/dates.py FOLDER
    python requirements/dates.py --ask gradio lxml

Days come from files that the locks name by their sha256, as `pip download` leaves them in a folder: the latest day that an
archive keeps of its own members. Only with --ask is anything asked, of the index that pip is set up with, and only for the
packages named: the day of release, and the newest version. What was asked before is kept for the same version.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import re
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "docs" / "locked.md"
_LOCKS = ("run", "dev", "train", "milvus", "bench")
_PACKAGE = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_OLDEST = "2000-01-01"  # what is older is a date that a builder set to nothing


def main() -> None:
    """One row a package; what no folder holds and nobody asked for has a question mark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--ask", nargs="+", default=[], metavar="NAME")
    options = parser.parse_args()
    packages = [(lock, *row) for lock in _LOCKS for row in locked((HERE / f"{lock}.lock").read_text(encoding="utf-8"))]
    known = before(TARGET.read_text(encoding="utf-8")) if TARGET.is_file() else {}
    owner = {hash: (name, version) for _, name, version, hashes in packages for hash in hashes}
    for path in sorted(path for folder in options.folders for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            found = owner.get(hashlib.file_digest(file, "sha256").hexdigest())
        if found:
            known[found] = (day(path), known.get(found, ("", "?"))[1])
    for _, name, version, _ in packages:
        if name in options.ask:
            known[name, version] = asked(name, version)
    rows = [(name, version, lock, *known.get((name, version), ("?", "?"))) for lock, name, version, _ in packages]
    days, answered = sum(row[3] not in ("–", "?") for row in rows), sum(row[4] != "?" for row in rows)
    head = [
        "# The locked packages and their days", "",
        f"Written by `requirements/dates.py` on {datetime.now(UTC).date()}. The day is that of the release where the index",
        "was asked, else the latest that a file keeps of its own members, a day or so before it; – keeps no day, ? was not",
        "at hand. Under newest stands yes, or the version that the index has and, where it is known, what keeps it out;",
        f"? where the index was not asked. torch is pinned in the Makefile. {days} of {len(rows)} days are known, and of",
        f"{answered} whether they are the newest. What is asked before every release stands in [security.md](security.md).",
        "",
        "| package | version | lock | day | newest |", "|---|---|---|---|---|",
    ]  # fmt: skip
    TARGET.write_text("\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n", encoding="utf-8")
    print(f"{days} of {len(rows)} days, {answered} asked, in {TARGET}")


def before(table: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Day and newest version of each package and version, as the table had them."""
    rows = (line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| "))
    return {(row[0], row[1]): (row[3], row[4]) for row in rows if len(row) == 5 and row[0] != "package"}


def asked(name: str, version: str) -> tuple[str, str]:
    """Day of release and newest version, of pip's own index; raises OSError where it does not answer."""
    said = subprocess.run([sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True)
    index = said.stdout.strip() or _default()
    kind = "application/vnd.pypi.simple.v1+json"
    request = urllib.request.Request(f"{index.rstrip('/')}/{name}/", headers={"Accept": kind})
    with urllib.request.urlopen(request, timeout=60) as answer:
        raw, given = answer.read(), answer.headers.get_content_type()
    if given != kind:  # an index of pages alone
        return "–", "?"
    told = json.loads(raw)
    own = [file for file in told["files"] if f"-{version}-" in file["filename"] or f"-{version}.tar" in file["filename"]]
    days = [file["upload-time"][:10] for file in own if file.get("upload-time")]
    versions = [Version(each) for each in told["versions"] if _is_version(each)]  # some of old are none: "0.3.2d"
    newest = max((each for each in versions if not each.is_prerelease), default=Version(version))
    if newest <= Version(version):
        return min(days, default="–"), "yes"
    pythons = {file.get("requires-python") or "" for file in told["files"] if f"-{newest}" in file["filename"]}
    return min(days, default="–"), f"{newest}{kept_out(name, newest, pythons)}"


def kept_out(name: str, newest: Version, pythons: set[str]) -> str:
    """Why it is not locked: the Python that it needs, or who asks for an older one; "" if neither."""
    if pythons and not any(SpecifierSet(asked).contains(platform.python_version()) for asked in pythons):
        return f" (Python {min(pythons)})"
    own = [
        (file.name, line.partition("#")[0])
        for file in HERE.glob("*.in")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    asking = [*own, *((each.metadata["Name"], text) for each in distributions() for text in each.requires or ())]
    for who, text in asking:
        if not text.strip():
            continue
        asked = Requirement(text)
        applies = asked.marker is None or asked.marker.evaluate({"extra": ""})
        if canonicalize_name(asked.name) == name and applies and not asked.specifier.contains(newest):
            return f" ({who} asks for {asked.specifier})"
    return ""


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def _default() -> str:
    from pip._internal.models.index import PyPI

    return str(PyPI.simple_url)


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
