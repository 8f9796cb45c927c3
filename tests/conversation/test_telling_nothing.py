"""What tells neither a leaning nor a fact brings no verdict card beside the answer."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.answering.answer import Answer
from advisor.conversation.conversation import Conversation
from advisor.conversation.reply import Reply
from advisor.conversation.transcript import Said, replay

pytestmark = pytest.mark.model
BUILDER = "I love debugging distributed systems."


@pytest.mark.parametrize("before", [(), (BUILDER,)], ids=["first", "behind a verdict"])
@pytest.mark.parametrize(
    "message",
    [
        "asking because of my kids. is the pay stable?",
        "asking because of my kids, do I need a PhD?",
        "expected value: p times comp.",
        "expected value: p times comp. which role pays more?",
        "I just had lunch. what does an RE earn at OpenAI?",
        "I'm curious about Anthropic. what do they pay?",
        "I am nervous about my talk with my boss. does OpenAI value papers?",
    ],
)
def test_it_is_a_plain_reading(advisor: Advisor, message: str, before: tuple[str, ...]) -> None:
    *_, last = replay(advisor.counsel, map(Said, (*before, message)))
    assert last.reply.kind == "reading"
    assert isinstance(last.reply.reading, Answer)
    assert last.reply.verdict is None


@pytest.mark.parametrize("message", ["asking because of my kids", "I like long walks", f"{BUILDER} is the pay stable?"])
def test_what_tells_of_the_writer_keeps_its_verdict(advisor: Advisor, message: str) -> None:
    replies: list[Reply] = [each.reply for each in replay(advisor.counsel, (Said(message),))]
    assert replies[0].verdict is not None


@pytest.mark.parametrize("message", ["and the pay", "the pay tho", "interviews", "salary"])
def test_a_subject_in_a_few_words_is_no_answer_to_the_question_that_waits(advisor: Advisor, message: str) -> None:
    step = advisor.chat(Conversation(), f"{BUILDER} Nine years of backend work.")
    assert step.conversation.put
    after = advisor.chat(step.conversation, message)
    assert isinstance(after.reply.reading, Answer)
    assert after.verdict.leanings == step.verdict.leanings


@pytest.mark.parametrize(("message", "leaning"), [("clear goals", "RE"), ("the unknown", "RS"), ("both", "mixed")])
def test_a_few_words_that_speak_to_it_are_one(advisor: Advisor, message: str, leaning: str) -> None:
    step = advisor.chat(Conversation(), f"{BUILDER} Nine years of backend work.")
    assert step.conversation.put == "ambiguity"
    assert leaning in advisor.chat(step.conversation, message).verdict.leanings


def test_a_question_without_an_answer_beside_a_description_is_named(advisor: Advisor) -> None:
    reply = advisor.chat(Conversation(), f"{BUILDER} Do they ask about \u202eleetcode?").reply
    assert reply.kind == "verdict"
    assert reply.text.startswith("I found no answer to “Do they ask about ")
    assert "\u202e" not in reply.text


@pytest.mark.parametrize("before", [(), ("pay",)], ids=["first", "behind an answer"])
def test_a_subject_alone_is_asked_of_the_source(advisor: Advisor, before: tuple[str, ...]) -> None:
    *_, last = replay(advisor.counsel, map(Said, (*before, "interviews")))
    assert isinstance(last.reply.reading, Answer)
