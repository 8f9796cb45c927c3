"""At 200 % and by keyboard alone: nothing is cut off or out of reach, and one always sees where one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ENGINEER = "I love debugging distributed systems, I want clear goals, and in five years I want to be a CTO."
TABS = {"Source": ".reader", "Profile": ".slot", "Decide": ".aid", "Compare": ".compare", "Library": ".sources"}
ZOOMED = {"width": 640, "height": 450, "device_scale_factor": 2}  # a window of 1280 × 900 at 200 %
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

# What can be pressed or typed into and is in sight, numbered by its place in the page.
STOPS = """() => {
  const all = document.querySelectorAll('button, a[href], input, select, textarea, summary, [tabindex="0"]');
  const stops = [...all].filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}));
  stops.forEach((e, i) => { e.dataset.stop = i; });
  return stops.map(e => e.outerHTML.slice(0, 120)); }"""
# Where one is: whether a ring is around it, and whether it lies in the window with nothing over it.
HERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const shown = e.closest('label') && e.matches('.sr') ? e.closest('label') : e.closest('.input-container') ?? e;
  const r = shown.getBoundingClientRect();
  const ring = [e, shown].map(one => getComputedStyle(one)).some(style =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none');
  const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 1);
  const clear = [r.top + 2, r.top + r.height / 2, r.bottom - 2].some(y => {
    const at = y > 0 && y < innerHeight && document.elementFromPoint(x, y);
    return at && (shown.contains(at) || at.contains(shown)); });
  return {stop: Number(e.dataset.stop), ring, clear, what: e.outerHTML.slice(0, 120)}; }"""


def settled(user: Any) -> list[str]:
    """The stops of the page, once it has stood still for a fifth of a second."""
    before: list[str] = []
    for _ in range(50):
        stops: list[str] = user.page.evaluate(STOPS)
        if stops == before:
            break
        before = stops
        user.page.wait_for_timeout(200)
    return stops


def here_in_sight(user: Any) -> Any:
    """Where one is, once it has been scrolled into sight: the browser does that a moment after the key."""
    here = user.page.evaluate(HERE)
    for _ in range(10):
        if here is None or here["clear"]:
            break
        user.page.wait_for_timeout(50)
        here = user.page.evaluate(HERE)
    return here


def walked(user: Any) -> list[str]:
    """What is wrong on the way through the page by Tab, from its beginning to its end: an empty list where nothing is."""
    stops = settled(user)
    user.page.mouse.click(2, 2)
    user.page.evaluate("document.activeElement.blur()")
    reached: set[int] = set()
    wrong: list[str] = []
    before = -1
    for _ in range(2 * len(stops)):
        user.page.keyboard.press("Tab")
        here = here_in_sight(user)
        if here is None or (here["stop"] in reached and here["stop"] != before):
            break
        before = here["stop"]  # a date has three places of its own
        reached.add(here["stop"])
        wrong += [f"no {what}: {here['what']}" for what in ("ring", "clear") if not here[what]]
    return wrong + [f"never reached: {what}" for number, what in enumerate(stops) if number not in reached]


@pytest.mark.parametrize("window", [ZOOMED, DESK, PHONE], ids=["200 percent", "desk", "phone"])
def test_every_control_is_reached_by_tab_in_sight_and_with_a_ring(visit: Callable[..., Any], window: dict[str, int]) -> None:
    user = visit(**window)
    assert walked(user) == []
    user.ask("What does a research engineer earn at OpenAI?")
    user.ask(ENGINEER)
    assert walked(user) == []
    for tab, there in TABS.items():
        user.tab(tab)
        user.page.wait_for_selector(there)
        assert walked(user) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_200_percent_nothing_is_cut_off(visit: Callable[..., Any], scheme: str) -> None:
    user = visit(**ZOOMED, color_scheme=scheme)
    boxes = "[...document.querySelectorAll('#log, #side .tabitem, .log, .reader-body')].filter(e => e.checkVisibility())"
    cut = f"{boxes}.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.id || e.className)"
    for message in ("What does a research engineer earn at OpenAI?", "RE vs RS pay at OpenAI?", ENGINEER, "why?"):
        user.ask(message)
        assert user.too_wide() <= 0
        assert user.page.evaluate(cut) == []
        log = user.page.locator(".log").bounding_box()
        assert log["height"] >= 200, "there is room to read"
        assert user.covering("#box textarea") == ""
    for tab, there in TABS.items():
        user.tab(tab)
        user.page.wait_for_selector(there)
        assert user.too_wide() <= 0
        assert user.page.evaluate(cut) == []
    assert user.violations() == []


def test_a_whole_visit_without_a_mouse(visit: Callable[..., Any]) -> None:
    user = visit()
    keys = user.page.keyboard
    user.page.wait_for_function("() => document.activeElement.matches('#box textarea')")
    keys.type("What does a research engineer earn at OpenAI?")
    keys.press("Enter")
    user.exchange(0)
    while not user.page.evaluate("document.activeElement.matches('.log')"):
        keys.press("Shift+Tab")
    while not user.page.evaluate("document.activeElement.matches('.quote .cite')"):
        keys.press("Tab")
    keys.press("Enter")
    user.page.wait_for_function("() => document.activeElement.matches('mark.now')")
    while user.page.evaluate("document.activeElement.textContent") != "Back to the answer":
        keys.press("Shift+Tab")
    keys.press("Enter")
    user.page.wait_for_function("() => document.activeElement.matches('.cite')")
    while not user.page.evaluate("document.activeElement.matches('#box textarea')"):
        keys.press("Tab")
    keys.type(ENGINEER)
    keys.press("Enter")
    user.exchange(1)
    while not user.page.evaluate("document.activeElement.matches('.asking .option')"):
        keys.press("Shift+Tab")
    keys.press("Enter")
    assert user.exchange(2).locator(".verdict").count() == 1
