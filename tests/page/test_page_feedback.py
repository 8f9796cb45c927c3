"""Feedback in the browser: a yes is one click, a no asks why; what is kept is what was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from advisor.faces.feedback import FeedbackFile
from advisor.settings import Settings

pytestmark = pytest.mark.browser


@pytest.fixture
def file(served: Any) -> Iterator[FeedbackFile]:
    kept = FeedbackFile(Settings(home=served.home))
    kept.delete()
    yield kept
    kept.delete()


def test_a_yes_and_a_no_are_kept(visit: Callable[..., Any], file: FeedbackFile) -> None:
    user = visit()
    exchange = user.ask("What does an RE earn at Anthropic?")
    shown = exchange.locator(".answer .quote .q").all_text_contents()
    assert file.read() == ((), ())
    exchange.locator(".judge button", has_text="Yes").click()
    exchange.locator(".judge", has_text="Thank you").wait_for()
    user.ask("Is there a signing bonus?")
    refused = user.exchange(1)
    refused.locator(".judge summary").click()
    refused.locator(".judge input").fill("<b>it does</b>")
    refused.locator(".judge button", has_text="The source does say it").click()
    refused.locator(".judge", has_text="Thank you").wait_for()
    (yes, no), bad = file.read()
    assert bad == ()
    assert (yes.question, yes.helpful) == ("What does an RE earn at Anthropic?", True)
    assert [place.text for place in yes.quotes] == shown
    assert (no.status, no.helpful, no.why, no.words) == ("abstained", False, "is_in_source", "<b>it does</b>")
    assert no.after == ("What does an RE earn at Anthropic?",)
    assert user.page.locator(".judge button").count() == 0


def test_small_talk_and_verdicts_ask_for_no_opinion(visit: Callable[..., Any], file: FeedbackFile) -> None:
    user = visit(width=390)
    user.ask("hello")
    user.ask("I love debugging distributed systems and I want clear goals.")
    assert user.page.locator(".judge").count() == 0
    assert not file.path.exists()
