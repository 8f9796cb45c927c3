"""A conversation as JSON and back; unknown keys and wrong types are refused."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from advisor.conversation.conversation import Conversation, Turn
from advisor.errors import InputUnreadable

VERSION = 1


class _Turn(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    text: str
    asked: str | None = None
    describes: bool = False
    asks: bool = False


class _Transcript(BaseModel):
    model_config = ConfigDict(extra="forbid")
    version: int
    turns: list[_Turn] = []
    corrections: list[tuple[str, str]] = []
    put: str | None = None
    quiet: bool = False


def to_json(conversation: Conversation) -> dict[str, Any]:
    """Plain JSON values; the same conversation gives the same object."""
    return {
        "version": VERSION,
        "turns": [asdict(turn) for turn in conversation.turns],
        "corrections": [list(pair) for pair in conversation.corrections],
        "put": conversation.put,
        "quiet": conversation.quiet,
    }


def from_json(value: object) -> Conversation:
    """What `to_json` gave; raises InputUnreadable for anything else."""
    try:
        read = _Transcript.model_validate(value)
    except ValidationError as error:
        raise InputUnreadable(
            f"found no transcript ({' '.join(str(error).splitlines()[1:3])})", expected=f"one of version {VERSION}"
        ) from None
    if read.version != VERSION:
        raise InputUnreadable(f"found a transcript of version {read.version}", expected=f"version {VERSION}")
    turns = tuple(Turn(**turn.model_dump()) for turn in read.turns)
    return Conversation(turns, tuple(read.corrections), read.put, read.quiet)
