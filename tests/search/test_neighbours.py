"""Hearing by the nearest statements: with an encoder by hand, whose vectors one can work out."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.search.heads import Heads, Hearing
from advisor.search.neighbours import Neighbours
from advisor.search.statements import Statement
from advisor.search.wording import Speller


def statement(text: str, *labels: str) -> Statement:
    return Statement(text, labels, frozenset({"pet"}), "ada")


BANK = [
    statement("cats purr softly", "pet=cat", "act=tell"),
    statement("quiet cats purr", "pet=cat"),
    statement("dogs bark loudly", "pet=dog"),
    statement("stones lie around"),
]


@pytest.fixture
def hear(make_encoder) -> Neighbours:  # type: ignore[no-untyped-def]
    encoder = make_encoder()
    heads = Heads(("act=ask", "pet=cat"), np.zeros((2, encoder.dimension), np.float32), np.array([2.0, 3.0], np.float32))
    return Neighbours.of(BANK, encoder, Hearing(encoder, heads, Speller(targets={}, known=frozenset)))


def test_the_nearest_statements_say_what_is_said(hear: Neighbours) -> None:
    cats, dogs, stones = hear(["cats purr softly", "dogs bark loudly", "stones lie around"])
    assert cats["pet=cat"] == pytest.approx(1.0)
    assert dogs["pet=dog"] == pytest.approx(1.0)
    assert "pet=cat" not in stones
    assert "pet=dog" not in stones


def test_what_is_near_nothing_says_nothing(hear: Neighbours) -> None:
    (heard,) = hear(["rocks below"])
    assert [label for label in heard if label.startswith("pet=")] == []


def test_what_a_sentence_does_is_heard_by_the_heads_alone(hear: Neighbours) -> None:
    (heard,) = hear(["cats purr softly"])
    assert [label for label in heard if label.startswith("act=")] == ["act=ask"]
    assert heard["act=ask"] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_nothing_gives_nothing(hear: Neighbours) -> None:
    assert hear([]) == []
