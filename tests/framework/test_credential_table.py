"""The credential: the decision table over every combination of facts, and each threshold in pairs."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from advisor.framework.findings import findings_of, row_for
from advisor.framework.framework import Framework
from advisor.framework.state import facts_state, with_conditions
from advisor.profile.profile import FactValue, Profile

PHD = {"has": True, "candidate": True, "abd": True, "dropped": False, "none": False, "planned": False, None: None}
PAPERS = ("top", "other", "none", "unknown", None)
YEARS = (None, 0.0, 2.9, 3.0, 12.0)
PRODUCTION = (True, None)


def expected(status: str | None, papers: str | None, years: float | None, production: bool | None) -> str | None:
    """The table as it stands in the design, written out a second time."""
    experienced = bool(production) or (years is not None and years >= 3)
    if PHD[status]:
        if papers == "top":
            return "RS"
        if papers in ("other", "none") or experienced:
            return "mixed"
        return None
    if papers == "top":
        return "mixed"
    return "RE" if experienced else None


def credential(framework: Framework, profile: Profile):
    return next(finding for finding in findings_of(framework, profile) if finding.question == "credential")


def test_all_350_combinations_of_facts(framework: Framework, say) -> None:
    reached: Counter[str] = Counter()
    combinations = list(product(PHD, PAPERS, YEARS, PRODUCTION))
    assert len(combinations) == 350
    for status, papers, years, production in combinations:
        given: dict[str, FactValue] = {
            "phd_status": status,
            "papers": papers,
            "publications": None if papers is None else papers != "none",
            "years_experience": years,
            "production_at_scale": production,
        }
        finding = credential(framework, say(**{name: value for name, value in given.items() if value is not None}))
        assert finding.leaning == expected(status, papers, years, production), given
        reached[finding.rule] += 1
    rows = [row.id for row in framework.question("credential").rows]
    assert set(reached) == {*rows, "open"}, "every row is reached, and so is the case that nothing was said"
    assert reached["open"] == 1


@pytest.mark.parametrize(
    ("facts", "leaning"),
    [
        ({"phd_status": "has", "papers": "top"}, "RS"),
        ({"phd_status": "has", "papers": "other"}, "mixed"),
        ({"phd_status": "has"}, None),
        ({"phd_status": "has", "papers": "unknown", "publications": True}, None),
        ({"phd_status": "has", "years_experience": 3.0}, "mixed"),
        ({"phd_status": "has", "years_experience": 2.9}, None),
        ({"phd_status": "abd", "papers": "top"}, "RS"),
        ({"phd_status": "dropped", "papers": "top"}, "mixed"),
        ({"papers": "top"}, "mixed"),
        ({"papers": "top", "years_experience": 20.0}, "mixed"),
        ({"years_experience": 3.0}, "RE"),
        ({"years_experience": 2.9}, None),
        ({"production_at_scale": True}, "RE"),
        ({"degree": "masters"}, None),
        ({"degree": "masters", "years_experience": 4.0}, "RE"),
        ({"papers": "other", "years_experience": 4.0}, "RE"),
        ({}, None),
    ],
)
def test_pairs_on_either_side_of_each_boundary(framework: Framework, say, facts: dict, leaning: str | None) -> None:
    assert credential(framework, say(**facts)).leaning == leaning


def test_the_finding_cites_the_words_and_the_threshold(framework: Framework, say) -> None:
    finding = credential(framework, say(degree="masters", years_experience=4.0, energy="RE"))
    assert [item.slot for item in finding.evidence] == ["degree", "years_experience"]
    assert any("3-5 years" in anchor.terms for anchor in finding.anchors)


def test_a_named_condition_is_unknown_as_long_as_its_facts_are(framework: Framework) -> None:
    state = with_conditions(framework, {"years_experience": 2.0, "production_at_scale": None})
    assert state["experienced"] is None
    assert row_for(framework.question("credential"), {**state, "years_experience": None}) is None


def test_a_value_that_the_framework_does_not_list_is_not_said(framework: Framework, say) -> None:
    state = facts_state(framework, say(papers="unknown", labs=("Anthropic", "a garage"), has_phd="yes"))
    assert (state["papers"], state["labs"], state["has_phd"]) == (None, ("Anthropic",), None)
