"""Whether the source answers: every feature worked by hand, and the logistic model on them."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from advisor.answering.abstain import confidence, features, sure_from, threshold
from advisor.answering.query import Query, read
from advisor.answering.ranking import Place, Ranking
from advisor.article.bank import Topic
from advisor.search.retriever import SentenceScores
from advisor.search.source_index import SourceIndex
from advisor.search.wording import Speller, terms

FISH = "# Fish\nHerring swim. Mackerel swim fast. Cod sleeps.\n\n# Birds\nGulls scream.\n"
WEIGHTS = tomllib.loads(files("advisor.answering").joinpath("data/calibration.toml").read_text(encoding="utf-8"))
TAXES = Topic("taxes", (), "not_covered", "taxes", (), ())


def asked(text: str) -> Query:
    return read(text, speller=Speller(targets={}, known=frozenset))


def scores(fused: list[float], similarity: list[float]) -> SentenceScores:
    return SentenceScores(np.array(fused), *[np.array(similarity)] * 3)


@pytest.fixture
def source(built: Any) -> SourceIndex:
    built.add(FISH)
    built.build()
    (only,) = built.open("notes").sources
    return only  # type: ignore[no-any-return]


@pytest.fixture
def adapted(source: SourceIndex) -> SourceIndex:
    """As if it spoke of the bank's subject."""
    return replace(source, plain_vectors=source.sentence_vectors)


@pytest.fixture
def subject(adapted: SourceIndex, plain: Ranking) -> Ranking:
    return replace(plain, source=adapted)


@pytest.fixture
def plain(source: SourceIndex) -> Ranking:
    """Of four sentences the second is best; nearest by its meaning is the third."""
    return Ranking(source, (), scores([0.2, 0.8, 0.5, 0.1], [0.3, 0.6, 0.7, 0.1]))


def with_bank(source: SourceIndex, *places: Place, topic_score: float) -> Ranking:
    return Ranking(source, places, scores([], []), TAXES, (), topic_score, nearest=0.9, known=0.75, odds=2.0, aligned=0.25)


def log_odds(p: float) -> float:
    return math.log(p / (1 - p))


def weighed(model: Mapping[str, float], values: Mapping[str, float]) -> float:
    return model["intercept"] + sum(model[name] * value for name, value in values.items())


def test_the_features_without_a_bank(plain: Ranking, subject: Ranking) -> None:
    query = asked("mackerel swim, cod?")
    assert query.terms == tuple(terms("mackerel swim cod"))
    assert features(query, plain) == pytest.approx({"similarity": 0.7, "aligned": 0.6, "figureless": 0.0})
    assert features(query, subject) == pytest.approx(
        {
            "foreign": 0.0,
            "similarity": 0.7,
            "fused": 0.8,
            "coverage": 1.0,  # "cod" is not in the second sentence, but in its passage
            "aligned": 0.6,
            "outstanding": (0.8 - 0.4) / (np.std([0.2, 0.8, 0.5, 0.1]) + 0.05),
            "figureless": 0.0,
            "second": 0.6,
        }
    )


def test_the_passage_is_the_one_around_the_best_sentence(adapted: SourceIndex) -> None:
    last = Ranking(adapted, (), scores([0.2, 0.3, 0.5, 0.9], [0.0, 0.0, 0.0, 0.9]))
    assert features(asked("cod sleeps"), last)["coverage"] == 0.0
    assert features(asked("gulls scream"), last)["coverage"] == 1.0
    once, never = math.log1p(3.5 / 1.5), math.log1p(4.5 / 0.5)  # IDF of a word in one of four sentences, and in none
    assert features(asked("do bats scream"), last)["coverage"] == pytest.approx(once / (once + never))


def test_a_question_without_a_term_is_covered_by_nothing(subject: Ranking) -> None:
    found = features(asked("is it so?"), subject)
    assert found["coverage"] == 0.0


@pytest.mark.parametrize(("question", "lacks"), [("how many swim?", 1), ("how long do they swim?", 1), ("who swims?", 0)])
def test_who_asks_for_a_figure_wants_one(plain: Ranking, question: str, lacks: int) -> None:
    assert features(asked(question), plain)["figureless"] == lacks


def test_a_source_without_a_sentence_has_nothing(source: SourceIndex) -> None:
    found = features(asked("cod?"), Ranking(source, (), scores([], [])))
    assert found == dict.fromkeys(("similarity", "aligned", "figureless"), 0.0)


def test_the_features_with_a_bank(source: SourceIndex) -> None:
    ranking = with_bank(source, Place((), 0.9), Place((), 0.2), topic_score=0.6)
    assert ranking.has_bank
    assert features(asked("cod?"), ranking) == pytest.approx(
        {"margin": 0.3, "nearest": 0.9, "known": 0.75, "foreign": 0.0, "odds": 2.0, "aligned": 0.25}
    )


@pytest.mark.parametrize(("topic_score", "margin"), [(0.5, -1.5), (1.0, -2.0), (3.0, -2.0)])
def test_without_a_place_the_margin_counts_from_minus_one_and_ends_at_minus_two(
    source: SourceIndex, topic_score: float, margin: float
) -> None:
    assert features(asked("cod?"), with_bank(source, topic_score=topic_score))["margin"] == margin


def test_the_confidence_is_logistic_in_the_features(plain: Ranking, subject: Ranking) -> None:
    query, bank = asked("mackerel swim, cod?"), with_bank(plain.source, Place((), 0.9), topic_score=0.8)
    assert log_odds(confidence(query, plain)) == pytest.approx(weighed(WEIGHTS["plain"], features(query, plain)))
    assert log_odds(confidence(query, subject)) == pytest.approx(weighed(WEIGHTS["subject"], features(query, subject)))
    assert log_odds(confidence(query, bank)) == pytest.approx(weighed(WEIGHTS["bank"], features(query, bank)))


@pytest.mark.parametrize(("score", "odds"), [(99.0, 30.0), (-99.0, -30.0)])
def test_log_odds_end_at_thirty(source: SourceIndex, score: float, odds: float) -> None:
    bounds = with_bank(source, Place((), score), topic_score=0.0)
    unbounded = abs(weighed(WEIGHTS["bank"], features(asked("cod?"), bounds)))
    expected = math.copysign(min(30.0, unbounded), odds)
    assert confidence(asked("cod?"), bounds) == pytest.approx(1 / (1 + math.exp(-expected)), rel=1e-9)


def test_each_kind_of_source_has_thresholds_of_its_own() -> None:
    assert (threshold("bank"), sure_from("bank")) == (WEIGHTS["bank"]["threshold"], WEIGHTS["bank"]["sure"])
    for kind in ("plain", "subject"):  # the one hardly more than the other, and both told apart from what is sure
        assert WEIGHTS[kind]["threshold"] == threshold(kind) < sure_from(kind) == WEIGHTS[kind]["sure"]
