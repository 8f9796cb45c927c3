"""The Decide tab in the browser: weights, how firm it is, concerns, being ready, a dated plan, a result kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor.article.library import Library
from advisor.faces.export.proof import problems, read_document
from advisor.settings import Settings

pytestmark = pytest.mark.browser
TORN = "I love writing papers and testing hypotheses. I have no PhD, and six years of writing CUDA kernels."
MOVE = """([name, value]) => { const i = document.querySelector(`.weighing [name="w-${name}"]`); i.value = value;
for (const e of ['input', 'change']) i.dispatchEvent(new Event(e, { bubbles: true })); }"""


def opened(visit: Callable[..., Any], *, told: bool = True, **options: Any) -> Any:
    user = visit(**options)
    if told:
        user.ask(TORN)
    user.tab("Decide")
    user.page.wait_for_selector(".aid")
    return user


def until(user: Any, words: str) -> None:
    user.page.wait_for_function("w => document.querySelector('.aid')?.textContent.includes(w)", arg=words)


def downloaded(user: Any, label: str, to: Path) -> Path:
    with user.page.expect_download() as download:
        user.page.locator(".aid").get_by_role("button", name=label).click()
    path = to / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_before_anything_is_told_weights_concerns_and_readiness_can_be_given(visit: Callable[..., Any]) -> None:
    user = opened(visit, told=False)
    assert "I know nothing about you yet" in user.page.locator(".aid").inner_text()
    assert user.page.locator(".aid .picture").count() == 0
    user.page.locator(".ready").get_by_role("button", name="No").first.click()
    until(user, "0 of 4 with yes")
    user.chat()
    user.ask(TORN)
    user.tab("Decide")
    until(user, "0 of 4 with yes")
    assert user.page.locator(".aid .picture").count() == 2


def test_weights_by_keyboard_stand_beside_the_sources_count(visit: Callable[..., Any]) -> None:
    user = opened(visit)
    both = user.page.locator(".aid .both")
    before = both.inner_text()
    assert before.startswith("All questions counted alike: ")
    slider = user.page.get_by_role("slider", name="Energy")
    slider.focus()
    slider.press("ArrowRight")
    until(user, "With your weights:")
    slider.press("ArrowRight")
    user.page.wait_for_function("() => document.querySelector('[name=w-energy]').dataset.value === '3'")
    assert slider.get_attribute("aria-valuetext") == "3, most"
    assert user.page.evaluate("document.activeElement.name") == "w-energy"
    assert both.inner_text().split(" With")[0] == before.replace("All questions counted alike", "By the source's count")
    assert "Of all ways to weigh the questions" in user.page.locator(".aid .said").inner_text()
    images = user.page.locator(".aid .picture img:visible")
    assert images.count() == 2
    assert all(images.nth(i).evaluate("i => i.complete && i.naturalWidth > 0") for i in range(2))
    user.page.get_by_role("button", name="Count all alike, as the source does").click()
    until(user, "All questions counted alike: ")
    assert slider.input_value() == "1"


def test_nothing_mattering_at_all_is_refused_in_a_line(visit: Callable[..., Any]) -> None:
    user = opened(visit)
    for question in ("energy", "ambiguity", "credential", "evaluation"):
        user.page.evaluate(MOVE, [question, "0"])
        user.page.wait_for_function(f"() => document.querySelector('[name=w-{question}]').dataset.value === '0'")
    user.page.evaluate(MOVE, ["target", "0"])
    alert = user.page.locator(".aid [role=alert]")
    alert.wait_for()
    assert alert.inner_text() == "Found weight 0 for every question; expected at least one that matters."
    assert user.page.locator("[name=w-target]").input_value() == "1"


def test_a_concern_stands_beside_the_count_with_what_the_source_says(visit: Callable[..., Any]) -> None:
    user = opened(visit)
    before = user.page.locator(".aid .both").inner_text()
    form = user.page.locator("form.concern")
    form.locator("[name=words]").fill("family in Zurich")
    form.locator("[name=stance]").select_option("against RS")
    form.locator("[name=much]").select_option("3")
    form.get_by_role("button", name="Add").click()
    until(user, "family in Zurich: against Research Scientist, very much.")
    assert form.locator("[name=words]").input_value() == ""
    assert "The source says nothing on it." in user.page.locator(".concerns").inner_text()
    form.locator("[name=words]").fill("What does an RE earn at Anthropic?")
    form.locator("[name=words]").press("Enter")
    user.page.wait_for_selector(".concerns li:nth-child(2)")
    user.page.locator(".concerns li").nth(1).locator(".cite").first.click()
    assert "Anthropic" in user.marked()
    user.tab("Decide")
    assert user.page.locator(".aid .both").inner_text() == before
    user.page.get_by_role("button", name="Remove “family in Zurich”").click()
    user.page.wait_for_function("() => document.querySelectorAll('.concerns li').length === 1")


def test_ready_before_and_now(visit: Callable[..., Any]) -> None:
    user = opened(visit)
    rows = user.page.locator(".ready .row:not(.head)")
    assert rows.count() == 4
    for at in range(4):
        rows.nth(at).get_by_role("button", name="No").first.click()
        rows.nth(at).locator(".pair").nth(0).locator('[aria-pressed="true"]').wait_for()
        rows.nth(at).locator(".pair").nth(1).get_by_role("button", name="Yes" if at else "No").click()
        rows.nth(at).locator(".pair").nth(1).locator('[aria-pressed="true"]').wait_for()
    until(user, "3 of 4 with yes; before it were 0.")
    assert "Look at how firm the verdict is" in user.page.locator(".aid").inner_text()


def test_a_date_gives_a_timeline_and_a_calendar(visit: Callable[..., Any], tmp_path: Path) -> None:
    user = opened(visit)
    day = (date.today() + timedelta(weeks=20)).isoformat()
    user.page.locator("form.day input").fill(day)
    user.page.locator("form.day").get_by_role("button", name="Set the date").click()
    until(user, f"to {day}")
    assert user.page.locator(".aid .picture img:visible").count() == 3
    file = downloaded(user, "Save the dates for your calendar (.ics)", tmp_path)
    assert file.name == "track-advisor-plan.ics"
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    # past dates do not pass the server either, whatever the browser lets through
    user.page.locator("form.day input").evaluate("i => { i.removeAttribute('min'); i.value = '2020-01-01'; }")
    user.page.locator("form.day").get_by_role("button", name="Set the date").click()
    until(user, "Found the date 2020-01-01; expected a day after today.")
    assert f"to {day}" in user.page.locator(".aid").inner_text()


def test_a_result_is_kept_and_compared(visit: Callable[..., Any], tmp_path: Path) -> None:
    user = opened(visit)
    file = downloaded(user, "Save this result", tmp_path)
    assert json.loads(file.read_text())["framework"] == "re-rs"
    user.page.set_input_files(".again input[type=file]", file)
    until(user, "nothing has changed.")
    user.page.evaluate(MOVE, ["target", "3"])
    until(user, "target: you gave it weight 1, and now 3.")
    (tmp_path / "notes.json").write_text("[]")
    user.page.set_input_files(".again input[type=file]", tmp_path / "notes.json")
    until(user, "Found that file unreadable")
    assert user.page.locator(".aid [role=alert]").inner_text().count("\n") == 0


def test_all_of_it_comes_back_after_a_reload_and_goes_with_forget_me(visit: Callable[..., Any]) -> None:
    user = opened(visit)
    user.page.evaluate(MOVE, ["target", "3"])
    until(user, "With your weights:")
    user.page.reload()
    user.exchange(0)
    user.tab("Decide")
    until(user, "With your weights:")
    assert user.page.locator("[name=w-target]").input_value() == "3"
    user.tab("Profile")
    user.page.get_by_role("button", name="Forget me").click()
    user.tab("Decide")
    until(user, "I know nothing about you yet")
    assert user.page.locator("[name=w-target]").input_value() == "1"


def test_the_result_page_has_the_decision_and_is_proven(visit: Callable[..., Any], served: Any, tmp_path: Path) -> None:
    user = opened(visit)
    user.page.evaluate(MOVE, ["target", "3"])
    until(user, "With your weights:")
    form = user.page.locator("form.concern")
    form.locator("[name=words]").fill("I want to “publish” [1]")
    form.locator("[name=words]").press("Enter")
    until(user, "I want to “publish” [1]")
    user.page.locator("form.day input").fill((date.today() + timedelta(weeks=20)).isoformat())
    user.page.locator("form.day").get_by_role("button", name="Set the date").click()
    user.page.wait_for_selector(".aid .picture:nth-of-type(3)")
    user.page.locator("#keeping details").evaluate("each => { each.open = true; }")
    library = Library(Settings(home=served.home))
    for label in ("Result on one page", "Result as Markdown", "Whole chat as a page", "Whole chat as Markdown"):
        user.page.locator("#keeping details").evaluate("each => { each.open = true; }")
        with user.page.expect_download() as download:
            user.page.locator("#keeping").get_by_role("button", name=label).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        document = read_document(path)
        assert problems(document, library) == ()
        said = "\n".join(getattr(block, "text", "") for block in document.blocks)
        assert "target" in said
        if label.startswith("Result"):
            for words in ("You weigh: target 3", "Of all ways to weigh", "I want to “publish” [1]", "A plan", "take along"):
                assert words in said
            assert "Done when:" in said


def test_on_a_phone_it_is_a_place_of_its_own(visit: Callable[..., Any]) -> None:
    user = opened(visit, width=390, color_scheme="dark")
    assert user.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert user.page.locator(".aid").evaluate("e => e.scrollWidth <= e.clientWidth")
    bar = user.page.locator("#bar button")
    assert bar.count() == 6
    assert bar.nth(3).get_attribute("aria-current") == "true"
    user.page.locator(".ready").get_by_role("button", name="Yes").first.click()
    until(user, "1 of 4 with yes")
