"""The worst paths of a first day, in the page: what goes wrong where a message is not what was waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SERVERS = "I run payment servers for a living, six years now, and I enjoy chasing slow queries."
PAY = "What is the median pay of research scientists at OpenAI?"
GULLS = (
    "# Gulls of the harbour\n\n## Nests\n\n"
    + "Gulls nest on the cliffs above the harbour and come back to the same ledge every spring. " * 12
    + "\n\n## Eggs\n\nA herring gull lays three eggs in May, and both parents sit on them for four weeks. "
    + "They feed their young with what the tide leaves behind, mussels and small crabs above all. " * 12
)


def strip(exchange: Any) -> list[str]:
    return [str(words) for words in exchange.locator(".strip .leaning").all_inner_texts()]


def test_a_question_about_something_else_leaves_the_one_that_waits_open_and_in_reach(visit: Callable[..., Any]) -> None:
    user = visit()
    card = user.ask(SERVERS)
    waits, before = card.locator(".asked").inner_text(), strip(card)
    answer = user.ask("What does a scientist at Anthropic earn?")
    assert answer.locator(".key").count() == 1
    assert answer.locator(".verdict").count() == 0
    again = answer.locator(".waits")
    assert again.locator("summary").inner_text() == f"Still open: {waits}"
    assert not again.locator(".option").first.is_visible()
    again.locator("summary").click()
    again.get_by_role("button", name="I want clear objectives and something tangible").click()
    after = strip(user.exchange(2))
    assert before == ["RE", "open", "RE", "open", "open"]
    assert after == ["RE", "RE", "RE", "open", "open"]
    assert not answer.locator(".waits").is_visible()


def test_do_i_need_a_phd_after_a_description_is_a_question(visit: Callable[..., Any]) -> None:
    user = visit()
    first = strip(user.ask("Two years a data analyst, before that a nurse. I love fixing broken reports."))
    answer = user.ask("Do I need a PhD?")
    assert answer.locator(".verdict").count() == 0
    assert "PhD" in answer.locator(".answer .quote .q").first.inner_text()
    user.tab("Profile")
    assert user.page.locator("#profile dt", has_text="PhD").count() == 0
    assert [str(words) for words in user.page.locator("#profile .slot .leaning").all_inner_texts()] == first


def test_follow_ups_after_a_pay_question_go_on_about_pay(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask(PAY)
    assert user.ask("why?").locator(".verdict, .asking").count() == 0
    other = user.ask("and at Anthropic?")
    assert "$746K" in other.locator(".key").inner_text()
    assert "Anthropic" in other.locator(".read-as").inner_text()
    more = user.ask("more")
    assert "Anthropic" in more.locator(".quote .q").first.inner_text()
    assert more.locator(".verdict").count() == 0
    chips = [words.split()[0] for words in user.page.locator(".focus button").all_inner_texts()]
    assert chips == ["Compensation", "Anthropic", "RS"]


def test_a_correction_is_heard_and_says_what_it_changed(visit: Callable[..., Any]) -> None:
    user = visit()
    assert strip(user.ask("Reading papers is the best part of my week."))[0] == "RS"
    turned = user.ask("Scratch that, fixing slow systems is the best part.")
    assert turned.locator(".changes").inner_text().startswith("Energy: RS → RE, from “")
    assert strip(turned)[0] == "RE"
    user.tab("Profile")
    user.page.wait_for_function("() => document.querySelector('#profile .leaning').textContent === 'RE'")


def test_a_second_person_is_not_the_first(visit: Callable[..., Any]) -> None:
    user = visit()
    mine = strip(user.ask(SERVERS))
    theirs = user.ask("about my brother: he finished a PhD and loves questions that nobody has answered")
    assert "About your brother:" in theirs.inner_text()
    assert strip(theirs)[0:2] != mine[0:2]
    user.ask("back to me")
    assert strip(user.ask("so what is my verdict?")) == mine


def test_thanks_goodbye_and_an_insult_get_a_word_and_answer_nothing(visit: Callable[..., Any]) -> None:
    user = visit()
    user.ask(SERVERS)
    words = {
        "thanks a lot": "You're welcome.",
        "this is rubbish, you moron": "I'm sorry that this was no help.",
        "bye for now": "Goodbye, and good luck with the choice.",
    }
    for said, reply in words.items():
        note = user.ask(said)
        assert note.locator(".plain").inner_text().startswith(reply)
        assert note.locator(".verdict, .answer, .refusal").count() == 0
    assert strip(user.ask("I want clear objectives and something tangible"))[:2] == ["RE", "RE"]


def test_a_pasted_article_is_read_from_or_taken_as_a_message(visit: Callable[..., Any]) -> None:
    user = visit()
    offer = user.ask(GULLS)
    assert offer.locator(".asked").inner_text().startswith(f"This looks like an article ({len(GULLS.split()):,} words).")
    offer.get_by_role("button", name="Use it as a source").click()
    user.page.locator(".preview").get_by_role("button", name="Use this article").click()
    user.page.wait_for_function("() => document.querySelector('#notice').textContent.includes('Added')", timeout=60_000)
    try:
        answer = user.ask("How many eggs does a herring gull lay?")
        assert "three eggs" in answer.locator(".quote .q").first.inner_text()
    finally:
        user.tab("Library")
        user.page.locator(".sources summary").first.click()
        user.page.locator(".sources .danger").first.click()
        user.page.wait_for_function("() => document.querySelector('#notice').textContent.includes('Removed')")
    offer = user.ask(GULLS)
    offer.get_by_role("button", name="No, read it as my message").click()
    assert user.exchange(3).locator(".plain, .refusal").count() >= 1


def test_what_is_typed_while_an_answer_is_awaited_stays(visit: Callable[..., Any]) -> None:
    user = visit()
    user.page.fill("#box textarea", PAY)
    user.page.press("#box textarea", "Enter")
    user.page.wait_for_function("() => document.querySelector('#box textarea').value === ''")
    user.page.keyboard.type("and at Anthropic?")
    user.exchange_there(0)
    user.page.wait_for_timeout(200)
    assert user.page.input_value("#box textarea") == "and at Anthropic?"
    user.page.keyboard.press("Enter")
    assert "$746K" in user.exchange(1).locator(".key").inner_text()


def test_a_reload_in_the_middle_keeps_the_chat_and_the_words_that_were_not_answered(
    visit: Callable[..., Any], served: Any
) -> None:
    user = visit()
    user.ask(PAY)
    user.page.fill("#box textarea", "and at Anthro")
    user.page.reload()
    user.exchange_there(0)
    assert user.page.input_value("#box textarea") == "and at Anthro"
    held: list[Any] = []  # the question goes out, and no answer comes; a route that ends would let it through
    user.page.route("**/queue/join*", lambda route: route.continue_() if held else held.append(route))
    user.page.fill("#box textarea", "and at Anthropic?")
    user.page.press("#box textarea", "Enter")
    user.page.wait_for_selector(".exchange.pending")
    user.page.reload()
    user.exchange_there(0)
    assert user.page.input_value("#box textarea") == "and at Anthropic?"
    user.page.press("#box textarea", "Enter")
    assert "$746K" in user.exchange(1).locator(".key").inner_text()
    user.page.reload()
    user.exchange(1)
    assert user.page.input_value("#box textarea") == ""
