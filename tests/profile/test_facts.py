"""Degree, papers, years, labs: what is a fact about the user, and what only looks like one."""

from __future__ import annotations

import pytest

from advisor.profile import CueTable, read_profile

PHD = [
    ("I have a PhD.", "has"),
    ("im a phd from Delft", "has"),
    ("I finished my doctorate in 2021.", "has"),
    ("Ph.D. in physics", "has"),
    ("I'm a PhD candidate.", "candidate"),
    ("Third year of my PhD.", "candidate"),
    ("Currently ABD.", "abd"),
    ("I dropped out of my PhD.", "dropped"),
    ("I began a PhD but never defended.", "dropped"),
    ("I don't have a PhD.", "none"),
    ("No PhD, no regrets.", "none"),
    ("PhD? No.", "none"),
    ("I might do a PhD.", "planned"),
    ("I'm thinking about a PhD.", "planned"),
    ("My partner has a PhD.", None),
    ("Everyone around me has a PhD.", None),
    ("Does a PhD help?", None),
    ("Labs ask for a PhD.", None),
    ("I work with someone who has a PhD.", None),
    ("I have a Master's.", None),
    ("Does my PhD help?", "has"),
]

HAS_PHD = [("has", True), ("candidate", False), ("abd", False), ("dropped", False), ("none", False), ("planned", None)]
SAYING = {
    "has": "I hold a PhD.",
    "candidate": "I'm a PhD student.",
    "abd": "ABD.",
    "dropped": "I quit my PhD.",
    "none": "I have no PhD.",
    "planned": "I'm considering a PhD.",
}

PAPERS = [
    ("Two NeurIPS papers.", True, "top"),
    ("I published one workshop paper.", True, "other"),
    ("I have five papers.", True, "unknown"),
    ("First-author ICML paper.", True, "top"),
    ("No publications.", False, "none"),
    ("I've never published.", False, "none"),
    ("Papers: 0", False, "none"),
    ("I read two NeurIPS papers a week.", None, None),
    ("I love papers.", None, None),
    ("My flatmate has 30 papers.", None, None),
    ("My flatmate has 30 papers. I have none.", False, "none"),
    ("I submitted two papers to ICLR.", None, None),
    ("Do I need papers?", None, None),
]

YEARS = [
    ("8 yoe", 8),
    ("Six years as a backend engineer.", 6),
    ("since 4 years I make compilers", 4),
    ("I've been an SRE for four years.", 4),
    ("SWE at a bank, 2019-now", 7),
    ("Data engineer, 2015-2021", 6),
    ("18 months as an ML engineer", 1.5),
    ("I was an engineer five years ago.", None),
    ("In five years I want to be a CTO.", None),
    ("Three years of my PhD.", None),
    ("I'm 30 years old.", None),
    ("The job ad asks for five years.", None),
]

LABS = [
    ("I'm targeting OpenAI and Anthropic.", ("OpenAI", "Anthropic")),
    ("My sister works at OpenAI.", ()),
    ("I interned at DeepMind.", ()),
    ("I'd love to join Google DeepMind.", ("DeepMind",)),
    ("I'm applying to Anthropic, not OpenAI.", ("Anthropic",)),
    ("I use the OpenAI API.", ()),
]

OTHER = [
    ("I care a lot about AI safety.", "safety_attitude", "engaged"),
    ("AI safety is overblown.", "safety_attitude", "dismissive"),
    ("I care about pay.", "cares_about_pay", True),
    ("I'm not in it for the money.", "cares_about_pay", False),
    ("I'm applying in three months.", "months_until_applying", 3),
    ("I own a cluster of 800 GPUs.", "production_at_scale", True),
    ("In five years I'd be a staff engineer.", "production_at_scale", None),
    ("I'm a first author on an ICML paper.", "first_author", True),
    ("I have 3 ICML papers.", "n_papers", 3),
    ("MSc in computer science.", "degree", "masters"),
    ("PhD in physics.", "field", "physics"),
    ("I'm an ML engineer.", "role", "machine learning engineer"),
]


def fact(text: str, name: str, cues: CueTable) -> object:
    return read_profile([text], cues=cues).fact(name)


@pytest.mark.parametrize(("text", "expected"), PHD)
def test_phd_status(text: str, expected: str | None, cues: CueTable) -> None:
    assert fact(text, "phd_status", cues) == expected


@pytest.mark.parametrize(("status", "expected"), HAS_PHD)
def test_has_phd_follows_from_the_status(status: str, expected: bool | None, cues: CueTable) -> None:
    assert fact(SAYING[status], "phd_status", cues) == status
    assert fact(SAYING[status], "has_phd", cues) is expected


@pytest.mark.parametrize(("text", "any_paper", "tier"), PAPERS)
def test_publications(text: str, any_paper: bool | None, tier: str | None, cues: CueTable) -> None:
    assert (fact(text, "publications", cues), fact(text, "papers", cues)) == (any_paper, tier)


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_years_of_experience(text: str, expected: float | None, cues: CueTable) -> None:
    assert fact(text, "years_experience", cues) == expected


@pytest.mark.parametrize(("text", "expected"), LABS)
def test_labs_are_those_that_the_user_targets(text: str, expected: tuple[str, ...], cues: CueTable) -> None:
    assert fact(text, "labs", cues) == expected


@pytest.mark.parametrize(("text", "name", "expected"), OTHER)
def test_other_facts(text: str, name: str, expected: object, cues: CueTable) -> None:
    assert fact(text, name, cues) == expected
