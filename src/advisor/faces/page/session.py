"""What one visitor's page shows, as a pure value: it lives in Gradio's session state and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from advisor.answering.answer import Reading
from advisor.article.quote import Quote
from advisor.conversation.conversation import WRITER, Conversation
from advisor.conversation.transcript import MOST_ACTS, Act, Said
from advisor.errors import InputTooLarge
from advisor.faces.markup import Html
from advisor.framework.saved import Saved
from advisor.framework.verdict import Verdict
from advisor.profile.profile import Profile

MOST_CHARS = 100_000  # of all messages of a chat: some ten seconds of work when it is taken up again


def bounded(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts, where one click can take them all up again; raises InputTooLarge for more."""
    chars = sum(len(act.text) for act in acts if isinstance(act, Said))
    if len(acts) > MOST_ACTS or chars > MOST_CHARS:
        found = f"found a chat of {len(acts):,} messages and {chars:,} characters"
        most = f"{MOST_ACTS} and {MOST_CHARS:,} are the most that can be taken up again"
        raise InputTooLarge(f"{found}; {most}. Save this one, and “Forget me” begins a new one")
    return tuple(acts)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A message and its reply as shown in the log, with the quotes that its citations open, in their order.

    `reading` is what may be judged, `after` the questions before it, `judged` True once it was.
    """

    html: Html
    quotes: tuple[Quote, ...] = ()
    reading: Reading | None = None
    after: tuple[str, ...] = ()
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Viewing:
    """The place in a source that is open: a section, or one of the quotes of an exchange.

    `at` numbers the quote within `quotes`, from 0. `jumps` counts the times that the reader was sent here, so that the
    page knows a new order to scroll from a mere redrawing.
    """

    source: str
    section: int
    quotes: tuple[Quote, ...] = ()
    at: int | None = None
    query: str = ""
    jumps: int = 0

    @property
    def quote(self) -> Quote | None:
        return self.quotes[self.at] if self.at is not None else None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The question that was set by hand last, and what that changed."""

    question: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """The inputs of chance times pay: `chance` in percent on the rarer track, and how many times likelier the other is."""

    lab: str
    chance: float
    few: float
    many: float


@dataclass(frozen=True, slots=True)
class Session:
    """`sources` is the visitor's choice of what to quote from; `corrected` says what the last correction changed.
    `people` are those whose profile is in sight, one or two side by side, "" the visitor.

    `comparing` and `deciding` are True once these tabs were opened; `said_on` is what the source says on each concern, asked
    once; `then` is a saved result to compare with; `wrong` says
    which part of the decision was given what cannot be, and why. `sum` has inputs set by hand, None the source's.
    `acts` is what was said and set by hand, to be kept and taken up again; `saving` names the format to be saved in now.
    `pasted` and `offered` are words for what the host holds: a long text that was sent and may be an article, and a source
    that was read and not yet accepted. `whole` is True where all of the log is to be drawn anew.
    `said` is a passing word of the page, `tick` counts the redrawings.
    """

    conversation: Conversation = field(default_factory=Conversation)
    acts: tuple[Act, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    sources: tuple[str, ...] = ()
    viewing: Viewing | None = None
    profile: Profile | None = None
    verdict: Verdict | None = None
    corrected: Corrected | None = None
    people: tuple[str, ...] = (WRITER,)
    comparing: bool = False
    deciding: bool = False
    said_on: tuple[tuple[str, tuple[Quote, ...]], ...] = ()
    then: Saved | None = None
    wrong: tuple[str, str] = ("", "")
    sum: Sum | None = None
    pasted: str = ""
    whole: bool = False
    offered: str = ""
    problem: str = ""
    said: str = ""
    saving: str = ""
    tick: int = 0

    def with_exchange(self, exchange: Exchange) -> Session:
        return replace(self, exchanges=(*self.exchanges, exchange))
