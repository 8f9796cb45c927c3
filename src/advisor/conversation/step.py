"""One step of a conversation: hear what the message does, answer what it asks, conclude from what it tells.

Everything is computed from the conversation's value, so a transcript replayed gives the same replies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.answering.answer import Abstention, Answer, Reading, SmallTalk
from advisor.answering.entities import entities
from advisor.answering.followup import only_names
from advisor.answering.neighbourhood import wants_more
from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.conversation import notes
from advisor.conversation.acts import Part, after_verdict, complains, doing, parts_of
from advisor.conversation.asking import ABOUT_VERDICT, asks_by_form, asks_of_names
from advisor.conversation.closed_forms import (
    asks_how_sure,
    asks_in_a_line,
    asks_on_question,
    asks_what_is_known,
    may_empty,
    wants_all_forgotten,
    wants_to_be_asked,
)
from advisor.conversation.conversation import WRITER, Conversation, Turn
from advisor.conversation.focus import focus_of, unclear
from advisor.conversation.meaning import Meaning, leaves_it_to_them, meaning_of, wants_no_more_questions
from advisor.conversation.notes import FORGOTTEN as FORGOTTEN
from advisor.conversation.people import (
    Addressed,
    addressed,
    asks_why_of,
    compared,
    first_person,
    in_general,
    introduced,
    is_subject,
    named,
    only_roles,
    person_to_forget,
)
from advisor.conversation.reply import Change, Reply
from advisor.conversation.settling import settled
from advisor.framework import choices as choosing
from advisor.framework import explain
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict, assess
from advisor.framework.weights import Standing, heard_in_words, standing
from advisor.hearing import ASKING
from advisor.profile.fold import folded, profile_of
from advisor.profile.profile import Profile
from advisor.profile.reader import Read, TurnReader

NOT_ENGLISH = "I read only English. Could you say that in English?"
NO_VERDICT_YET = "I know nothing about you yet, so there is no verdict. Describe yourself in a few sentences."
_LIKELY_NOTE = 0.15
_SHORT = 12  # words: a longer message does not just wipe everything out


@dataclass(frozen=True, slots=True)
class Step:
    """What one message led to; `profile` and `verdict` are those after it."""

    conversation: Conversation
    reply: Reply
    profile: Profile
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Counsel:
    """What a step needs beside the conversation; `articles` are those quoted from, then the guide."""

    reader: Reader
    framework: Framework
    turns: TurnReader
    articles: Sequence[Article]
    longest_chars: int

    def profile(self, conversation: Conversation) -> Profile:
        """All that the conversation says of the user."""
        return conversation.profile or profile_of((), table=self.turns.table)

    def verdict(self, conversation: Conversation) -> Verdict:
        """The state of the decision: of nothing told, everything is open."""
        return self._judge(self.profile(conversation), conversation)

    def verdict_on(self, conversation: Conversation, name: str) -> Verdict:
        """The state of the decision of somebody else, by name."""
        return assess(self.framework, self.profile_on(conversation, name), self.articles, settings={})

    def profile_on(self, conversation: Conversation, name: str) -> Profile:
        """All that the conversation says of a person, by name."""
        return profile_of([turn.read for turn in conversation.told_of(name)], table=self.turns.table)

    def step(self, conversation: Conversation, message: str) -> Step:
        """Any text gets a reply; nothing is raised for what a user types."""
        if not message.strip():
            return self._noted(conversation, self.framework.words.nothing_said)
        if len(message) > self.longest_chars:
            limit = f"{len(message):,} characters are more than I read at once; {self.longest_chars:,} is the most."
            return self._noted(conversation, limit)
        if not self.reader.understands(message):
            return self._noted(conversation, NOT_ENGLISH)
        if gone := person_to_forget(message, conversation.people):
            return self._noted(conversation.without(gone), notes.forgotten(gone))
        if pair := compared(message, conversation.people):
            return self._compared(conversation, pair)
        whose = addressed(message, conversation.people, before=(turn.text for turn in conversation.turns))
        if whose is not None and whose.name and not _names_the_subject(whose.name):
            return self._of_other(conversation, whose)
        if whose is not None and not whose.name:
            conversation, message = replace(conversation, about=WRITER), whose.rest
            if not message:  # "and me?"
                return self._known(conversation)
        if asks_what_is_known(message):
            return self._known(conversation)
        if conversation.verdict_shown and asks_in_a_line(message) and (line := self._in_a_line(conversation)):
            return line
        read = self.turns.read(message, conversation.behind)
        if asks_of_names(conversation, message):  # "deepmind" goes on with what was asked, it names no wish
            read = replace(read, evidence=(), tells=False)
        parts = parts_of(read)
        if conversation.verdict_shown:
            parts = after_verdict(parts)
        if (opened := self._opened(conversation, read, parts)) is not None:
            return opened
        if name := self._whose(conversation, read, parts):
            return self._of_other(conversation, Addressed(name, message), parts)
        if wants_all_forgotten(message) or (
            doing(parts, "forget") and may_empty(message) and len(message.split()) <= _SHORT and not read.tells
        ):
            return self._noted(Conversation(), FORGOTTEN)
        if going_on := self._going_on(conversation, read):
            return going_on
        if asks_on_question(message, waits=bool(conversation.put)):
            return self._why_asked(conversation)
        if wants_to_be_asked(message):
            return self._known(replace(conversation, quiet=False), unknown=notes.ONE_BY_ONE)
        if doing(parts, "quiet") or wants_no_more_questions(message):
            conversation = replace(conversation, quiet=True, put=None)
        read = settled(conversation, read, parts, framework=self.framework, turns=self.turns)
        return self._replied(conversation, read, parts)

    def _whose(self, conversation: Conversation, read: Read, parts: Sequence[Part]) -> str:
        """The other person whom a message goes on about, or wants the verdict on; "" where it is the writer's."""
        called = named(read.text, conversation.people)
        name = called or conversation.about
        if called and is_subject(called, read.text) and not any(map(asks_by_form, parts)):
            return called  # "sorry, Ben actually has nine years", whatever it tells
        if called and (only_roles(read.text, called) or asks_why_of(read.text, called)):
            return called
        about_them = doing(parts, "others") and all(part.act in ("others", "talk", "") for part in parts)
        # "would my sister need a PhD?" asks the source, "is she an engineer?" for the verdict
        about_them = about_them and (_names_the_subject(read.text) or not any(map(asks_by_form, parts)))
        return name if name and not read.tells and (about_them or doing(parts, "verdict", "why", "whynot")) else WRITER

    def _opened(self, conversation: Conversation, read: Read, parts: Sequence[Part]) -> Step | None:
        """A profile of somebody whom a writer tells of who told nothing of himself: who advises a daughter, a candidate."""
        tells = doing(parts, "others") and not conversation.described and not read.tells
        if not tells or doing(parts, "verdict", *ASKING) or any(map(asks_by_form, parts)):
            return None
        name = introduced(read.text)
        new = name and name not in conversation.people
        step = self._of_other(conversation, Addressed(name, read.text)) if new else None
        return step if step is not None and step.reply.verdict is not None and step.reply.verdict.is_profile else None

    def _of_other(self, conversation: Conversation, whose: Addressed, parts: Sequence[Part] = ()) -> Step:
        """What is told of somebody else, read as if they said it: a profile and a verdict of their own."""
        name, conversation = whose.name, replace(conversation, about=whose.name)
        if not whose.rest:
            known = self.verdict_on(conversation, name)
            if known.is_profile:
                return self._aside(conversation, Reply("verdict", notes.of(name), verdict=known, wants=True, of=name))
            return self._noted(conversation, notes.about(self.framework.words, name))
        about = [part.act for part in doing(parts, "verdict", *ABOUT_VERDICT)]
        about += ["why"] if asks_why_of(whose.rest, name) else ["verdict"] if only_roles(whose.rest, name) else []
        if about:
            verdict, act = self.verdict_on(conversation, name), about[0]
            if act == "verdict" or not verdict.is_profile:
                return self._aside(conversation, Reply("verdict", notes.of(name), verdict=verdict, wants=True, of=name))
            steps = self._steps(verdict, act)
            return self._aside(conversation, Reply("explanation", notes.of(name), steps=steps, of=name))
        hear = self.turns.hear
        turns = replace(self.turns, hear=lambda texts: hear([first_person(each, name) for each in texts]), of_other=True)
        before = self.verdict_on(conversation, name)
        read = turns.read(whose.rest)
        after = conversation.with_turn(Turn(read, of=name, kind="verdict"))
        verdict = self.verdict_on(after, name)
        reply = Reply("verdict", notes.of(name), verdict=verdict, wants=bool(doing(parts_of(read), "verdict")), of=name)
        return self._aside(after, replace(reply, before=_other(before, verdict), changed=_changes(before, verdict)))

    def _aside(self, conversation: Conversation, reply: Reply) -> Step:
        """A reply that leaves what is known of the writer as it was: on somebody else, on the adviser, a word."""
        profile = self.profile(conversation)
        return Step(conversation, reply, profile, self._judge(profile, conversation))

    def _compared(self, conversation: Conversation, names: tuple[str, str]) -> Step:
        pair = [(name, self.verdict_on(conversation, name) if name else self.verdict(conversation)) for name in names]
        steps = explain.side_by_side(self.framework, [(name or "you", verdict) for name, verdict in pair])
        return self._aside(conversation, Reply("explanation", steps=steps, people=tuple(pair)))

    def _known(self, conversation: Conversation, *, unknown: str = NO_VERDICT_YET) -> Step:
        """What was heard of the writer: the verdict with their words, or `unknown`; the next question with either."""
        verdict = self.verdict(conversation)
        if not verdict.is_profile:
            return self._noted(_put(conversation, verdict), unknown)
        shown = replace(verdict, ask_next=None) if conversation.quiet else verdict
        weighed = self._weighed(conversation, verdict)
        return self._aside(_put(conversation, verdict), Reply("verdict", verdict=shown, wants=True, weighed=weighed))

    def _in_a_line(self, conversation: Conversation) -> Step | None:
        """The verdict that was shown last, in one line; None where there is none."""
        name = conversation.about
        verdict = self.verdict_on(conversation, name) if name else self.verdict(conversation)
        if not verdict.is_profile:
            return None
        said = explain.in_a_line(self.framework, verdict)
        return self._aside(conversation, Reply("explanation", f"{notes.of(name)} {said}" if name else said, of=name))

    def _going_on(self, conversation: Conversation, read: Read) -> Step | None:
        """What follows "more" or "how long?" right behind an answer; None where the message is neither."""
        focus = conversation.focus
        if focus is None or not focus.shown or conversation.last not in ("reading", "both"):
            return None
        reading: Answer | Abstention | None
        if wants_more(read.text):
            reading = self.reader.more(read.text, focus.question, focus.shown)
            if reading is None:
                return self._noted(conversation, notes.no_more(focus.topic))
            focus = replace(focus, shown=(*focus.shown, *(each.quote for each in reading.citations)))
        else:
            reading = self.reader.in_kind(read.text, focus.question, focus.shown)
            focus = focus_of(reading, focus) if isinstance(reading, Answer) else focus
        if reading is None:
            return None
        unanswered = (reading.read_as,) if isinstance(reading, Abstention) else ()
        turn = Turn(Read(read.text), conversation.put, (read.text,), unanswered, "reading")
        return self._aside(replace(conversation.with_turn(turn), focus=focus), Reply("reading", reading=reading))

    def _why_asked(self, conversation: Conversation) -> Step:
        asked = conversation.put or self.framework.questions[0].id
        return self._aside(
            conversation, Reply("explanation", steps=(explain.why_asked(self.framework, asked, self.articles),))
        )

    def correct(self, conversation: Conversation, question: str, leaning: str | None) -> Step:
        """Set one question by hand; raises UsageError for a question or leaning that the framework does not know."""
        profile = self.profile(conversation)
        before = self._judge(profile, conversation)
        after = conversation.corrected(question, leaning)
        verdict = self._judge(profile, after)
        reply = Reply("verdict", verdict=verdict, before=_other(before, verdict), changed=_changes(before, verdict))
        return Step(_put(after, verdict), replace(reply, weighed=self._weighed(after, verdict)), profile, verdict)

    def choose(self, conversation: Conversation, kind: str, words: str) -> Conversation:
        """Give the decision aid a weight, a concern, an answer or a deadline; raises UsageError for what cannot be one."""
        return replace(conversation, choices=choosing.choose(self.framework, conversation.choices, kind, words))

    def _weighed(self, conversation: Conversation, verdict: Verdict) -> Standing | None:
        """What the findings come to by the weights that were told or set; None where none were."""
        if not conversation.weights:
            return None
        return standing(self.framework, verdict.leanings, conversation.choices.weights_of(self.framework))

    def _replied(self, conversation: Conversation, read: Read, parts: Sequence[Part]) -> Step:
        profile = self.profile(conversation)
        verdict = before = self._judge(profile, conversation)
        means = meaning_of(
            conversation, read, parts, lambda: self._reading(conversation, read), is_profile=before.is_profile
        )
        if means.kept_apart:
            return self._noted(conversation, self._once(conversation, self.framework.words.others))
        if means.of:
            return self._of_other(conversation, Addressed(means.of, ""))
        reading, tells = means.reading, means.tells
        refused = means.asked if isinstance(reading, Abstention) and reading.reason == "not_covered" else ()
        opens = bool(refused) and isinstance(reading, Abstention) and not reading.behind
        turn = Turn(read if tells else replace(read, tells=False), conversation.put, means.asked, refused, opens=opens)
        after = conversation.with_turn(turn)
        if isinstance(reading, Answer):
            after = replace(after, focus=focus_of(reading, after.focus))
        elif isinstance(reading, Abstention) and reading.reason == "too_vague" and not after.focus:  # "numbers?", "openai"
            after = replace(after, focus=unclear(reading.read_as))
        if read.weights:
            after = replace(after, choices=after.choices.weighing(self.framework, dict(read.weights)))
        if tells:  # what tells nothing leaves profile and verdict as they were
            after = replace(self._without_overridden(after, read), about=WRITER)
            profile = folded(profile, turn.read, table=self.turns.table) if turn.describes else profile
            after = replace(after, profile=profile)
            verdict = self._judge(profile, after)
        reply = self._reply(means, read, parts, before=before, verdict=verdict)
        if (reply.verdict is not None and tells) or (means.wants and not verdict.is_profile):
            after = _put(after, verdict)
        reply = replace(reply, wants=means.wants, text=self._once(conversation, reply.text))
        if reply.verdict is not None:
            reply = replace(reply, weights=read.weights, weighed=self._weighed(after, verdict))
        if after.quiet and reply.verdict is not None:
            reply = replace(reply, verdict=replace(reply.verdict, ask_next=None))
        after = replace(after, turns=(*after.turns[:-1], replace(turn, kind=reply.kind)))
        return Step(after, reply, profile, verdict)

    def _reply(self, means: Meaning, read: Read, parts: Sequence[Part], *, before: Verdict, verdict: Verdict) -> Reply:
        changed, track = _changes(before, verdict), _other(before, verdict)
        reading, about = means.reading, means.about
        if asks_how_sure(read.text) and verdict.is_profile:
            return Reply("explanation", steps=(explain.scope(self.framework, self.articles),))
        if about and reading is None and verdict.is_profile:
            return Reply("explanation", steps=self._steps(verdict, about[0].act))
        if isinstance(reading, SmallTalk):
            return self._verdict(verdict, track, changed) if means.tells else self._note(parts)
        says = any(slot != "labs" for slot in read.slots) or read.takes_back or read.unsure or read.weights
        if reading is not None and means.tells and says:  # a wished lab alone changes no verdict
            return Reply("both", reading=reading, verdict=verdict, before=track, changed=changed)
        if reading is not None:
            return Reply("reading", reading=reading)
        if means.tells and read.weights and not verdict.is_profile:
            return Reply("note", f"{heard_in_words(read.weights)} {NO_VERDICT_YET}")
        if means.tells:
            return self._verdict(verdict, track, changed)
        if means.wants or about:
            if verdict.is_profile:
                return Reply("verdict", verdict=verdict)
            if about and not means.wants and about[0].act != "whatif":  # "why should I believe that?": there is no verdict
                return Reply("note", notes.note(self.framework.words, "whoareyou"))
            return Reply("note", self.framework.words.others if doing(parts, "others") else NO_VERDICT_YET)
        return self._note(parts)

    def _verdict(self, verdict: Verdict, before: str | None, changed: tuple[Change, ...]) -> Reply:
        return Reply("verdict", verdict=verdict, before=before, changed=changed)

    def _note(self, parts: Sequence[Part]) -> Reply:
        """The word that fits what the message does most plainly."""
        order = {"": 0, "talk": 0, "laugh": 1, "agree": 1, "greet": 1}  # "lol what. I never said that" is no laughter
        part = max(parts, key=lambda each: (order.get(each.act, 2), each.probability), default=None)
        act = (part.act or _talk(part)) if part else ""
        if complains(parts, self.turns.hear):
            act = "insult"
        quoted = self.articles[:-1] or self.articles
        if act == "summary":
            return Reply("note", notes.SUMMARY, steps=notes.summary(quoted[0]))
        if act == "author":
            return Reply("note", notes.author(quoted))
        return Reply("note", notes.note(self.framework.words, act))

    def _steps(self, verdict: Verdict, act: str) -> tuple[explain.Step, ...]:
        if act == "whynot":
            return explain.why_not(self.framework, verdict)
        if act == "whatif":
            return (*explain.what_if(self.framework, verdict), explain.possible(self.framework, verdict))
        return explain.how_concluded(self.framework, verdict)

    def _reading(self, conversation: Conversation, read: Read) -> Reading:
        limit, after = self.reader.settings.longest_question_chars, conversation.followed
        general = self._in_general(conversation, read.text, with_role=False)[:limit]
        reading = self.reader.ask(general, after=after)
        if general == read.text[:limit] or leaves_it_to_them(reading):  # "which track for Ben?" is no question on engineers
            return reading
        return replace(self.reader.ask(self._in_general(conversation, read.text)[:limit], after=after), question=read.text)

    def _in_general(self, conversation: Conversation, message: str, *, with_role: bool = True) -> str:
        """The message as it is asked of the source, which knows no people: with their decided track where it names none."""
        tracks = {each.id: each.name.lower() for each in self.framework.tracks}
        with_role = with_role and not entities(message.lower()).roles
        for name in conversation.people:
            role = tracks.get(self.verdict_on(conversation, name).track, "") if with_role else ""
            message = in_general(message, name, role, spoken_of=name == conversation.about)
        return in_general(message, "she", spoken_of=True) if conversation.of_others else message

    def _without_overridden(self, conversation: Conversation, read: Read) -> Conversation:
        """What is said later overrides what was set by hand earlier, question by question."""
        return replace(conversation, corrections=tuple((n, v) for n, v in conversation.corrections if n not in read.slots))

    def _judge(self, profile: Profile, conversation: Conversation) -> Verdict:
        return assess(self.framework, profile, self.articles, settings=conversation.settings)

    def _once(self, conversation: Conversation, text: str) -> str:
        """How somebody else is told of, and that they are kept apart, is said once in a row."""
        again = bool(conversation.turns) and conversation.of_others and conversation.last == "note"
        return notes.KEPT_APART_TOO if again and text == self.framework.words.others else text

    def _noted(self, conversation: Conversation, text: str) -> Step:
        return self._aside(conversation, Reply("note", text))


def _names_the_subject(name: str) -> bool:
    """True of a lab or a role: "about OpenAI: …" is about no person."""
    found = entities(name.lower())
    return bool(found.labs or found.roles) or only_names(name)


def _talk(part: Part) -> str:
    """Of a sentence that is heard as nothing plainly, the note that is most probable."""
    found = {act: p for act, p in part.told.acts.items() if act in (*notes.NOTES, *notes.OF_SUBJECT)}
    best = max(found, key=found.__getitem__, default="")
    return best if found.get(best, 0.0) >= _LIKELY_NOTE else ""


def _put(conversation: Conversation, verdict: Verdict) -> Conversation:
    """With the question that the verdict asks next, unless nothing is to be asked any more."""
    ask = verdict.ask_next
    return replace(conversation, put=ask.question if ask and not conversation.quiet else None)


def _changes(before: Verdict, after: Verdict) -> tuple[Change, ...]:
    pairs = zip(before.findings, after.findings, strict=True)
    return tuple(Change(a.question, a.leaning, b.leaning) for a, b in pairs if a.leaning != b.leaning)


def _other(before: Verdict, after: Verdict) -> str | None:
    return before.track if before.is_profile and before.track != after.track else None
