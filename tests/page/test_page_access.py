"""For everyone: axe-core on every state, light and dark, desk and phone; nothing wider than the window; nothing jumps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ENGINEER = "I love debugging distributed systems, I want clear goals, and in five years I want to be a CTO."


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_no_serious_violation_in_any_state_and_none_too_wide(visit: Callable[..., Any], width: int, scheme: str) -> None:
    user = visit(width=width, color_scheme=scheme)
    assert user.violations() == []
    exchange = user.ask("What is the median pay of research scientists at Anthropic?")
    exchange.locator(".cite").first.click()
    user.marked()
    assert user.violations() == []
    user.chat()
    user.ask("What is the pay at Meta?")
    card = user.ask(ENGINEER).locator(".verdict")
    card.locator("summary").first.click()
    assert user.violations() == []
    assert user.too_wide() <= 0
    for tab in ("Profile", "Decide", "Compare", "Library"):
        user.tab(tab)
        shown = {"Profile": ".slot", "Decide": ".aid", "Compare": ".compare", "Library": ".sources"}
        user.page.wait_for_selector(shown[tab])
        assert user.violations() == []
        assert user.too_wide() <= 0


def test_on_a_phone_a_citation_leads_to_the_words_and_back(visit: Callable[..., Any]) -> None:
    user = visit(width=390, height=844, has_touch=True)
    exchange = user.ask("Do I need a PhD for RS?")
    cite = exchange.locator(".quote .cite").nth(1)
    cite.click()
    user.until_marked(exchange.locator(".quote .q").nth(1).text_content())
    user.page.wait_for_function(
        "() => { const r = document.querySelector('mark.now').getBoundingClientRect();"
        " return r.top > 0 && r.bottom < innerHeight; }"
    )
    back = user.page.get_by_role("button", name="Back to the answer")
    assert user.covering(".reader-head .back") == ""
    back.click()
    user.page.wait_for_function("() => document.activeElement.matches('.cite')")
    box = cite.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 844


def test_a_short_visit_moves_nothing_under_the_reader(visit: Callable[..., Any]) -> None:
    user = visit()
    user.page.evaluate(
        """() => { window.shifts = []; new PerformanceObserver(list => { for (const e of list.getEntries())
        if (!e.hadRecentInput) window.shifts.push([e.value, ...e.sources.map(s => `${s.node?.id || s.node?.className} `
        + `${JSON.stringify(s.previousRect)} to ${JSON.stringify(s.currentRect)}`)]);
        }).observe({ type: "layout-shift", buffered: true }); }"""
    )
    user.ask("What is the median pay of research scientists at Anthropic?")
    user.ask("And at OpenAI?")
    user.page.wait_for_timeout(300)
    shifts = user.page.evaluate("window.shifts")
    assert sum(value for value, *_ in shifts) < 0.1, shifts
