"""The Compare tab in the browser: pictures, every figure one click from its place, and a sum whose inputs can be moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
SET = "([name, value]) => { const i = document.querySelector(`.inputs [name=${name}]`); i.value = value; %s }"
MOVE = SET % "for (const e of ['input', 'change']) i.dispatchEvent(new Event(e, { bubbles: true }));"


def opened(visit: Callable[..., Any], **options: Any) -> Any:
    user = visit(**options)
    user.tab("Compare")
    user.page.wait_for_selector(".picture:nth-of-type(4)")
    return user


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_four_pictures_are_drawn_in_the_colours_of_the_page(visit: Callable[..., Any], scheme: str) -> None:
    user = opened(visit, width=390, color_scheme=scheme)
    shown = user.page.locator(".picture img:visible")
    assert shown.count() == 4
    assert {shown.nth(i).get_attribute("class") for i in range(4)} == {scheme}
    for i in range(4):
        box = shown.nth(i).bounding_box()
        assert box["width"] > 300
        assert shown.nth(i).evaluate("i => i.complete && i.naturalWidth > 0")
    assert "$249K to $530K" in shown.first.get_attribute("alt")


def test_a_figure_opens_its_place(visit: Callable[..., Any]) -> None:
    user = opened(visit)
    first = user.page.locator(".picture").first
    first.locator("summary").click()
    first.locator("tr", has_text="Anthropic").first.locator(".cite").first.click()
    assert "Anthropic" in user.marked()
    user.tab("Compare")
    assert first.locator("details").get_attribute("open") is not None


def test_the_sum_moves_with_its_inputs_and_back(visit: Callable[..., Any]) -> None:
    user = opened(visit)
    worth = user.page.locator(".picture").last
    before = worth.locator("img.light").get_attribute("alt")
    assert "at most 0.5%" in before
    user.page.evaluate(MOVE, ["chance", "2"])
    user.page.wait_for_function("() => /2.0%/.test(document.querySelector('.picture:last-of-type img').alt)")
    assert "set by hand; the source says at most 0.5%" in worth.locator("img.light").get_attribute("alt")
    assert worth.locator("output").first.inner_text() == "2%"
    assert "The chances were set by hand" in worth.inner_text()
    user.page.evaluate(MOVE, ["lab", "Anthropic"])
    user.page.wait_for_function("() => /Anthropic/.test(document.querySelector('.picture:last-of-type h3').textContent)")
    figures = re.findall(r"\$\d[\d,]*", str(worth.locator("img.light").get_attribute("alt")))
    assert "$14,920" in figures  # 2 % of $746K
    worth.get_by_role("button", name="As the source has it").click()
    user.page.wait_for_function("() => /OpenAI/.test(document.querySelector('.picture:last-of-type h3').textContent)")
    assert worth.locator("img.light").get_attribute("alt") == before


def test_asking_goes_on_beside_the_pictures(visit: Callable[..., Any]) -> None:
    user = opened(visit)
    user.ask("What does an RE earn at Anthropic?")
    assert user.page.locator(".picture img:visible").count() == 4
