"""Several people in one chat: each has a profile of their own, a switch leads to it, and two stand side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

BEN = "About Ben: eight years of writing CUDA kernels, he hates vague goals."
ANNA = "about my sister: she has a PhD and three NeurIPS papers, she loves open questions"
ME = "I have five years of backend work. I like clear goals."


def pressed(user: Any, label: str) -> list[str]:
    group = user.page.get_by_role("group", name=label)
    return [str(words) for words in group.locator('[aria-pressed="true"]').all_inner_texts()]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_switch_leads_from_one_profile_to_the_next(visit: Callable[..., Any], width: int, scheme: str) -> None:
    user = visit(width=width, height=844, color_scheme=scheme)
    user.ask(ME)
    user.tab("Profile")
    assert user.page.get_by_role("group", name="Whose profile").count() == 0
    user.chat()
    said = user.ask(BEN)
    assert "Adviser:\n\nAbout Ben:" in said.inner_text()
    assert said.locator(".asking").count() == 0, "an answer would be taken for the writer's"
    assert "begin with the words about Ben." in said.inner_text()
    user.ask(ANNA)
    user.tab("Profile")
    profile = user.page.locator("#profile")
    assert pressed(user, "Whose profile") == ["Your sister"]
    assert "three NeurIPS papers" in profile.inner_text()
    assert profile.get_by_role("button", name="Leave open").count() == 0, "only one's own is set by hand"
    profile.get_by_role("group", name="Whose profile").get_by_role("button", name="Ben").click()
    user.page.wait_for_function("() => document.querySelector('#profile').textContent.includes('vague goals')")
    assert "NeurIPS" not in profile.inner_text()
    assert user.violations() == []
    profile.get_by_role("button", name="Your sister").last.click()
    table = user.page.wait_for_selector("#profile .table")
    rows = [row.split("\t") for row in table.inner_text().splitlines()]
    assert [row[0] for row in rows] == ["Question", "In all", "Energy", "Ambiguity", "Credential", "Evaluation", "Target"]
    assert rows[0][1:] == ["Ben", "Your sister"]
    assert rows[3][1:] == ["RE", "RS"]
    assert user.violations() == []
    assert user.too_wide() <= 0
    profile.get_by_role("group", name="Whose profile").get_by_role("button", name="You").first.click()
    user.page.wait_for_function("() => document.querySelector('#profile').textContent.includes('five years of backend')")
    assert profile.get_by_role("button", name="Leave open").count() == 5


def test_two_are_put_side_by_side_in_the_chat_and_a_reload_keeps_everybody(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask(ME)
    user.ask(BEN)
    user.ask(ANNA)
    table = user.ask("compare Ben and me").locator("table")
    assert table.locator("thead th").all_inner_texts() == ["Question", "Ben", "You"]
    user.page.reload()
    user.exchange(3)
    user.tab("Profile")
    assert pressed(user, "Whose profile") == ["Ben"]
    assert pressed(user, "Side by side with") == ["You"]
    again = user.ask("What about Ben?")
    assert "About Ben:" in again.inner_text()
    assert again.locator(".track").inner_text() == "Still Research Engineer"
