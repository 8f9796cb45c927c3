"""Nothing covers anything, touches anything or moves the page, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAY = "What is the median pay of research scientists at Anthropic?"
DEBUGGING = "I have six years of backend work and I love debugging."
OVER_LABEL = """() => { const r = document.querySelector("#box label > span").getBoundingClientRect();
  return !!document.elementFromPoint(r.left + 20, r.top + r.height / 2).closest(".ways"); }"""
PALER = """() => { const box = document.querySelector(".search input");
  return getComputedStyle(box, "::placeholder").color !== getComputedStyle(box).color; }"""
GAPS = """() => { const r = [...document.querySelectorAll(".strip .name")].map(n => { const range = document.createRange();
  range.selectNodeContents(n); return range.getBoundingClientRect(); });
  return Math.min(...r.slice(1).map((each, i) => each.left - r[i].right)); }"""
BELOW = "() => innerHeight - document.querySelector('#log').getBoundingClientRect().bottom"


def test_on_a_desk_the_page_stays_put_and_the_menu_lies_on_top(visit: Callable[..., Any]) -> None:
    user = visit(width=1280, height=900, color_scheme="dark")
    user.ask("about Ben: eight years of CUDA, wants to be CTO")
    user.ask(DEBUGGING)
    user.ask("compare Ben and me")
    for tab in ("Profile", "Library", "Source"):
        user.tab(tab)
        assert user.page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0
    user.page.get_by_text("Save or print").click()
    assert user.page.evaluate(OVER_LABEL)
    assert user.page.evaluate(PALER)


def test_on_a_phone_the_chat_has_the_room_and_ones_own_question_is_in_sight(visit: Callable[..., Any]) -> None:
    user = visit(width=390, height=844)
    user.ask(DEBUGGING)
    assert user.page.evaluate(GAPS) >= 8
    assert user.page.locator(".focus").count() == 0
    user.ask(PAY)
    assert user.page.locator(".focus").count() == 1
    assert user.covering(".exchange:last-child .you p") == ""
    assert user.page.evaluate(BELOW) < 172
    user.ask("I like clear goals.")
    user.page.wait_for_function("() => !document.querySelector('.focus')")
