"""One step of a conversation: read the message, answer what it asks, conclude from what it tells.

Everything is computed from the conversation's value, so a transcript replayed gives the same replies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.answering.answer import Abstention, Answer, Reading
from advisor.answering.language import is_english
from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.conversation.conversation import Conversation, Turn
from advisor.conversation.intent import Wish, only_asks, questions_in, wish
from advisor.conversation.reply import Kind, Reply
from advisor.framework import explain
from advisor.framework.explain import Step
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict, assess
from advisor.profile.cues import CueTable
from advisor.profile.profile import Profile
from advisor.profile.read import read_profile
from advisor.profile.semantic import Matcher

FORGOTTEN = "Forgotten: I know nothing about you any more."
NOTHING_SAID = "Ask me something about the roles, or tell me about yourself."
NOT_ENGLISH = "I read only English. Could you say that in English?"
ONLY_TELL = "Understood, I will not ask further."
NO_VERDICT_YET = "I know nothing about you yet, so there is no verdict to explain. Describe yourself in a few sentences."


@dataclass(frozen=True, slots=True)
class Counsel:
    """What a step needs beside the conversation; `articles` are those quoted from, then the guide."""

    reader: Reader
    framework: Framework
    cues: CueTable
    matcher: Matcher | None
    articles: Sequence[Article]
    longest_chars: int

    def profile(self, conversation: Conversation) -> Profile:
        """All that the conversation says of the user."""
        told = conversation.described
        texts, asked = [turn.text for turn in told], [turn.asked for turn in told]
        return read_profile(texts, cues=self.cues, matcher=self.matcher, asked=asked)

    def verdict(self, conversation: Conversation) -> Verdict:
        """The state of the decision: of nothing told, everything is open."""
        return self._judge(self.profile(conversation), conversation)

    def step(self, conversation: Conversation, message: str) -> tuple[Conversation, Reply]:
        """Any text gets a reply; nothing is raised for what a user types."""
        if not message.strip():
            return conversation, Reply("note", NOTHING_SAID)
        if len(message) > self.longest_chars:
            limit = f"{len(message):,} characters are more than I read at once; {self.longest_chars:,} is the most."
            return conversation, Reply("note", limit)
        if not is_english(message):
            return conversation, Reply("note", NOT_ENGLISH)
        decided = bool(conversation.described or conversation.corrections)
        wanted = wish(message, decided=decided)
        if wanted == "forget":
            return Conversation(), Reply("note", FORGOTTEN)
        if wanted is not None:
            return self._explain(conversation, message, wanted)
        return self._answer(conversation, message)

    def correct(self, conversation: Conversation, question: str, leaning: str | None) -> tuple[Conversation, Reply]:
        """Set one question by hand; raises UsageError for a question or leaning that the framework does not know."""
        before = self.verdict(conversation)
        after = conversation.corrected(question, leaning)
        verdict = self.verdict(after)
        return _put(after, verdict), Reply("verdict", verdict=verdict, before=_other(before, verdict))

    def _explain(self, conversation: Conversation, message: str, wanted: Wish) -> tuple[Conversation, Reply]:
        after = conversation.with_turn(Turn(message))
        verdict = self.verdict(conversation)
        if wanted == "just_tell":
            after = replace(after, quiet=True, put=None)
            if not verdict.is_profile:
                return after, Reply("note", f"{ONLY_TELL} {NO_VERDICT_YET}")
            return after, Reply("verdict", ONLY_TELL, verdict=replace(verdict, ask_next=None))
        if wanted == "why_asked":
            put = conversation.put or self.framework.questions[0].id
            return after, Reply("explanation", steps=(explain.why_asked(self.framework, put, self.articles),))
        if not verdict.is_profile:
            return after, Reply("note", NO_VERDICT_YET)
        return after, Reply("explanation", steps=self._steps(verdict, wanted))

    def _steps(self, verdict: Verdict, wanted: Wish) -> tuple[Step, ...]:
        if wanted == "why_not":
            return explain.why_not(self.framework, verdict)
        if wanted == "what_if":
            return (*explain.what_if(self.framework, verdict), explain.possible(self.framework, verdict))
        if wanted == "scope":
            return (explain.scope(self.framework, self.articles),)
        return explain.how_concluded(self.framework, verdict)

    def _answer(self, conversation: Conversation, message: str) -> tuple[Conversation, Reply]:
        said = read_profile([message], cues=self.cues, matcher=self.matcher, asked=[conversation.put])
        describes = said.is_profile and not (only_asks(message) and _names_only(said, self.framework))
        question = questions_in(message) if describes else message
        reading = self._read(question, conversation) if question else None
        if reading is not None and describes and not isinstance(reading, Answer):
            reading = None  # what it tells is worth more than that one sentence of it found no answer
        asks = isinstance(reading, Answer | Abstention) and not _wants_verdict(reading)
        turn = Turn(message, asked=conversation.put, describes=describes, asks=asks)
        after = conversation.with_turn(turn)
        if describes:
            return self._concluded(conversation, after, reading)
        if reading is not None and _wants_verdict(reading) and after.described:
            return after, Reply("verdict", verdict=self.verdict(after))
        if reading is not None and _wants_verdict(reading) and not after.quiet:
            after = _put(after, self.verdict(after))
        return after, Reply("reading", reading=reading)

    def _concluded(
        self, before: Conversation, after: Conversation, reading: Reading | None
    ) -> tuple[Conversation, Reply]:
        old = self.verdict(before)
        # subtle: what is said later overrides what was set by hand earlier, question by question.
        profile = self.profile(after)
        told = {item.slot for item in profile.evidence if item.counts and item.turn == len(after.described) - 1}
        kept = tuple((name, value) for name, value in after.corrections if name not in told)
        after = replace(after, corrections=kept)
        verdict = self._judge(profile, after)
        after = _put(after, verdict)
        if after.quiet:
            verdict = replace(verdict, ask_next=None)
        kind: Kind = "verdict" if reading is None else "both"
        return after, Reply(kind, reading=reading, verdict=verdict, before=_other(old, verdict))

    def _judge(self, profile: Profile, conversation: Conversation) -> Verdict:
        return assess(self.framework, profile, self.articles, settings=conversation.settings)

    def _read(self, question: str, conversation: Conversation) -> Reading:
        limit = self.reader.settings.longest_question_chars
        return self.reader.ask(question[:limit], after=conversation.questions[-3:])


def _put(conversation: Conversation, verdict: Verdict) -> Conversation:
    """With the question that the verdict asks next, unless nothing is to be asked any more."""
    ask = verdict.ask_next
    return replace(conversation, put=ask.question if ask and not conversation.quiet else None)


def _names_only(said: Profile, framework: Framework) -> bool:
    """True where nothing is said of the user but names that a question holds too ("and at DeepMind?")."""
    many = {fact.name for fact in framework.facts if fact.kind == "many"}
    return all(item.slot in many or not item.counts for item in said.evidence)


def _wants_verdict(reading: Reading) -> bool:
    return isinstance(reading, Abstention) and reading.reason == "wants_verdict"


def _other(before: Verdict, after: Verdict) -> str | None:
    return before.track if before.is_profile and before.track != after.track else None


