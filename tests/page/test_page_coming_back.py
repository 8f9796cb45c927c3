"""What the browser keeps: a reload, a server begun anew, forgetting and undoing it; keys, one screen, a pasted article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ENGINEER = (
    "I have been a software engineer for six years, lately making training runs faster. I love debugging distributed "
    "systems and I want clear goals."
)
COUNT = "n => document.querySelectorAll('.exchange:not(.pending)').length >= n"
STORED = "() => [sessionStorage, localStorage].map(store => store.getItem('track-advisor') ? 1 : 0).join('')"


def again(user: Any, url: str) -> None:
    """The page opened once more in the same tab, its replies there."""
    user.page.goto(url)
    user.page.wait_for_selector(".exchange:not(.pending)")


def test_a_reloaded_page_goes_on_where_it_was_and_another_visitor_sees_nothing(
    visit: Callable[..., Any], served: Any
) -> None:
    user = visit()
    for message in ("What does an RE earn at Anthropic?", ENGINEER, "hello", "why?", "thanks", "What is the pay at Meta?"):
        user.ask(message)
    log = user.page.locator("#log .exchange").all_inner_texts()
    assert user.page.evaluate(STORED) == "10"
    again(user, served.url)
    user.exchange(5)
    assert [words.split("Did this")[0] for words in user.page.locator("#log .exchange").all_inner_texts()] == [
        words.split("Did this")[0] for words in log
    ]
    user.ask("and at OpenAI?")
    assert user.page.locator(".exchange").count() == 7
    assert visit().page.locator(".exchange").count() == 0


def test_remembered_on_this_computer_it_outlives_the_tab(visit: Callable[..., Any], served: Any) -> None:
    user = visit()
    user.ask(ENGINEER)
    user.page.get_by_label("Remember on this computer").check()
    assert "Kept in this browser only" in user.page.locator("#keeping").inner_text()
    assert user.page.evaluate(STORED) == "01"
    tab = user.page.context.new_page()
    tab.goto(served.url)
    tab.wait_for_selector(".exchange:not(.pending) .verdict")
    assert tab.get_by_label("Remember on this computer").is_checked()


def test_forgotten_it_is_nowhere_and_can_be_undone_for_ten_seconds(visit: Callable[..., Any], served: Any) -> None:
    user = visit()
    user.ask(ENGINEER)
    user.page.fill("#box textarea", "forget me")
    user.page.press("#box textarea", "Enter")
    user.page.wait_for_selector(".welcome")
    assert user.page.evaluate(STORED) == "00"
    user.page.get_by_role("button", name="Undo").click()
    assert user.exchange(0).locator(".track").inner_text() == "Research Engineer"
    user.tab("Profile")
    user.page.get_by_role("button", name="Forget me").click()
    user.page.wait_for_selector(".welcome")
    user.page.goto(served.url)
    user.page.wait_for_selector(".welcome")
    assert user.page.locator(".exchange").count() == 0


def test_a_pasted_article_is_offered_as_a_source(visit: Callable[..., Any]) -> None:
    user = visit()
    article = "# Gulls\n\n" + "Gulls are birds of the coast. They nest on cliffs and eat what the tide leaves behind. " * 40
    exchange = user.ask(article)
    assert "This looks like an article" in exchange.inner_text()
    exchange.get_by_role("button", name="Use it as a source").click()
    user.page.wait_for_selector(".preview")
    user.page.get_by_role("button", name="Discard").click()


def test_keys_tabs_and_the_last_message(visit: Callable[..., Any]) -> None:
    user = visit()
    user.page.wait_for_function("() => document.activeElement.matches('#box textarea')")
    user.ask("What does an RE earn at Anthropic?")
    user.page.locator("#box textarea").press("ArrowUp")
    assert user.page.input_value("#box textarea") == "What does an RE earn at Anthropic?"
    user.page.get_by_role("tab", name="Source").focus()
    user.page.keyboard.press("ArrowRight")
    user.page.wait_for_selector("#profile .standing")
    assert user.page.evaluate("document.activeElement.textContent").strip() == "Profile"


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_a_first_verdict_is_seen_whole_with_its_next_question(visit: Callable[..., Any], width: int, height: int) -> None:
    user = visit(width=width, height=height)
    card = user.ask(ENGINEER).locator(".verdict")
    user.at_rest()
    log = user.page.locator(".log").bounding_box()
    for part in (".line", ".strip", ".asked", ".options"):
        box = card.locator(part).first.bounding_box()
        assert log["y"] - 1 <= box["y"], part
        assert box["y"] + box["height"] <= log["y"] + log["height"], part
    later = user.ask("in five years I want to run an infra org").locator(".verdict")
    assert later.locator(".changes").inner_text() == "Target: open → RE, from “in five years I want to run an infra org”."
    user.at_rest()
    box = later.locator(".options").first.bounding_box()
    assert box["y"] + box["height"] <= log["y"] + log["height"]


@pytest.mark.parametrize("width", [1280, 390])
def test_compare_pay_opens_the_pictures_at_pay(visit: Callable[..., Any], width: int) -> None:
    user = visit(width=width, height=844)
    user.ask(ENGINEER).get_by_role("button", name="Compare pay").click()
    user.page.wait_for_selector(".picture img", state="attached")
    assert user.page.locator(".picture h3").first.is_visible()
    assert "pay" in user.page.locator(".picture h3").first.inner_text().lower()


def test_what_was_heard_and_is_not_sure_is_confirmed_with_one_tap(visit: Callable[..., Any]) -> None:
    user = visit()
    exchange = user.ask("I'm a developer. I guess a plan helps me")
    confirm = exchange.locator(".confirm")
    assert "I am not sure about “I guess a plan helps me”." in confirm.inner_text()
    confirm.get_by_role("button", name="Yes").click()
    assert user.exchange(1).locator(".strip .leaning").nth(1).inner_text() == "RE"


def test_a_server_that_was_away_and_began_anew_finds_the_chat_again(serve: Callable[..., Any], chromium: Any) -> None:
    page = serve()
    context = chromium.new_context()
    tab = context.new_page()
    tab.goto(page.url)
    tab.wait_for_selector(".welcome")

    def ask(words: str, count: int) -> None:
        tab.fill("#box textarea", words)
        tab.press("#box textarea", "Enter")
        tab.wait_for_function(COUNT, arg=count, timeout=60_000)

    ask("What does an RE earn at Anthropic?", 1)
    page.stop()
    tab.fill("#box textarea", "and at OpenAI?")
    tab.press("#box textarea", "Enter")
    tab.get_by_text("The adviser does not answer").wait_for()
    serve("--port", page.url.rstrip("/").rsplit(":", 1)[1])
    tab.wait_for_function(COUNT, arg=2, timeout=60_000)
    assert "OpenAI" in tab.locator(".exchange .read-as").last.inner_text()
    context.close()
