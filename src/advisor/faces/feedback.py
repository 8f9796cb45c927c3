"""What users said of answers: one local file of JSON lines, to be read, exported or deleted. Nothing is kept unasked.

An opinion holds the question, what was answered and what was thought of it; no name, no address and no time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.answering.answer import Abstention, Answer, Citation, Reading
from advisor.errors import InputUnreadable, NotWritable
from advisor.settings import Settings

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


class Place(BaseModel):
    """A quote that was shown."""

    model_config = _STRICT
    text: str
    source: str
    section_number: int
    start: int
    end: int


class Opinion(BaseModel):
    """`quotes` are those of the answer, or, of a refusal, what was shown as near; `after` the earlier questions."""

    model_config = _STRICT
    question: str
    after: Annotated[tuple[str, ...], Field(strict=False)] = ()
    status: Literal["answered", "abstained"]
    quotes: Annotated[tuple[Place, ...], Field(strict=False)]
    helpful: bool
    why: Why = ""
    words: Annotated[str, Field(max_length=MOST_WORDS)] = ""

    @property
    def of(self) -> tuple[str, tuple[str, ...], str, tuple[Place, ...]]:
        """What it is an opinion on: a later one on the same replaces it."""
        return self.question, self.after, self.status, self.quotes


def opinion_on(
    reading: Answer | Abstention, after: Sequence[str], *, helpful: bool, why: Why = "", words: str = ""
) -> Opinion:
    """Of a reading as it was shown."""
    shown = reading.citations if isinstance(reading, Answer) else reading.nearest
    return Opinion(
        question=reading.question,
        after=tuple(after),
        status="answered" if isinstance(reading, Answer) else "abstained",
        quotes=tuple(map(_place, shown)),
        helpful=helpful,
        why=why,
        words=words.strip()[:MOST_WORDS],
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
        line = opinion.model_dump_json() + "\n"
        try:
            with FileLock(self._lock, timeout=_PATIENCE), self.path.open("ab") as file:
                if file.tell() + len(line) > _LARGEST:
                    full = f"{self.path} has {file.tell():,} bytes"
                    raise NotWritable(full, expected=f"at most {_LARGEST:,}", mend="advisor feedback --delete")
                file.write(line.encode("utf-8", "replace"))
        except Timeout:
            raise NotWritable(f"{self.path} is being written", expected="a moment of patience") from None
        except OSError as error:
            raise NotWritable(f"cannot write {self.path} ({error.strerror})", expected="a home one may write to") from None

    def read(self) -> tuple[tuple[Opinion, ...], tuple[str, ...]]:
        """The opinions, the last on each reading, and a line for each line of the file that is none."""
        found: dict[object, Opinion] = {}
        bad: list[str] = []
        for number, line in enumerate(self.text().splitlines(), 1):
            try:
                opinion = Opinion.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                bad.append(f"line {number} of {self.path.name} is no opinion ({first['msg'].lower()})")
                continue
            found.pop(opinion.of, None)
            found[opinion.of] = opinion
        return tuple(found.values()), tuple(bad)

    def text(self) -> str:
        """The file as it is, "" where there is none; raises InputUnreadable."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise InputUnreadable(f"cannot read {self.path} ({error.strerror})", expected="the file of feedback") from None

    def delete(self) -> int:
        """Take the file away; how many lines it had. Raises NotWritable."""
        lines = len(self.text().splitlines())
        try:
            self.path.unlink(missing_ok=True)
            self._lock.unlink(missing_ok=True)
        except OSError as error:
            raise NotWritable(f"cannot delete {self.path} ({error.strerror})") from None
        return lines

    @property
    def _lock(self) -> Path:
        return self.path.with_suffix(".lock")


def _place(citation: Citation) -> Place:
    quote, span = citation.quote, citation.quote.span
    return Place(
        text=quote.text, source=quote.source, section_number=quote.section_number, start=span.start, end=span.end
    )
