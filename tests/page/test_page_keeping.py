"""Taking a conversation away and taking it up again, in the browser; and the page behind a password."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.article.library import Library
from advisor.faces.export.proof import problems, read_document
from advisor.settings import Settings

pytestmark = pytest.mark.browser


def saved(user: Any, label: str, to: Path) -> Path:
    user.page.locator("#keeping details").evaluate("each => { each.open = true; }")
    with user.page.expect_download() as download:
        user.page.locator("#keeping").get_by_role("button", name=label).click()
    path = to / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_saved_verified_and_taken_up_again(visit: Callable[..., Any], served: Any, tmp_path: Path) -> None:
    user = visit()
    assert user.page.locator("#keeping button").count() == 0
    user.ask("What does an RE earn at Anthropic?")
    user.ask("I love debugging distributed systems and I want clear goals.")
    user.page.locator(".exchange:last-child .asking .option").first.click()
    log = user.exchange(2).inner_text()
    library = Library(Settings(home=served.home))
    for label, name in (("Whole chat as a page", "track-advisor.html"), ("Whole chat as Markdown", "track-advisor.md")):
        file = saved(user, label, tmp_path)
        assert file.name == name
        document = read_document(file)
        assert len(document.cited) > 5
        assert problems(document, library) == ()
    kept = saved(user, "Save to continue later", tmp_path)
    assert [act["say"] for act in json.loads(kept.read_text())["acts"][:1]] == ["What does an RE earn at Anthropic?"]
    assert not list((served.home.parent / "uploads").rglob("*.json"))

    other = visit(width=390)
    other.page.set_input_files("#keeping input[type=file]", kept)
    assert other.exchange(2).inner_text() == log
    assert "Here is your saved chat." in other.page.locator("#notice").inner_text()
    other.ask("and at OpenAI?")
    assert "at OpenAI" in other.page.locator(".exchange").last.locator(".read-as").inner_text()
    # what is no saved conversation says so and leaves this one
    (tmp_path / "notes.json").write_text("[]")
    other.page.set_input_files("#keeping input[type=file]", tmp_path / "notes.json")
    other.page.wait_for_function("() => /no saved conversation/.test(document.querySelector('#notice').textContent)")
    assert other.page.locator(".exchange").count() == 4


def test_behind_a_password_nothing_is_shown(guarded: Any, chromium: Any) -> None:
    for path in ("config", "gradio_api/info", "gradio_api/call/ask"):
        body = json.dumps({"data": ["What does an RE earn?"]}).encode() if path.endswith("ask") else None
        request = urllib.request.Request(guarded.url + path, data=body, headers={"content-type": "application/json"})
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(request)
    context = chromium.new_context()
    visitor = context.new_page()
    visitor.goto(guarded.url)
    visitor.get_by_label("username").fill("mara")
    visitor.get_by_label("password").fill("a-wrong-one")
    visitor.get_by_role("button", name="Login").click()
    visitor.get_by_text("Incorrect").wait_for()
    assert visitor.locator("#box").count() == 0
    visitor.get_by_label("username").fill("mara")
    visitor.get_by_label("password").fill("a-long-one")
    visitor.get_by_role("button", name="Login").click()
    visitor.wait_for_selector(".welcome")
    context.close()
