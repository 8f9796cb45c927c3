"""How firm a verdict is: the exact shares against two oracles, over all 1,024 states of five questions, and their laws."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from math import comb

import numpy as np
import pytest

from advisor.article.article import Article
from advisor.framework.decision import MIXED, UNDECIDED, Leaning, decide, lead
from advisor.framework.findings import Finding
from advisor.framework.firmness import (
    firmness,
    in_words,
    leading_share,
    nearest_flips,
    of_shifts,
    percents,
    shares_of,
)
from advisor.framework.framework import Framework, Track
from advisor.framework.outlook import next_question
from advisor.framework.verdict import assess
from advisor.framework.weights import Weights, standing

LEANINGS: tuple[Leaning, ...] = ("RE", "RS", MIXED, None)
STATES = list(product(LEANINGS, repeat=5))
SWAP: dict[Leaning, Leaning] = {"RE": "RS", "RS": "RE"}


def by_divided_differences(own: int, other: int, rest: int, needed: Fraction) -> Fraction:
    """Another way to the same number: the share of a simplex where Σ c·w ≥ τ is the divided difference of (x − τ)₊ⁿ⁻¹ at
    the coefficients c (Curry & Schoenberg 1966); at c = 1 repeated, derivatives stand in for differences."""
    nodes = [-1] * other + [0] * rest + [1] * own
    degree = len(nodes) - 1
    at: dict[tuple[int, int], Fraction] = {}
    for size in range(len(nodes)):
        for i in range(len(nodes) - size):
            j = i + size
            if nodes[i] == nodes[j]:
                at[i, j] = comb(degree, size) * (nodes[i] - needed) ** (degree - size) if nodes[i] > needed else Fraction(0)
            else:
                at[i, j] = (at[i + 1, j] - at[i, j - 1]) / (nodes[j] - nodes[i])
    return at[0, len(nodes) - 1]


def on_a_grid(parts: int, steps: int) -> np.ndarray:
    """Every weighting by whole steps, each taken at the middle of its cell."""
    bars = np.array(list(combinations(range(steps + parts - 1), parts - 1)))
    edges = np.concatenate([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), steps + parts - 1)], axis=1)
    return (np.diff(edges, axis=1) - 1 + 1 / parts) / (steps + 1)


def test_equal_to_divided_differences_for_all_counts_up_to_seven_questions() -> None:
    compared = 0
    for questions in range(1, 8):
        for own, other in product(range(questions + 1), repeat=2):
            if own + other <= questions:
                for needed in range(1, 4):
                    share = Fraction(needed, questions)
                    if share < 1:
                        rest = questions - own - other
                        assert leading_share(own, (other,), rest, share) == by_divided_differences(own, other, rest, share)
                        compared += 1
    assert compared == 326


@pytest.mark.parametrize(
    ("own", "others", "rest"), [(2, (1,), 2), (3, (2,), 0), (1, (0,), 4), (2, (1, 1), 1), (2, (2, 1), 0)]
)
def test_equal_to_brute_force_on_a_grid_of_135751_weightings(own: int, others: tuple[int, ...], rest: int) -> None:
    weights = on_a_grid(5, 40)
    assert len(weights) == 135_751
    ends = np.cumsum([own, *others])
    sums = [weights[:, start:end].sum(axis=1) for start, end in zip((0, *ends), ends, strict=False)]
    leads = np.all([sums[0] - each >= 0.4 for each in sums[1:]], axis=0)
    assert float(leading_share(own, others, rest, Fraction(2, 5))) == pytest.approx(leads.mean(), abs=0.02)


def test_shares_sum_to_one_and_lie_between_over_1024_states(framework: Framework) -> None:
    for state in STATES:
        shares = shares_of(framework, state)
        assert sum(shares) == 1
        assert all(0 <= share <= 1 for share in shares)


def test_monotone_in_each_finding_over_1024_states(framework: Framework) -> None:
    moves = 0
    for state in STATES:
        before = shares_of(framework, state)
        for at, leaning in enumerate(state):
            for better in {"RE": (None, "RS"), None: ("RS",), MIXED: ("RS",), "RS": ()}[leaning]:
                after = shares_of(framework, (*state[:at], better, *state[at + 1 :]))
                assert after[1] >= before[1]
                assert after[0] <= before[0]
                moves += 1
    assert moves == 1024 * 5


def test_symmetric_under_exchanging_the_tracks_over_1024_states(framework: Framework) -> None:
    for state in STATES:
        first, second, undecided = shares_of(framework, state)
        assert shares_of(framework, tuple(SWAP.get(each, each) for each in state)) == (second, first, undecided)


def test_at_equal_weights_the_weighted_count_is_the_plain_count_over_1024_states(framework: Framework) -> None:
    for state in STATES:
        for weight in (1, 2, 3):
            assert standing(framework, state, Weights((weight,) * 5)).track == decide(framework, state)


def test_unanimous_findings_lead_under_every_weighting(framework: Framework) -> None:
    assert shares_of(framework, ("RE",) * 5) == (1, 0, 0)
    assert shares_of(framework, (None,) * 5) == (0, 0, 1)


def test_open_questions_count_as_all_that_they_may_come_to(framework: Framework) -> None:
    for shifts in product((("RE",), ("RS",), (None,), ("RE", "RS", None)), repeat=5):
        firm = of_shifts(framework, shifts)
        filled = [shares_of(framework, state) for state in product(*shifts)]
        mean = tuple(sum(each) / len(filled) for each in zip(*filled, strict=True))
        assert firm.shares == mean
        assert firm.low == tuple(map(min, zip(*filled, strict=True)))
        assert firm.high == tuple(map(max, zip(*filled, strict=True)))


def test_the_answer_that_settles_most(framework: Framework, say, guide: Article) -> None:
    said = say(energy="RE", ambiguity="RE", phd_status="none", papers="none")
    firm = firmness(framework, assess(framework, said, [guide]))
    # an open credential that can only come out as RE or stay open settles more than one that may go against
    assert firm.asks == "credential"
    assert [each.question for each in firm.settles] == ["credential", "evaluation", "target"]
    assert firm.settles[0].by > firm.settles[1].by == firm.settles[2].by


def test_what_was_declined_is_not_what_is_asked(framework: Framework, say, guide: Article) -> None:
    firm = firmness(framework, assess(framework, say(energy="RE", unknown=("ambiguity",)), [guide]))
    assert "ambiguity" not in [each.question for each in firm.settles]


def test_nothing_is_asked_where_nothing_is_open(framework: Framework, say, guide: Article) -> None:
    said = {question.id: "RE" for question in framework.questions}
    firm = firmness(framework, assess(framework, say(**said), [guide]))
    assert (firm.asks, firm.settles, firm.shares) == (None, (), (1, 0, 0))
    assert in_words(framework, firm) == (
        "Of all ways to weigh the questions: 100% Research Engineer, 0% Research Scientist, 0% undecided."
    )


def test_the_nearest_weights_that_flip_are_the_nearest(framework: Framework) -> None:
    for state in STATES[::37]:
        weights = Weights((1, 2, 1, 0, 3))
        now = standing(framework, state, weights).track
        others = [
            sum(abs(a - b) for a, b in zip(values, weights.values, strict=True))
            for values in product(range(4), repeat=5)
            if any(values) and standing(framework, state, Weights(values)).track != now
        ]
        flips = nearest_flips(framework, state, weights)
        assert {flip.steps for flip in flips} == ({min(others)} if others else set())
        assert all(standing(framework, state, flip.weights).track == flip.track != now for flip in flips)


def test_three_tracks(framework: Framework) -> None:
    three = replace(framework, tracks=(*framework.tracks, Track("PM", "Manager", "Managers")), lead_needed=1)
    for state in product(("RE", "RS", "PM", None), repeat=5):
        shares = shares_of(three, state)
        assert sum(shares) == 1
        turned = tuple({"RE": "RS", "RS": "PM", "PM": "RE"}.get(each, each) for each in state)
        assert shares_of(three, turned) == (shares[2], shares[0], shares[1], shares[3])
    assert lead(three, ("PM", "PM", "RE", None, None)) == 1  # the most minus the next most
    assert lead(three, ("PM", "RE", "RS", None, None)) == 0
    assert decide(three, ("PM", "PM", "RE", None, None)) == "PM"
    assert decide(three, ("PM", "RE", "RS", None, None)) == UNDECIDED


def test_whole_per_cents_sum_to_a_hundred() -> None:
    assert percents((Fraction(1, 3), Fraction(1, 3), Fraction(1, 3))) == ("33%", "33%", "34%")
    assert percents((Fraction(1, 1000), Fraction(999, 1000))) == ("<1%", "100%")
    assert percents((Fraction(101, 200), Fraction(99, 200), Fraction(0))) == ("50%", "50%", "0%")
    third = Fraction(1, 3)
    assert percents((third, third, third, Fraction(0))) == ("34%", "33%", "33%", "0%")  # too few, and nobody to give them to
    nearly = (Fraction(335, 1000), Fraction(335, 1000), Fraction(325, 1000), Fraction(5, 1000))
    assert percents(nearly) == ("33%", "34%", "33%", "<1%")  # too many, though somebody is undecided


def test_what_would_settle_most_is_what_the_adviser_asks_in_all_781_states_with_an_open_question(
    framework: Framework,
) -> None:
    ids = [question.id for question in framework.questions]
    asked_alike = settles_nothing = 0
    for state in STATES:
        open_ = [id for id, leaning in zip(ids, state, strict=True) if leaning is None]
        if not open_:
            continue
        found = tuple(Finding(id, leaning, "", "") for id, leaning in zip(ids, state, strict=True))
        shifts = tuple(
            ("RE", "RS", None) if leaning is None else (None if leaning == MIXED else leaning,) for leaning in state
        )
        asked = next_question(framework, found, shifts, declined=())
        settles = of_shifts(framework, shifts, open_).asks
        settles_nothing += settles is None
        asked_alike += settles is not None and asked is not None and asked.id == settles
    assert (asked_alike, settles_nothing) == (711, 70)
