"""A conversation as a pure value: what was said, what was corrected by hand. Everything else follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the user; `asked` is the framework's question that was put before it.

    `describes` says that it tells something of the user, `asks` that it is a question to the source: it may be both,
    or neither (small talk, "why?").
    """

    text: str
    asked: str | None = None
    describes: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """`corrections` are leanings set by hand, question by question; `put` is the question now waiting for an answer.

    `quiet` is True once the user has said "just tell me": nothing is asked any more.
    """

    turns: tuple[Turn, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    put: str | None = None
    quiet: bool = False

    @property
    def described(self) -> tuple[Turn, ...]:
        """The turns that the profile is read from."""
        return tuple(turn for turn in self.turns if turn.describes)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions to the source so far, oldest first."""
        return tuple(turn.text for turn in self.turns if turn.asks)

    @property
    def settings(self) -> Mapping[str, str]:
        return dict(self.corrections)

    def with_turn(self, turn: Turn) -> Conversation:
        return replace(self, turns=(*self.turns, turn))

    def corrected(self, question: str, leaning: str | None) -> Conversation:
        """Set one question by hand; None takes the correction back."""
        kept = [(name, value) for name, value in self.corrections if name != question]
        return replace(self, corrections=tuple(kept if leaning is None else [*kept, (question, leaning)]))
