"""The step on other people: what a message tells or asks of them, and nothing of it touches the writer's profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from advisor.answering.answer import Reading
from advisor.answering.entities import entities
from advisor.conversation import notes, people
from advisor.conversation.acts import Part, after_verdict, doing, parts_of
from advisor.conversation.apart import NAMELESS, VERDICT_ON, Apart, taken_apart
from advisor.conversation.conversation import WRITER, Conversation, Turn
from advisor.conversation.counsel import Counsel, Step
from advisor.conversation.introducing import named_now
from advisor.conversation.meaning import PLAIN, leaves_it_to_them, unsure
from advisor.conversation.mentions import PRONOUN, goes_on_with, mentioned
from advisor.conversation.people import Addressed, first_person
from advisor.conversation.quoting import quoted
from advisor.conversation.reply import Reply, told_against
from advisor.conversation.settling import settled
from advisor.conversation.supposing import supposed
from advisor.framework import explain
from advisor.hearing import AFTER_VERDICT, ASKING, acts_of, in_answer_to
from advisor.profile.reader import Behind, Read

GoOn: TypeAlias = Callable[[Conversation, str], Step]
"""The step of what is left of a message once others are set apart."""

_OF_US = re.compile(r"\b(?:us|we)\b.*\b(?:fits?|suits?|should|goes|where|the (?:scientist|engineer))\b", re.IGNORECASE)
_COMPARES, _ASKS = 0.3, 0.5  # probabilities from which people are to be set side by side, and from which the source is asked
_TAG = 2  # words: a shorter question asks whether what stands before it is so
_SEVERAL = re.compile(
    r"\b(?:each|both|which (?:of|one|candidate|client)|who|whom|the (?:two|three|four)|them|they|everyone|all)\b",
    re.IGNORECASE,
)


def step_by_name(
    counsel: Counsel, conversation: Conversation, message: str, whose: Addressed | None, go_on: GoOn
) -> Step | None:
    """The step of a message that by its form forgets, compares or addresses people; None where it does none of this."""
    if gone := people.person_to_forget(message, conversation.people):
        return counsel.noted(conversation.without(gone), notes.forgotten(gone))
    if pair := people.compared(message, conversation.people):
        return _verdicts(counsel, conversation, pair, "verdict")
    if (said := quoted(message, conversation.texts, conversation.about)) is not None:
        besides = taken_apart(conversation, parts_of(counsel.turns.read(said.rest)) if said.rest else (), conversation.about)
        of = {name: [*besides.of.get(name, ()), *said.of.get(name, ())] for name in (*besides.of, *said.of)}
        if (name := named_now(said.rest)) and len(of) == 1:
            of = {name: next(iter(of.values()))}
        return _told(counsel, conversation, replace(besides, of=of, own=(), advised=frozenset(of)), go_on)
    if whose is not None and whose.name and not people.names_the_subject(whose.name):
        return step_on(counsel, conversation, whose, go_on)
    return None


def step_on(counsel: Counsel, conversation: Conversation, whose: Addressed, go_on: GoOn) -> Step:
    """Somebody else's verdict, or what a message that is addressed to them makes of it."""
    conversation = replace(conversation, about=whose.name)
    if not whose.rest:
        return _verdicts(counsel, conversation, [whose.name], "verdict")
    taken = taken_apart(conversation, parts_of(counsel.turns.read(whose.rest)), whose.name)
    told = replace(taken, advised=frozenset(taken.of))
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
    taken = taken_apart(conversation, parts, before)
    told = {name: texts for name, texts in taken.of.items() if _opens(counsel, conversation, taken, name)}
    if told and conversation.unclear is None and (whom := _unclear(conversation, read.text)):
        return counsel.noted(replace(conversation, unclear=read.text), notes.whom(whom))
    if conversation.of_others and not conversation.about and taken.asking and PRONOUN.search(read.text):
        conversation = _as_of_others(counsel, conversation)  # "what would she be?", of whom was told in passing
    return _told(counsel, conversation, replace(taken, of=told), go_on) or _asked(counsel, conversation, read.text)


def _as_of_others(counsel: Counsel, conversation: Conversation) -> Conversation:
    """The conversation with those who were told of in the last message, and kept apart, as people of their own."""
    last = counsel.turns.read(conversation.turns[-1].text)
    for name, texts in taken_apart(conversation, parts_of(last), WRITER).of.items():
        for text in texts:
            conversation = _with_told(counsel, conversation, name, text)
    return conversation


def reading_without_names(counsel: Counsel, conversation: Conversation, read: Read) -> Reading:
    """What the source, which knows no people, says to a message; it is asked for their decided track where need be."""
    limit, after = counsel.reader.settings.longest_question_chars, conversation.followed
    general = _in_general(counsel, conversation, read.text, with_role=False)[:limit]
    reading = counsel.reader.ask(general, after=after)
    if general == read.text[:limit] or leaves_it_to_them(reading):  # "which track for Ben?" is no question on engineers
        return reading
    reading = counsel.reader.ask(_in_general(counsel, conversation, read.text)[:limit], after=after)
    return replace(reading, question=read.text)


def _opens(counsel: Counsel, conversation: Conversation, taken: Apart, name: str) -> bool:
    """True where a profile of their own is wanted: of who is known or advised, and else of those whom somebody tells of who
    tells nothing of himself, and asks nothing of the source but for them."""
    if name == NAMELESS:  # "so he made it up" tells of nobody's leanings
        return bool(counsel.turns.read(first_person(" ".join(taken.of[name]), name)).slots)
    if name in conversation.people or name in taken.advised or taken.together:
        return True
    if not (conversation.described or taken.own) and all(len(part.text.split()) > _TAG for part in taken.asking):
        return True
    on_them = [part for part in taken.asking if PRONOUN.search(part.text) or people.named(part.text, [name])]
    if conversation.described or (taken.own and counsel.turns.read(" ".join(taken.own)).slots):
        return bool(doing(on_them, *VERDICT_ON))
    return len(on_them) == len(taken.asking) or len(doing(taken.asking, *VERDICT_ON)) == len(taken.asking)


def _told(counsel: Counsel, conversation: Conversation, taken: Apart, go_on: GoOn) -> Step | None:
    """The step of what is told of others, and of what is left of the message; None where nothing is told of any."""
    if not taken.of:
        return None
    before = {name: counsel.verdict_on(conversation, name) for name in taken.of}
    for name, texts in taken.of.items():
        for text in texts:
            conversation = _with_told(counsel, conversation, name, text)
    for text in taken.own[:-1]:  # one by one, so that what is quoted of it is what was typed
        conversation = go_on(conversation, text).conversation
    if wished := doing(taken.asking, *VERDICT_ON):
        return _verdicts(counsel, conversation, _whom(conversation, taken.rest) or [*taken.of], wished[0].act)
    asks = [part for part in doing(taken.asking, *ASKING, "") if len(taken.of) == 1 or not _SEVERAL.search(part.text)]
    if taken.own or asks:
        step = go_on(conversation, taken.rest)
        reading = step.reply.reading
        says = any({*turn.read.slots} - {"labs"} for turn in conversation.turns[-len(taken.of) :])
        if (reading is not None and not (unsure(reading) and says)) or (step.reply.changed and not taken.advised):
            return step
        # "I have a PhD, my client has none" is on the client
        conversation = replace(step.conversation, about=[*taken.of][-1])
    if len(taken.of) > 1:
        return _verdicts(counsel, conversation, [*taken.of], "verdict")
    (name,) = taken.of
    verdict = counsel.verdict_on(conversation, name)
    if not verdict.is_profile and not before[name].is_profile:
        return counsel.noted(conversation, notes.about(counsel.framework.words, name))
    reply = told_against(before[name], verdict)
    return counsel.aside(conversation, replace(reply, text=notes.of(name), wants=bool(taken.asking), of=name))


def _asked(counsel: Counsel, conversation: Conversation, message: str) -> Step | None:
    """The step of a message that wants the verdict on others, or something about it; None where it does not.

    What it wants of one of them is heard as if they asked it of themselves: "what would change it for Priya?".
    """
    names = _whom(conversation, message)
    if conversation.people and (side := _side_by_side(counsel, conversation, message, names)):
        return _verdicts(counsel, conversation, side, "verdict")
    if len(names) != 1:
        return None
    (name,) = names
    if people.only_mentions(message, name):  # "and Ben?"
        if conversation.last == "reading" and _role(counsel, conversation, name):
            return None  # the question goes on, of what he is
        return _verdicts(counsel, conversation, names, "verdict")
    mine = first_person(message, name)
    parts = after_verdict(parts_of(counsel.turns.read(mine, Behind(verdict=True))))
    wished = [part.act for part in doing(parts, *VERDICT_ON)]
    wished += ["why"] if not wished and people.asks_why_of(message, name) else []
    wished += ["verdict"] if not wished and people.named(message, names) and people.only_roles(message, name) else []
    if not wished and leaves_it_to_them(reading_without_names(counsel, conversation, Read(message))):
        wished = ["verdict"]  # "does that make her a scientist?"
    if not wished:
        return None
    if wished[0] == "whatif" and (
        so := supposed(counsel, _theirs(counsel, conversation, name), mine, counsel.verdict_on(conversation, name))
    ):
        return counsel.aside(replace(conversation, about=name), Reply("explanation", notes.of(name), steps=so, of=name))
    maybe = wished[0] in ("whatif", "verdict") and all(part.probability < PLAIN for part in doing(parts, *VERDICT_ON))
    if maybe and not unsure(reading_without_names(counsel, conversation, Read(message))):
        return None  # "would Anna need a PhD?" is the source's to answer
    return _verdicts(counsel, conversation, names, wished[0])


def _side_by_side(counsel: Counsel, conversation: Conversation, message: str, names: Sequence[str]) -> list[str]:
    """Those whom a message wants side by side: whom it means, else all that were told of; nobody where it wants no such."""
    own = [WRITER] if (people.asks_of_own(message) and conversation.described) or _OF_US.search(message) else []
    meant = [*names, *own] if len(names) == 1 else [*names]
    those = meant or [*conversation.people, *own]
    if len(those) < 2:
        return []
    parts = parts_of(counsel.turns.read(message, Behind(verdict=True)))
    heard = [acts_of(each) for each in counsel.turns.hear([in_answer_to(AFTER_VERDICT, part.text) for part in parts])]
    acts = ("compare", "verdict", "ask")
    compares, which, asks = (max((each.get(act, 0.0) for each in heard), default=0.0) for act in acts)
    goes_on = conversation.last != "reading" and asks < _ASKS  # "same for both?"
    wished = goes_on or which >= _COMPARES or bool(doing(parts, *VERDICT_ON))
    return those if compares >= _COMPARES or (meant and wished) else []


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


def _role(counsel: Counsel, conversation: Conversation, name: str) -> str:
    """What somebody is to the source: the decided track, else the one role that was told of them, with their one lab."""
    tracks = {each.id: each.name.lower() for each in counsel.framework.tracks}
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
        role = _role(counsel, conversation, name) if with_role else ""
        message = people.in_general(message, name, role, spoken_of=name == conversation.about)
    return people.in_general(message, "she", spoken_of=True) if conversation.of_others else message
