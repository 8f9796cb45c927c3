"""Writes one result file: figures with the identity of what was measured. Never a sentence of article or public data."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from opening import TOP, home

from advisor.checksum import files_sha256

RESULTS = Path(__file__).resolve().parent / "results"


def arguments(about: str | None, name: str, *, data: Path) -> argparse.ArgumentParser:
    """The options that every program of this folder has."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data, help="where the cases are")
    parser.add_argument("--out", type=Path, default=RESULTS / f"{name}.json")
    parser.add_argument("--smoke", action="store_true", help="a small part, in seconds; written beside the full result")
    return parser


def write(options: argparse.Namespace, figures: Mapping[str, Any], *, encoder: str, corpus: Iterable[Path]) -> None:
    """The figures with their identity, as JSON; a smoke run writes NAME.smoke.json."""
    path: Path = options.out.with_suffix(".smoke.json") if options.smoke else options.out
    path.parent.mkdir(parents=True, exist_ok=True)
    settings, changed = home(), _git("diff", "HEAD", "--stat", "--", "src", "corpus")
    identity = {
        "commit": _git("rev-parse", "--short=12", "HEAD") + ("+" if changed else ""),
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "corpus": tree_hash(corpus),
        "encoder": encoder,
        "settings": {"passage_tokens": settings.passage_tokens, "quotes_chars": settings.quotes_chars},
        "machine": {"cpu": _cpu(), "cores": os.cpu_count(), "python": platform.python_version()},
        "smoke": options.smoke,
    }
    path.write_text(json.dumps({"identity": identity, **figures}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written: {path.relative_to(TOP) if path.is_relative_to(TOP) else path}")


def tree_hash(paths: Iterable[Path]) -> str:
    """One sum over the files, folders taken whole, 16 hex digits."""
    files = (file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]) if file.is_file())
    return files_sha256(files)[:16]


def _git(*words: str) -> str:
    done = subprocess.run(["git", "--no-optional-locks", *words], cwd=TOP, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else "unknown"


def _cpu() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.processor())
