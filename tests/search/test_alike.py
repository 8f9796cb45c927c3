"""Entries that are answered alike: facts that stand in one place, topics that ask for the same."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from advisor.answering.ranking import SHARED, TOGETHER, pooled
from advisor.article.bank import Topic
from advisor.search.alike import facts_alike, topics_alike
from advisor.span import Span


def pairs(found: NDArray[np.int64]) -> list[tuple[int, int]]:
    return [(int(i), int(j)) for i, j in found.T]


def test_a_fact_is_alike_itself_and_those_that_stand_where_it_is_quoted_first() -> None:
    places = [[Span(0, 9), Span(20, 30)], [Span(5, 7)], [Span(25, 28)], []]
    found = pairs(facts_alike(places))
    assert found == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 2), (3, 3)]


def test_spans_that_only_touch_are_two_places() -> None:
    assert pairs(facts_alike([[Span(0, 5)], [Span(5, 9)]])) == [(0, 0), (1, 1)]


def test_topics_are_alike_as_the_bank_says() -> None:
    topics = [Topic(id, (), "not_covered", "", (), (), same) for id, same in (("a", ("c",)), ("b", ()), ("c", ("a",)))]
    assert pairs(topics_alike(topics)) == [(0, 0), (0, 2), (1, 1), (2, 0), (2, 2)]


def test_a_bank_without_facts_or_topics_has_no_pairs() -> None:
    assert facts_alike([]).shape == topics_alike([]).shape == (2, 0)
    assert pooled(np.array([]), topics_alike([])).shape == (0,)


def test_what_nothing_is_alike_to_keeps_its_score() -> None:
    scores = np.array([0.9, -0.2])
    np.testing.assert_allclose(pooled(scores, facts_alike([[Span(0, 1)], []])), scores)


def test_entries_alike_raise_each_other_the_more_the_nearer_they_are() -> None:
    alike = facts_alike([[Span(0, 5)], [Span(0, 5)], [Span(7, 9)]])
    even = pooled(np.array([0.8, 0.8, 0.9]), alike)
    np.testing.assert_allclose(even, [0.8 + SHARED * TOGETHER * np.log(2)] * 2 + [0.9])
    assert even[0] > pooled(np.array([0.8, 0.3, 0.9]), alike)[0] > 0.8
