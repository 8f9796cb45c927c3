"""One step of a conversation, from its value alone: hear what a message does, answer what it asks, take in what it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from advisor.answering.answer import Abstention, Answer, SmallTalk
from advisor.answering.asked import no_answer
from advisor.answering.neighbourhood import wants_more, wants_shown
from advisor.conversation import closed_forms, notes
from advisor.conversation.acts import Part, after_verdict, complains, doing, parts_of
from advisor.conversation.asking import asks_of_names
from advisor.conversation.conversation import WRITER, Conversation, Turn
from advisor.conversation.counsel import Counsel, Step, asking_next
from advisor.conversation.focus import focus_of, unclear
from advisor.conversation.introducing import introduced, named_now
from advisor.conversation.meaning import Meaning, meaning_of, unsure, wants_no_more_questions
from advisor.conversation.mentions import same_kin
from advisor.conversation.others import reading_without_names, step_as_heard, step_by_name, step_on
from advisor.conversation.people import Addressed, addressed, answers_whom
from advisor.conversation.reply import Reply, told_against
from advisor.conversation.settling import settled
from advisor.conversation.supposing import supposed, was_supposed
from advisor.framework import explain
from advisor.framework.verdict import Verdict
from advisor.framework.weights import heard_in_words
from advisor.profile.fold import folded
from advisor.profile.reader import Read

_NEXT = re.compile(r"\b(?:next|another|move on)\b", re.IGNORECASE)
_BARE = 3  # words: "why?", where there is no verdict yet
_SHORT = 12  # words: a longer message does not just wipe everything out


def next_step(counsel: Counsel, conversation: Conversation, message: str) -> Step:
    """Any text gets a reply; nothing is raised for what a user types."""
    if not message.strip():
        return counsel.noted(conversation, counsel.framework.words.nothing_said)
    if len(message) > counsel.longest_chars:
        limit = f"{len(message):,} characters are more than I read at once; {counsel.longest_chars:,} is the most."
        return counsel.noted(conversation, limit)
    if not counsel.reader.understands(message):
        return counsel.noted(conversation, notes.NOT_ENGLISH)
    go_on = partial(next_step, counsel)
    waiting, conversation = conversation.unclear, replace(conversation, unclear=conversation.unclear and "")
    if waiting and (name := answers_whom(message, conversation.people)):
        return step_on(counsel, conversation, Addressed(name, waiting), go_on)
    if (name := named_now(message)) and (whom := conversation.about or _brought_up(conversation)):
        conversation = conversation.renamed(whom, name)
    whose = addressed(message, conversation.people)
    if whose and whose.name.startswith("your ") and (known := same_kin(whose.name[5:], conversation.texts)):
        whose = replace(whose, name=known)  # "and my daughter?", who is Mia
    if by_name := step_by_name(counsel, conversation, message, whose, go_on):
        return by_name
    if whose is not None and not whose.name:
        conversation, message = replace(conversation, about=WRITER), whose.rest
    if not message or closed_forms.asks_what_is_known(message):  # "and me?"
        return _known(counsel, conversation)
    if conversation.verdict_shown and closed_forms.asks_in_a_line(message) and (line := _in_a_line(counsel, conversation)):
        return line
    read = counsel.turns.read(message, conversation.behind)
    if asks_of_names(conversation, message):  # "deepmind" goes on with what was asked, it names no wish
        read = replace(read, evidence=(), tells=False)
    parts = parts_of(read)
    if conversation.verdict_shown or conversation.described:
        parts = after_verdict(parts, bare=conversation.verdict_shown)
    return _heard(counsel, conversation, read, parts)


def _brought_up(conversation: Conversation) -> str:
    """Who was brought up in the last message, and has no profile yet: "does my nephew need a PhD?"."""
    new = introduced(conversation.turns[-1].text) if conversation.turns else None
    return new.whose if new else ""


def _heard(counsel: Counsel, conversation: Conversation, read: Read, parts: Sequence[Part]) -> Step:
    """The step of a message whose sentences were heard: on others, on the adviser itself, or on what it tells and asks."""
    if others := step_as_heard(counsel, conversation, read, parts, partial(next_step, counsel)):
        return others
    if closed_forms.wants_all_forgotten(read.text) or (
        doing(parts, "forget") and closed_forms.may_empty(read.text) and len(read.text.split()) <= _SHORT and not read.tells
    ):
        return counsel.noted(Conversation(), notes.FORGOTTEN)
    if going_on := _going_on(counsel, conversation, read):
        return going_on
    if closed_forms.asks_on_question(read.text, waits=bool(conversation.put)):
        asked = conversation.put or counsel.framework.questions[0].id
        why = explain.why_asked(counsel.framework, asked, counsel.articles)
        return counsel.aside(conversation, Reply("explanation", steps=(why,)))
    if doing(parts, "recall"):
        return _known(counsel, conversation)
    if doing(parts, "askme", "unsure") and conversation.put and _NEXT.search(read.text):
        read = replace(read, unsure=(conversation.put,))  # "next" leaves open what was asked
    elif doing(parts, "askme") and not read.tells:
        return _known(counsel, replace(conversation, quiet=False), unknown=notes.ONE_BY_ONE)
    begins = not (conversation.put or conversation.described or read.tells)
    if begins and doing(parts, "unsure"):  # "not sure where I belong"
        return _known(counsel, conversation, unknown=notes.ONE_BY_ONE)
    if doing(parts, "quiet") or wants_no_more_questions(read.text):
        conversation = replace(conversation, quiet=True, put=None)
    if doing(parts, "correct") and not read.slots and was_supposed(conversation):
        return counsel.noted(conversation, notes.ONLY_SUPPOSED)
    read = settled(conversation, read, parts, framework=counsel.framework, turns=counsel.turns)
    return _meant(counsel, conversation, read, parts)


def _known(counsel: Counsel, conversation: Conversation, *, unknown: str = notes.NO_VERDICT_YET) -> Step:
    """What was heard of the writer: the verdict with their words, or `unknown`; the next question with either."""
    verdict = counsel.verdict(conversation)
    asking = asking_next(conversation, verdict)
    if not verdict.is_profile:
        return counsel.noted(asking, unknown)
    reply = Reply("verdict", wants=True, steps=counsel.explained(verdict, "recall"))
    return counsel.aside(asking, _as_wished(counsel, conversation, reply, verdict))


def _in_a_line(counsel: Counsel, conversation: Conversation) -> Step | None:
    """The verdict that was shown last, in one line; None where there is none."""
    name = conversation.about
    verdict = counsel.verdict_on(conversation, name)
    if not verdict.is_profile:
        return None
    said = explain.in_a_line(counsel.framework, verdict)
    return counsel.aside(conversation, Reply("explanation", f"{notes.of(name)} {said}" if name else said, of=name))


def _going_on(counsel: Counsel, conversation: Conversation, read: Read) -> Step | None:
    """What follows "more", "show me" or "how long?" right behind an answer; None where the message is none of these."""
    focus = conversation.focus
    if focus is None or not focus.shown or conversation.last not in ("reading", "both"):
        return None
    if wants_shown(read.text) and isinstance(again := counsel.reader.ask(focus.question), Answer):
        return counsel.aside(conversation, Reply("reading", notes.STANDS_HERE, reading=again))
    reading: Answer | Abstention | None
    if wants_more(read.text):
        reading = counsel.reader.more(read.text, focus.question, focus.shown)
        if reading is None:
            return counsel.noted(conversation, notes.no_more(focus.topic))
        focus = replace(focus, shown=(*focus.shown, *(each.quote for each in reading.citations)))
    else:
        reading = counsel.reader.in_kind(read.text, focus.question, focus.shown)
        focus = focus_of(reading, focus) if isinstance(reading, Answer) else focus
    if reading is None:
        return None
    unanswered = (reading.read_as,) if isinstance(reading, Abstention) else ()
    turn = Turn(Read(read.text), conversation.put, (read.text,), unanswered, "reading")
    return counsel.aside(replace(conversation.with_turn(turn), focus=focus), Reply("reading", reading=reading))


def _meant(counsel: Counsel, conversation: Conversation, read: Read, parts: Sequence[Part]) -> Step:
    """The step of a message by what it is taken for: the source is asked, what it tells is kept, a reply is made of both."""
    before = counsel.verdict(conversation)
    means = meaning_of(
        conversation, read, parts, lambda: reading_without_names(counsel, conversation, read), is_profile=before.is_profile
    )
    if means.kept_apart:
        return counsel.noted(conversation, _once(counsel, conversation, counsel.framework.words.others))
    if means.of:
        return step_on(counsel, conversation, Addressed(means.of, ""), partial(next_step, counsel))
    if means.reading is None and doing(means.about, "whatif") and not supposed(counsel, conversation, read.text, before):
        reading = reading_without_names(counsel, conversation, read)  # "and if I quit, what changes?" is the source's to say
        means = means if unsure(reading) else replace(means, about=(), asking=parts, reading=reading)
    after = _kept(counsel, conversation, read, means)
    verdict = counsel.verdict(after) if means.tells else before
    reply = _reply(counsel, after, means, read, parts, before=before, verdict=verdict)
    wants_more = (means.wants and not verdict.is_profile) or bool(doing(means.about, "missing") or read.unsure)
    if (reply.verdict is not None and means.tells) or wants_more:
        after = asking_next(after, verdict)
    said = no_answer(means.unanswered) if means.unanswered else _once(counsel, conversation, reply.text)
    reply = replace(reply, wants=means.wants, text=said)
    if reply.verdict is not None:
        reply = _as_wished(counsel, after, replace(reply, weights=read.weights), verdict)
    after = replace(after, turns=(*conversation.turns, replace(after.turns[-1], kind=reply.kind)))
    return Step(after, reply, counsel.profile(after), verdict)


def _kept(counsel: Counsel, conversation: Conversation, read: Read, means: Meaning) -> Conversation:
    """The conversation with a message: as a turn, in its focus and weights, and in the profile where it tells something."""
    reading = means.reading
    refused = means.asked if isinstance(reading, Abstention) and reading.reason == "not_covered" else ()
    opens = bool(refused) and isinstance(reading, Abstention) and not reading.behind
    turn = Turn(read if means.tells else replace(read, tells=False), conversation.put, means.asked, refused, opens=opens)
    after = conversation.with_turn(turn)
    if isinstance(reading, Answer):
        after = replace(after, focus=focus_of(reading, after.focus))
    elif isinstance(reading, Abstention) and reading.reason == "too_vague" and not after.focus:  # "numbers?", "openai"
        after = replace(after, focus=unclear(reading.read_as))
    if read.weights:
        after = replace(after, choices=after.choices.weighing(counsel.framework, dict(read.weights)))
    if not means.tells:  # then profile and verdict stay as they were
        return after
    profile = counsel.profile(conversation)
    profile = folded(profile, turn.read, table=counsel.turns.table) if turn.describes else profile
    return replace(after.overridden(read.slots), about=WRITER, profile=profile)


def _reply(
    counsel: Counsel, conversation: Conversation, means: Meaning, read: Read, parts: Sequence[Part],
    *, before: Verdict, verdict: Verdict,
) -> Reply:  # fmt: skip
    words, reading, about = counsel.framework.words, means.reading, means.about
    if closed_forms.asks_how_sure(read.text) and verdict.is_profile:
        return Reply("explanation", steps=counsel.explained(verdict, "sure"))
    if about and reading is None and verdict.is_profile:
        so = supposed(counsel, conversation, read.text, verdict) if about[0].act == "whatif" else ()
        return Reply("explanation", steps=so or counsel.explained(verdict, about[0].act))
    if isinstance(reading, SmallTalk):
        return told_against(before, verdict) if means.tells else _note(counsel, parts, verdict)
    says = any(slot != "labs" for slot in read.slots) or read.takes_back or read.unsure or read.weights
    if reading is not None and means.tells and says:  # a wished lab alone changes no verdict
        return replace(told_against(before, verdict), kind="both", reading=reading)
    if reading is not None:
        return Reply("reading", reading=reading)
    if means.tells and read.weights and not verdict.is_profile:
        return Reply("note", f"{heard_in_words(read.weights)} {notes.NO_VERDICT_YET}")
    if means.tells:
        return told_against(before, verdict)
    if (means.wants or about) and verdict.is_profile:
        return Reply("verdict", verdict=verdict)
    bare = len(read.text.split()) <= _BARE
    if about and not means.wants and not bare and about[0].act in ("why", "whynot"):  # "why should I believe that?"
        return Reply("note", notes.note(words, "whoareyou"))
    if means.wants or about:
        return Reply("note", words.others if doing(parts, "others") else notes.NO_VERDICT_YET)
    return _note(counsel, parts, verdict)


def _note(counsel: Counsel, parts: Sequence[Part], verdict: Verdict) -> Reply:
    """The word that fits what the message does most plainly."""
    act = "insult" if complains(parts, counsel.turns.hear) else notes.act_noted(parts)
    if act in ("repeat", "correct") and verdict.is_profile:  # "that's not what I said"
        return Reply("explanation", notes.MISREAD, steps=explain.heard(counsel.framework, verdict))
    quoted = counsel.articles[:-1] or counsel.articles
    if act == "summary":
        return Reply("note", notes.SUMMARY, steps=notes.summary(quoted[0]))
    return Reply("note", notes.author(quoted) if act == "author" else notes.note(counsel.framework.words, act))


def _as_wished(counsel: Counsel, conversation: Conversation, reply: Reply, verdict: Verdict) -> Reply:
    """The reply with the verdict as the writer wishes it: by their weights, and without a question once they want none."""
    shown = replace(verdict, ask_next=None) if conversation.quiet else verdict
    return replace(reply, verdict=shown, weighed=counsel.weighed(conversation, verdict))


def _once(counsel: Counsel, conversation: Conversation, text: str) -> str:
    """How somebody else is told of, and that they are kept apart, is said once in a row."""
    again = bool(conversation.turns) and conversation.of_others and conversation.last == "note"
    return notes.KEPT_APART_TOO if again and text == counsel.framework.words.others else text
