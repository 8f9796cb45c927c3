"""What a step of a conversation needs beside it, and what is concluded: of the writer, and of others by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.conversation.conversation import WRITER, Conversation
from advisor.conversation.reply import Reply, told_against
from advisor.framework import choices as choosing
from advisor.framework import explain
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict, assess
from advisor.framework.weights import Standing, standing
from advisor.profile.fold import profile_of
from advisor.profile.profile import Profile
from advisor.profile.reader import TurnReader


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
        return assess(self.framework, self.profile(conversation), self.articles, settings=conversation.settings)

    def profile_on(self, conversation: Conversation, name: str) -> Profile:
        """All that the conversation says of a person, by name."""
        return profile_of([turn.read for turn in conversation.told_of(name)], table=self.turns.table)

    def verdict_on(self, conversation: Conversation, name: str) -> Verdict:
        """The state of the decision of somebody else, by name; "" is the writer."""
        if name == WRITER:
            return self.verdict(conversation)
        return assess(self.framework, self.profile_on(conversation, name), self.articles, settings={})

    def explained(self, verdict: Verdict, act: str) -> tuple[explain.Step, ...]:
        """What explains a verdict or follows from it, by what is asked: one of ABOUT_VERDICT, "recall" or "missing"."""
        if act == "whynot":
            return explain.why_not(self.framework, verdict)
        if act == "whatif":
            return (*explain.what_if(self.framework, verdict), explain.possible(self.framework, verdict))
        if act == "next":
            return explain.next_steps(self.framework, verdict)
        if act == "recall":
            return explain.heard(self.framework, verdict)
        if act == "missing":
            return explain.missing(self.framework, verdict)
        if act == "sure":
            return explain.how_sure(self.framework, verdict, self.articles)
        return explain.how_concluded(self.framework, verdict)

    def weighed(self, conversation: Conversation, verdict: Verdict) -> Standing | None:
        """What the findings come to by the weights that were told or set; None where none were."""
        if not conversation.weights:
            return None
        return standing(self.framework, verdict.leanings, conversation.choices.weights_of(self.framework))

    def correct(self, conversation: Conversation, question: str, leaning: str | None) -> Step:
        """Set one question by hand; raises UsageError for a question or leaning that the framework does not know."""
        after = conversation.corrected(question, leaning)
        verdict = self.verdict(after)
        reply = replace(told_against(self.verdict(conversation), verdict), weighed=self.weighed(after, verdict))
        return Step(asking_next(after, verdict), reply, self.profile(after), verdict)

    def choose(self, conversation: Conversation, kind: str, words: str) -> Conversation:
        """Give the decision aid a weight, a concern, an answer or a deadline; raises UsageError for what cannot be one."""
        return replace(conversation, choices=choosing.choose(self.framework, conversation.choices, kind, words))

    def aside(self, conversation: Conversation, reply: Reply) -> Step:
        """A reply that leaves what is known of the writer as it was: on somebody else, on the adviser, a word."""
        return Step(conversation, reply, self.profile(conversation), self.verdict(conversation))

    def noted(self, conversation: Conversation, text: str) -> Step:
        """A word of our own, which leaves what is known of the writer as it was."""
        return self.aside(conversation, Reply("note", text))


def asking_next(conversation: Conversation, verdict: Verdict) -> Conversation:
    """With the question that the verdict asks next, unless nothing is to be asked any more."""
    ask = verdict.ask_next
    return replace(conversation, put=ask.question if ask and not conversation.quiet else None)
