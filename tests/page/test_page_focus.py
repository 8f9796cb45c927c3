"""What the next question goes on with, as chips above the box: a tap takes one away, here and in saved chats."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.advisor import Advisor
from advisor.faces.export import html
from advisor.faces.export.proof import problems
from advisor.faces.export.replaying import unlike
from advisor.settings import Settings

pytestmark = pytest.mark.browser

CHIPS = "() => [...document.querySelectorAll('.focus button')].map(b => b.textContent.replace(' ×', ''))"


def until_chips(user: Any, *names: str) -> None:
    user.page.wait_for_function(f"names => JSON.stringify(({CHIPS})()) === JSON.stringify(names)", arg=list(names))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_chip_that_is_tapped_away_is_inherited_no_more(visit: Callable[..., Any], width: int) -> None:
    user = visit(width=width, height=844)
    assert user.page.locator(".focus").count() == 0
    user.ask("What does a research engineer earn at OpenAI?")
    until_chips(user, "Compensation", "OpenAI", "RE")
    assert user.covering(".focus button") == ""
    user.page.get_by_role("button", name="OpenAI: leave out").click()
    until_chips(user, "Compensation", "RE")
    assert user.page.locator(".exchange").count() == 1
    said = user.ask("And for scientists?").locator(".read-as").inner_text()
    assert "Research Scientist" in said
    assert "OpenAI" not in said
    until_chips(user, "Compensation", "RS")
    user.ask("What is the pay at Meta?")
    until_chips(user, "Compensation", "RS")


def test_by_keyboard_every_chip_can_go(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask("What does a research engineer earn at OpenAI?")
    user.page.locator(".focus button").first.focus()
    for left in (["OpenAI", "RE"], ["RE"], []):
        user.page.keyboard.press("Enter")
        until_chips(user, *left)
    user.page.wait_for_function("() => document.activeElement.matches('#box textarea')")
    assert user.ask("And for scientists?").locator(".answer").count() == 0


def test_it_stays_away_after_a_reload_and_in_an_export_that_is_proven(
    visit: Callable[..., Any], served: Any, tmp_path: Path
) -> None:
    user = visit()
    user.ask("What does a research engineer earn at OpenAI?")
    user.page.get_by_role("button", name="OpenAI: leave out").click()
    until_chips(user, "Compensation", "RE")
    user.page.reload()
    user.exchange(0)
    until_chips(user, "Compensation", "RE")
    user.ask("And for scientists?")
    acts = json.loads(user.page.evaluate("sessionStorage.getItem('track-advisor')"))["acts"]
    assert [list(act.values()) for act in acts][1:] == [["OpenAI"], ["And for scientists?"]]
    user.page.get_by_text("Save or print").click()
    with user.page.expect_download() as download:
        user.page.get_by_role("button", name="Whole chat as a page").click()
    file = tmp_path / "talk.html"
    download.value.save_as(file)
    document, advisor = html.read(file.read_text(encoding="utf-8")), Advisor.load(Settings(home=served.home))
    assert problems(document, advisor.library) == ()
    assert unlike(document, advisor) == ()
