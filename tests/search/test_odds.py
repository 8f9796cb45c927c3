"""The odds of a question: whether the phrasings around it ask for what the source states, or for what it lacks."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.article.anchor import Anchor
from advisor.article.bank import Bank, Fact, Reason, Topic
from advisor.search.bank_index import BankIndex
from advisor.search.encoder import TOKENS, Encoding
from advisor.search.late_interaction import TokenIndex
from advisor.search.lexical import build
from advisor.search.vectors import VectorIndex

NONE = np.empty((0, TOKENS), np.int8)
AT = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)  # one phrasing each: of a fact, of a topic, of a vague one


def index(reason: Reason = "not_covered") -> BankIndex:
    facts = (Fact("pay", (), (Anchor(1, ("x",)),), ("q",)),)
    topics = (Topic("bonus", (), reason, "", (), ("q",)), Topic("money", (), "too_vague", "", (), ("q",)))
    return BankIndex(Bank(facts, topics), VectorIndex.of(AT, 3), np.arange(3), TokenIndex.of([NONE] * 3), build([["q"]] * 3))


def odds(bank: BankIndex, vector: np.ndarray) -> float:
    return bank.match(Encoding(vector, NONE), ["q"]).odds


@pytest.mark.parametrize("reason", ["not_covered", "off_topic", "smalltalk", "wants_verdict"])
def test_they_are_even_half_way_and_turn_with_the_nearer_one(reason: Reason) -> None:
    bank = index(reason)
    between = np.array([1, 1, 0], np.float32) / np.sqrt(2)
    assert odds(bank, between.astype(np.float32)) == pytest.approx(0, abs=1e-4)
    assert odds(bank, AT[0]) == pytest.approx(-odds(bank, AT[1]))
    assert odds(bank, AT[0]) > 5


def test_what_is_too_vague_speaks_for_neither() -> None:
    assert odds(index(), AT[2]) == pytest.approx(0, abs=1e-6)
    assert odds(index("too_vague"), AT[1]) == pytest.approx(0, abs=1e-6)
