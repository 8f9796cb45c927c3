"""What is told, as a row of blocks. What draws it knows nothing of how it came about.

Every block is one kind of speech, so that on a screen, in print and in a proof it is plain who says it: the user, the source
or we. A telling groups blocks (`Group`) and adds what can be answered (`QuestionPart`, `Confirm`); `flat` makes of it plain
blocks, which is what a `Document` holds: to be taken away, and read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

SHORT = 12  # hexadecimal digits of a hash that stand in a citation; the whole hash stands at the top


@dataclass(frozen=True, slots=True)
class Source:
    """A text that the document quotes from: `sha256` is of its canonical text, `chars` its length in code points."""

    id: str
    title: str
    sha256: str
    chars: int


@dataclass(frozen=True, slots=True)
class Ours:
    """Our own words. `look` is how they are set: a paragraph, an item of a list, a heading, a small note."""

    text: str
    look: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Made:
    """What made a document: `kind` is "conversation", "profile" or "result", `version` the program's, the rest are hashes.

    Hashes are shortened. `program` is of code, guide and settings, `sources` maps what was quoted from, in its order, to the
    hash of its text.
    """

    kind: str
    version: str
    program: str
    adapter: str
    framework: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Yours:
    """A message of the user; `question` is the framework's question that it answers, where it stood below one."""

    text: str
    question: str = ""


CHOSEN, LEFT_OUT = "chosen", "left out"


@dataclass(frozen=True, slots=True)
class ByHand:
    """A question that the user set by hand, `leaning` "" takes it back; `words` is the offered answer that was tapped.

    With the leaning CHOSEN it is something given to the decision aid, `question` says what; with LEFT_OUT, something that
    the next question is no longer about.
    """

    question: str
    leaning: str
    words: str = ""

    @property
    def text(self) -> str:
        """`target to RS`, `target taken back`, `target to RS: Leading a research programme`."""
        to = f"to {self.leaning}" if self.leaning else "taken back"
        to = self.leaning if self.leaning in (CHOSEN, LEFT_OUT) else to
        return f"{self.question} {to}" + (f": {self.words}" if self.words else "")


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was read, where that is not word for word the message before it.

    Where `follows` is True it is read behind an earlier question, and `text` is that one.
    """

    text: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """The words of quote `number` that answer, ahead of the quotes; `label` is "no", a side of a comparison, or ""."""

    label: str
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """Words cut from a message of the user; `note` says why they do not count, if they do not."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """Words cut from a source, and where: all that is needed to cut them again."""

    number: int
    text: str
    name: str
    section_number: int
    section_title: str
    source: str
    start: int
    end: int
    hash: str


@dataclass(frozen=True, slots=True)
class Table:
    """Our own words in rows, as many cells in each as in the first, which holds the headings."""

    rows: tuple[tuple[str, ...], ...]


Block = Ours | Yours | ByHand | Understood | Key | Repeated | Cited | Table
LOOKS = ("paragraph", "item", "part", "heading", "verdict", "note")


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is offered, and the leaning that it stands for, "" where it stands for none."""

    leaning: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A question of ours to the user, with the answers that are offered; any other may be typed."""

    question: str
    text: str
    options: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirm:
    """What was heard and is not sure, to be confirmed: `leaning` on `question`, in the words of the offered answer."""

    question: str
    leaning: str
    text: str
    answer: str


Kind = Literal["answer", "near", "remark", "changes", "verdict", "finding", "step", "fold"]


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together. A `fold` has a title and may be shown closed; the other kinds are told in full."""

    kind: Kind
    parts: tuple[Part, ...]
    title: str = ""


Part = Block | Group | QuestionPart | Confirm


def flat(parts: Iterable[Part]) -> Iterator[Block]:
    """The blocks alone, in order of reading."""
    for part in parts:
        match part:
            case Group():
                if part.title:
                    yield Ours(part.title, "part")
                yield from flat(part.parts)
            case QuestionPart():
                yield Ours(part.text)
                for option in part.options:
                    yield Ours(option.text, "item")
            case Confirm():
                yield Ours(part.text)
            case _:
                yield part


def parts_within(parts: Iterable[Part]) -> Iterator[Part]:
    """Every part and what is in its groups, in order of reading."""
    for part in parts:
        yield part
        if isinstance(part, Group):
            yield from parts_within(part.parts)


@dataclass(frozen=True, slots=True)
class Document:
    """`blocks` in order of reading; `made` is None of a table, and of what was exported before it was said."""

    title: str
    sources: tuple[Source, ...]
    blocks: tuple[Block, ...]
    made: Made | None = None

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Cited))
