"""“What if I had a PhD?” tells what would come of just that, and is no description."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.conversation.transcript import Said, replay

TOLD = "I love debugging distributed systems. Nine years of backend work, no PhD."
pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("message", "begins"),
    [
        ("what if I had a PhD and two NeurIPS papers?", "If so: Undecided so far: 1 of 5 questions points to"),
        ("would it change if I hated ambiguity", "If so: Research Engineer: 3 of 5 questions point to Research Engineer"),
        ("what if i only have a masters", "That alone would change nothing. Research Engineer: 2 of 5"),
        ("what would change it?", "If ambiguity pointed to Research Scientist"),
    ],
)
def test_a_supposition_is_judged_and_not_kept(advisor: Advisor, message: str, begins: str) -> None:
    first, second = replay(advisor.counsel, (Said(TOLD), Said(message)))
    assert second.reply.kind == "explanation"
    assert second.reply.steps[0].text.startswith(begins)
    assert advisor.counsel.verdict(second.conversation) == advisor.counsel.verdict(first.conversation)


def test_what_would_come_out_otherwise_is_shown_with_the_words_supposed(advisor: Advisor) -> None:
    *_, last = replay(advisor.counsel, (Said(TOLD), Said("what if I hated ambiguity?")))
    (changed,) = last.reply.steps[1:]
    assert [item.text for item in changed.evidence] == ["I hated ambiguity"]
