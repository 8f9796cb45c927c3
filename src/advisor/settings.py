"""Every number and place that may be set, in one frozen value. Nothing else in the program is configurable."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

APP = "track-advisor"
SHIPPED_FRAMEWORK = Path(__file__).resolve().parent / "framework" / "data" / "re-rs"


def _cache() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir(APP))


def checkout() -> Path | None:
    """The checkout that the package is installed from in editable mode, or None for an installed wheel."""
    top = Path(__file__).resolve().parents[2]
    return top if (top / "pyproject.toml").is_file() and (top / "corpus" / "guide").is_dir() else None


def framework_folder() -> Path:
    """ADVISOR_FRAMEWORK where it is set and not empty, else the framework that ships."""
    named = os.environ.get("ADVISOR_FRAMEWORK", "")
    return Path(named).resolve() if named else SHIPPED_FRAMEWORK


def shipped_guide() -> Path:
    """The guide as it ships: a framework's own, else the checkout's, or the one inside the wheel beside this file."""
    own = framework_folder() / "guide"
    if own.is_dir():
        return own
    top = checkout()
    return top / "corpus" / "guide" if top else Path(__file__).resolve().parent / "_guide"


def default_home() -> Path:
    """ADVISOR_HOME where it is set and not empty, else the checkout, else the user data directory.

    A framework with a guide of its own has a home of its own, in the user data directory.
    """
    named = os.environ.get("ADVISOR_HOME", "")
    if named:
        return Path(named)
    framework = framework_folder()
    if (framework / "guide").is_dir():
        import platformdirs

        key = hashlib.sha256(str(framework).encode()).hexdigest()[:8]
        return Path(platformdirs.user_data_dir(APP)) / "frameworks" / f"{framework.name}-{key}"
    top = checkout()
    if top:
        return top
    import platformdirs

    return Path(platformdirs.user_data_dir(APP))


def _encoder() -> str:
    return os.environ.get("ADVISOR_ENCODER", "") or "default"


def _store() -> str:
    return os.environ.get("ADVISOR_STORE", "")


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes are in the unit that the name ends with; `home` holds corpus/ and index/."""

    home: Path = field(default_factory=default_home)
    cache: Path = field(default_factory=_cache)
    encoder: str = field(default_factory=_encoder)  # "default", or the folder of a sentence-transformers model
    framework: Path = field(default_factory=framework_folder)  # the folder of questions, statements and the rest
    store: str = field(default_factory=_store)  # "" for the files in index/, or "milvus:URI"; see docs/scale.md
    use_bank: bool = True  # off: what any article without a question bank gets
    passage_tokens: int = 120
    longest_question_chars: int = 4_000
    longest_profile_chars: int = 10_000
    largest_source_bytes: int = 20_000_000
    quotes_chars: int = 420  # aimed at for all quotes of a plain answer together
    most_quotes: int = 3  # of a plain answer; lists and comparisons may have more
    most_chars: int = 650  # of a plain answer whose places belong together
    most_list_chars: int = 1_350  # of a list or a comparison

    @property
    def corpus(self) -> Path:
        return self.home / "corpus"

    @property
    def index(self) -> Path:
        return self.home / "index"

    @property
    def statements(self) -> Path:
        """The framework's labelled statements."""
        return self.framework / "statements"
