"""The step on other people: what a message tells or asks of them, and nothing of it touches the writer's profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from advisor.answering.answer import Reading
from advisor.answering.entities import entities
from advisor.conversation import notes, people
from advisor.conversation.acts import LEAST, Part, after_verdict, doing, parts_of
from advisor.conversation.asking import ABOUT_VERDICT, asks_by_form
from advisor.conversation.conversation import WRITER, Conversation, Turn
from advisor.conversation.counsel import Counsel, Step
from advisor.conversation.meaning import PLAIN, leaves_it_to_them, unsure
from advisor.conversation.people import Addressed, first_person
from advisor.conversation.reply import Reply, told_against
from advisor.conversation.settling import settled
from advisor.conversation.spoken_of import PRONOUN, goes_on_with, introduced, mentioned, pasted, portions
from advisor.conversation.supposing import supposed
from advisor.framework import explain
from advisor.hearing import ASKING
from advisor.kin import KIND
from advisor.profile.reader import Behind, Read

GoOn: TypeAlias = Callable[[Conversation, str], Step]
"""The step of what is left of a message once others are set apart."""

_VERDICT_ON = ("verdict", "recall", *ABOUT_VERDICT)
_TELLING = ("tell", "others", "answer", "correct", "")
_OF_ONESELF = ("tell", "answer", "correct")
_WEIGHS = re.compile(  # what sets people side by side
    r"\b(?:compare[ds]?|comparison|better|stronger|best|suits?|suited|fits?|more of an?|rather|goes where|should be|"
    r"verdicts?|which (?:one|candidate|client)|differ|closer|rank|send|hire|pick|choose|more like)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(  # "my husband and I both do ML", "Anna and me share this laptop"
    rf"(?:(?i:\b(?:my|our) {KIND})|\b[A-Z][\w'’-]*\w),? and (?i:i|me|myself)\b|\b(?i:i|me) and (?i:my {KIND})\b"
)
_OF_US = re.compile(r"\b(?:us|we)\b.*\b(?:fits?|suits?|should|goes|where|the (?:scientist|engineer))\b", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|vs\.?|versus)\b", re.IGNORECASE)
_TAG = 2  # words: a shorter question asks whether what stands before it is so
_NAMELESS = "this person"
_LISTED = 2  # names in one message, from which it is a list of people
_SEVERAL = re.compile(
    r"\b(?:each|both|which (?:of|one|candidate|client)|who|whom|the (?:two|three|four)|them|they|everyone|all)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Apart:
    """A message taken apart: what it tells `of` each person, portion by portion, what of the writer's `own`, what it asks.

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


def step_by_name(
    counsel: Counsel, conversation: Conversation, message: str, whose: Addressed | None, go_on: GoOn
) -> Step | None:
    """The step of a message that by its form forgets, compares or addresses people; None where it does none of this."""
    if gone := people.person_to_forget(message, conversation.people):
        return counsel.noted(conversation.without(gone), notes.forgotten(gone))
    if pair := people.compared(message, conversation.people):
        return _verdicts(counsel, conversation, pair, "verdict")
    if (quoted := pasted(message, conversation.texts, conversation.about)) is not None:
        name, words = quoted
        return _told(counsel, conversation, Apart({name: [words]}, (), (), frozenset({name})), go_on)
    if whose is not None and whose.name and not people.names_the_subject(whose.name):
        return step_on(counsel, conversation, whose, go_on)
    return None


def step_on(counsel: Counsel, conversation: Conversation, whose: Addressed, go_on: GoOn) -> Step:
    """Somebody else's verdict, or what a message that is addressed to them makes of it."""
    conversation = replace(conversation, about=whose.name)
    if not whose.rest:
        return _verdicts(counsel, conversation, [whose.name], "verdict")
    parts = parts_of(counsel.turns.read(whose.rest))
    apart = _apart(conversation, parts, whose.name)
    told = replace(apart, advised=frozenset(apart.of))
    return (
        _told(counsel, conversation, told, go_on)
        or _asked(counsel, conversation, whose.rest)
        or go_on(conversation, whose.rest)
    )


def step_as_heard(
    counsel: Counsel, conversation: Conversation, read: Read, parts: Sequence[Part], go_on: GoOn
) -> Step | None:
    """The step of a message that tells of somebody else, or wants the verdict on them; None where it does neither."""
    before = conversation.turns[-1].of if conversation.turns else WRITER
    apart = _apart(conversation, parts, before)
    told = {name: texts for name, texts in apart.of.items() if _opens(counsel, conversation, apart, name)}
    if told and conversation.unclear is None and (whom := _unclear(conversation, read.text)):
        return counsel.noted(replace(conversation, unclear=read.text), notes.whom(whom))
    return _told(counsel, conversation, replace(apart, of=told), go_on) or _asked(counsel, conversation, read.text)


def reading_without_names(counsel: Counsel, conversation: Conversation, read: Read) -> Reading:
    """What the source, which knows no people, says to a message; it is asked for their decided track where need be."""
    limit, after = counsel.reader.settings.longest_question_chars, conversation.followed
    general = _in_general(counsel, conversation, read.text, with_role=False)[:limit]
    reading = counsel.reader.ask(general, after=after)
    if general == read.text[:limit] or leaves_it_to_them(reading):  # "which track for Ben?" is no question on engineers
        return reading
    reading = counsel.reader.ask(_in_general(counsel, conversation, read.text)[:limit], after=after)
    return replace(reading, question=read.text)


def _apart(conversation: Conversation, parts: Sequence[Part], before: str) -> Apart:
    """The message taken apart, behind what was told of `before`."""
    told = conversation.texts
    of: dict[str, list[str]] = {}
    own: list[str] = []
    asking: list[Part] = []
    advised: set[str] = set()
    guessed: dict[str, float] = {}  # with how probably it is somebody else that is told of
    last: str | None = before
    for part in parts:
        if part.act in (*ASKING, *_VERDICT_ON) or (asks_by_form(part) and part.act not in _OF_ONESELF):
            asking.append(part)
            continue
        for each in portions(part.text, told, last, last=conversation.about):
            if each.whose is None and not (told or conversation.described) and people.OPENS.match(each.text):
                each = each._replace(whose=_NAMELESS)  # "she loves kernels", of whom nothing was said before
            last = each.whose
            if each.whose and (each.begins or part.act in _TELLING):
                of.setdefault(each.whose, []).append(each.text)
                told.setdefault(each.whose, part.text)
                advised |= {each.whose} if each.advised else set()
                if each.guessed:
                    guessed[each.whose] = max(guessed.get(each.whose, 0.0), part.told.acts.get("others", 0.0))
            elif each.whose is not None:
                new = introduced(each.text)
                said = new.text if new and new.advised else ""  # "I have a client, a postdoc in physics"
                own.append(each.text.removesuffix(said))
                if new and new.whose:
                    last = last if people.asks_of_own(each.text[each.text.rfind(new.whose.split()[-1]) :]) else new.whose
                    told.setdefault(new.whose, each.text)
                    advised |= {new.whose} if new.advised else set()
                    if said:
                        of.setdefault(new.whose, []).append(said)
    if len(guessed) + len(conversation.people) < _LISTED:
        for name in (name for name, p in guessed.items() if p < LEAST):
            own += of.pop(name)
    together = any(_TOGETHER.search(part.text) for part in parts)
    return Apart(of, own, tuple(asking), frozenset(advised), together)


def _opens(counsel: Counsel, conversation: Conversation, apart: Apart, name: str) -> bool:
    """True where a profile of their own is wanted: of who is known or advised, and else of those whom somebody tells of who
    tells nothing of himself, and asks nothing of the source but for them."""
    if name == _NAMELESS:  # "so he made it up" tells of nobody's leanings
        return bool(counsel.turns.read(first_person(" ".join(apart.of[name]), name)).slots)
    if name in conversation.people or name in apart.advised or apart.together:
        return True
    if not (conversation.described or apart.own) and all(len(part.text.split()) > _TAG for part in apart.asking):
        return True
    on_them = [part for part in apart.asking if PRONOUN.search(part.text) or people.named(part.text, [name])]
    if conversation.described or (apart.own and counsel.turns.read(" ".join(apart.own)).slots):
        return bool(doing(on_them, *_VERDICT_ON))
    return len(on_them) == len(apart.asking) or len(doing(apart.asking, *_VERDICT_ON)) == len(apart.asking)


def _told(counsel: Counsel, conversation: Conversation, apart: Apart, go_on: GoOn) -> Step | None:
    """The step of what is told of others, and of what is left of the message; None where nothing is told of any."""
    if not apart.of:
        return None
    before = {name: counsel.verdict_on(conversation, name) for name in apart.of}
    for name, texts in apart.of.items():
        for text in texts:
            conversation = _with_told(counsel, conversation, name, text)
    for text in apart.own[:-1]:  # one by one, so that what is quoted of it is what was typed
        conversation = go_on(conversation, text).conversation
    if wished := doing(apart.asking, *_VERDICT_ON):
        return _verdicts(counsel, conversation, _whom(conversation, apart.rest) or [*apart.of], wished[0].act)
    asks = [part for part in doing(apart.asking, *ASKING) if len(apart.of) == 1 or not _SEVERAL.search(part.text)]
    if apart.own or asks:
        step = go_on(conversation, apart.rest)
        reading = step.reply.reading
        if (reading is not None and not unsure(reading)) or (step.reply.changed and not apart.advised):
            return step
        # "I have a PhD, my client has none" is on the client
        conversation = replace(step.conversation, about=[*apart.of][-1])
    if len(apart.of) > 1:
        return _verdicts(counsel, conversation, [*apart.of], "verdict")
    (name,) = apart.of
    verdict = counsel.verdict_on(conversation, name)
    if not verdict.is_profile and not before[name].is_profile:
        return counsel.noted(conversation, notes.about(counsel.framework.words, name))
    reply = told_against(before[name], verdict)
    return counsel.aside(conversation, replace(reply, text=notes.of(name), wants=bool(apart.asking), of=name))


def _asked(counsel: Counsel, conversation: Conversation, message: str) -> Step | None:
    """The step of a message that wants the verdict on others, or something about it; None where it does not.

    What it wants of one of them is heard as if they asked it of themselves: "what would change it for Priya?".
    """
    names = _whom(conversation, message)
    if len(names) > 1:
        parts = parts_of(counsel.turns.read(message))
        weighs = bool(doing(parts, *_VERDICT_ON)) or _WEIGHS.search(message) is not None
        weighs = weighs or (_OR.search(message) is not None and len(mentioned(message, conversation.texts)) > 1)
        return _verdicts(counsel, conversation, names, "verdict") if weighs else None
    if not names:
        return None
    (name,) = names
    theirs = _theirs(counsel, conversation, name)
    mine = first_person(message, name)
    parts = after_verdict(parts_of(counsel.turns.read(mine, Behind(verdict=True))))
    wished = [part.act for part in doing(parts, *_VERDICT_ON)]
    plainly = any(part.probability >= PLAIN for part in doing(parts, *_VERDICT_ON))
    if people.only_mentions(message, name):  # "and Ben?"
        wished = ["verdict"]
    elif not wished:
        wished += ["why"] if people.asks_why_of(message, name) else []
        wished += ["verdict"] if people.named(message, names) and people.only_roles(message, name) else []
    if not wished:
        return None
    if wished[0] == "whatif":
        if so := supposed(counsel, theirs, mine, counsel.verdict_on(conversation, name)):
            return counsel.aside(replace(conversation, about=name), Reply("explanation", notes.of(name), steps=so, of=name))
        if not plainly and not unsure(reading_without_names(counsel, conversation, Read(message))):
            return None  # "would Anna need a PhD?" is the source's to answer
    return _verdicts(counsel, conversation, names, wished[0])


def _verdicts(counsel: Counsel, conversation: Conversation, names: Sequence[str], act: str) -> Step:
    """The verdict on somebody, or what explains it, by the act that asks for it; of several, side by side."""
    if len(names) > 1:
        verdicts = tuple((name, counsel.verdict_on(conversation, name)) for name in names)
        steps = explain.side_by_side(counsel.framework, [(name or "you", verdict) for name, verdict in verdicts])
        return counsel.aside(conversation, Reply("explanation", steps=steps, people=verdicts))
    (name,) = names
    conversation, verdict = replace(conversation, about=name), counsel.verdict_on(conversation, name)
    if not verdict.is_profile:
        return counsel.noted(conversation, notes.about(counsel.framework.words, name))
    steps = () if act == "verdict" else counsel.explained(verdict, act)
    if act in ("verdict", "recall"):
        reply = Reply("verdict", notes.of(name), verdict=verdict, steps=steps, wants=True, of=name)
        return counsel.aside(conversation, reply)
    return counsel.aside(conversation, Reply("explanation", notes.of(name), steps=steps, of=name))


def _whom(conversation: Conversation, message: str) -> list[str]:
    """The others whom a message means that asks for a verdict; none where it is the writer's."""
    if not conversation.people:
        return []
    if found := mentioned(message, conversation.texts, conversation.about):
        return found
    if people.asks_of_own(message):
        return []
    if _OF_US.search(message):
        return [*conversation.people, WRITER]
    if len(conversation.people) > 1 and _SEVERAL.search(message):
        return [*conversation.people]
    return [conversation.about] if conversation.about in conversation.people else []


def _unclear(conversation: Conversation, message: str) -> tuple[str, ...]:
    """Whom a message may mean that opens with "she" or "he", where it may be more than one."""
    opens = people.OPENS.match(message)
    if opens is None or any(people.named(message, [name]) for name in conversation.people):
        return ()
    fits = goes_on_with(opens["who"], conversation.texts, conversation.about)
    return fits if len(fits) > 1 else ()


def _with_told(counsel: Counsel, conversation: Conversation, name: str, text: str) -> Conversation:
    """The conversation with what is told of somebody else, read as if they said it, corrections of their own included."""
    hear = counsel.turns.hear
    turns = replace(counsel.turns, hear=lambda texts: hear([first_person(each, name) for each in texts]), of_other=True)
    read = turns.read(text)
    theirs = _theirs(counsel, conversation, name)
    read = settled(theirs, read, parts_of(read), framework=counsel.framework, turns=turns)
    return replace(conversation.with_turn(Turn(read, of=name, kind="verdict")), about=name)


def _theirs(counsel: Counsel, conversation: Conversation, name: str) -> Conversation:
    """What was told of somebody else, as if it were a conversation with them."""
    turns = tuple(replace(turn, of=WRITER) for turn in conversation.told_of(name))
    return Conversation(turns, profile=counsel.profile_on(conversation, name))


def _role(counsel: Counsel, conversation: Conversation, name: str, tracks: Mapping[str, str]) -> str:
    """What somebody is to the source: the decided track, else the one role that was told of them, with their one lab."""
    told = entities(conversation.texts[name].lower())
    track = counsel.verdict_on(conversation, name).track
    role = tracks.get(track) or (tracks.get(told.roles[0], "") if len(told.roles) == 1 else "")
    return f"{role} at {told.labs[0].lower()}" if role and len(told.labs) == 1 else role


def _in_general(counsel: Counsel, conversation: Conversation, message: str, *, with_role: bool = True) -> str:
    """The message as it is asked of the source, which knows no people: with their decided track where it names none."""
    tracks = {each.id: each.name.lower() for each in counsel.framework.tracks}
    with_role = with_role and not entities(message.lower()).roles
    message = people.like_me(message, tracks.get(counsel.verdict(conversation).track, ""))
    for name in conversation.people:
        role = _role(counsel, conversation, name, tracks) if with_role else ""
        message = people.in_general(message, name, role, spoken_of=name == conversation.about)
    return people.in_general(message, "she", spoken_of=True) if conversation.of_others else message
