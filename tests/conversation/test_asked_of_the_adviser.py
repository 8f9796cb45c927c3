"""What is asked of the adviser itself: what it still lacks, to be asked, to be put right. It is heard, not listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.answering.answer import Answer
from advisor.conversation.counsel import Step
from advisor.conversation.notes import MISREAD, ONE_BY_ONE, ONLY_SUPPOSED
from advisor.conversation.people import like_me

BUILDER = "I love debugging distributed systems. I want clear objectives and tangible output."
pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "message",
    ["what is still missing?", "And the missing ones?", "what do you need from me still", "anything else you need from me?"],
)
def test_what_is_still_open_is_told_and_asked(after: Callable[..., Step], message: str) -> None:
    last = after(BUILDER, message)
    assert last.reply.kind == "explanation"
    assert "strongest credential" in last.reply.steps[0].text
    assert last.conversation.put == "credential"


@pytest.mark.parametrize("message", ["ok, ask me", "go on then, ask away", "can you put the questions to me one by one?"])
def test_who_wants_to_be_asked_gets_the_first_question(after: Callable[..., Step], message: str) -> None:
    step = after(message)
    assert (step.reply.text, step.conversation.put) == (ONE_BY_ONE, "energy")


@pytest.mark.parametrize("message", ["that's not what I said", "you did not understand me"])
def test_who_was_misread_sees_what_was_taken_from_the_words(after: Callable[..., Step], message: str) -> None:
    last = after(BUILDER, message)
    assert last.reply.text == MISREAD
    assert [step.text for step in last.reply.steps] == ["Energy: Research Engineer.", "Ambiguity: Research Engineer."]


def test_only_what_the_words_name_is_taken_back(after: Callable[..., Step]) -> None:
    told = "In five years CTO maybe. I like to build."
    last = after(told, "Forget the CTO thing, it was a joke.")
    assert [(each.question, each.after) for each in last.reply.changed] == [("target", None)]
    assert last.profile.leaning("energy") == "RE"


def test_someone_like_me_has_the_role_of_the_verdict(after: Callable[..., Step]) -> None:
    last = after(BUILDER, "what's the pay for someone like me at Anthropic?")
    assert isinstance(last.reply.reading, Answer)
    assert "$300K" in last.reply.reading.citations[0].quote.text
    assert like_me("is it hard for people like me", "") == "is it hard"
    assert like_me("would they take someone like me", "") == "would they take someone like me"


def test_a_supposition_goes_on_about_the_degree_told_of(after: Callable[..., Step]) -> None:
    told = "I'm in the second year of a PhD, with a NeurIPS paper. I love kernels."
    last = after(told, "and if I quit?")
    assert last.reply.steps[0].text.startswith("If so: ")


def test_what_supposes_nothing_of_the_writer_is_asked_of_the_source(after: Callable[..., Step]) -> None:
    asked = "how long does it take to go from engineer to scientist?"
    last = after(asked, "what if no phd")
    assert isinstance(last.reply.reading, Answer)
    assert "Without a PhD" in last.reply.reading.citations[0].quote.text


def test_no_idea_is_no_correction(after: Callable[..., Step]) -> None:
    last = after("ask me the questions", "systems", "no idea")
    assert last.profile.leaning("energy") == "RE"
    assert last.profile.leaning("evaluation") is None


def test_next_leaves_open_what_was_asked_and_asks_on(after: Callable[..., Step]) -> None:
    assert after("ask me the questions", "next").conversation.put == "ambiguity"
    assert after("ask me the questions", "2... no wait, 1").profile.leaning("energy") == "RE"


@pytest.mark.parametrize("message", ["how close is it?", "which of my answers counts the most?", "can I trust this?"])
def test_how_firm_a_verdict_is(after: Callable[..., Step], message: str) -> None:
    step = after("I love debugging systems and want clear goals.", message)
    assert step.reply.kind == "explanation"
    assert step.reply.steps[0].text.startswith("Each question counts the same.")


@pytest.mark.parametrize("message", ["so far so good?", "and the others?", "what would?"])
def test_what_asks_nothing_by_itself_is_about_the_verdict_shown(after: Callable[..., Step], message: str) -> None:
    assert after("I love debugging systems and want clear goals.", message).reply.kind == "explanation"


def test_what_was_only_supposed_is_not_taken_back_from_what_was_told(after: Callable[..., Step]) -> None:
    step = after("I love debugging systems", "what if I would rather be known for ideas?", "that was hypothetical, scrap it")
    assert step.reply.text == ONLY_SUPPOSED
    assert step.verdict.leanings[0] == "RE"


def test_who_settles_for_an_answer_when_pressed_has_given_it(after: Callable[..., Step]) -> None:
    step = after("I like many things", "if I had to choose, reading papers and designing experiments")
    assert step.verdict.leanings[0] == "RS"
