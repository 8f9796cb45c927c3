"""What goes on with an answer: "more" brings what was not shown yet, "how long?" a fact of that kind, or plainly none."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.answering.answer import Abstention, Answer
from advisor.answering.neighbourhood import KINDS, kind_alone, wants_more, wants_shown
from advisor.conversation.conversation import Conversation
from advisor.conversation.notes import STANDS_HERE
from advisor.conversation.reply import Reply
from advisor.conversation.transcript import Said, replay
from advisor.faces.export import compose, html
from advisor.faces.export.proof import problems
from advisor.faces.export.replaying import unlike

PAY = "What does an RE earn at OpenAI?"
MORE = (
    "more", "go on", "anything else?", "ok, tell me more about that", "what else?", "is that all?",
    "can you give me more details please",
)  # fmt: skip
NOT_MORE = (
    "more money?", "is more experience better", "anything else I need for RS?", "tell me more about Anthropic", "no more",
)  # fmt: skip


@pytest.mark.parametrize("message", MORE)
def test_what_asks_to_go_on(message: str) -> None:
    assert wants_more(message)


@pytest.mark.parametrize("message", NOT_MORE)
def test_what_asks_for_something_of_its_own(message: str) -> None:
    assert not wants_more(message)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("how long?", 0), ("and how long does that take exactly?", 0), ("how many weeks", 0), ("how much?", 1),
        ("how many", 2), ("where?", 3), ("ok, who?", 4), ("when is that", 5), ("why?", 6), ("how come though", 6),
        ("how long is the coding test?", None), ("why not?", None), ("who wrote this", None), ("how many rounds", None),
    ],
)  # fmt: skip
def test_a_kind_is_asked_for_by_itself(message: str, kind: int | None) -> None:
    assert kind_alone(message) == (None if kind is None else KINDS[kind])


def replies(advisor: Advisor, *messages: str) -> list[Reply]:
    return [each.reply for each in replay(advisor.counsel, map(Said, messages))]


@pytest.mark.model
def test_more_never_shows_a_quote_twice_and_says_when_nothing_is_left(advisor: Advisor) -> None:
    told = replies(advisor, PAY, *(MORE * 2))
    answers = [reply.reading for reply in told if isinstance(reply.reading, Answer)]
    shown = [citation.quote for answer in answers for citation in answer.citations]
    assert len(answers) > 4
    assert len(set(shown)) == len(shown)
    assert {quote.section_number for answer in answers[1:] for quote in (c.quote for c in answer.citations)} == {3}
    assert "OpenAI" in answers[1].citations[0].quote.text
    assert answers[1].read_as == "more on compensation."
    assert (told[-1].kind, told[-1].reading) == ("note", None)
    assert told[-1].text == "That is all that the source says there (Compensation)."


@pytest.mark.model
def test_more_does_not_repeat_what_the_same_section_showed_before(advisor: Advisor) -> None:
    told = replies(advisor, "What does an RS earn at OpenAI?", PAY, "more")
    before = [c.quote for reply in told[:2] for c in reply.reading.citations]  # type: ignore[union-attr]
    assert isinstance(told[2].reading, Answer)
    assert not {c.quote for c in told[2].reading.citations} & set(before)


@pytest.mark.model
def test_more_leaves_a_question_that_waits_open(advisor: Advisor) -> None:
    step = advisor.chat(Conversation(), f"I love debugging distributed systems. {PAY}")
    after = advisor.chat(step.conversation, "more")
    assert after.conversation.put == step.conversation.put is not None
    assert after.verdict == step.verdict


@pytest.mark.model
@pytest.mark.parametrize("follow_up", ["and the pay?", "salary?", "and how much do they earn"])
def test_another_subject_behind_a_role_is_asked_of_that_role(advisor: Advisor, follow_up: str) -> None:
    day, pay = replies(advisor, "what does a scientist do all day?", follow_up)
    assert isinstance(day.reading, Answer)
    assert isinstance(pay.reading, Answer)
    assert {c.quote.section_number for c in pay.reading.citations} == {3}
    assert "RS" in pay.reading.citations[0].quote.text or "Scientist" in pay.reading.citations[0].quote.text


@pytest.mark.model
def test_more_with_nothing_before_it_is_no_answer(advisor: Advisor) -> None:
    (reply,) = replies(advisor, "more")
    assert not isinstance(reply.reading, Answer)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "follow_up", "words"),
    [
        ("How do I move from RE to RS?", "how long?", "2-4 years"),
        ("What is the research talk?", "and how long is that?", "30-45 minutes"),
        ("What is the coding test at Anthropic?", "how long?", "90-minute"),
        ("What is the coding test at Anthropic?", "how many?", "4 levels"),
        ("What does an RS earn at Anthropic?", "why?", "premium"),
        ("Has anyone gone from RE to RS?", "who?", "clients"),
    ],
)
def test_a_kind_is_looked_for_around_the_answer(advisor: Advisor, question: str, follow_up: str, words: str) -> None:
    _, reply = replies(advisor, question, follow_up)
    assert isinstance(reply.reading, Answer)
    assert words in " ".join(citation.quote.text for citation in reply.reading.citations)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "follow_up", "missing"),
    [
        ("What does an RS earn at Anthropic?", "how long?", "how long that takes"),
        ("What is the coding test at Anthropic?", "how much?", "how much that is"),
        ("Do I need a PhD?", "where?", "where that is"),
        ("What is OpenAI's culture like?", "how many?", "how many there are"),
    ],
)
def test_where_there_is_none_it_says_so(advisor: Advisor, question: str, follow_up: str, missing: str) -> None:
    _, reply = replies(advisor, question, follow_up)
    assert isinstance(reply.reading, Abstention)
    assert (reply.reading.reason, reply.reading.missing) == ("not_covered", missing)


@pytest.mark.model
def test_a_refused_kind_keeps_the_focus(advisor: Advisor) -> None:
    *_, reply = replies(advisor, PAY, "how long?", "and at Anthropic?")
    assert isinstance(reply.reading, Answer)
    assert reply.reading.read_as == "what does a research engineer earn at anthropic?"


@pytest.mark.model
def test_what_went_on_is_proven_in_an_export(advisor: Advisor) -> None:
    acts = tuple(map(Said, (PAY, "more", "how long?", "go on", "why?")))
    read = html.read(html.write(compose.of_conversation(advisor, acts)))
    assert problems(read, advisor.library) == ()
    assert unlike(read, advisor) == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("first", "then", "read_as"),
    [
        ("What does an RE do all day?", "and how much do they earn?", "how much do research engineers earn?"),
        ("Do I need a PhD to be an engineer?", "ok so what do they get paid", "ok so what do research engineers get paid?"),
    ],
)
def test_what_follows_goes_on_about_the_people_and_not_the_matter(
    advisor: Advisor, first: str, then: str, read_as: str
) -> None:
    reading = replies(advisor, first, then)[-1].reading
    assert isinstance(reading, Answer)
    assert reading.read_as == read_as
    assert "$" in reading.citations[0].quote.text


@pytest.mark.model
def test_what_follows_a_refused_question_goes_on_with_it(advisor: Advisor) -> None:
    told = ("Which lab cares most about safety?", "Do they sponsor visas?", "and for the family?")
    (*_, refused) = replies(advisor, *told)
    assert refused.kind == "reading"
    assert not isinstance(refused.reading, Answer)


@pytest.mark.parametrize(
    "message", ["show me", "show me the passage", "where does it say that?", "can I read that in the source?", "prove it"]
)
def test_the_place_of_an_answer_is_shown_again(advisor: Advisor, message: str) -> None:
    asked = advisor.chat(Conversation(), "What do research scientists earn at OpenAI?")
    step = advisor.chat(asked.conversation, message)
    assert step.reply.text == STANDS_HERE
    assert isinstance(asked.reply.reading, Answer)
    assert isinstance(step.reply.reading, Answer)
    assert step.reply.reading.citations == asked.reply.reading.citations
    more = advisor.chat(step.conversation, "and at Anthropic?").reply.reading
    assert isinstance(more, Answer)
    assert "anthropic" in more.read_as


@pytest.mark.parametrize("message", ["show me what you know about me", "show me more", "I see", "read papers", "where?"])
def test_what_asks_for_no_place(message: str) -> None:
    assert not wants_shown(message)


@pytest.mark.model
def test_names_alone_behind_a_question_are_answered_as_surely_as_the_question_would_be(advisor: Advisor) -> None:
    first, other = replay(
        advisor.counsel, (Said("What is the median pay of research scientists at OpenAI?"), Said("and at Anthropic?"))
    )
    assert isinstance(other.reply.reading, Answer)
    assert (other.reply.reading.certainty, first.reply.reading.certainty) == ("sure", "sure")  # type: ignore[union-attr]


@pytest.mark.model
def test_a_question_without_an_answer_takes_none_from_the_one_beside_it(advisor: Advisor) -> None:
    asked = "Is it true you need a PhD for RS? And how long is the interview process?"
    reading = advisor.chat(Conversation(), asked).reply.reading
    assert isinstance(reading, Answer)
    assert reading.unanswered == ("And how long is the interview process?",)
