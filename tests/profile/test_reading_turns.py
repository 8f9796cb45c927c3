"""Reading with a hand-written hearer: what becomes evidence, what is only asked about, what later turns change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.profile.facts import FactTable
from advisor.profile.fold import profile_of
from advisor.profile.profile import Profile
from advisor.profile.reader import Behind, Read, TurnReader

TABLE = FactTable.load(Path(__file__).parents[2] / "src/advisor/framework/data/re-rs/facts.toml")
QUESTIONS = dict.fromkeys(("energy", "ambiguity", "evaluation", "target"), ("RE", "RS"))
HEARD: Mapping[str, Mapping[str, float]] = {
    "I love kernels": {"energy=RE": 0.95, "act=tell": 0.9},
    "Papers bore me": {"energy=RE": 0.7, "act=tell": 0.9},
    "I love proofs": {"energy=RS": 0.95, "act=tell": 0.9},
    "maybe I like kernels": {"energy=RE": 0.35, "act=tell": 0.9},
    "my sister loves kernels": {"energy=RE": 0.7, "act=others": 0.9},
    "do they love kernels": {"energy=RE": 0.7, "act=ask": 0.9},
    "kernels": {"energy=RE": 0.42, "act=answer": 0.6},
    "energy? kernels": {"energy=RE": 0.8, "act=answer": 0.9},
    "energy? proofs": {"energy=RS": 0.8, "act=answer": 0.9},
    "skip": {"act=unsure": 0.9},
    "I have a PhD": {"phd_status=has": 0.9, "act=tell": 0.9},
    "no, I dropped out of the PhD": {"phd_status=dropped": 0.9, "act=correct": 0.9},
    "two ICML papers": {"papers=other": 0.8, "act=tell": 0.9},
    "a paper at an ICML workshop": {"papers=top": 0.8, "papers=other": 0.7, "act=tell": 0.9},
    "never published a paper": {"papers=none": 0.9, "act=tell": 0.9},
    "six years at Stripe": {"years_experience=told": 0.9, "act=tell": 0.9},
    "previously two years at a bank": {"years_experience=told": 0.9, "act=tell": 0.9},
    "I want to join DeepMind": {"labs=DeepMind": 0.9, "act=tell": 0.9},
    "Claude by Anthropic is good": {"act=tell": 0.5},
    "thanks": {"act=thanks": 0.99},
    "kernels and proofs for me": {"energy=RE": 0.9, "energy=RS": 0.65, "act=tell": 0.9},
    "she also loves proofs": {"energy=RS": 0.7, "act=tell": 0.9},
    "has a PhD": {"phd_status=has": 0.95, "act=tell": 0.9},
    "debugging is where my time flies": {"energy=RE": 0.9, "act=tell": 0.9},
    "evaluation? debugging is where my time flies": {"evaluation=RE": 0.7, "act=tell": 0.9},
    "systems": {"evaluation=RE": 0.7, "energy=RE": 0.1, "act=answer": 0.9},
    "energy? systems": {"energy=RE": 0.9, "act=answer": 0.9},
    "she says I love proofs": {"energy=RS": 0.7, "act=tell": 0.9},
}


def hear(texts: Sequence[str]) -> list[Mapping[str, float]]:
    return [HEARD.get(text.rstrip(".?!"), {}) for text in texts]


READER = TurnReader(hear, TABLE, QUESTIONS, heads={"energy": "energy", "joy": "energy"}, weighed=("target", "energy"))


def read(text: str, *, put: str | None = None) -> Read:
    return READER.read(text, Behind(put))


def test_what_has_no_subject_goes_on_about_whom_the_turn_before_ended_on() -> None:
    assert [item.status for item in READER.read("has a PhD").evidence] == ["affirmed"]
    theirs = READER.read("has a PhD", Behind(others=True))
    assert [item.status for item in theirs.evidence] == ["someone_else"]
    assert (theirs.tells, theirs.of_others) == (False, True)
    assert READER.read("I have a PhD", Behind(others=True)).tells


@pytest.mark.parametrize(
    ("likes", "sides"),
    [
        pytest.param({"RE": "both, kernels and proofs", "RS": "both, kernels and proofs"}, ["RE", "RS"], id="one says both"),
        pytest.param({"RE": "kernels", "RS": "proofs"}, ["RE"], id="one for each"),
        pytest.param({"RE": "", "RS": ""}, ["RE"], id="none"),
    ],
)
def test_a_side_that_is_less_plain_counts_where_the_nearest_statement_says_both(
    likes: Mapping[str, str], sides: list[str]
) -> None:
    reader = replace(READER, like=lambda text, label: likes[label.split("=")[1]])
    assert [item.value for item in reader.read("kernels and proofs for me").evidence if item.counts] == sides


def profile(*turns: str) -> Profile:
    return profile_of([read(turn) for turn in turns], table=TABLE)


@pytest.mark.parametrize(
    ("text", "put", "said"),
    [
        ("I love kernels.", None, [("energy", "RE", "affirmed")]),
        ("maybe I like kernels", None, [("energy", "RE", "hedged")]),
        ("my sister loves kernels", None, [("energy", "RE", "someone_else")]),
        ("do they love kernels?", None, [("energy", "RE", "question")]),
        (
            "my sister loves kernels. she also loves proofs.",
            None,
            [("energy", "RE", "someone_else"), ("energy", "RS", "someone_else")],
        ),
        (
            "my sister loves kernels. she says I love proofs.",
            None,
            [("energy", "RE", "someone_else"), ("energy", "RS", "affirmed")],
        ),
        ("kernels", None, [("energy", "RE", "hedged")]),
        ("kernels", "energy", [("energy", "RE", "affirmed")]),
        ("kernels", "target", [("energy", "RE", "hedged")]),
        ("Energy: kernels", None, [("energy", "RE", "affirmed")]),  # its head names the question
        ("what gives me joy = proofs", "target", [("energy", "RS", "affirmed")]),
        ("tools: kernels", None, []),
        ("Q2 kernels", None, [("energy", "RE", "affirmed")]),
        ("I have a PhD", None, [("phd_status", "has", "affirmed")]),
        ("two ICML papers", None, [("n_papers", "2", "affirmed"), ("papers", "top", "affirmed")]),
        ("never published a paper", None, [("papers", "none", "affirmed")]),
        ("six years at Stripe", None, [("years_experience", "6", "affirmed")]),
        ("I want to join DeepMind", None, [("labs", "DeepMind", "affirmed")]),
        ("Claude by Anthropic is good", None, []),
        ("thanks", "energy", []),
    ],
)
def test_what_a_sentence_says(text: str, put: str | None, said: list[tuple[str, str, str]]) -> None:
    assert [(item.slot, item.value, item.status) for item in read(text, put=put).evidence] == said


def test_evidence_is_an_exact_slice_of_the_turn() -> None:
    text = "Hello there. I love kernels. Papers bore me."
    found = read(text).evidence
    assert [item.text for item in found] == ["I love kernels.", "Papers bore me."]
    assert all(item.span.of(text) == item.text for item in found)


def test_a_question_that_is_skipped_stays_open_and_is_known_as_such() -> None:
    assert read("skip", put="target").unsure == ("target",)
    assert read("skip").unsure == ()


def test_both_sides_in_one_turn_are_mixed() -> None:
    assert profile("I love kernels. I love proofs.").leaning("energy") == "mixed"


def test_a_later_turn_overrides_an_earlier_one_and_the_contradiction_is_kept() -> None:
    said = profile("I love kernels.", "I love proofs.")
    assert said.leaning("energy") == "RS"
    assert [(c.slot, c.first.value, c.second.value) for c in said.contradictions] == [("energy", "RE", "RS")]


@pytest.mark.parametrize(
    ("turns", "name", "value"),
    [
        (("I have a PhD",), "has_phd", True),
        (("I have a PhD", "no, I dropped out of the PhD"), "has_phd", False),
        (("I love kernels",), "has_phd", None),
        (("two ICML papers",), "publications", True),
        (("never published a paper",), "publications", False),
        (("two ICML papers", "a paper at an ICML workshop"), "papers", "top"),
        (("six years at Stripe. previously two years at a bank",), "years_experience", 8.0),
        (("six years at Stripe",), "years_experience", 6.0),
        (("I want to join DeepMind",), "labs", ("DeepMind",)),
        (("thanks",), "labs", ()),
    ],
)
def test_facts_follow_from_what_was_said(turns: tuple[str, ...], name: str, value: object) -> None:
    assert profile(*turns).fact(name) == value


def test_what_is_taken_back_is_emptied() -> None:
    from dataclasses import replace

    reads = [read("two ICML papers"), replace(read("thanks"), takes_back=("papers",))]
    said = profile_of(reads, table=TABLE)
    assert (said.fact("publications"), said.on("papers")[0].status) == (None, "past")


@pytest.mark.parametrize("text", ["", " ", "🎉", "\x00\u202e", "研究", "thanks"])
def test_what_holds_nothing_is_no_profile(text: str) -> None:
    assert not profile(text).is_profile


def test_a_sentence_on_another_question_does_not_answer_the_one_that_was_put() -> None:
    read = READER.read("debugging is where my time flies", Behind(put="evaluation"))
    assert [(item.slot, item.value) for item in read.evidence] == [("energy", "RE")]


def test_a_word_answers_one_question() -> None:
    read = READER.read("systems", Behind(put="energy"))
    assert [(item.slot, item.value) for item in read.evidence] == [("energy", "RE")]
