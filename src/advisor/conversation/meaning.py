"""What a message is taken for: what it tells, what it asks of the source and what came of that, what it wants.

Takes a turn as heard and a way to ask the source; the reply follows from what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from advisor.answering.answer import Abstention, Answer, Reading
from advisor.answering.entities import entities
from advisor.conversation.acts import LEAST, Part, doing
from advisor.conversation.asking import ABOUT_VERDICT, asks_by_form, of_answer, sentences_asking
from advisor.conversation.conversation import WRITER, Conversation
from advisor.conversation.people import named
from advisor.profile.reader import Read

PLAIN = 0.6  # from this probability on a message is about the verdict, whatever the source may say to its words
_HARDLY = 0.03  # probability from which what is most probable of all that is asked of a verdict is taken for it
_SHORT = 5  # words, up to which what is asked right behind a verdict is about it
_FEW = 2  # words: a shorter message about the verdict is never looked up
_TELLING = ("tell", "answer", "correct", "talk", "greet")
_JUST_TELL = re.compile(r"\bjust (?:tell me|give me (?:the|your|a) (?:verdict|answer|result))\W*$", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:he|she|him|her|they|them)\b", re.IGNORECASE)
_OF_WRITER = re.compile(r"\b(?:i|me|my|mine|myself|we|us|our)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """`tells` is True where it tells something of its writer; `asking` are the sentences that were put to the source and
    `reading` what came of them, None where nothing is to be said of it. `about` are those about the verdict, `wants` is True
    where the verdict itself is wanted: of the person named in `of`, or of the writer. `kept_apart` is True where it asks for
    the verdict on somebody who has no name here. `unanswered` are questions that the source does not answer, beside what it
    tells.
    """

    tells: bool
    asking: Sequence[Part] = ()
    reading: Reading | None = None
    about: Sequence[Part] = ()
    wants: bool = False
    of: str = WRITER
    kept_apart: bool = False
    unanswered: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The questions to the source that something is said to."""
        return tuple(part.text for part in self.asking) if self.reading is not None else ()


def meaning_of(
    conversation: Conversation, read: Read, parts: Sequence[Part], ask: Callable[[], Reading], *, is_profile: bool
) -> Meaning:
    """`ask` puts the message to the source; `is_profile` is True where something of the writer is known already."""
    plans = any(item.status == "planned" for item in read.evidence)  # "I might do a PhD"
    yields = bool(read.slots or read.takes_back or read.unsure or read.weights or plans)
    tells = yields or (read.tells and all(part.act in _TELLING for part in parts))
    about: Sequence[Part] = doing(parts, *ABOUT_VERDICT)
    asking = sentences_asking(conversation, read, parts, tells=tells)
    if conversation.last == "reading" and all(map(of_answer, about)):  # "why?" after an answer asks the source
        asking, about = [*asking, *about], ()
    reading = ask() if asking else None
    of_writer = _OF_WRITER.search(read.text) is not None
    wished = (*about, *doing(parts, "verdict"))
    bare = not (conversation.put or conversation.described) and len(read.text.split()) == 1  # "phd", ahead of all else
    of_nobody = not asking and tells and (bare or not yields) and not of_writer
    unread = not asking and not tells and bool(doing(parts, "answer", "tell"))  # "interviews"
    known = is_profile or tells  # else there is no verdict to speak of: "interviews. what am I in for"
    at_a_lab = not of_writer and bool(entities(read.text.lower()).labs)  # "culture at OpenAI, one line"
    words = len(read.text.split())
    plain = LEAST if conversation.verdict_shown and words <= _SHORT else PLAIN  # "what would change that"
    weakly = not asking and bool(wished) and (not known or at_a_lab or max(part.probability for part in wished) < plain)
    weakly = weakly and words > _FEW
    for_source = False
    maybe = ask() if of_nobody or unread or weakly else None
    if isinstance(maybe, Answer) and (unread or (of_nobody and _sure(maybe))):
        # "expected value: p times pay" tells nothing of anybody: the source may answer it
        reading, asking, yields = maybe, list(parts), yields and not bare
    elif weakly and maybe is not None and _sure(maybe):
        # "if I took the RE one, could I switch later" is the source's to answer
        reading, asking, about, for_source = maybe, list(wished), (), True
    elif is_profile and conversation.verdict_shown and not tells and words > 1 and _vague(reading):
        reading, asking, about = None, [], (_on_verdict(parts[-1]),)
    tells = tells and (yields or not isinstance(reading, Answer))
    if conversation.of_others and not conversation.about and _off(reading) and not tells and not of_writer:
        return Meaning(tells=False, kept_apart=True)  # "what should she do?", behind "my kid …"
    depends, hardly = leaves_it_to_them(reading), isinstance(reading, Answer) and reading.certainty != "sure"
    if (depends or (hardly and wished)) and (name := named(read.text, conversation.people)):  # "which track for Ben?"
        return Meaning(tells=False, of=name, wants=True)
    tells = tells or (depends and read.tells and bool(doing(parts, "tell")))  # "a barista so far. can I be a scientist?"
    depends = depends and (tells or is_profile)  # of a stranger all that can be said is that it depends
    wants = (bool(doing(parts, "verdict")) and not for_source) or depends or wants_no_more_questions(read.text)
    if wants and conversation.of_others and not conversation.about and _THEIRS.search(read.text) and not of_writer:
        return Meaning(tells=False, kept_apart=True)  # "what's your verdict for him?"
    worth_more = tells and any(slot != "labs" for slot in read.slots)
    unanswered: tuple[str, ...] = ()
    if (wants or worth_more) and not isinstance(reading, Answer):
        if isinstance(reading, Abstention) and reading.reason == "not_covered" and not wants:
            unanswered = tuple(part.text for part in asking if asks_by_form(part) and part.text != read.text)
        reading = None  # what it tells is worth more than that one sentence of it found no answer
    return Meaning(tells, asking, reading, about, wants, unanswered=unanswered)


def leaves_it_to_them(reading: Reading | None) -> bool:
    """True where the source leaves the answer to who asks."""
    return isinstance(reading, Abstention) and reading.reason == "wants_verdict"


def wants_no_more_questions(message: str) -> bool:
    """`wants_no_more_questions("ugh, just tell me")` → `True`"""
    return _JUST_TELL.search(message) is not None


def _sure(reading: Reading) -> bool:
    """True where the source surely answers, or it is known what it lacks."""
    if isinstance(reading, Answer):
        return reading.certainty == "sure"
    return isinstance(reading, Abstention) and reading.reason == "not_covered" and reading.missing != ""


def unsure(reading: Reading) -> bool:
    """True where the source answers nothing surely, nor is it known to lack what is asked."""
    return not _sure(reading)


def _vague(reading: Reading | None) -> bool:
    """True where it is not said of what is asked."""
    return isinstance(reading, Abstention) and reading.reason == "too_vague"


def _on_verdict(part: Part) -> Part:
    """A sentence that asks nothing by itself, as what it most probably asks of the verdict: "what would?"."""
    act = max(ABOUT_VERDICT, key=lambda each: part.told.heard.get(f"act={each}", 0.0))
    heard = part.told.heard.get(f"act={act}", 0.0) >= _HARDLY
    return replace(part, act=act if heard else "missing")


def _off(reading: Reading | None) -> bool:
    """True where the source is not what was asked, or hardly."""
    if isinstance(reading, Answer):
        return reading.certainty != "sure"
    return isinstance(reading, Abstention) and reading.reason != "not_covered"
