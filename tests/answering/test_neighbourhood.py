"""What stands around an answer, by places and facts written by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from advisor.answering.entities import Entities
from advisor.answering.neighbourhood import KINDS, of_kind
from advisor.answering.query import Query
from advisor.answering.ranking import Place, Ranking
from advisor.article.anchor import Anchor
from advisor.article.bank import Fact
from advisor.span import Span


def place(id: str, score: float, question: str, *, section: int = 6, about: tuple[str, ...] = ()) -> Place:
    return Place((Span(0, 1),), score, Fact(id, about, (Anchor(section, ("x",)),), (question,)))


def query(*labs: str) -> Query:
    return Query("how long?", "the test, how long?", "", "", Entities(labs), "duration", ())


TEST = place("test", 1.0, "how long is the test", about=("Anthropic",))
TALK = place("talk", 0.8, "how long is the talk")
FAR = place("far", 0.5, "how long is the way")
ELSEWHERE = place("elsewhere", 0.8, "how long is a career", section=8)
NEARLY = place("nearly", 0.9, "how long is a switch", section=8)
PAY = place("pay", 0.95, "how much is it")


@pytest.mark.parametrize(
    ("places", "labs", "found", "missing"),
    [
        pytest.param([TEST, TALK], (), "test", "", id="the best of the kind"),
        pytest.param([PAY, TALK], (), "talk", "", id="of another kind is passed over"),
        pytest.param([TEST, TALK], ("OpenAI",), "talk", "", id="about another lab is passed over"),
        pytest.param([NEARLY, FAR], (), "nearly", "", id="of another section, and nearly the answer"),
        pytest.param([ELSEWHERE, FAR], (), None, "how long that takes", id="of another section, and too far"),
        pytest.param(
            [TEST], ("OpenAI",), None, "how long that takes for OpenAI, only for Anthropic", id="given for another lab alone"
        ),
    ],
)
def test_the_fact_of_a_kind(places: list[Place], labs: tuple[str, ...], found: str | None, missing: str) -> None:
    ranking = Ranking(SimpleNamespace(), tuple(places), SimpleNamespace())  # type: ignore[arg-type]
    got = of_kind(KINDS[0], query(*labs), ranking, 6, 1.0)
    assert (got.place.fact.id if got.place and got.place.fact else None) == found
    assert got.missing == missing


def test_a_reason_may_stand_in_another_section() -> None:
    why = place("why", 0.9, "why is it so", section=2)
    ranking = Ranking(SimpleNamespace(), (why,), SimpleNamespace())  # type: ignore[arg-type]
    assert of_kind(KINDS[6], query(), ranking, 3, 1.0).place == why
