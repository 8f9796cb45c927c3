"""Reading in the browser: ask, open the citation, follow up, be refused, search, all by mouse and once by keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from advisor.article.article import Article

pytestmark = pytest.mark.browser

PAY = "What is the median pay of research scientists at Anthropic?"
SEVERAL = "Do I need a PhD for RS?"  # answered with more than one quote


def quoted(exchange: Any, at: int = 0) -> str:
    return str(exchange.locator(".quote .q").nth(at).text_content())


def test_the_first_visit_says_what_this_is_and_offers_three_questions_and_two_profiles(visit: Callable[..., Any]) -> None:
    user = visit()
    assert user.page.locator(".examples button").count() == 3
    assert user.page.locator(".example-profile").count() == 2
    assert "What the source does not say, I do not say" in user.page.inner_text(".welcome")
    assert "Quoted from our guide" in user.page.inner_text("#line")


def test_an_example_question_is_asked_by_a_click(visit: Callable[..., Any]) -> None:
    user = visit()
    user.page.locator(".examples button").first.click()
    assert user.exchange(0).locator(".answer .quote").count() >= 1


def test_each_citation_opens_at_its_words_which_are_the_quote(visit: Callable[..., Any], guide: Article) -> None:
    user = visit()
    exchange = user.ask(PAY)
    for at in range(exchange.locator(".quote .cite:visible").count()):
        assert user.open_quote(exchange, at) in guide.text
        assert user.covering("mark.now") == ""


def test_a_note_on_the_source_opens_the_place_that_it_speaks_of(visit: Callable[..., Any]) -> None:
    user = visit()
    exchange = user.ask("What do senior engineers at Anthropic earn?")
    assert exchange.locator(".remark").inner_text().startswith("Note on the source: Senior engineers")
    exchange.locator(".remark summary").click()
    exchange.locator(".remark .cite").click()
    user.until_marked(quoted(exchange, 0))


def test_the_next_quote_and_the_way_back(visit: Callable[..., Any]) -> None:
    user = visit()
    exchange = user.ask(SEVERAL)
    user.open_quote(exchange)
    user.page.get_by_role("button", name="Next quote").click()
    user.until_marked(quoted(exchange, 1))
    user.page.get_by_role("button", name="Previous quote").click()
    user.until_marked(quoted(exchange, 0))
    assert user.page.get_by_role("button", name="Previous quote").is_disabled()
    user.page.get_by_role("button", name="Back to the answer").click()
    assert user.page.evaluate("document.activeElement.dataset.at") == "0"


def test_a_follow_up_keeps_the_thread(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask(PAY)
    exchange = user.ask("And at OpenAI?")
    assert "OpenAI" in quoted(exchange)
    assert exchange.locator(".read-as").inner_text().endswith("of Research Scientists at OpenAI?")


def test_a_refusal_looks_like_none_of_the_answers_and_shows_what_is_near(visit: Callable[..., Any]) -> None:
    user = visit()
    exchange = user.ask("What is the pay of research engineers at Meta?")
    assert exchange.locator(".answer").count() == 0
    assert "No answer" not in exchange.locator(".refusal").inner_text()
    assert "Close, but does not answer" in exchange.locator(".refusal .note").inner_text()
    user.open_quote(exchange)


def test_contents_and_search_lead_to_the_words(visit: Callable[..., Any], guide: Article) -> None:
    user = visit()
    user.page.locator(".contents summary").click()
    user.page.get_by_role("button", name="3. Compensation").click()
    user.page.wait_for_selector("h2:has-text('3. Compensation')")
    user.page.get_by_role("searchbox").fill("$746K")
    user.page.get_by_role("searchbox").press("Enter")
    user.page.wait_for_selector(".results")
    assert user.page.locator(".results mark").first.text_content() == "$746K"
    user.page.locator(".hit").first.click()
    assert user.marked() in guide.text
    assert "$746K" in user.marked()


def test_the_first_click_holds_nothing_up(visit: Callable[..., Any]) -> None:
    user = visit()
    user.page.context.set_default_timeout(8_000)
    user.page.locator(".contents summary").click()
    user.page.get_by_role("button", name="2. The Fundamental").click()
    user.page.wait_for_selector("h2:has-text('2. The Fundamental')")
    user.page.locator(".examples button").first.click()
    user.exchange(0)


def test_a_section_shown_is_the_section_word_for_word(visit: Callable[..., Any], guide: Article) -> None:
    user = visit()
    user.open_quote(user.ask(PAY))
    shown = user.page.evaluate("document.querySelector('.reader-body .body').textContent")
    assert shown == guide.section(3).body.of(guide.text)


def test_all_of_it_by_keyboard(visit: Callable[..., Any]) -> None:
    user = visit()
    exchange = user.ask(SEVERAL)
    exchange.locator(".quote .cite").nth(1).focus()
    user.page.keyboard.press("Enter")
    user.until_marked(quoted(exchange, 1))
    user.page.wait_for_function("() => document.activeElement.matches('mark.now')")
    outline = user.page.evaluate("getComputedStyle(document.querySelector('.cite')).outlineStyle")
    assert outline is not None
    user.page.keyboard.press("Shift+Tab")
    assert user.page.evaluate("document.activeElement.closest('#side') !== null")


def test_what_was_drawn_before_does_not_move_or_close(visit: Callable[..., Any]) -> None:
    user = visit()
    first = user.ask(PAY)
    user.page.evaluate("document.querySelector('.exchange').seen = true")
    user.ask("And at OpenAI?")
    assert user.page.evaluate("document.querySelector('.exchange').seen") is True
    assert first.locator(".quote").count() >= 1


def test_times(visit: Callable[..., Any], served: Any, capsys: pytest.CaptureFixture[str]) -> None:
    begun = time.perf_counter()
    user = visit()
    usable = time.perf_counter() - begun
    begun = time.perf_counter()
    user.ask(PAY)
    first = time.perf_counter() - begun
    times = []
    for lab in ("OpenAI", "DeepMind", "Anthropic"):
        begun = time.perf_counter()
        user.ask(f"What is the pay of research engineers at {lab}?")
        times.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    user.open_quote(user.page.locator(".exchange").last, 1)
    click = time.perf_counter() - begun
    with capsys.disabled():
        print(
            f"\n  start to listening {served.seconds:.1f} s · load to usable {usable:.2f} s (aim 2) · first answer "
            f"{first * 1000:.0f} ms · then {', '.join(f'{t * 1000:.0f}' for t in times)} ms (aim 300) · click on a citation "
            f"to marked words {click * 1000:.0f} ms"
        )
