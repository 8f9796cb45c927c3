"""A message taken apart: what it tells of each person, what of the writer, what it asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from advisor.conversation.acts import LEAST, Part
from advisor.conversation.asking import ABOUT_VERDICT, asks_by_form
from advisor.conversation.conversation import WRITER, Conversation
from advisor.conversation.introducing import introduced, introduced_together, listed
from advisor.conversation.mentions import as_known, likewise, of_each
from advisor.conversation.people import OPENS, asks_of_own, called_anew
from advisor.conversation.settling import turns_round
from advisor.conversation.spoken_of import Portion, portions
from advisor.hearing import ASKING
from advisor.kin import KIND

NAMELESS = "this person"
VERDICT_ON = ("verdict", "compare", "recall", *ABOUT_VERDICT)
_TELLING = ("tell", "others", "answer", "correct", "")
_OF_ONESELF = ("tell", "answer", "correct")
_LISTED = 2  # names in one message, from which it is a list of people
_TOGETHER = re.compile(  # "my husband and I both do ML", "Anna and me share this laptop"
    rf"(?:(?i:\b(?:my|our) {KIND})|\b[A-Z][\w'’-]*\w),? and (?i:i|me|myself)\b|\b(?i:i|me) and (?i:my {KIND})\b"
)


@dataclass(frozen=True, slots=True)
class Apart:
    """What a message tells `of` each person, portion by portion, what of the writer's `own`, what it asks.

    `advised` are the people told of as somebody whom the writer advises; `together` is True where it is on the writer and
    somebody else alike: "my husband and I".
    """

    of: Mapping[str, Sequence[str]]
    own: Sequence[str]
    asking: tuple[Part, ...]
    advised: frozenset[str]
    together: bool = False

    @property
    def rest(self) -> str:
        """What it ends on: the last that it tells of the writer, and what it asks."""
        return " ".join((*self.own[-1:], *(part.text for part in self.asking)))


def taken_apart(conversation: Conversation, parts: Sequence[Part], before: str) -> Apart:
    """The message taken apart, behind what was told of `before`."""
    taking = _Taking(conversation, dict(conversation.texts), before)
    asking: list[Part] = []
    for part in parts:
        if part.act in (*ASKING, *VERDICT_ON) or (asks_by_form(part) and part.act not in _OF_ONESELF):
            asking.append(part)
        elif not taking.several(part):
            for each in portions(part.text, taking.told, taking.last, last=conversation.about):
                taking.take(each, part)
    if len(taking.guessed) + len(conversation.people) < _LISTED:
        for name in (name for name, p in taking.guessed.items() if p < LEAST):
            taking.own += taking.of.pop(name)
    together = any(_TOGETHER.search(part.text) for part in parts)
    return Apart(taking.of, taking.own, tuple(asking), frozenset(taking.advised), together)


@dataclass(slots=True)
class _Taking:
    """The message as far as it was taken apart; `guessed` has how probably somebody is a person who was not introduced."""

    conversation: Conversation
    told: dict[str, str]
    last: str | None
    of: dict[str, list[str]] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    advised: set[str] = field(default_factory=set)
    guessed: dict[str, float] = field(default_factory=dict)

    def several(self, part: Part) -> bool:
        """A sentence that brings up several people by name, or turns round what was said of two; False of any other."""
        names, said = introduced_together(part.text)
        if not names and part.told.acts.get("others", 0.0) >= LEAST:
            names, said = listed(part.text)  # "Bo and Kim are both in my office"
            names = [] if all(as_known(name, self.told) for name in names) else names
        if not names and turns_round(part.text) and self.last and len(self.conversation.together) > 1:
            names, said = [*self.conversation.together], part.text  # "sorry, other way round"
        for name in names:
            self.told.setdefault(name, part.text)
            self._tell(name, said or part.text)
            self.advised.add(name)
        return bool(names)

    def take(self, each: Portion, part: Part) -> None:
        """One portion of a sentence."""
        nobody = not (self.told or self.conversation.described)
        if each.whose is None and nobody and OPENS.match(each.text):
            each = each._replace(whose=NAMELESS)  # "she loves kernels", of whom nothing was said before
        before, self.last = self.last, each.whose
        those = of_each(each.text, self.told)
        if len(those) > 1 and each.whose != WRITER:  # "Ana and Lee both want a lab"
            for name, text in those.items():
                self._tell(name, text)
        elif each.whose and likewise(each.text, each.whose):
            self._tell(each.whose, self._as_before(each.whose, before) or each.text)
        elif each.whose and (each.begins or part.act in _TELLING):
            self._tell(each.whose, each.text)
            self.told.setdefault(each.whose, part.text)
            self.advised |= {each.whose} if each.advised else set()
            if each.guessed:
                self.guessed[each.whose] = max(self.guessed.get(each.whose, 0.0), part.told.acts.get("others", 0.0))
        elif each.whose is not None:
            self._introduce(each)

    def _introduce(self, each: Portion) -> None:
        """What the writer tells of himself, and whom he brings up in it."""
        new = introduced(each.text)
        said = new.text if new and new.advised else ""  # "I have a client, a postdoc in physics"
        self.own.append(each.text.removesuffix(said))
        if new and new.whose:
            self.last = self.last if asks_of_own(each.text[each.text.rfind(new.whose.split()[-1]) :]) else new.whose
            self.told.setdefault(new.whose, each.text)
            self.advised |= {new.whose} if new.advised else set()
            if said:
                self._tell(new.whose, said)

    def _tell(self, name: str, text: str) -> None:
        self.of.setdefault(name, []).append(text)

    def _as_before(self, name: str, before: str | None) -> str:
        """What was told last of somebody else, told of this one: behind "Ana wants a lab", of "Lee too"."""
        if before and before != name and before in self.of:
            return called_anew(self.of[before][-1], before, name)
        turns = [turn for turn in self.conversation.turns if turn.of and turn.of != name]
        return called_anew(turns[-1].text, turns[-1].of, name) if turns else ""
