"""What users said of answers: one local file of JSON lines, to be read, exported or deleted. Nothing is kept unasked.

An opinion holds the question, what was answered and what was thought of it; no name, no address and no time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor import disk
from advisor.answering.answer import Abstention, Answer, Citation, Reading
from advisor.article.article import Article
from advisor.errors import NotWritable
from advisor.faces.reading_in import read_input
from advisor.settings import Settings

Status = Literal["answered", "abstained", "smalltalk"]
Why = Literal["", "other_passage", "not_in_source", "is_in_source", "unclear"]
WHYS: dict[Why, str] = {
    "other_passage": "Another passage answers it",
    "not_in_source": "The source does not say this",
    "is_in_source": "The source does say it",
    "unclear": "I do not understand the answer",
}
MOST_WORDS = 1_000  # characters of free text
_LARGEST = 5_000_000  # bytes
_PATIENCE = 5  # seconds to wait for another process that writes
_STRICT = ConfigDict(extra="forbid", frozen=True, strict=True)


class QuotedPlace(BaseModel):
    """A quote that was shown."""

    model_config = _STRICT
    text: str
    source: str
    section_number: int
    start: int
    end: int


class Opinion(BaseModel):
    """`quotes` are those of the answer, or, of a refusal, what was shown as near; `after` the earlier questions.

    `sources` holds the sha256 of each text that was quoted from; a line without it or `read_as` is read too.
    """

    model_config = _STRICT
    question: str
    after: Annotated[tuple[str, ...], Field(strict=False)] = ()
    read_as: str = ""
    status: Status
    quotes: Annotated[tuple[QuotedPlace, ...], Field(strict=False)]
    helpful: bool
    why: Why = ""
    words: Annotated[str, Field(max_length=MOST_WORDS)] = ""
    sources: dict[str, str] = {}

    @property
    def of(self) -> tuple[str, tuple[str, ...], str, str, tuple[QuotedPlace, ...]]:
        """What it is an opinion on: a later one on the same replaces it."""
        return self.question, self.after, self.read_as, self.status, self.quotes

    @property
    def line(self) -> bytes:
        """As it is kept: one line; half a character becomes a question mark."""
        return json.dumps(self.model_dump(), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def opinion_on(
    reading: Reading,
    after: Sequence[str],
    *,
    helpful: bool,
    why: Why = "",
    words: str = "",
    articles: Sequence[Article] = (),
) -> Opinion:
    """Of a reading as it was shown; `articles` are those that it may quote from."""
    status, shown = _shown(reading)
    quoted = {citation.quote.source for citation in shown}
    return Opinion(
        question=reading.question,
        after=tuple(after),
        read_as=reading.read_as,
        status=status,
        quotes=tuple(map(_place, shown)),
        helpful=helpful,
        why=why,
        words=words.strip()[:MOST_WORDS],
        sources={article.id: article.sha256 for article in articles if article.id in quoted},
    )


def can_be_judged(reading: Reading | None) -> bool:
    """Small talk asks for no opinion."""
    return isinstance(reading, Answer | Abstention)


class FeedbackFile:
    """`feedback.jsonl` in the home: one opinion a line, in the order given."""

    def __init__(self, settings: Settings) -> None:
        self.path = settings.home / "feedback.jsonl"

    def add(self, opinion: Opinion) -> None:
        """Append it whole; raises NotWritable where the file is full, locked, or cannot be written."""
        with self._locked():
            _append(self.path, opinion.line)

    def read(self) -> tuple[tuple[Opinion, ...], tuple[str, ...]]:
        """The opinions, the last on each reading, and a line for each line of the file that is none."""
        found: dict[object, Opinion] = {}
        bad: list[str] = []
        for number, line in enumerate(self._bytes().split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                opinion = Opinion.model_validate_json(line)
            except ValidationError as error:
                bad.append(f"line {number} of {self.path.name} is no opinion ({_fault(error)})")
                continue
            found.pop(opinion.of, None)
            found[opinion.of] = opinion
        return tuple(found.values()), tuple(bad)

    def text(self) -> str:
        """The file as it is, "" where there is none; raises InputUnreadable or InputTooLarge."""
        return self._bytes().decode("utf-8", "replace")

    def delete(self) -> int:
        """Take the file away; how many opinions it held. Raises NotWritable, InputUnreadable or InputTooLarge."""
        if not self.path.exists():  # nothing to lock: a home that is not there is not made
            return 0
        with self._locked():
            opinions, _ = self.read()
            self.path.unlink(missing_ok=True)
        return len(opinions)

    def _bytes(self) -> bytes:
        return read_input(self.path, "the file of feedback") if self.path.exists() else b""

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with disk.locked(self.path.with_suffix(".lock"), changing=self.path, wait=_PATIENCE):
            yield


def _append(path: Path, line: bytes) -> None:
    """All of the line or nothing; one that was torn before it (a power cut, an editor) is ended first."""
    with path.open("a+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            line = line if file.read(1) == b"\n" else b"\n" + line
        if size + len(line) > _LARGEST:
            found = f"{path} has {size:,} bytes and no room for {len(line):,} more"
            raise NotWritable(found, expected=f"at most {_LARGEST:,}", mend="advisor feedback --delete")
        try:
            while line:
                line = line[file.write(line) :]
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                file.truncate(size)
            raise


def _fault(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where!r}: {first['msg'].lower()}" if where else first["msg"].lower()


def _shown(reading: Reading) -> tuple[Status, tuple[Citation, ...]]:
    if isinstance(reading, Answer):
        return "answered", reading.citations
    return ("abstained", reading.nearest) if isinstance(reading, Abstention) else ("smalltalk", ())


def _place(citation: Citation) -> QuotedPlace:
    quote, span = citation.quote, citation.quote.span
    return QuotedPlace(
        text=quote.text, source=quote.source, section_number=quote.section_number, start=span.start, end=span.end
    )
