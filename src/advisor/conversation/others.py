"""The step on other people: what a message tells or asks of them, and nothing of it touches the writer's profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.answering.answer import Reading
from advisor.answering.entities import entities
from advisor.conversation import notes, people
from advisor.conversation.acts import Part, doing, parts_of
from advisor.conversation.asking import ABOUT_VERDICT, asks_by_form
from advisor.conversation.conversation import WRITER, Conversation, Turn
from advisor.conversation.counsel import Counsel, Step
from advisor.conversation.meaning import leaves_it_to_them
from advisor.conversation.people import Addressed, first_person
from advisor.conversation.reply import Reply, told_against
from advisor.framework import explain
from advisor.framework.verdict import Verdict
from advisor.hearing import ASKING
from advisor.profile.reader import Read


def step_by_name(counsel: Counsel, conversation: Conversation, message: str, whose: Addressed | None) -> Step | None:
    """The step of a message that by its form forgets, compares or addresses people; None where it does none of this."""
    if gone := people.person_to_forget(message, conversation.people):
        return counsel.noted(conversation.without(gone), notes.forgotten(gone))
    if pair := people.compared(message, conversation.people):
        return _side_by_side(counsel, conversation, pair)
    if told := people.several(message):
        for each in told:
            conversation = step_on(counsel, conversation, each).conversation
        return _side_by_side(counsel, conversation, [each.name for each in told])
    if whose is not None and whose.name and not people.names_the_subject(whose.name):
        return step_on(counsel, conversation, whose)
    return None


def _side_by_side(counsel: Counsel, conversation: Conversation, names: Sequence[str]) -> Step:
    verdicts = tuple((name, counsel.verdict_on(conversation, name)) for name in names)
    steps = explain.side_by_side(counsel.framework, [(name or "you", verdict) for name, verdict in verdicts])
    return counsel.aside(conversation, Reply("explanation", steps=steps, people=verdicts))


def step_as_heard(counsel: Counsel, conversation: Conversation, read: Read, parts: Sequence[Part]) -> Step | None:
    """The step of a message that is heard to begin, or to go on, about somebody else; None where it is not."""
    if opened := _opened(counsel, conversation, read, parts):
        return opened
    name = _whose(conversation, read, parts)
    if name and people.named(read.text, conversation.people) is None:
        told = {each: " ".join(turn.read.text for turn in conversation.told_of(each)) for each in conversation.people}
        first, *more = people.meant(read.text, name, told)
        if more and conversation.unclear is None:
            return counsel.noted(replace(conversation, unclear=read.text), notes.whom([first, *more]))
        name = name if more else first
    return step_on(counsel, conversation, Addressed(name, read.text), parts) if name else None


def step_on(counsel: Counsel, conversation: Conversation, whose: Addressed, parts: Sequence[Part] = ()) -> Step:
    """Somebody else's verdict, the reasons for it, or what a message that tells of them makes of it."""
    name, conversation = whose.name, replace(conversation, about=whose.name)
    verdict = counsel.verdict_on(conversation, name)
    if not whose.rest and not verdict.is_profile:
        return counsel.noted(conversation, notes.about(counsel.framework.words, name))
    asked = [part.act for part in doing(parts, "verdict", *ABOUT_VERDICT)] if whose.rest else ["verdict"]
    asked += ["why"] if people.asks_why_of(whose.rest, name) else ["verdict"] if people.only_roles(whose.rest, name) else []
    if not asked:
        return _told_on(counsel, conversation, whose, before=verdict)
    if asked[0] == "verdict" or not verdict.is_profile:
        return counsel.aside(conversation, Reply("verdict", notes.of(name), verdict=verdict, wants=True, of=name))
    steps = counsel.explained(verdict, asked[0])
    return counsel.aside(conversation, Reply("explanation", notes.of(name), steps=steps, of=name))


def reading_without_names(counsel: Counsel, conversation: Conversation, read: Read) -> Reading:
    """What the source, which knows no people, says to a message; it is asked for their decided track where need be."""
    limit, after = counsel.reader.settings.longest_question_chars, conversation.followed
    general = _in_general(counsel, conversation, read.text, with_role=False)[:limit]
    reading = counsel.reader.ask(general, after=after)
    if general == read.text[:limit] or leaves_it_to_them(reading):  # "which track for Ben?" is no question on engineers
        return reading
    reading = counsel.reader.ask(_in_general(counsel, conversation, read.text)[:limit], after=after)
    return replace(reading, question=read.text)


def _opened(counsel: Counsel, conversation: Conversation, read: Read, parts: Sequence[Part]) -> Step | None:
    """A profile of somebody whom a writer tells of who told nothing of himself: who advises a daughter, a candidate."""
    tells = doing(parts, "others") and not conversation.described and not read.tells
    name = people.introduced(read.text)
    asks = [part for part in parts if part.act in ASKING or asks_by_form(part)]
    if not tells or any(people.named(part.text, [name]) is None for part in asks):  # "RE or RS for Emma?" asks for it
        return None
    new = name and name not in conversation.people
    step = step_on(counsel, conversation, Addressed(name, read.text)) if new else None
    return step if step and step.reply.verdict is not None and step.reply.verdict.is_profile else None


def _whose(conversation: Conversation, read: Read, parts: Sequence[Part]) -> str:
    """The other person whom a message goes on about, or wants the verdict on; "" where it is the writer's."""
    called = people.named(read.text, conversation.people)
    name = called or (WRITER if people.asks_of_own(read.text) else conversation.about)
    if called and people.is_subject(called, read.text) and not any(map(asks_by_form, parts)):
        return called  # "sorry, Ben actually has nine years", whatever it tells
    if called and (people.only_roles(read.text, called) or people.asks_why_of(read.text, called)):
        return called
    about_them = doing(parts, "others") and all(part.act in ("others", "talk", "") for part in parts)
    # "would my sister need a PhD?" asks the source, "is she an engineer?" for the verdict
    about_them = about_them and (people.names_the_subject(read.text) or not any(map(asks_by_form, parts)))
    return name if name and not read.tells and (about_them or doing(parts, "verdict", "why", "whynot")) else WRITER


def _told_on(counsel: Counsel, conversation: Conversation, whose: Addressed, *, before: Verdict) -> Step:
    """What is told of somebody else, read as if they said it: a profile and a verdict of their own."""
    hear, name = counsel.turns.hear, whose.name
    turns = replace(counsel.turns, hear=lambda texts: hear([first_person(each, name) for each in texts]), of_other=True)
    read = turns.read(whose.rest)
    after = conversation.with_turn(Turn(read, of=name, kind="verdict"))
    reply = told_against(before, counsel.verdict_on(after, name))
    wants = bool(doing(parts_of(read), "verdict"))
    return counsel.aside(after, replace(reply, text=notes.of(name), wants=wants, of=name))


def _in_general(counsel: Counsel, conversation: Conversation, message: str, *, with_role: bool = True) -> str:
    """The message as it is asked of the source, which knows no people: with their decided track where it names none."""
    tracks = {each.id: each.name.lower() for each in counsel.framework.tracks}
    with_role = with_role and not entities(message.lower()).roles
    for name in conversation.people:
        role = tracks.get(counsel.verdict_on(conversation, name).track, "") if with_role else ""
        message = people.in_general(message, name, role, spoken_of=name == conversation.about)
    return people.in_general(message, "she", spoken_of=True) if conversation.of_others else message
