"""Within a message: who takes back what he has just said is taken at his last word, and a list is read item by item."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.conversation.conversation import Conversation

pytestmark = pytest.mark.model


def leanings(advisor: Advisor, message: str) -> dict[str, str]:
    verdict = advisor.chat(Conversation(), message).verdict
    return {finding.question: finding.leaning for finding in verdict.findings if finding.leaning}


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("I want to be judged by uptime. Scratch that, by how new my ideas are.", {"evaluation": "RS"}),
        ("I'd like to run a research lab one day. Or no, rather be CTO.", {"target": "RE"}),
        ("I love open questions. No wait, that's a lie: I want a clear spec.", {"ambiguity": "RE"}),
        ("I love papers and hypotheses. Wait, I put that badly. I love building and debugging.", {"energy": "RE"}),
        ("I love papers and I love building, no preference.", {"energy": "mixed"}),
        ("I love debugging. But wait, there is more: I love experiments and papers just as much.", {"energy": "mixed"}),
    ],
)
def test_the_last_word_counts(advisor: Advisor, message: str, meant: dict[str, str]) -> None:
    assert leanings(advisor, message) == meant


def test_a_list_with_heads_answers_item_by_item(advisor: Advisor) -> None:
    meant = {"energy": "RE", "ambiguity": "RE", "evaluation": "RE"}
    assert leanings(advisor, "quickly: energy = building; ambiguity = hate it, evaluation = uptime") == meant


@pytest.mark.parametrize(
    ("messages", "meant"),
    [
        (("I love kernels", "I also love reading papers"), "mixed"),
        (("I love kernels", "I love reading papers and hypotheses more than that now"), "RS"),
    ],
)
def test_what_adds_takes_nothing_back(advisor: Advisor, messages: tuple[str, str], meant: str) -> None:
    told = advisor.chat(Conversation(), messages[0])
    assert advisor.chat(told.conversation, messages[1]).verdict.leanings[0] == meant
