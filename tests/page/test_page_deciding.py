"""Deciding in the browser: describe yourself, open the chips, correct a slot, be forgotten; two users stay apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ENGINEER = "I love debugging distributed systems, I want clear goals, and in five years I want to be a CTO."
SCIENTIST = "I love reading papers and testing hypotheses, and I want to lead a research programme in five years."


def test_a_description_gives_a_verdict_whose_chips_open_to_words_beside_words(visit: Callable[..., Any]) -> None:
    user = visit()
    card = user.ask(ENGINEER).locator(".verdict")
    assert card.locator(".track").inner_text() == "Research Engineer"
    assert card.locator(".leaning").all_inner_texts() == ["RE", "RE", "open", "open", "RE"]
    card.locator(".fold summary").first.click()
    target = card.locator(".finding").nth(4)
    assert target.locator(".yours .q").first.inner_text() in ENGINEER
    target.locator(".theirs .cite").first.click()
    user.until_marked(target.locator(".theirs .q").first.text_content())
    for part in ("Your words beside the source’s", "What would change it", "What to do next"):
        assert part in card.inner_text()
    chips = user.page.locator(".exchange:last-child .chips button").all_inner_texts()
    assert chips == ["Why?", "What would change it?", "Prepare for RE", "Compare pay"]


def test_why_is_answered_with_the_same_words(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask(ENGINEER)
    user.page.locator(".exchange:last-child .chips button").first.click()
    steps = user.exchange(1).locator(".steps > li")
    assert steps.count() >= 5
    assert "questions point to" in steps.first.inner_text(), "the count first"
    assert steps.nth(1).locator(".yours .q").first.inner_text() in ENGINEER


def test_a_question_is_answered_by_one_of_its_options(visit: Callable[..., Any]) -> None:
    user = visit()
    exchange = user.ask(ENGINEER)
    exchange.locator(".asking .option").nth(1).click()
    after = user.exchange(1).locator(".verdict .leaning").all_inner_texts()
    assert sorted(after) != sorted(["RE", "RE", "open", "open", "RE"])
    assert after.count("open") == 1


def test_a_corrected_slot_changes_the_verdict_and_says_why(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask(ENGINEER)
    user.tab("Profile")
    user.page.locator('[data-question="energy"][data-leaning="RS"]').click()
    said = user.page.locator(".corrected:not(:empty)").inner_text()
    assert "Energy: was Research Engineer, is now Research Scientist." in said
    assert re.search("verdict was Research Engineer and is now undecided, because 2 of 5", said)
    assert "Energy: RE → RS, set by you." in user.page.locator(".exchange .changes").last.inner_text()
    assert user.page.locator(".exchange .track").last.inner_text() == "Now undecided, no longer Research Engineer"
    user.page.get_by_role("button", name="Take my correction back").click()
    assert user.exchange(2).locator(".track").inner_text() == "Now Research Engineer, no longer undecided"
    assert user.page.get_by_role("button", name="Take my correction back").count() == 0


def test_forget_me_leaves_nothing(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask(ENGINEER)
    user.tab("Profile")
    user.page.wait_for_selector(".slot .own")
    user.page.get_by_role("button", name="Forget me").click()
    user.page.wait_for_selector(".welcome")
    assert "CTO" not in user.page.locator("#advisor").inner_text().replace("I would like to be a CTO", "")
    assert user.page.locator("#profile .own").count() == 0
    assert "Forgotten" in user.page.inner_text("#notice")
    kept = "Object.keys(localStorage).concat(Object.keys(sessionStorage)).map(k => k + localStorage[k] + sessionStorage[k])"
    assert not [each for each in user.page.evaluate(kept) if "CTO" in each or "run" in each]
    assert "CTO" not in user.ask("Why?").inner_text()


def test_typing_it_is_as_good_as_the_button(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask(ENGINEER)
    user.page.fill("#box textarea", "forget me")
    user.page.press("#box textarea", "Enter")
    user.page.wait_for_selector(".welcome")


def test_two_users_do_not_see_each_other(visit: Callable[..., Any]) -> None:
    one, other = visit(), visit()
    one.ask(ENGINEER)
    assert other.page.locator(".exchange").count() == 0
    other.ask(SCIENTIST)
    for user, own, foreign in ((one, "CTO", "hypotheses"), (other, "hypotheses", "CTO")):
        user.tab("Profile")
        user.page.wait_for_selector("#profile .slot .own")
        words = " ".join(user.page.locator("#profile .own").all_inner_texts())
        assert own in words
        assert foreign not in words
