"""The manifest of an index: its parts, and of every file its sha256 and size. A changed byte is refused by name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from advisor.checksum import file_sha256, key_of
from advisor.errors import IndexDamaged, IndexMissing

MANIFEST = "manifest.json"
FORMAT = 17  # raised whenever what is built changes
HASHED_IN_FULL = 64_000_000  # bytes; what is larger is checked by its size when opened, in full by doctor
_FORCE = "advisor index --force"


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest as written; raises IndexMissing or IndexDamaged."""
    path = folder / MANIFEST
    if not path.is_file():
        raise IndexMissing(f"found no index in {folder}", expected=MANIFEST, mend="advisor index")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        body = {key: value for key, value in manifest.items() if key != "sha256"}
        whole = manifest["sha256"] == key_of(body) and isinstance(manifest["parts"], dict)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise IndexDamaged(f"found {path} damaged", expected="the manifest as it was written", mend=_FORCE)
    return dict(manifest)


def write_manifest(folder: Path, names: Sequence[str], encoder_hash: str, passage_tokens: int) -> None:
    """Of the parts of these names, as they lie in the folder; raises OSError."""
    parts = {name: {p.name: [file_sha256(p), p.stat().st_size] for p in sorted((folder / name).iterdir())} for name in names}
    body = {"format": FORMAT, "encoder": encoder_hash, "passage_tokens": passage_tokens, "parts": parts}
    text = json.dumps({**body, "sha256": key_of(body)}, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def check_part(folder: Path, name: str, manifest: Mapping[str, Any], *, in_full: bool = False) -> None:
    """Every file of the part is the one that was built; raises IndexDamaged naming the first that is not."""
    for file, (digest, size) in manifest["parts"][name].items():
        path = folder / name / file
        if not path.is_file() or path.stat().st_size != size:
            raise IndexDamaged(f"found {name}/{file} missing or cut short", expected=f"{size:,} bytes", mend=_FORCE)
        if (in_full or size <= HASHED_IN_FULL) and file_sha256(path) != digest:
            raise IndexDamaged(f"found {name}/{file} changed", expected=f"sha256 {digest[:12]}…", mend=_FORCE)


def intact_parts(folder: Path) -> set[str]:
    """The names of the parts that are as they were built, every byte of them looked at; none where there is no manifest."""
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
