"""A transcript: what the user said, set by hand and left out, in order. Everything else of a conversation follows from it.

As JSON it is kept and taken up again; a reply is never read from a file but made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.article.article import Article
from advisor.conversation.conversation import Conversation
from advisor.conversation.counsel import Counsel
from advisor.conversation.notes import FORGOTTEN
from advisor.conversation.reply import Reply
from advisor.conversation.step import next_step
from advisor.errors import InputUnreadable, UsageError
from advisor.framework.choices import subject

VERSION = 1
MOST_ACTS = 200  # of a file that somebody sends; one's own may be longer
_KIND = "track-advisor conversation"


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the user sent it."""

    text: str


@dataclass(frozen=True, slots=True)
class SetByHand:
    """A question set by hand, `leaning` "" takes it back; `words` is the offered answer that was clicked, if one was."""

    question: str
    leaning: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was given to the decision aid: a kind and its words, as `framework/choices.py` has them."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the next follow-up is no longer about: a lab, a role or the topic, as `focus.py` names them."""

    name: str


Act = Said | SetByHand | Chosen | LeftOut
SILENT = (Chosen, LeftOut)  # nothing is replied to them


def with_choice(acts: Sequence[Act], chosen: Chosen) -> tuple[Act, ...]:
    """The acts with one more choice; what it is about was chosen once only, so that moving a slider adds nothing."""
    about = subject(chosen.kind, chosen.words)
    kept = [act for act in acts if not (isinstance(act, Chosen) and subject(act.kind, act.words) == about)]
    return (*kept, chosen)


@dataclass(frozen=True, slots=True)
class Transcript:
    """`sources` maps the id of each source that was quoted from to the SHA-256 of its text."""

    acts: tuple[Act, ...]
    sources: tuple[tuple[str, str], ...] = ()

    def of_others(self, articles: Sequence[Article]) -> bool:
        """True where it says what was quoted from, and that is not what these articles are."""
        return bool(self.sources) and dict(self.sources) != {article.id: article.sha256 for article in articles}


@dataclass(frozen=True, slots=True)
class Replayed:
    """One act, and the conversation and reply that came of it."""

    act: Act
    conversation: Conversation
    reply: Reply


def replay(counsel: Counsel, acts: Iterable[Act]) -> Iterator[Replayed]:
    """Every act in order; to some nothing is replied. What this framework does not know is passed over."""
    conversation = Conversation()
    for act in acts:
        if isinstance(act, Chosen):
            with suppress(UsageError):
                conversation = counsel.choose(conversation, act.kind, act.words)
                yield Replayed(act, conversation, Reply("note"))
            continue
        if isinstance(act, LeftOut):
            conversation = conversation.leaving_out(act.name)
            yield Replayed(act, conversation, Reply("note"))
            continue
        if isinstance(act, Said):
            step = next_step(counsel, conversation, act.text)
        else:
            try:
                step = counsel.correct(conversation, act.question, act.leaning or None)
            except UsageError:
                continue
        conversation = step.conversation
        yield Replayed(act, conversation, step.reply)


def forgets(reply: Reply) -> bool:
    """True of the reply to "forget me": nothing said before it is kept."""
    return reply.text == FORGOTTEN


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    say: Annotated[str, Field(min_length=1)]


class _SetByHand(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    set: str
    to: str
    words: str = ""


class _Chosen(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    choose: str
    to: Annotated[str, Field(max_length=400)]


class _LeftOut(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    leave: Annotated[str, Field(min_length=1, max_length=400)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    kind: Literal["track-advisor conversation"]
    version: int
    sources: Mapping[str, str] = {}
    acts: list[_Said | _SetByHand | _Chosen | _LeftOut]


def to_json(transcript: Transcript) -> str:
    """The file's text; the same transcript gives the same bytes."""
    acts: list[dict[str, str]] = []
    for act in transcript.acts:
        if isinstance(act, Said):
            acts.append({"say": act.text})
        elif isinstance(act, Chosen):
            acts.append({"choose": act.kind, "to": act.words})
        elif isinstance(act, LeftOut):
            acts.append({"leave": act.name})
        else:
            words = {"words": act.words} if act.words else {}
            acts.append({"set": act.question, "to": act.leaning, **words})
    whole: dict[str, Any] = {"kind": _KIND, "version": VERSION, "sources": dict(transcript.sources), "acts": acts}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str | bytes, *, most: int | None = MOST_ACTS) -> Transcript:
    """What `to_json` gave, of `most` acts if that is a number; raises InputUnreadable for anything else."""
    try:
        read = _File.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if not str(part).startswith("_"))
        why = " ".join(filter(None, (where, str(first["msg"]).lower())))
        raise InputUnreadable(f"found no saved conversation ({why[:120]})", expected="the JSON that was saved") from None
    if read.version != VERSION:
        raise InputUnreadable(f"found a saved conversation of version {read.version}", expected=f"version {VERSION}")
    if most is not None and len(read.acts) > most:
        found = f"found a saved conversation of {len(read.acts):,} messages"
        raise InputUnreadable(found, expected=f"at most {most} items")
    return Transcript(tuple(map(_act, read.acts)), tuple(read.sources.items()))


def _act(read: _Said | _SetByHand | _Chosen | _LeftOut) -> Act:
    match read:
        case _Said(say=text):
            return Said(text)
        case _Chosen(choose=kind, to=words):
            return Chosen(kind, words)
        case _LeftOut(leave=name):
            return LeftOut(name)
        case _SetByHand(set=question, to=leaning, words=words):
            return SetByHand(question, leaning, words)
