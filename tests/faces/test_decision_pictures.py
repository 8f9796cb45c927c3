"""The pictures of the decision aid: said in words too, on light and dark, with the quotes that they rest on."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from advisor.article.article import Article
from advisor.errors import UsageError
from advisor.faces.pictures.firmness import firmness_picture
from advisor.faces.pictures.picture import Picture
from advisor.faces.pictures.timeline import timeline_picture
from advisor.faces.pictures.views import views_picture
from advisor.framework.aid import Aid, decision_aid
from advisor.framework.framework import Framework
from advisor.framework.loading import load_framework
from advisor.framework.verdict import assess
from advisor.framework.weights import weights_of
from advisor.profile.profile import Profile

NAMES = ("firmness", "views", "timeline")
DEADLINE = date(2026, 4, 1)


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework()


def aid(framework: Framework, guide: Article, *, deadline: date | None = DEADLINE, **settings: str) -> Aid:
    verdict = assess(framework, Profile(), [guide], settings=settings)
    weights = weights_of(framework, {})
    return decision_aid(framework, verdict, [guide], weights=weights, today=date(2026, 1, 1), deadline=deadline)


@pytest.fixture(scope="module")
def drawn(framework: Framework, guide: Article) -> dict[str, Picture]:
    made = aid(framework, guide, energy="RS", ambiguity="RS", credential="RE")
    assert made.views
    assert made.plan
    return {
        "firmness": firmness_picture(framework, made.firmness),
        "views": views_picture(framework, made.views),
        "timeline": timeline_picture(framework, made.plan),
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_light_and_dark_and_said_in_words(drawn: dict[str, Picture], name: str) -> None:
    picture = drawn[name]
    assert picture.name == name
    assert picture.light != picture.dark
    for svg in (picture.light, picture.dark):
        top = ET.fromstring(svg)
        assert (top.get("role"), top.get("aria-label")) == ("img", picture.alt)
        assert not [element for element in top.iter() if element.get("id") or element.tag.endswith("}style")]


def test_the_three_shares_are_drawn_and_said(drawn: dict[str, Picture], framework: Framework) -> None:
    rows = {row.label: row.value for row in drawn["firmness"].rows}
    assert list(rows) == ["Research Engineer", "Undecided", "Research Scientist"]
    assert sum(int(value.rstrip("%")) for value in rows.values()) == 100
    assert all(value in drawn["firmness"].light for value in rows.values())
    assert drawn["firmness"].notes == ("An open question counts as everything it may still come to, each equally likely.",)


def test_the_field_of_the_two_views_is_marked_once(
    drawn: dict[str, Picture], framework: Framework, guide: Article
) -> None:
    once = drawn["views"].light.count(">you<")  # the heading may have a line of its own that is this word
    made = aid(framework, guide, energy="RS", credential="mixed").views
    assert made
    assert views_picture(framework, made).light.count(">you<") == once - 1


def test_every_dated_step_is_a_bar_with_its_citation(drawn: dict[str, Picture]) -> None:
    first, *steps = drawn["timeline"].rows
    assert (first.label, first.value) == ("Preparing", "6 to 10 weeks")
    assert len(steps) >= 4
    assert all(row.quotes for row in (first, *steps))


def test_a_plan_without_dates_has_no_timeline(framework: Framework, guide: Article) -> None:
    made = aid(framework, guide, deadline=None, energy="RS").plan
    assert made
    with pytest.raises(UsageError, match="found a plan without dates; expected a deadline"):
        timeline_picture(framework, made)


def test_a_deadline_tomorrow_is_drawn(framework: Framework, guide: Article) -> None:
    made = aid(framework, guide, deadline=date(2026, 1, 2), credential="RE").plan
    assert made
    assert "1 Jan" in timeline_picture(framework, made).light
