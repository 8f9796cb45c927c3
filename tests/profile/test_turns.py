"""Several turns: a later one overrides, what is overridden stays to be shown; answers to a question put."""

from __future__ import annotations

import pytest

from advisor.profile import CueTable, read_profile


def test_a_later_turn_overrides_a_leaning_and_the_contradiction_is_kept(cues: CueTable) -> None:
    profile = read_profile(["I love debugging.", "Actually I prefer theory."], cues=cues)
    assert profile.leaning("energy") == "RS"
    (conflict,) = profile.contradictions
    assert (conflict.first.value, conflict.second.value) == ("RE", "RS")
    assert [item.status for item in profile.on("energy")] == ["past", "affirmed"]


def test_both_sides_in_one_turn_are_mixed_and_no_contradiction(cues: CueTable) -> None:
    profile = read_profile(["I love debugging. I love theory."], cues=cues)
    assert (profile.leaning("energy"), profile.contradictions) == ("mixed", ())


def test_a_later_denial_takes_a_leaning_back(cues: CueTable) -> None:
    profile = read_profile(["I love debugging.", "On reflection I don't enjoy debugging."], cues=cues)
    assert profile.leaning("energy") is None
    assert len(profile.contradictions) == 1


CORRECTED = [
    (["I have a PhD.", "To be fair I left the PhD in year four."], "has_phd", False),
    (["No papers.", "No, I do have papers: two at ICML."], "publications", True),
    (["Two ICML papers.", "Those papers of mine are long ago."], "papers", "top"),
    (["I left my PhD.", "During my PhD I wrote a compiler."], "has_phd", False),
    (["9 years of engineering.", "Sorry. Two years."], "years_experience", 2),
    (["My brother has a PhD.", "I don't."], "has_phd", False),
    (["I have a PhD and no papers.", "Correction: one NeurIPS paper."], "has_phd", True),
]


@pytest.mark.parametrize(("turns", "name", "expected"), CORRECTED)
def test_a_correction_changes_its_own_fact_alone(turns: list[str], name: str, expected: object, cues: CueTable) -> None:
    assert read_profile(turns, cues=cues).fact(name) == expected


ANSWERS = [
    ("energy", "the second", "RS"),
    ("energy", "the first one, definitely", "RE"),
    ("energy", "papers, definitely", "RS"),
    ("energy", "both", "mixed"),
    ("ambiguity", "love it", "RS"),
    ("ambiguity", "hate it", "RE"),
    ("evaluation", "ideas", "RS"),
    ("target", "CTO", "RE"),
    (None, "the second", None),
    (None, "papers, definitely", None),
]


@pytest.mark.parametrize(("asked", "answer", "expected"), ANSWERS)
def test_a_bare_answer_is_read_as_one_to_the_question_put(
    asked: str | None, answer: str, expected: str | None, cues: CueTable
) -> None:
    profile = read_profile([answer], cues=cues, asked=[asked])
    assert profile.leaning(asked or "energy") == expected


@pytest.mark.parametrize("answer", ["not sure", "skip", "No idea.", "I don't know"])
def test_who_does_not_know_is_not_asked_again(answer: str, cues: CueTable) -> None:
    profile = read_profile([answer], cues=cues, asked=["target"])
    assert (profile.unknown, profile.leaning("target")) == (("target",), None)


def test_a_later_answer_ends_not_knowing(cues: CueTable) -> None:
    assert read_profile(["skip", "In five years I want to be a CTO."], cues=cues, asked=["target", None]).unknown == ()


PROFILES = [
    ("I love debugging.", True),
    ("SWE, 9 yoe, BSc", True),
    ("I work in a bakery.", True),
    ("I have a PhD, should I apply?", True),
    ("Is a doctorate needed at DeepMind?", False),
    ("Do applicants with no papers get interviews at Anthropic?", False),
    ("Would a doctorate shorten the switch?", False),
    ("How are engineers evaluated", False),
    ("I'd like to know how the interviews differ.", False),
    ("My friend has ten papers. Does that matter?", False),
    ("Thanks!", False),
    ("", False),
    ("🙂🙂", False),
]


@pytest.mark.parametrize(("text", "expected"), PROFILES)
def test_a_message_that_says_nothing_of_the_user_is_no_profile(text: str, expected: bool, cues: CueTable) -> None:
    assert read_profile([text], cues=cues).is_profile is expected
