"""A conversation as a pure value: what was said, what was corrected by hand. Everything else follows from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from advisor.conversation.focus import Focus, without
from advisor.framework.choices import Choices
from advisor.profile.profile import Profile
from advisor.profile.reader import Behind, Read

WRITER = ""  # whose a turn is where it is nobody else's


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the user, as it was read once; `put` is the framework's question that was put before it.

    `asked` are its questions to the source, `unanswered` those of them that it does not answer, `opens` is True where these
    follow no earlier one; `kind` is the kind of the reply it got, `of` the person whom it describes.
    """

    read: Read
    put: str | None = None
    asked: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    kind: str = "note"
    of: str = WRITER
    opens: bool = False

    @property
    def text(self) -> str:
        return self.read.text

    @property
    def describes(self) -> bool:
        """True where it tells something of the user, or takes something back."""
        return self.read.tells or bool(self.read.unsure or self.read.takes_back)


@dataclass(frozen=True, slots=True)
class Conversation:
    """`corrections` are leanings set by hand, question by question; `put` is the question now waiting for an answer.

    `quiet` is True once the user has said "just tell me": nothing is asked any more. `focus` is what the last answered
    question was about, `about` the other person who is spoken of, `choices` what was given to the decision aid.
    `profile` is what `described` comes to, kept so that a further turn costs no more than the first. `unclear` is a message
    of which it was asked whom it means; None before that was ever asked, "" afterwards.
    """

    turns: tuple[Turn, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    put: str | None = None
    quiet: bool = False
    focus: Focus | None = None
    about: str = WRITER
    choices: Choices = field(default_factory=Choices)
    profile: Profile | None = None
    unclear: str | None = None

    @property
    def described(self) -> tuple[Turn, ...]:
        """The turns that the writer's profile is read from."""
        return self.told_of(WRITER)

    def told_of(self, name: str) -> tuple[Turn, ...]:
        """The turns that a person's profile is read from."""
        return tuple(turn for turn in self.turns if turn.of == name and turn.describes)

    @property
    def people(self) -> tuple[str, ...]:
        """The names of those who have a profile beside the writer's."""
        return tuple(dict.fromkeys(turn.of for turn in self.turns if turn.of))

    @property
    def texts(self) -> dict[str, str]:
        """What was told of each of them, in the words of the messages."""
        return {name: " ".join(turn.text for turn in self.turns if turn.of == name) for name in self.people}

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions to the source so far, oldest first."""
        return tuple(question for turn in self.turns for question in turn.asked)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions that the source does not answer."""
        return tuple(dict.fromkeys(question for turn in self.turns for question in turn.unanswered))

    @property
    def followed(self) -> tuple[str, ...]:
        """The question that the next one may follow, if any: one just left unanswered, else the last that was answered."""
        if self.turns and self.turns[-1].opens:
            return self.turns[-1].unanswered[-1:]
        return (self.focus.question,) if self.focus else ()

    @property
    def weights(self) -> tuple[tuple[str, int], ...]:
        """How much questions matter to the writer, as said or set by hand; what is not named counts 1."""
        return self.choices.weights

    @property
    def settings(self) -> Mapping[str, str]:
        return dict(self.corrections)

    @property
    def of_others(self) -> bool:
        """True where the last message ended on somebody else, whether they have a name here or not."""
        return bool(self.turns) and self.turns[-1].read.of_others

    @property
    def last(self) -> str | None:
        """The kind of the last reply."""
        return self.turns[-1].kind if self.turns else None

    @property
    def verdict_shown(self) -> bool:
        """True where a verdict stands in the last reply."""
        return self.last in ("verdict", "explanation", "both")

    @property
    def behind(self) -> Behind:
        """What the next message comes behind."""
        others = self.of_others or (bool(self.turns) and self.turns[-1].of != WRITER)
        asked = self.turns[-1].asked[-1] if self.turns and self.turns[-1].asked else ""
        return Behind(self.put, self.focus is not None, others, self.verdict_shown, asked)

    def without(self, name: str) -> Conversation:
        """Nothing is held of that person any more."""
        kept = tuple(turn for turn in self.turns if turn.of != name)
        others = [each for each in self.people if each != name]
        return replace(self, turns=kept, about=(others or [WRITER])[-1] if self.about == name else self.about)

    def renamed(self, name: str, called: str) -> Conversation:
        """Who was told of as "your daughter" has a name from now on, and is known by both."""
        turns = tuple(replace(turn, of=called) if turn.of == name else turn for turn in self.turns)
        known = Turn(Read(f"{name} {called}"), of=called, kind="note")
        return replace(self, turns=(*turns, known), about=called)

    @property
    def together(self) -> tuple[str, ...]:
        """Those told of last, side by side."""
        names: list[str] = []
        for turn in reversed(self.turns):
            if not turn.of or turn.of in names[:-1]:
                break
            names += [turn.of] if turn.of not in names else []
        return tuple(reversed(names))

    def with_turn(self, turn: Turn) -> Conversation:
        return replace(self, turns=(*self.turns, turn))

    def leaving_out(self, name: str) -> Conversation:
        """Go on no more with that lab, role or topic of the last answer."""
        return replace(self, focus=without(self.focus, name)) if self.focus else self

    def overridden(self, slots: Collection[str]) -> Conversation:
        """What is said later overrides what was set by hand earlier, question by question."""
        return replace(self, corrections=tuple((name, value) for name, value in self.corrections if name not in slots))

    def corrected(self, question: str, leaning: str | None) -> Conversation:
        """Set one question by hand; None takes the correction back."""
        kept = [(name, value) for name, value in self.corrections if name != question]
        return replace(self, corrections=tuple(kept if leaning is None else [*kept, (question, leaning)]))
