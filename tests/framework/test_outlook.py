"""What the open questions may still do: possible verdicts against brute force, and which question to ask."""

from __future__ import annotations

from itertools import product

import pytest

from advisor.framework.decision import MIXED, UNDECIDED, Leaning, decide
from advisor.framework.findings import findings_of
from advisor.framework.framework import Framework
from advisor.framework.outlook import next_question, open_shifts, possible, reachable, wording
from advisor.framework.state import facts_state
from advisor.profile.profile import Profile

LEANINGS: tuple[Leaning, ...] = ("RE", "RS", MIXED, None)


def test_possible_verdicts_over_1024_states_against_brute_force(framework: Framework) -> None:
    names = [question.id for question in framework.questions]
    facts = facts_state(framework, Profile())
    everything = {question.id: reachable(framework, question, facts) for question in framework.questions}
    for state in product(LEANINGS, repeat=5):
        settings = {name: leaning or "unknown" for name, leaning in zip(names, state, strict=True)}
        findings = findings_of(framework, Profile(), settings=settings)
        # subtle: reachable() is the slow part and the same for all states here, so it is worked out once
        shifts = tuple(
            tuple({leaning if leaning in ("RE", "RS") else None for leaning in everything[finding.question]})
            if finding.missing
            else (finding.leaning,)
            for finding in findings
        )
        filled = product(*((leaning,) if leaning else ("RE", "RS", MIXED) for leaning in state))
        reached = {decide(framework, each) for each in filled}
        assert possible(framework, shifts) == tuple(track for track in ("RE", "RS", UNDECIDED) if track in reached)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, {"RE", "RS", MIXED, None}),
        ({"phd_status": "has"}, {"RS", MIXED}),
        ({"phd_status": "none"}, {"RE", MIXED, None}),
        ({"phd_status": "none", "papers": "none", "publications": False}, {"RE", None}),
        ({"phd_status": "none", "papers": "none", "publications": False, "years_experience": 1.0}, {"RE", None}),
        ({"phd_status": "has", "papers": "unknown", "publications": True}, {"RS", MIXED}),
    ],
)
def test_an_open_credential_comes_out_only_as_its_table_allows(
    framework: Framework, say, facts: dict, expected: set
) -> None:
    state = facts_state(framework, say(**facts))
    assert set(reachable(framework, framework.question("credential"), state)) == expected


def asked(framework: Framework, profile: Profile) -> str | None:
    findings = findings_of(framework, profile)
    shifts = open_shifts(framework, findings, facts_state(framework, profile))
    question = next_question(framework, findings, shifts, declined=profile.unknown)
    return question.id if question else None


def test_the_first_of_equal_questions_is_asked(framework: Framework, say) -> None:
    assert asked(framework, say()) == "energy"
    assert asked(framework, say(energy="RS", ambiguity="RS")) == "credential"


def test_the_question_that_can_change_more_is_asked_first(framework: Framework, say) -> None:
    assert asked(framework, say(energy="RS", ambiguity="RE", phd_status="has")) == "evaluation"
    assert asked(framework, say(energy="RE", ambiguity="RE", evaluation="RS", target="RS", phd_status="has")) == "credential"


def test_what_was_declined_is_not_asked_again(framework: Framework, say) -> None:
    assert asked(framework, say(unknown=("energy",))) == "ambiguity"
    every = tuple(question.id for question in framework.questions)
    assert asked(framework, say(unknown=every)) is None


def test_nothing_is_asked_where_nothing_is_open(framework: Framework, say) -> None:
    said = {question.id: "RE" for question in framework.questions}
    assert asked(framework, say(**said)) is None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Which credential"),
        ({"phd_status": "candidate"}, "You mention a PhD"),
        ({"papers": "unknown", "publications": True}, "You mention papers"),
        ({"years_experience": 1.0}, "Besides those years"),
        ({"phd_status": "none"}, "Without a PhD"),
        ({"degree": "masters"}, "Beyond your degree"),
    ],
)
def test_the_question_is_worded_for_what_is_known(framework: Framework, say, facts: dict, words: str) -> None:
    assert words in wording(framework.question("credential"), facts_state(framework, say(**facts)))
