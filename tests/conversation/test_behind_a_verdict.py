"""Right behind a verdict: what is typed about it is told from what asks the source and from what tells more."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.conversation.transcript import Said, replay

TOLD = "I have a PhD and two NeurIPS papers, and profiling kernels makes me happy."
pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("was it the papers or the kernels that tipped it?", "explanation"),
        ("on which of my words does that rest", "explanation"),
        ("what is still missing for a clear result?", "explanation"),
        ("would it come out otherwise without the papers?", "explanation"),
        ("and why not the other one", "explanation"),
        ("so which of the two do I apply for", "verdict"),
        ("how long does the interview process take at OpenAI?", "reading"),
        ("do scientists earn more", "reading"),
        ("I have six years of backend work as well", "verdict"),
        ("thanks, that helps", "note"),
    ],
)
def test_what_is_typed_behind_a_verdict(advisor: Advisor, message: str, kind: str) -> None:
    first, second = replay(advisor.counsel, (Said(TOLD), Said(message)))
    assert first.conversation.verdict_shown
    assert second.reply.kind == kind


@pytest.mark.parametrize(
    "message", ["what is still missing?", "whats left", "which questions are open", "what else do you need to know"]
)
def test_what_is_missing_is_told_question_by_question_at_any_time(advisor: Advisor, message: str) -> None:
    *_, last = replay(advisor.counsel, (Said(TOLD), Said("do scientists earn more"), Said(message)))
    assert last.reply.kind == "explanation"
    assert [step.text for step in last.reply.steps][:2] == [
        "You have not said how you get on with ambiguity.",
        "You have not said how you want to be evaluated.",
    ]
    assert last.conversation.put == "ambiguity"


def test_what_is_missing_in_the_source_is_asked_of_the_source(advisor: Advisor) -> None:
    *_, last = replay(advisor.counsel, (Said(TOLD), Said("what do I need to know about interviews?")))
    assert last.reply.kind == "reading"
