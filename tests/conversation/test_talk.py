"""Talk gets the note that fits it: thanks with a complaint beside them are a complaint."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.answering.answer import Answer
from advisor.conversation.conversation import Conversation
from advisor.conversation.notes import NOT_ENGLISH, NOTES, ONE_BY_ONE
from advisor.faces.wording import left_out

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("message", "act"),
    [
        ("thanks, that was no use at all", "insult"),
        ("great, thanks for nothing", "insult"),
        ("ta, but that did not help me one bit", "insult"),
        ("thanks for wasting my time", "insult"),
        ("Thanks. That was no help.", "insult"),
        ("thank you, but it didn't answer my question", "insult"),
        ("cheers, I'm none the wiser but that's not what I asked", "insult"),
        ("thanks, this is rubbish", "insult"),
        ("thanks!", "thanks"),
        ("thank you, that was really good", "thanks"),
        ("cheers, very helpful", "thanks"),
        ("thanks, not bad at all", "thanks"),
        ("thanks, that could not be more helpful", "thanks"),
        ("thank you, that helped a lot", "thanks"),
    ],
)
@pytest.mark.parametrize("before", [None, "What does an RE earn at OpenAI?"], ids=["first", "behind an answer"])
def test_a_complaint_outweighs_thanks(advisor: Advisor, message: str, act: str, before: str | None) -> None:
    now = advisor.chat(Conversation(), before).conversation if before else Conversation()
    reply = advisor.chat(now, message).reply
    assert (reply.kind, reply.text) == ("note", NOTES[act])


@pytest.mark.parametrize("message", ["ask me the questions", "can you ask me your questions?", "ok, next question"])
def test_who_wants_to_be_asked_is_asked(advisor: Advisor, message: str) -> None:
    first = advisor.chat(Conversation(), message)
    assert (first.reply.text, first.conversation.put) == (ONE_BY_ONE, "energy")
    told = advisor.chat(Conversation(quiet=True), "I love debugging clusters.").conversation
    again = advisor.chat(told, message)
    assert again.reply.kind == "verdict"
    assert again.conversation.put is not None
    assert not again.conversation.quiet


@pytest.mark.parametrize("message", ["what do you mean by that", "I don't get the question", "repeat the question?"])
def test_the_question_that_was_put_is_explained(advisor: Advisor, message: str) -> None:
    asked = advisor.chat(Conversation(), "I love debugging clusters.").conversation
    step = advisor.chat(asked, message)
    assert step.reply.kind == "explanation"
    assert step.conversation.put == asked.put


@pytest.mark.parametrize("message", ["that was sarcasm", "lol jk", "I was only joking"])
def test_a_joke_is_taken_back(advisor: Advisor, message: str) -> None:
    told = advisor.chat(Conversation(), "I love debugging NCCL hangs at three in the morning.")
    assert told.verdict.leanings[0] == "RE"
    assert advisor.chat(told.conversation, message).verdict.leanings[0] != "RE"


def test_english_is_understood_however_it_is_spelled(advisor: Advisor) -> None:
    step = advisor.chat(Conversation(), "whats teh diffrence btwn reserch engneer and scientst")
    assert step.reply.kind == "reading"
    german = advisor.chat(Conversation(), "was verdient ein forscher bei openai und wie lange dauert das")
    assert german.reply.text == NOT_ENGLISH


def test_a_claim_that_ends_in_true_is_asked(advisor: Advisor) -> None:
    step = advisor.chat(Conversation(), "so no PhD means no scientist, true?")
    assert isinstance(step.reply.reading, Answer)


@pytest.mark.parametrize("message", ["wiped", "hi. long day. wiped", "forget it"])
def test_nothing_is_forgotten_by_the_way(advisor: Advisor, message: str) -> None:
    told = advisor.chat(Conversation(), "I love debugging clusters.").conversation
    after = advisor.chat(told, message)
    assert after.verdict.leanings[0] == "RE"


@pytest.mark.parametrize("message", ["45", "2020", "7, 8"])
def test_a_bare_number_leans_nowhere(advisor: Advisor, message: str) -> None:
    told = advisor.chat(Conversation(), "I have 10 years of Java behind me.").conversation
    assert told.put == "energy"
    assert advisor.chat(told, message).verdict.leanings[0] is None


def test_a_word_of_the_subject_asks_the_source(advisor: Advisor) -> None:
    first = advisor.chat(Conversation(), "phd")
    assert first.reply.kind == "reading"
    told = advisor.chat(Conversation(), "I have 10 years of Java behind me.").conversation
    assert isinstance(advisor.chat(told, "do they pay more").reply.reading, Answer)


def test_a_part_of_a_message_that_found_no_answer_is_named(advisor: Advisor) -> None:
    reading = advisor.ask("What does an RE earn at OpenAI? And is there a canteen in the office?")
    assert isinstance(reading, Answer)
    assert reading.unanswered == ("And is there a canteen in the office?",)
    assert left_out(reading) == ["I found no answer to “And is there a canteen in the office?” in the source."]


@pytest.mark.parametrize("message", ["and the other one?", "what about the other role", "the other one"])
def test_the_other_one_is_the_other_role(advisor: Advisor, message: str) -> None:
    asked = advisor.chat(Conversation(), "What does a research engineer do all day?").conversation
    reading = advisor.chat(asked, message).reply.reading
    assert isinstance(reading, Answer)
    assert reading.read_as == "what does a research scientist do all day?"


@pytest.mark.parametrize("message", ["scrap that, CTO", "no wait, head of infrastructure rather"])
def test_a_correction_says_what_stands_in_its_place(advisor: Advisor, message: str) -> None:
    told = advisor.chat(Conversation(), "In five years I want to set the research priorities of a group.").conversation
    assert advisor.chat(told, message).verdict.leanings[-1] == "RE"


@pytest.mark.parametrize("message", ["hi do i need a phd", "hello there, do I need a PhD?", "hey so is a phd needed"])
def test_a_greeting_in_front_of_a_question_changes_nothing(advisor: Advisor, message: str) -> None:
    assert isinstance(advisor.chat(Conversation(), message).reply.reading, Answer)


def test_a_greeting_in_front_of_a_description_changes_nothing(advisor: Advisor) -> None:
    of_writer = advisor.chat(Conversation(), "hello i hate vague goals and love kernels").verdict
    assert of_writer.leanings[0] == "RE"
    step = advisor.chat(Conversation(), "hi, my daughter is doing a phd in physics, what should she do")
    assert step.reply.kind == "verdict"
    assert step.reply.of == "your daughter"


def test_a_question_joined_to_a_description_by_a_comma_is_answered(advisor: Advisor) -> None:
    step = advisor.chat(Conversation(), "i love debugging kernels, do I need a phd")
    assert step.reply.kind == "both"
    assert step.reply.reading is not None
    assert step.reply.reading.read_as == "do i need a phd"
    assert step.verdict.leanings[0] == "RE"
    step = advisor.chat(Conversation(), "i love debugging kernels, do they do leetcode")
    assert "do they do leetcode" in step.reply.text
    assert step.verdict.leanings[0] == "RE"


@pytest.mark.parametrize(
    ("told", "correction", "leaning"),
    [
        ("Judge me by my ideas, nothing else.", "no, systems", 3),
        ("I come alive over papers and hypotheses.", "change energy to building systems", 0),
    ],
)
def test_a_bare_correction_goes_back_to_what_was_told_last(
    advisor: Advisor, told: str, correction: str, leaning: int
) -> None:
    before = advisor.chat(Conversation(), told)
    after = advisor.chat(before.conversation, correction)
    assert (before.verdict.leanings[leaning], after.verdict.leanings[leaning]) == ("RS", "RE")
    assert all(item.span.of(correction) == item.text for item in after.profile.evidence if item.turn == 1)


@pytest.mark.parametrize("message", ["no thanks", "no", "sorry, what?"])
def test_a_no_that_says_nothing_changes_nothing(advisor: Advisor, message: str) -> None:
    told = advisor.chat(Conversation(), "Judge me by my ideas, nothing else.")
    assert advisor.chat(told.conversation, message).verdict.leanings == told.verdict.leanings


def test_one_word_behind_an_answer_answers_nothing_anew(advisor: Advisor) -> None:
    put = advisor.chat(Conversation(), "I love building things").conversation
    assert put.put == "ambiguity"
    assert advisor.chat(put, "clear goals, please. always").verdict.leanings[1] == "RE"


def test_a_wish_for_no_more_questions_is_not_put_to_the_source(advisor: Advisor) -> None:
    step = advisor.chat(Conversation(), "I don't want your five questions. Stop asking.")
    assert (step.reply.kind, step.reply.text) == ("note", NOTES["quiet"])
    step = advisor.chat(Conversation(), "quit quizzing me, what does anthropic pay")
    assert isinstance(step.reply.reading, Answer)
