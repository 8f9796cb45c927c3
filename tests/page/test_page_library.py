"""The library in the browser: paste an article, look at what was found, accept it, ask it, choose it, remove it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

LIGHTHOUSE = """# The lighthouse of Ravensholm

## 1. The tower

The tower of Ravensholm stands 47 metres high and was built of pink granite in 1871. Its lamp burns colza oil.

## 2. The keeper

The keeper of Ravensholm climbs 212 steps each evening. A relief keeper comes over by boat every ninth day 🚢.
"""
WICKED = """# <img src=x onerror="window.ran=1">Wicked

## 1. <script>window.ran=1</script> A title

The marmot of Quillfjord <img src=x onerror="window.ran=1"> sleeps for 211 days <a href="javascript:window.ran=1">each</a>.
<script>window.ran=1</script> {{constructor.constructor('window.ran=1')()}} ${window.ran=1}
"""


def offer(user: Any, text: str, title: str = "") -> None:
    user.tab("Library")
    user.page.fill("#pasted textarea", text)
    user.page.fill("#title input, #title textarea", title)
    user.page.click("#read")
    user.page.wait_for_selector(".preview")


def accept(user: Any) -> None:
    user.page.get_by_role("button", name="Use this article").click()
    user.page.wait_for_function("() => /Added/.test(document.querySelector('#notice').textContent)", timeout=60_000)


def remove(user: Any, title: str) -> None:
    user.tab("Library")
    row = user.page.locator(".sources li", has_text=title)
    row.locator("summary").click()
    row.get_by_role("button", name="Yes, remove it").click()
    row.wait_for(state="detached")


def test_an_article_is_pasted_previewed_accepted_asked_chosen_and_removed(visit: Callable[..., Any]) -> None:
    user = visit()
    offer(user, LIGHTHOUSE)
    rows = user.page.locator(".preview tbody tr").all_inner_texts()
    assert [row.split("\t")[:2] for row in rows] == [["1", "The tower"], ["2", "The keeper"]]
    accept(user)
    try:
        user.page.locator("#line select").select_option("The lighthouse of Ravensholm")
        user.page.wait_for_function("() => !/guide/.test(document.querySelector('#line .from').textContent)")
        exchange = user.ask("How many steps does the keeper of Ravensholm climb?")
        words = user.open_quote(exchange)
        offer(user, LIGHTHOUSE.replace("212", "213"))
        user.page.get_by_role("button", name="Use this article").click()
        assert "another source called" in user.page.locator(".problem").inner_text()
        assert "212 steps" in words
        assert words in LIGHTHOUSE
    finally:
        remove(user, "The lighthouse of Ravensholm")
    assert "our guide" in user.page.inner_text("#line .from")
    exchange.locator(".cite").first.click()
    user.page.wait_for_function("() => /no longer in the library/.test(document.querySelector('#notice').textContent)")


def test_what_is_discarded_is_not_kept(visit: Callable[..., Any], served: Any) -> None:
    user = visit()
    offer(user, LIGHTHOUSE, "Discarded")
    user.page.get_by_role("button", name="Discard").click()
    user.page.wait_for_selector(".preview", state="detached")
    assert [folder.name for folder in (served.home / "corpus").iterdir()] == ["guide"]


@pytest.mark.parametrize(("text", "said"), [("", "empty"), ("   \n", "empty")])
def test_what_cannot_be_read_is_said(visit: Callable[..., Any], text: str, said: str) -> None:
    user = visit()
    user.tab("Library")
    user.page.fill("#pasted textarea", text)
    user.page.click("#read")
    assert said in user.page.locator(".problem").inner_text()


def test_a_long_article_is_pasted_without_the_page_standing_still(visit: Callable[..., Any]) -> None:
    user = visit()
    user.tab("Library")
    user.page.context.set_default_timeout(8_000)
    user.page.fill("#pasted textarea", LIGHTHOUSE + "The sea around Ravensholm is cold and grey in winter. " * 1_200)
    user.page.click("#read")
    assert "2 sections" in user.page.locator(".preview").inner_text()
    assert user.page.locator(".preview .primary").is_visible()


def test_what_the_reader_noticed_is_said_before_a_file_is_accepted(visit: Callable[..., Any], tmp_path: Path) -> None:
    user = visit()
    user.tab("Library")
    user.page.set_content("<h1>The crane</h1><p>It lifts nine tons.</p><p style='writing-mode: vertical-rl'>A stamp.</p>")
    user.page.pdf(path=tmp_path / "crane.pdf")
    user = visit()
    user.tab("Library")
    user.page.set_input_files("#side input[type=file]", str(tmp_path / "crane.pdf"))
    user.page.wait_for_selector(".preview")
    notes = user.page.locator(".preview .notices li").all_inner_texts()
    assert notes == ["Note: 7 letters of rotated text were left out: no answer quotes them."]


def test_the_line_leads_to_the_paste_box(visit: Callable[..., Any]) -> None:
    user = visit()
    user.page.get_by_role("button", name="Add the original").click()
    user.page.locator("#pasted textarea").wait_for(state="visible")


def test_a_file_is_uploaded_and_its_markup_runs_nothing(visit: Callable[..., Any], served: Any, tmp_path: Path) -> None:
    user = visit()
    file = tmp_path / "<img src=x onerror=window.ran=1>.md"
    file.write_text(WICKED, encoding="utf-8")
    user.tab("Library")
    user.page.set_input_files("#side input[type=file]", str(file))
    user.page.wait_for_selector(".preview")
    assert not list((served.home.parent / "uploads").rglob("*.md"))
    accept(user)
    try:
        user.page.wait_for_selector(".sources li:nth-child(2)")
        user.page.locator("#line select").select_option(index=2)
        user.page.wait_for_function("() => !/guide/.test(document.querySelector('#line .from').textContent)")
        exchange = user.ask("How long does the marmot of Quillfjord sleep?")
        words = user.open_quote(exchange)
        assert '<img src=x onerror="window.ran=1">' in words
        assert user.page.locator("#advisor img, #advisor a, #advisor .view script").count() == 0
        assert user.page.evaluate("window.ran") is None
    finally:
        remove(user, "Wicked")


def test_markup_that_were_not_escaped_would_be_drawn_without_what_runs(visit: Callable[..., Any]) -> None:
    user = visit()
    drawn = user.page.evaluate(
        """() => { const root = document.createElement("div"); document.body.append(root);
        const value = '<p onclick="ran=1" style="color:red">a<img src=x onerror="ran=1"><a href="javascript:0">b</a></p>';
        window.advisorPage.mount("line", root, () => {}, { value }, () => {}); const html = root.innerHTML; root.remove();
        return html; }"""
    )
    assert drawn == "<p>ab</p>"


@pytest.mark.parametrize(
    "message",
    [
        '<img src=x onerror="window.ran=1"> What does a research engineer do?',
        "<script>window.ran=1</script>I love debugging <b onmouseover=window.ran=1>distributed systems</b>.",
        "[click](javascript:window.ran=1) ${window.ran=1} {{window.ran=1}} </p></div><svg onload=window.ran=1>",
    ],
)
def test_markup_in_a_message_is_words(visit: Callable[..., Any], message: str) -> None:
    user = visit()
    exchange = user.ask(message)
    assert exchange.locator(".you p").text_content() == message
    user.tab("Profile")
    user.page.mouse.move(300, 300)
    assert user.page.locator("#advisor img, #advisor a, #advisor b, #log svg").count() == 0
    assert user.page.evaluate("window.ran") is None
