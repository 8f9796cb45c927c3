"""Scripted dialogues with the real encoder: ask, describe, correct, have it explained, take it back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from advisor.answering.answer import Abstention, Answer
from advisor.conversation.conversation import Conversation
from advisor.conversation.reply import Reply
from advisor.conversation.transcript import Said, Transcript, from_json, replay, to_json
from advisor.errors import UsageError

pytestmark = pytest.mark.model

PREPARATION = "How long does it take to prepare for research engineer interviews?"
BUILDER = (
    "I love debugging distributed systems and making training pipelines faster. I want clear objectives and tangible output."
)
MORE = "I have a Master's degree and six years of production ML experience. In five years I want to be a CTO."


def talk(advisor, *messages: str, conversation: Conversation | None = None) -> tuple[Conversation, list[Reply]]:  # type: ignore[no-untyped-def]
    now, replies = conversation or Conversation(), []
    for message in messages:
        step = advisor.chat(now, message)
        now = step.conversation
        replies.append(step.reply)
    return now, replies


def pair(step) -> tuple[Conversation, Reply]:  # type: ignore[no-untyped-def]
    return step.conversation, step.reply


def test_a_question_is_answered_and_says_nothing_of_the_user(advisor) -> None:  # type: ignore[no-untyped-def]
    now, (reply,) = talk(advisor, PREPARATION)
    assert reply.kind == "reading"
    assert isinstance(reply.reading, Answer)
    assert "6-10 weeks" in reply.reading.citations[0].quote.text
    assert reply.verdict is None
    assert (now.questions, now.described) == ((PREPARATION,), ())


def test_a_description_gives_a_verdict_and_the_next_question(advisor) -> None:  # type: ignore[no-untyped-def]
    now, (reply,) = talk(advisor, BUILDER)
    assert reply.kind == "verdict"
    assert reply.verdict is not None
    leanings = {finding.question: finding.leaning for finding in reply.verdict.findings}
    assert (leanings["energy"], leanings["ambiguity"]) == ("RE", "RE")
    assert reply.verdict.ask_next is not None
    assert now.put == reply.verdict.ask_next.question


def test_more_of_the_user_is_added_to_what_was_said(advisor) -> None:  # type: ignore[no-untyped-def]
    _, replies = talk(advisor, BUILDER, MORE)
    assert replies[1].verdict is not None
    leanings = {finding.question: finding.leaning for finding in replies[1].verdict.findings}
    assert {leanings[q] for q in ("energy", "ambiguity", "credential", "target")} == {"RE"}
    assert replies[1].verdict.track == "RE"


def test_a_message_may_do_both(advisor) -> None:  # type: ignore[no-untyped-def]
    now, (reply,) = talk(advisor, f"I have a Master's degree and six years of production ML experience. {PREPARATION}")
    assert reply.kind == "both"
    assert isinstance(reply.reading, Answer)
    assert reply.verdict is not None
    assert now.turns[0].asked
    assert now.turns[0].describes


def test_a_follow_up_follows_the_last_question(advisor) -> None:  # type: ignore[no-untyped-def]
    _, replies = talk(advisor, "What do research scientists at Anthropic earn in total?", "and at OpenAI?")
    assert replies[1].reading is not None
    assert "openai" in replies[1].reading.read_as
    assert "earn" in replies[1].reading.read_as


def test_asked_for_a_verdict_with_nothing_told_it_asks(advisor) -> None:  # type: ignore[no-untyped-def]
    now, (reply,) = talk(advisor, "Which one is right for me, RE or RS?")
    assert reply.kind == "note"
    assert now.put is not None


def test_a_correction_by_hand_wins_over_what_was_said_before(advisor) -> None:  # type: ignore[no-untyped-def]
    now, _ = talk(advisor, BUILDER)
    now, reply = pair(advisor.counsel.correct(now, "energy", "RS"))
    assert {f.question: f.leaning for f in reply.verdict.findings}["energy"] == "RS"
    now, reply = pair(advisor.counsel.correct(now, "energy", None))
    assert {f.question: f.leaning for f in reply.verdict.findings}["energy"] == "RE"


def test_what_is_said_later_wins_over_a_correction_by_hand(advisor) -> None:  # type: ignore[no-untyped-def]
    now, _ = pair(advisor.counsel.correct(Conversation(), "energy", "RS"))
    now, reply = pair(advisor.chat(now, "I love debugging distributed systems."))
    assert {f.question: f.leaning for f in reply.verdict.findings}["energy"] == "RE"


def test_a_change_of_verdict_is_told(advisor) -> None:  # type: ignore[no-untyped-def]
    now, _ = talk(advisor, BUILDER, MORE)
    for question in ("energy", "ambiguity", "target"):
        now, reply = pair(advisor.counsel.correct(now, question, "RS"))
    assert reply.before is not None or reply.verdict.track != "RE"
    assert reply.verdict.track == "RS" or reply.verdict.lead > 0


@pytest.mark.parametrize(("question", "leaning"), [("height", "RE"), ("energy", "tall")])
def test_a_correction_that_the_framework_does_not_know_is_refused(advisor, question: str, leaning: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match=question if question == "height" else leaning):
        advisor.counsel.correct(Conversation(), question, leaning)


@pytest.mark.parametrize("message", ["why?", "why not RS?", "what would change it?", "can I trust this?"])
def test_a_verdict_is_explained(advisor, message: str) -> None:  # type: ignore[no-untyped-def]
    now, replies = talk(advisor, BUILDER, message)
    assert replies[1].kind == "explanation"
    assert replies[1].steps
    assert all(step.text for step in replies[1].steps)
    assert len(now.described) == 1


def test_why_cites_the_users_words_and_the_sources(advisor) -> None:  # type: ignore[no-untyped-def]
    _, replies = talk(advisor, BUILDER, "why?")
    words = [item.text for step in replies[1].steps for item in step.evidence]
    quotes = [quote for step in replies[1].steps for quote in step.quotes]
    assert words
    assert all(word in BUILDER for word in words)
    texts = {article.id: article.text for article in (*advisor.articles, *advisor.cited)}
    assert quotes
    assert all(texts[q.source][q.span.start : q.span.end] == q.text for q in quotes)


def test_why_it_asks_is_explained_ahead_of_any_verdict(advisor) -> None:  # type: ignore[no-untyped-def]
    _, (reply,) = talk(advisor, "why do you ask?")
    assert reply.kind == "explanation"
    assert reply.steps[0].quotes


def test_just_tell_me_ends_the_asking(advisor) -> None:  # type: ignore[no-untyped-def]
    now, replies = talk(advisor, BUILDER, "just tell me", "I also have a PhD.")
    assert replies[1].verdict is not None
    assert replies[1].verdict.ask_next is None
    assert now.quiet
    assert now.put is None
    assert replies[2].verdict is not None
    assert replies[2].verdict.ask_next is None


def test_just_tell_me_with_nothing_told_says_so(advisor) -> None:  # type: ignore[no-untyped-def]
    _, (reply,) = talk(advisor, "just tell me")
    assert (reply.kind, reply.verdict) == ("note", None)
    assert "Describe yourself" in reply.text


@pytest.mark.parametrize("word", ["skip", "not sure", "I don't know"])
def test_a_question_that_is_skipped_is_not_asked_again(advisor, word: str) -> None:  # type: ignore[no-untyped-def]
    now, _ = talk(advisor, BUILDER)
    first, asked = now.put, []
    for _ in range(6):
        if now.put is None:
            break
        asked.append(now.put)
        now, _ = pair(advisor.chat(now, word))
    assert asked[0] == first
    assert len(set(asked)) == len(asked)


def test_forget_me_forgets_everything(advisor) -> None:  # type: ignore[no-untyped-def]
    now, replies = talk(advisor, BUILDER, MORE, "forget me")
    assert now == Conversation()
    assert (replies[2].kind, replies[2].verdict) == ("note", None)
    _, (reply,) = talk(advisor, "why not RS?", conversation=now)
    assert reply.kind != "explanation"


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(""),
        " ",
        "🎉",
        "\x00\u202e",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "%s%n",
        "研究科学家的薪水是多少",
        "x" * 20_000,
        "why",
        "?!",
        "a\r\nb",
    ],
)
def test_any_message_gets_one_clear_reply(advisor, message: str) -> None:  # type: ignore[no-untyped-def]
    now, (reply,) = talk(advisor, message)
    assert reply.text or reply.reading or reply.verdict or reply.steps
    if message:
        (again,) = replay(advisor.counsel, from_json(to_json(Transcript((Said(message),)))).acts)
        assert (again.conversation, repr(again.reply)) == (now, repr(reply))


SCRIPT: Sequence[str] = (
    PREPARATION,
    BUILDER,
    "and for research scientists?",
    "why?",
    MORE,
    "skip",
    "what would change it?",
    "why not RS?",
    "thanks!",
)


def test_a_transcript_replayed_gives_the_same_bytes(advisor) -> None:  # type: ignore[no-untyped-def]
    now, replies = talk(advisor, *SCRIPT)
    again, repeated = talk(advisor, *SCRIPT)
    assert again == now
    assert repr(repeated) == repr(replies)
    kept = from_json(to_json(Transcript(tuple(map(Said, SCRIPT[:5])))))
    halfway = list(replay(advisor.counsel, kept.acts))[-1].conversation
    assert repr(talk(advisor, *SCRIPT[5:], conversation=halfway)) == repr((now, replies[5:]))


def test_a_conversation_leaves_the_one_before_untouched(advisor) -> None:  # type: ignore[no-untyped-def]
    before, _ = talk(advisor, BUILDER)
    kept = repr(before)
    advisor.chat(before, MORE)
    advisor.counsel.correct(before, "energy", "RS")
    assert repr(before) == kept


@pytest.mark.parametrize("message", ["sorry, 7", "No, 9 is too much, so 7."])
def test_a_bare_number_corrects_the_last_one_told(advisor, message: str) -> None:  # type: ignore[no-untyped-def]
    now, _ = talk(advisor, "I'm a platform engineer with 9 years of experience.", message)
    assert now.profile is not None
    assert now.profile.fact("years_experience") == 7


def test_a_vague_question_is_read_with_the_name_that_follows_it(advisor) -> None:  # type: ignore[no-untyped-def]
    _, replies = talk(advisor, "numbers pls", "openai")
    assert isinstance(replies[0].reading, Abstention)
    assert isinstance(replies[1].reading, Answer)
    assert "OpenAI" in replies[1].reading.citations[0].quote.text


def test_talk_answers_no_question_that_was_put(advisor) -> None:  # type: ignore[no-untyped-def]
    now, replies = talk(advisor, "I love optimising GPU kernels.", "sick. is crunch a thing at these labs")
    assert replies[1].kind == "reading"
    assert now.put == "ambiguity"


def test_what_is_told_in_a_question_is_heard(advisor) -> None:  # type: ignore[no-untyped-def]
    now, (reply,) = talk(advisor, "I dropped out of a PhD, so how long would it take to get from RE to RS?")
    assert isinstance(reply.reading, Answer)
    assert now.profile is not None
    assert now.profile.fact("has_phd") is False


def leaning(conversation: Conversation, question: str) -> str | None:
    assert conversation.profile is not None
    return conversation.profile.leaning(question)


def test_a_number_goes_back_to_the_answer_before_where_it_says_so(advisor) -> None:  # type: ignore[no-untyped-def]
    now, _ = talk(advisor, "I have an MSc and six years of backend work.", "1", "no, 2")
    assert leaning(now, "energy") == "RS"
    assert now.put == "ambiguity"
    now, _ = talk(advisor, "1", "change energy to 1", conversation=now)
    assert (leaning(now, "energy"), now.put) == ("RE", "evaluation")


def test_two_numbers_are_both(advisor) -> None:  # type: ignore[no-untyped-def]
    now, _ = talk(advisor, "I have an MSc and six years of backend work.", "2, but also a bit of 1")
    assert leaning(now, "energy") == "mixed"


@pytest.mark.parametrize("message", ["why", "so why tho"])
def test_a_bare_why_after_a_verdict_asks_for_its_reasons(advisor, message: str) -> None:  # type: ignore[no-untyped-def]
    _, replies = talk(advisor, BUILDER, message)
    assert replies[1].kind == "explanation"


def test_of_a_stranger_it_depends(advisor) -> None:  # type: ignore[no-untyped-def]
    _, (reply,) = talk(advisor, "should I finish my PhD?")
    assert isinstance(reply.reading, Abstention)
    assert reply.reading.reason == "wants_verdict"


def test_a_clause_about_somebody_else_is_not_the_writers(advisor) -> None:  # type: ignore[no-untyped-def]
    now, _ = talk(advisor, "My brother hates specs, 7 years backend, no PhD.")
    assert now.profile is None or now.profile.fact("years_experience") is None
