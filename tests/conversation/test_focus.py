"""What a follow-up goes on with can be taken away part by part, and what was taken away stays so when it is replayed."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.answering.answer import Answer
from advisor.conversation.conversation import Conversation
from advisor.conversation.focus import TOPIC, Focus, without
from advisor.conversation.transcript import LeftOut, Said, Transcript, from_json, replay, to_json
from advisor.faces.export import compose, html, markdown
from advisor.faces.export.proof import problems
from advisor.faces.export.replaying import unlike

PAY = Focus("what does a research engineer earn at openai", ("OpenAI",), ("RE",), ("pay-openai-re-range",), "Pay")
BOTH = Focus(
    "research engineer versus research scientist pay at openai and anthropic?",
    ("OpenAI", "Anthropic"), ("RE", "RS"), topic="Pay",
)  # fmt: skip


@pytest.mark.parametrize(
    ("focus", "name", "question"),
    [
        pytest.param(PAY, "OpenAI", "what does a research engineer earn", id="the lab, with its preposition"),
        pytest.param(PAY, "RE", "what does earn at openai", id="the role, with its article"),
        pytest.param(PAY, TOPIC, "research engineer at openai", id="the topic: the names are left"),
        pytest.param(BOTH, "OpenAI", "research engineer versus research scientist pay at anthropic?", id="one of two labs"),
        pytest.param(BOTH, "Anthropic", "research engineer versus research scientist pay at openai?", id="the other"),
        pytest.param(BOTH, "RE", "research scientist pay at openai and anthropic?", id="the first of two roles"),
        pytest.param(PAY, "DeepMind", PAY.question, id="a lab that it is not about"),
        pytest.param(PAY, "", PAY.question, id="no name"),
        pytest.param(Focus("the band in openai", ("OpenAI",), topic="x"), "OpenAI", "the band", id="no part of a word"),
    ],
)  # fmt: skip
def test_what_is_left_of_the_question(focus: Focus, name: str, question: str) -> None:
    left = without(focus, name)
    assert left is not None
    assert left.question == question
    assert name not in (*left.labs, *left.roles)
    assert (left == focus) == (question == focus.question)


def test_of_all_parts_nothing_is_left() -> None:
    left: Focus | None = PAY
    for name in (TOPIC, "OpenAI", "RE"):
        assert left is not None
        left = without(left, name)
    assert left is None


@pytest.mark.model
def test_the_next_question_is_no_longer_about_it(advisor: Advisor) -> None:
    talk = (Said("What does an RE earn at OpenAI?"), LeftOut("OpenAI"), LeftOut("nobody"), Said("and for scientists?"))
    *_, last = replay(advisor.counsel, talk)
    assert isinstance(last.reply.reading, Answer)
    assert last.reply.reading.read_as == "what does a research scientist earn?"
    gone = (*talk[:1], LeftOut(TOPIC), LeftOut("OpenAI"), LeftOut("RE"))
    *_, last = replay(advisor.counsel, gone)
    assert last.conversation.focus is None
    assert Conversation().leaving_out("RE") == Conversation()


@pytest.mark.model
@pytest.mark.parametrize("form", [html, markdown], ids=["html", "markdown"])
def test_an_export_holds_what_was_taken_away_and_proves_it(advisor: Advisor, form: object) -> None:
    talk = (Said("What does an RE earn at OpenAI?"), LeftOut("OpenAI"), Said("and for scientists?"))
    assert from_json(to_json(Transcript(talk))).acts == talk
    document = compose.of_conversation(advisor, talk)
    read = form.read(form.write(document))  # type: ignore[attr-defined]
    assert read == document
    assert problems(read, advisor.library) == ()
    assert unlike(read, advisor) == ()
    less = compose.of_conversation(advisor, (talk[0], talk[2]))
    assert [block for block in less.blocks if block not in document.blocks] != []
