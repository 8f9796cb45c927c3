"""Read an untrusted file in a process of its own, with limits of memory, time, pages and unpacked size.

HTML, PDF and DOCX take big parsers; a file that makes one crash, hang or swell ends that process and no more.
Where the system knows no such limits (Windows), only the time is limited.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Literal

from advisor.errors import InputTooLarge, InputUnreadable

Format = Literal["html", "pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take; the defaults read manuals of a thousand pages."""

    seconds: int = 60
    memory_bytes: int = 1_500_000_000
    pages: int = 2_000
    unpacked_bytes: int = 200_000_000
    text_chars: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Extracted:
    """The canonical text; `headed` where the file's structure named headings, which are marked with `#` then."""

    text: str
    title: str
    headed: bool
    author: str = ""
    notices: tuple[str, ...] = ()


def extract(raw: bytes, name: str, *, format: Format, limits: Limits | None = None) -> Extracted:
    """The text of a file's bytes; raises InputUnreadable or InputTooLarge with the reason in one line."""
    limits = limits or Limits()
    command = [sys.executable, "-P", "-m", "advisor.article.formats.worker", format, json.dumps(asdict(limits))]
    # subtle: number crunchers reserve memory for every core as they are imported, which would count as the file's.
    alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, input=raw, capture_output=True, timeout=limits.seconds, env={**os.environ, **alone}, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputUnreadable(
            f"{name} takes more than {limits.seconds} seconds to read", expected="a smaller or simpler file"
        ) from None
    try:
        said = json.loads(done.stdout)
    except ValueError:
        why = _why(done, limits)
        raise InputUnreadable(f"{name} cannot be read ({why})", expected="a smaller or simpler file") from None
    if "found" in said:
        kind = InputTooLarge if said["too_large"] else InputUnreadable
        raise kind(f"{name}: {said['found']}", expected=said["expected"])
    return Extracted(said["text"], said["title"], said["headed"], said["author"], tuple(said["notices"]))


def _why(done: subprocess.CompletedProcess[bytes], limits: Limits) -> str:
    if done.returncode < 0:
        return f"its reader was stopped by signal {-done.returncode}"
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if lines and "MemoryError" in lines[-1]:
        return f"it takes more than {limits.memory_bytes:,} bytes of memory"
    return "its reader broke off" + (f": {lines[-1][:120]}" if lines else "")
