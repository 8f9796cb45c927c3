"""What was heard of the writer, and a verdict in a line, are asked for in many words and are no question to the source."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.conversation.closed_forms import asks_in_a_line, asks_what_is_known
from advisor.conversation.notes import NO_VERDICT_YET, SUMMARY
from advisor.conversation.reply import Reply
from advisor.conversation.transcript import Said, replay
from advisor.faces.telling.document import flat
from advisor.faces.telling.tell import teller_of

BUILDER = "I love debugging distributed systems. I want clear objectives and tangible output."
KNOWN = (
    "show me what you know about me", "what have you got on me", "what did I tell you?", "what do you remember about me",
    "list everything I said so far", "What's in my profile?", "remind me what I told you", "do you know anything about me",
    "can you repeat what I've told you", "what have you heard from me so far?", "ok so what do you have on me",
)  # fmt: skip
NOT_KNOWN = (
    "forget what you know about me", "do you share what you know about me?", "do you store what I tell you?",
    "what do labs want to know about candidates", "what do you know about Anthropic?", "what I said about papers was a joke",
    "tell me about pay", "what does my PhD say about me as an engineer", "is there a role for me",
)  # fmt: skip
IN_A_LINE = (
    "tl;dr", "in short", "one sentence please", "give me that in one line", "short version?", "sum it up", "bottom line?",
    "ok, in a nutshell", "can you put it in one sentence", "the gist please", "TLDR",
)  # fmt: skip
NOT_IN_A_LINE = (
    "summarise the article", "in short, what do they pay?", "one line on Anthropic", "a short PhD", "summary of section 3",
)  # fmt: skip


@pytest.mark.parametrize("message", KNOWN)
def test_what_asks_for_what_is_known(message: str) -> None:
    assert asks_what_is_known(message)


@pytest.mark.parametrize("message", NOT_KNOWN)
def test_what_asks_for_something_else(message: str) -> None:
    assert not asks_what_is_known(message)


@pytest.mark.parametrize("message", IN_A_LINE)
def test_what_asks_for_a_line(message: str) -> None:
    assert asks_in_a_line(message)


@pytest.mark.parametrize("message", NOT_IN_A_LINE)
def test_what_names_its_subject_asks_for_no_line(message: str) -> None:
    assert not asks_in_a_line(message)


def replies(advisor: Advisor, *messages: str) -> list[Reply]:
    return [each.reply for each in replay(advisor.counsel, map(Said, messages))]


@pytest.mark.model
@pytest.mark.parametrize("message", KNOWN)
def test_what_is_known_is_shown(advisor: Advisor, message: str) -> None:
    first, _, reply = replies(advisor, BUILDER, "What does an RE earn at OpenAI?", message)
    assert reply.kind == "verdict"
    assert reply.verdict == first.verdict
    (nothing,) = replies(advisor, message)
    assert (nothing.kind, nothing.text) == ("note", NO_VERDICT_YET)


@pytest.mark.model
def test_the_card_is_whole_and_lists_the_own_words(advisor: Advisor) -> None:
    first, reply = replies(advisor, BUILDER, KNOWN[0])
    teller = teller_of(advisor)
    said = repr(list(flat(teller.reply(reply, message=KNOWN[0], standing=first.verdict))))
    assert "changes nothing" not in said
    assert "debugging distributed systems" in said


@pytest.mark.model
@pytest.mark.parametrize("message", IN_A_LINE)
def test_a_verdict_in_a_line(advisor: Advisor, message: str) -> None:
    *_, reply = replies(advisor, BUILDER, message)
    assert (reply.kind, reply.verdict, reply.steps) == ("explanation", None, ())
    assert reply.text.startswith("Research Engineer: 2 of 5 questions point to Research Engineer, none")
    *_, bens = replies(advisor, "about Ben: eight years of CUDA, he hates vague goals", message)
    assert bens.text.startswith("About Ben: Research Engineer: ")


@pytest.mark.model
def test_with_no_verdict_before_it_the_source_is_summarised(advisor: Advisor) -> None:
    for before in ([], ["What does an RE earn at OpenAI?"]):
        *_, reply = replies(advisor, *before, "tl;dr")
        assert (reply.kind, reply.text) == ("note", SUMMARY)


def test_what_is_known_is_said_in_ones_own_words(advisor: Advisor) -> None:
    _, reply = replies(advisor, BUILDER, "What do you know about me?")
    assert [step.text for step in reply.steps] == ["Energy: Research Engineer.", "Ambiguity: Research Engineer."]
    assert all(item.text in BUILDER for step in reply.steps for item in step.evidence)


@pytest.mark.parametrize(
    "message", ["what should I do next?", "ok, and what are my next steps", "so what do I do on Monday"]
)
def test_the_next_steps_behind_a_verdict_are_its_advice(advisor: Advisor, message: str) -> None:
    *_, first, reply = replies(advisor, f"{BUILDER} Six years of backend work, no PhD.", message)
    assert reply.kind == "explanation"
    assert first.verdict is not None
    assert [step.text for step in reply.steps][: len(first.verdict.advice)] == [each.text for each in first.verdict.advice]


def test_without_a_verdict_why_asks_for_a_description(advisor: Advisor) -> None:
    *_, reply = replies(advisor, "so what am I", "why?")
    assert (reply.kind, reply.text) == ("note", NO_VERDICT_YET)
