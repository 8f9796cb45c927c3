"""What reading gives back: an answer made of quotes, a refusal with the nearest passages, or a friendly word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.article.quote import Quote

Why = Literal["not_covered", "too_vague", "off_topic", "wants_verdict"]
Certainty = Literal["sure", "likely"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote as numbered in one reply, from 1; `score` orders the citations of that reply and nothing else.

    `lab` is whom the quote is about where its own words do not say so, else "".
    """

    number: int
    quote: Quote
    score: float
    lab: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`confidence` is the calibrated probability that the source answers the question; `read_as` the question as read.

    `denied` is True where the first quote denies what a yes/no question asks; `differs` where the last one, of another
    source, gives another figure for the same thing. `facts` are the ids of the bank's entries that it rests on; `certainty`
    says whether the probability is high, or only high enough to show what may be meant. `goes_on_as` is the question that a
    follow-up is read behind: this one, or where it was a follow-up itself, the bank's words for what answered it.
    `behind` is the one that this question was read behind, "" where it follows none of an earlier message. `unanswered` are
    the other questions of the same message, to which the source has no answer.
    """

    question: str
    read_as: str
    confidence: float
    citations: tuple[Citation, ...]
    denied: bool = False
    differs: bool = False
    facts: tuple[str, ...] = ()
    certainty: Certainty = "sure"
    goes_on_as: str = ""
    behind: str = ""
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abstention:
    """`missing` names what the source does not speak of, where that is known; `nearest` is close but no answer.

    `behind` is as an answer has it.
    """

    question: str
    read_as: str
    confidence: float
    reason: Why
    missing: str
    nearest: tuple[Citation, ...]
    behind: str = ""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A greeting, thanks, or a question about the adviser itself."""

    question: str
    read_as: str
    confidence: float


Reading = Answer | Abstention | SmallTalk
