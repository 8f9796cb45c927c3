"""A source on disk: one folder with the canonical text and source.toml, which says what it is and how to read it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz import fuzz

from advisor.article.article import Article
from advisor.article.section import Section
from advisor.errors import SourceDamaged

TEXT = "text.txt"
DESCRIPTION = "source.toml"
Reading = Literal["markdown", "text"]
_SAME_HEADING = 80.0  # of 100, rapidfuzz token_sort_ratio
_SHARE_OF_HEADINGS = 0.6


class Original(BaseModel):
    """What the guide was written after: how to recognise the user's own copy, and how to name it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    author: str
    year: int
    url: str
    headings: tuple[str, ...]

    def is_this(self, sections: Sequence[Section]) -> bool:
        """True where most of the headings listed here are headings of the text."""
        titles = [section.title.lower() for section in sections]
        found = sum(any(fuzz.token_sort_ratio(h.lower(), t) >= _SAME_HEADING for t in titles) for h in self.headings)
        return found >= _SHARE_OF_HEADINGS * len(self.headings)


class Description(BaseModel):
    """source.toml; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    author: str = ""
    year: int | None = None
    url: str = ""
    licence: str = ""
    sha256: str
    reading: Reading
    read_from: str = ""
    stands_for: str = ""
    original: Original | None = None

    def as_toml(self) -> str:
        import tomli_w  # writing alone needs it

        return tomli_w.dumps(self.model_dump(exclude_none=True, exclude_defaults=True))


def find_sections(canonical: str, reading: Reading) -> tuple[Section, ...]:
    """The sections of a canonical text, read as it was when it was added."""
    if reading == "markdown":
        from advisor.article.formats import markdown

        return markdown.find_sections(canonical)
    from advisor.article.formats import text

    return text.find_sections(canonical)


def describe(folder: Path) -> Description:
    """Read source.toml alone; raises SourceDamaged where it is missing or breaks its rules."""
    path = folder / DESCRIPTION
    try:
        found = Description.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise SourceDamaged(f"found no {path}", expected="one in every source folder", mend=_mend(folder)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise SourceDamaged(f"found {path} unreadable ({reason})", expected="a source.toml", mend=_mend(folder)) from None
    except OSError as error:
        found_none = f"found no readable {path} ({error.strerror})"
        raise SourceDamaged(found_none, expected="a source.toml", mend=_mend(folder)) from None
    if found.id != folder.name:
        named = f"{folder.name!r}, its folder's name"
        raise SourceDamaged(f"found the id {found.id!r} in {path}", expected=named, mend=_mend(folder))
    return found


def load(folder: Path) -> Article:
    """The article of a source folder; raises SourceDamaged where the text is not the one that was imported."""
    description = describe(folder)
    path = folder / TEXT
    try:
        raw = path.read_bytes()
    except OSError as error:
        found_no = f"found no readable {path} ({error.strerror})"
        raise SourceDamaged(found_no, expected="the text", mend=_mend(folder)) from None
    found = hashlib.sha256(raw).hexdigest()
    if found != description.sha256:
        raise SourceDamaged(
            f"found {path} changed (sha256 {found[:12]}…)",
            expected=f"{description.sha256[:12]}… as imported",
            mend=_mend(folder),
        )
    canonical = raw.decode("utf-8")
    return Article(
        id=description.id,
        title=description.title,
        text=canonical,
        sections=find_sections(canonical, description.reading),
        author=description.author,
        year=description.year,
        url=description.url,
        stands_for=description.stands_for or description.id,
    )


def _mend(folder: Path) -> str:
    if folder.name == "guide":
        return "restore it as it ships: git checkout corpus/guide, or install the package again"
    return f"advisor remove {folder.name}, then advisor add the file again"
