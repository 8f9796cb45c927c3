"""Advice: which rule speaks for which profile, every rule reached, and the expected-value sum recomputed."""

from __future__ import annotations

from itertools import product

import pytest

from advisor.article.article import Article
from advisor.framework.advice import advise
from advisor.framework.expected_value import expected_value, ratio
from advisor.framework.framework import Framework
from advisor.framework.state import facts_state, whole_state
from advisor.framework.verdict import assess
from advisor.profile.profile import FactValue, Profile


def rules(framework: Framework, profile: Profile, *leanings: str | None) -> list[str]:
    state = whole_state(framework, facts_state(framework, profile), leanings)
    return [advice.rule for advice in advise(framework, state)]


SENIOR_ENGINEER = {"years_experience": 6.0, "phd_status": "none", "has_phd": False}
DOCTOR = {"phd_status": "has", "has_phd": True, "papers": "top", "publications": True}


@pytest.mark.parametrize(
    ("facts", "leanings", "given"),
    [
        (SENIOR_ENGINEER, ("RE", "RE", "RE", None, None), {"now-engineer", "prepare-engineer", "labs-engineer"}),
        (
            SENIOR_ENGINEER,
            ("RS", "RS", "RE", "RS", None),
            {"now-engineer-fit-scientist", "later-scientist-without-phd", "prepare-engineer", "labs-engineer"},
        ),
        (DOCTOR, ("RS", None, "RS", None, None), {"now-scientist", "prepare-scientist-published", "labs-scientist"}),
        (
            DOCTOR,
            ("RE", None, "RS", None, None),
            {"now-scientist-fit-engineer", "later-engineer", "prepare-scientist-published"},
        ),
        ({}, ("RS", "RS", None, None, None), {"prepare-scientist", "labs-scientist"}),
        ({"years_experience": 9.0}, ("RS", "RS", "mixed", None, None), {"prepare-scientist-from-industry"}),
        ({"labs": ("Anthropic",)}, (None,) * 5, {"anthropic-safety", "labs-undecided", "value-Anthropic"}),
    ],
)
def test_who_gets_which_advice(framework: Framework, say, facts: dict, leanings: tuple, given: set[str]) -> None:
    assert given <= set(rules(framework, say(**facts), *leanings))


@pytest.mark.parametrize(
    ("status", "has_phd", "expected"),
    [
        ("has", True, "later-scientist-with-phd"),
        ("none", False, "later-scientist-without-phd"),
        ("dropped", False, "later-scientist-without-phd"),
        ("candidate", False, "later-scientist-phd-open"),
        (None, None, "later-scientist-phd-open"),
    ],
)
def test_what_a_phd_changes_about_switching(framework: Framework, say, status, has_phd, expected: str) -> None:
    facts = {} if status is None else {"phd_status": status, "has_phd": has_phd}
    found = rules(framework, say(**facts), "RS", "RS", "RE", None, None)
    assert [rule for rule in found if rule.startswith("later")] == [expected]


@pytest.mark.parametrize(
    ("attitude", "given", "withheld"),
    [
        (None, "anthropic-safety", "anthropic-dismissive"),
        ("engaged", "anthropic-safety", "anthropic-dismissive"),
        ("dismissive", "anthropic-dismissive", "anthropic-safety"),
    ],
)
def test_the_safety_caveat(framework: Framework, say, attitude: str | None, given: str, withheld: str) -> None:
    facts: dict[str, FactValue] = {"labs": ("Anthropic",)} | ({"safety_attitude": attitude} if attitude else {})
    found = rules(framework, say(**facts), "RS", "RS", "RE", None, None)
    assert given in found
    assert withheld not in found
    assert ("anthropic-in-between" in found) == (attitude != "dismissive")


@pytest.mark.parametrize(("months", "given"), [(None, False), (1.38, False), (1.0, True)])
def test_too_little_time_is_said(framework: Framework, say, months: float | None, given: bool) -> None:
    said = say(**({} if months is None else {"months_until_applying": months}))
    assert ("prepare-engineer-short" in rules(framework, said, "RE", "RE", "RE", "RE", "RE")) == given


def test_at_most_one_rule_on_now_and_on_how_long_to_prepare_and_every_rule_is_reached(framework: Framework, say) -> None:
    reached: set[str] = set()
    people = product(
        [{}, {"phd_status": "has", "has_phd": True}, {"phd_status": "none", "has_phd": False}],
        [{}, {"papers": "top"}, {"papers": "none"}],
        [{}, {"years_experience": 1.0}, {"years_experience": 5.0}],
        [{}, {"labs": ("Anthropic", "OpenAI", "DeepMind"), "cares_about_pay": True, "months_until_applying": 1.0}],
        [{}, {"safety_attitude": "dismissive"}],
    )
    states = list(product(("RE", "RS"), ("RE", "RS"), ("RE", "RS", "mixed", None), (None,), ("RE", "RS", None)))
    for parts in people:
        facts = facts_state(framework, say(**{name: value for part in parts for name, value in part.items()}))
        for leanings in states:
            found = [advice.rule for advice in advise(framework, whole_state(framework, facts, leanings))]
            assert sum(rule.startswith("now-") for rule in found) <= 1
            assert sum(rule.startswith("later-") for rule in found) <= 1
            assert sum(rule.startswith("prepare-") and not rule.endswith("-short") for rule in found) <= 1
            reached |= set(found)
    assert {rule.id for rule in framework.advice} <= reached
    assert {"value-Anthropic", "value-OpenAI", "value-DeepMind"} <= reached


def test_the_sum_for_a_lab_shows_its_arithmetic(framework: Framework) -> None:
    said, anchors = expected_value(framework, "Anthropic")
    assert pytest.approx(3_730) == 0.005 * 746_000
    assert pytest.approx((3_000, 12_250)) == (0.01 * 300_000, 0.025 * 490_000)
    for shown in ("0.5% × $746K (the median) = at most $3,730", "× $300K to $490K = at most $3,000 to $12,250"):
        assert shown in said
    assert "0.80 (2 × $300K ÷ $746K) to 3.28 (5 × $490K ÷ $746K)" in said
    assert "not for you" in said
    terms = {term for anchor in anchors for term in anchor.terms}
    assert {"$746K", "$490K", "0.5%", "2-5x", "expected value"} <= terms


@pytest.mark.parametrize(
    ("lab", "least", "most"), [("OpenAI", 0.498, 2.65), ("Anthropic", 0.804, 3.284), ("DeepMind", 0.730, 8.333)]
)
def test_the_worth_of_an_application(framework: Framework, lab: str, least: float, most: float) -> None:
    rare, common = (next(pay for pay in framework.pay if (pay.lab, pay.track) == (lab, track)) for track in ("RS", "RE"))
    assert framework.odds is not None
    assert ratio(framework.odds, rare, common) == pytest.approx((least, most), abs=0.001)


def test_a_median_outside_its_own_range_is_not_reckoned_with(framework: Framework) -> None:
    said, _ = expected_value(framework, "OpenAI")
    assert "$555K given for Research Engineers lies above their own range" in said
    assert "× $249K to $530K" in said


def test_no_advice_without_a_profile(framework: Framework, guide: Article, say) -> None:
    assert assess(framework, say(speaks=False, labs=("Anthropic",)), [guide]).advice == ()


def test_no_text_gives_a_percentage_for_a_verdict(framework: Framework) -> None:
    texts = [rule.text for rule in framework.advice if rule.topic != "pay"]
    texts += [text for question in framework.questions for text in (question.text, question.why)]
    assert not any("%" in text for text in texts)
