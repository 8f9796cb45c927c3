"""The decision over every combination of findings: 4 leanings on 5 questions are 1,024 states, and all are gone through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

import pytest

from advisor.article.article import Article
from advisor.framework.decision import MIXED, UNDECIDED, Leaning, apply_for, decide, fit_of, lead
from advisor.framework.framework import Framework
from advisor.framework.verdict import assess
from advisor.profile.profile import Profile

LEANINGS: tuple[Leaning, ...] = ("RE", "RS", MIXED, None)
STATES = list(product(LEANINGS, repeat=5))
ORDER = {"RE": -1, UNDECIDED: 0, "RS": 1}
TOWARDS_RE: dict[Leaning, tuple[Leaning, ...]] = {
    "RS": (MIXED, None, "RE"),
    MIXED: ("RE", None),
    None: ("RE", MIXED),
    "RE": (),
}
SWAP: dict[Leaning, Leaning] = {"RE": "RS", "RS": "RE"}


def one_step_towards_re(state: tuple[Leaning, ...]) -> Iterator[tuple[Leaning, ...]]:
    for at, leaning in enumerate(state):
        for other in TOWARDS_RE[leaning]:
            yield (*state[:at], other, *state[at + 1 :])


def test_there_are_1024_states() -> None:
    assert len(set(STATES)) == 4**5 == 1024


def test_total_and_deterministic_over_1024_states(framework: Framework) -> None:
    found = Counter(decide(framework, state) for state in STATES)
    assert found == Counter(decide(framework, state) for state in STATES)
    assert found == {"RE": 176, "RS": 176, UNDECIDED: 672}


def test_a_lead_of_two_decides_over_1024_states(framework: Framework) -> None:
    for state in STATES:
        ahead = state.count("RS") - state.count("RE")
        assert lead(framework, state) == ahead
        assert decide(framework, state) == ("RS" if ahead >= 2 else "RE" if ahead <= -2 else UNDECIDED)


def test_monotone_over_8960_moves_of_one_finding(framework: Framework) -> None:
    moves = [(state, moved) for state in STATES for moved in one_step_towards_re(state)]
    assert len(moves) == 1024 * 5 * 7 // 4 == 8960
    for state, moved in moves:
        assert ORDER[decide(framework, moved)] <= ORDER[decide(framework, state)]


def test_no_single_answer_turns_one_track_into_the_other(framework: Framework) -> None:
    for state in STATES:
        for at, other in product(range(5), LEANINGS):
            moved = (*state[:at], other, *state[at + 1 :])
            assert {decide(framework, state), decide(framework, moved)} != {"RE", "RS"}


def test_symmetric_over_1024_states(framework: Framework) -> None:
    for state in STATES:
        swapped = tuple(SWAP.get(leaning, leaning) for leaning in state)
        assert lead(framework, swapped) == -lead(framework, state)
        assert ORDER[decide(framework, swapped)] == -ORDER[decide(framework, state)]
        assert fit_of(framework, swapped) == SWAP.get(fit_of(framework, state), fit_of(framework, state))
        assert apply_for(framework, swapped) == SWAP.get(apply_for(framework, state))


def test_the_order_of_questions_does_not_matter(framework: Framework) -> None:
    for state in STATES[::31]:
        assert len({decide(framework, order) for order in permutations(state)}) == 1


def test_apply_for_is_the_credentials_side_else_the_track_over_1024_states(framework: Framework) -> None:
    at = [question.now for question in framework.questions].index(True)
    for state in STATES:
        track = decide(framework, state)
        expected = state[at] if state[at] in ("RE", "RS") else track if track != UNDECIDED else None
        assert apply_for(framework, state) == expected


@pytest.mark.parametrize(
    ("leanings", "expected"),
    [
        ((None, None, "RS", None, None), None),
        (("RE", None, "RS", None, None), "RE"),
        (("RE", "RS", "RS", None, None), MIXED),
        ((MIXED, None, "RS", None, None), MIXED),
        (("RE", "RE", "RS", "RS", None), "RE"),
    ],
)
def test_fit_leaves_the_credential_out(framework: Framework, leanings: tuple[Leaning, ...], expected: Leaning) -> None:
    assert fit_of(framework, leanings) == expected


def test_set_by_hand_every_state_gives_the_same_verdict(framework: Framework, guide: Article) -> None:
    names = [question.id for question in framework.questions]
    for state in STATES[::7]:
        settings = {name: leaning or "unknown" for name, leaning in zip(names, state, strict=True)}
        verdict = assess(framework, Profile(), [guide], settings=settings)
        assert verdict.leanings == state
        assert verdict.track == decide(framework, state)
        assert verdict.ask_next is None


def test_the_order_in_which_things_were_said_does_not_matter(framework: Framework, guide: Article, say) -> None:
    said = say(
        energy="RE", target="RS", years_experience=5.0, phd_status="none", has_phd=False, labs=("OpenAI", "Anthropic")
    )
    straight = assess(framework, said, [guide])
    backwards = replace(said, evidence=said.evidence[::-1], facts=said.facts[::-1])
    assert replace(assess(framework, backwards, [guide]), facts=straight.facts) == straight
