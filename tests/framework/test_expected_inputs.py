"""The sum of chance and pay with inputs other than the source's: its arithmetic, its words, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.errors import UsageError
from advisor.framework.expected_value import (
    Worth,
    dollars,
    expected_value,
    labs_with_pay,
    money,
    pays,
    percent,
    product_words,
    times_worth,
    worths,
)
from advisor.framework.framework import Framework
from advisor.framework.market import Odds


@pytest.fixture
def odds(framework: Framework) -> Odds:
    assert framework.odds is not None
    return framework.odds


def test_the_source_s_own_odds_are_what_is_reckoned_with_unless_others_are_given(framework: Framework, odds: Odds) -> None:
    for lab in labs_with_pay(framework):
        assert expected_value(framework, lab) == expected_value(framework, lab, odds)


def test_other_odds_change_every_step(framework: Framework, odds: Odds) -> None:
    said, anchors = expected_value(framework, "Anthropic", replace(odds, at_most=0.02, times=(1.5, 3)))
    for shown in (
        "at most 2.0% × $746K (the median) = at most $14,920",
        "1.5 to 3 times that chance, so at most 3.0% to 6.0%, × $300K to $490K = at most $9,000 to $29,400",
        "0.60 (1.5 × $300K ÷ $746K) to 1.97 (3 × $490K ÷ $746K)",
        odds.caveat,
    ):
        assert shown in said
    assert anchors == expected_value(framework, "Anthropic")[1]


@pytest.mark.parametrize(
    ("lab", "rarer", "commoner"),
    [
        pytest.param("OpenAI", (5.0, 5.0), (2.49, 13.25), id="a median within its range stands for it"),
        pytest.param("Anthropic", (3.73, 3.73), (3.0, 12.25), id="a range without a median is reckoned with whole"),
        pytest.param("DeepMind", (1.5, 3.425), (2.5, 12.5), id="two ranges give two ranges"),
    ],
)
def test_the_products(
    framework: Framework, odds: Odds, lab: str, rarer: tuple[float, float], commoner: tuple[float, float]
) -> None:
    both = worths(odds, *pays(framework, lab))
    assert [worth.track for worth in both] == [odds.track, odds.other]
    assert both[0].product == pytest.approx(rarer)
    assert both[1].product == pytest.approx(commoner)


@pytest.mark.parametrize("at_most", [0.001, 0.005, 0.03, 0.2])
def test_the_chance_itself_does_not_move_the_comparison(framework: Framework, odds: Odds, at_most: float) -> None:
    offers = pays(framework, "OpenAI")
    moved = times_worth(*worths(replace(odds, at_most=at_most), *offers))
    assert moved == pytest.approx(times_worth(*worths(odds, *offers)))


@pytest.mark.parametrize(
    ("at_most", "times"),
    [
        pytest.param(0.0, (2, 5), id="no chance at all"),
        pytest.param(1.0, (1, 1), id="certainty"),
        pytest.param(0.3, (2, 4), id="more than certainty on the other track"),
        pytest.param(0.01, (5, 2), id="the higher number first"),
        pytest.param(0.01, (0, 2), id="no times"),
        pytest.param(float("nan"), (2, 5), id="not a number"),
    ],
)
def test_impossible_odds_are_refused(framework: Framework, odds: Odds, at_most: float, times: tuple[float, float]) -> None:
    with pytest.raises(UsageError, match=r"found a chance of .*; expected a chance above 0"):
        expected_value(framework, "OpenAI", replace(odds, at_most=at_most, times=times))


def test_odds_that_reach_certainty_are_allowed(framework: Framework, odds: Odds) -> None:
    _, common = worths(replace(odds, at_most=0.25, times=(2, 4)), *pays(framework, "OpenAI"))
    assert common.chance == (0.5, 1.0)


def test_a_lab_without_pay_is_refused_by_name(framework: Framework) -> None:
    with pytest.raises(UsageError, match="'Mistral'; expected one of OpenAI, Anthropic, DeepMind"):
        expected_value(framework, "Mistral")
    with pytest.raises(UsageError, match="expected a framework with pay and odds"):
        pays(replace(framework, odds=None), "OpenAI")


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.005, "0.5%"), (0.01, "1.0%"), (0.025, "2.5%"), (0.0025, "0.25%"), (0.1, "10%"), (0.1875, "18.8%"), (1.0, "100%")],
)
def test_a_percentage_is_said_with_as_many_digits_as_it_needs(share: float, said: str) -> None:
    assert percent(share) == said


def test_amounts_in_words() -> None:
    assert [money(249), money(1000), money(1470), dollars(13.25)] == ["$249K", "$1M", "$1.47M", "$13,250"]
    assert product_words(Worth("a", (0.01, 0.01), (500, 500))) == "$5,000"
