"""What an export was made by: version and hashes of all that its replies follow from, beside the words of the user.

Where they are the same, the same words get the same replies, which is how `advisor verify` proves them.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from advisor.advisor import Advisor
from advisor.checksum import files_sha256
from advisor.faces.telling.document import SHORT, Made
from advisor.search.adapter import FOLDER as ADAPTER
from advisor.settings import SHIPPED_FRAMEWORK, Settings, shipped_guide

_PACKAGE = Path(__file__).resolve().parents[2]
_ELSEWHERE = frozenset({"home", "cache", "framework"})  # settings that no reply depends on; what is in these is named


def made_by(advisor: Advisor, kind: str) -> Made:
    """This program with these sources; `kind` is "conversation", "profile" or "result"."""
    program = hashlib.sha256((_code(shipped_guide()) + _settings(advisor.settings)).encode("ascii")).hexdigest()[:SHORT]
    adapter, framework = _tree(ADAPTER)[:SHORT], _tree(advisor.settings.framework)[:SHORT]
    sources = tuple((article.id, article.sha256[:SHORT]) for article in advisor.articles)
    return Made(kind, version("track-advisor"), program, adapter, framework, sources)


@cache
def _code(guide: Path) -> str:
    """Of the program's own files and the guide that ships, but adapter and framework."""
    return files_sha256(path for top in (_PACKAGE, guide) for path in _files(top) if not _apart(path))


@cache
def _tree(folder: Path) -> str:
    return files_sha256(_files(folder))


def _files(top: Path) -> list[Path]:
    return [path for path in sorted(top.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]


def _apart(path: Path) -> bool:
    return path.is_relative_to(ADAPTER) or path.is_relative_to(SHIPPED_FRAMEWORK)


def _settings(settings: Settings) -> str:
    kept = {name: value for name, value in asdict(settings).items() if name not in _ELSEWHERE}
    return hashlib.sha256(repr(sorted(kept.items())).encode()).hexdigest()
