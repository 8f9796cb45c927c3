"""What if: for each of the 1,024 states, against brute force over all 1,024 states it could be changed to."""

from __future__ import annotations

from itertools import product

import pytest

from advisor.framework.decision import MIXED, UNDECIDED, Leaning, decide
from advisor.framework.framework import Framework
from advisor.framework.what_if import smallest_changes

LEANINGS: tuple[Leaning, ...] = ("RE", "RS", MIXED, None)
STATES = list(product(LEANINGS, repeat=5))
VALUE = {"RE": -1, "RS": 1, MIXED: 0, None: 0}


@pytest.fixture(scope="module")
def tracks(framework: Framework) -> dict[tuple[Leaning, ...], str]:
    return {state: decide(framework, state) for state in STATES}


def applied(framework: Framework, state: tuple[Leaning, ...], sets: dict[str, str]) -> tuple[Leaning, ...]:
    return tuple(sets.get(question.id, leaning) for question, leaning in zip(framework.questions, state, strict=True))


def brute_force(state: tuple[Leaning, ...], target: str, tracks: dict[tuple[Leaning, ...], str]) -> set[tuple[Leaning, ...]]:
    """The states with that track which differ in fewest questions, without those that go further than need be."""

    def changed(other: tuple[Leaning, ...]) -> tuple[int, ...]:
        return tuple(at for at in range(5) if other[at] != state[at])

    def distance(other: tuple[Leaning, ...]) -> tuple[int, ...]:
        return tuple(abs(VALUE[other[at]] - VALUE[state[at]]) for at in range(5))

    reaching = [
        other for other, track in tracks.items() if track == target and all(other[at] is not None for at in changed(other))
    ]
    fewest = min(len(changed(other)) for other in reaching)
    reaching = [other for other in reaching if len(changed(other)) == fewest]
    return {
        one
        for one in reaching
        if not any(
            changed(two) == changed(one)
            and distance(two) != distance(one)
            and all(b <= a for a, b in zip(distance(one), distance(two), strict=True))
            for two in reaching
        )
    }


def test_every_change_flips_and_is_minimal_over_1024_states(framework: Framework, tracks) -> None:
    total = 0
    for state in STATES:
        for change in smallest_changes(framework, state):
            sets = dict(change.sets)
            assert tracks[applied(framework, state, sets)] == change.track != tracks[state]
            for left_out in sets:
                fewer = {name: value for name, value in sets.items() if name != left_out}
                assert tracks[applied(framework, state, fewer)] != change.track
            total += 1
    assert total == 7900


@pytest.mark.parametrize("first", LEANINGS)
def test_the_same_changes_as_brute_force_over_256_states(framework: Framework, tracks, first: Leaning) -> None:
    for state in (each for each in STATES if each[0] == first):
        found = smallest_changes(framework, state)
        assert len(set(found)) == len(found)
        for target in {"RE", "RS", UNDECIDED} - {tracks[state]}:
            ours = {applied(framework, state, dict(change.sets)) for change in found if change.track == target}
            assert ours == brute_force(state, target, tracks)


def test_the_nearest_comes_first(framework: Framework) -> None:
    found = smallest_changes(framework, ("RS", None, None, None, "RE"))
    assert [dict(change.sets) for change in found] == [{"energy": "RE"}, {"target": "RS"}]
    found = smallest_changes(framework, ("RE", None, "RE", "RE", None))
    assert (dict(found[0].sets), found[0].track) == ({"energy": "RS"}, UNDECIDED)
    found = smallest_changes(framework, ("RS", None, None, None, None))
    assert (dict(found[0].sets), found[0].track) == ({"ambiguity": "RS"}, "RS")
