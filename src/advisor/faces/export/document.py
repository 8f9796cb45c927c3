"""A document to take away, as a row of blocks. What writes it and what reads it back know nothing of how it came about.

Every block is one kind of speech, so that in print as in a proof it is plain who says it: the user, the source or we.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    """What made a document: `kind` is "conversation" or "profile", `version` the program's, the rest are hashes, shortened.

    `program` is of code, guide and settings, `sources` maps what was quoted from, in its order, to the hash of its text.
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


@dataclass(frozen=True, slots=True)
class ByHand:
    """A question that the user set by hand, `leaning` "" takes it back; `words` is the offered answer that was tapped."""

    question: str
    leaning: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was read, where that is not word for word the message before it."""

    text: str


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


Block = Ours | Yours | ByHand | Understood | Repeated | Cited | Table
LOOKS = ("paragraph", "item", "part", "heading", "verdict", "note")


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
