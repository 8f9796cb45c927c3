"""Takes the pictures in docs/screenshots/ of the page over the guide: `python docs/screenshots.py [folder [scene…]]`.

Needs the development dependencies and a chromium; starts the page by itself, with a home of its own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or "/usr/bin/chromium"
DESK, PHONE = (1280, 900), (390, 844)
PAY = "What is the median pay of research scientists at Anthropic?"
LATER = (
    "I have a Master's and no papers.", "what would change it?", "thanks",
    "Research gives me energy too, I read papers at night.",
)  # fmt: skip
TORN = "I love writing papers and testing hypotheses. I have no PhD, and six years of writing CUDA kernels."
PROFILE = (
    "I have been a software engineer for six years, lately making training runs faster. I love debugging distributed "
    "systems and I want clear goals. In five years I would like to be a CTO."
)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    with served() as url, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, size, scheme, scene in (each for each in SCENES if each[0] in sys.argv[2:] or not sys.argv[2:]):
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(url)
            page.wait_for_selector(".welcome")
            scene(page)
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{name}.png")
            context.close()
            print(name)
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """The page on a free port; the checkout's index is copied where there is one."""
    with tempfile.TemporaryDirectory() as temporary, socket.socket() as probe:
        home = Path(temporary) / "home"
        home.mkdir()
        if (ROOT / "index").is_dir():
            shutil.copytree(ROOT / "index", home / "index")
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {**os.environ, "ADVISOR_HOME": str(home), "GRADIO_SERVER_PORT": str(port)}
        process = subprocess.Popen([sys.executable, str(ROOT / "app.py")], env=environment)
        try:
            yield _listening(f"http://127.0.0.1:{port}/", process)
        finally:
            process.terminate()
            process.wait(20)


def _listening(url: str, process: subprocess.Popen[bytes]) -> str:
    while process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return url
        time.sleep(0.2)
    raise SystemExit("the page did not start")


def ask(page: Any, message: str) -> None:
    count = page.locator(".exchange:not(.pending)").count()
    page.fill("#box textarea", message)
    page.press("#box textarea", "Enter")
    page.wait_for_function("n => document.querySelectorAll('.exchange:not(.pending)').length > n", arg=count)
    page.wait_for_function("() => document.querySelector('#box textarea').value === ''")


def cite(page: Any, at: int = 0) -> None:
    page.locator(".exchange").last.locator(".cite").nth(at).click()
    page.wait_for_function("() => document.activeElement.matches('mark.now')")


def first(page: Any) -> None:
    page.wait_for_selector(".reader", state="attached")


def answer(page: Any) -> None:
    ask(page, PAY)
    ask(page, "And at OpenAI?")
    cite(page)


def refusal(page: Any) -> None:
    ask(page, "What is the pay of research engineers at Meta?")


def verdict(page: Any) -> None:
    ask(page, PROFILE)
    page.get_by_role("tab", name="Profile").click()
    page.wait_for_selector(".slot")


def corrected(page: Any) -> None:
    verdict(page)
    page.locator('[data-question="energy"][data-leaning="RS"]').click()
    page.wait_for_selector(".corrected:not(:empty)")
    page.locator('[data-question="target"][data-leaning="RS"]').click()
    page.wait_for_function("() => document.querySelectorAll('#profile [data-leaning=\"\"]').length === 2")


def compare(page: Any) -> None:
    ask(page, "How does the pay of research engineers and research scientists compare?")
    page.get_by_role("tab", name="Compare").click()
    page.wait_for_selector(".picture img")


def decide(page: Any) -> None:
    """The Decide tab with a weight, a concern and a date, from the top."""
    ask(page, TORN)
    bar = page.locator("#bar").get_by_role("button", name="Decide")
    (bar if bar.is_visible() else page.get_by_role("tab", name="Decide")).click()
    page.wait_for_selector(".aid .picture img:visible")
    slider = page.get_by_role("slider", name="Target")
    slider.focus()
    slider.press("End")
    page.wait_for_function("() => document.querySelector('[name=w-target]').dataset.value === '3'")
    page.locator("form.concern [name=words]").fill("family in Zurich")
    page.locator("form.concern [name=words]").press("Enter")
    page.wait_for_selector(".concerns li")
    page.locator(".ready").get_by_role("button", name="No").first.click()
    page.wait_for_selector('.ready [aria-pressed="true"]')
    page.locator("form.day input").fill((date.today() + timedelta(weeks=20)).isoformat())
    page.locator("form.day").get_by_role("button", name="Set the date").click()
    page.wait_for_selector(".aid .slot .picture img:visible")
    page.evaluate("document.querySelector('.aid').closest('.tabitem').scrollTop = 0")


def at(selector: str) -> Any:
    """The same with the first that the selector names at the top."""

    def scene(page: Any) -> None:
        decide(page)
        page.evaluate("s => document.querySelector(s).scrollIntoView()", selector)

    return scene


def the_sum(page: Any) -> None:
    page.get_by_role("tab", name="Compare").click()
    page.locator(".picture").last.scroll_into_view_if_needed()


def library(page: Any) -> None:
    page.get_by_role("tab", name="Library").click()
    page.fill(
        "#pasted textarea",
        "# The lighthouse of Ravensholm\n\n## 1. The tower\n\nThe tower stands 47 metres high and was built in 1871.\n\n"
        "## 2. The keeper\n\nThe keeper climbs 212 steps each evening. A relief comes by boat every ninth day.\n",
    )
    page.click("#read")
    page.wait_for_selector(".preview")
    page.locator(".preview").scroll_into_view_if_needed()


def later(page: Any) -> None:
    """The fifth turn: what was heard, what it changed, the next question."""
    ask(page, PROFILE)
    for message in LATER:
        ask(page, message)


def sides(page: Any) -> None:
    ask(page, "RE vs RS pay at OpenAI?")


def phone_answer(page: Any) -> None:
    ask(page, PAY)


def phone_source(page: Any) -> None:
    ask(page, PAY)
    cite(page)


def phone_verdict(page: Any) -> None:
    ask(page, PROFILE)


def people(page: Any) -> None:
    for message in (PROFILE, "about Ben: eight years of CUDA, he hates vague goals", "compare Ben and me"):
        ask(page, message)
    page.get_by_role("tab", name="Profile").click()


SCENES = (
    ("first", DESK, "light", first),
    ("answer", DESK, "light", answer),
    ("refusal", DESK, "light", refusal),
    ("verdict", DESK, "light", verdict),
    ("people", DESK, "light", people),
    ("verdict-later", DESK, "light", later),
    ("comparison", DESK, "light", sides),
    ("corrected-dark", DESK, "dark", corrected),
    ("answer-dark", DESK, "dark", answer),
    ("compare", DESK, "light", compare),
    ("sum-dark", DESK, "dark", the_sum),
    ("library", DESK, "light", library),
    ("phone-first", PHONE, "light", first),
    ("phone-answer", PHONE, "light", phone_answer),
    ("phone-source", PHONE, "light", phone_source),
    ("phone-verdict-later", PHONE, "light", later),
    ("phone-verdict-dark", PHONE, "dark", phone_verdict),
    ("decide", DESK, "light", decide),
    ("decide-firm-dark", DESK, "dark", at(".aid .picture")),
    ("decide-plan", DESK, "light", at(".aid .slot .picture")),
    ("phone-decide-dark", PHONE, "dark", decide),
    ("phone-decide-plan", PHONE, "light", at(".aid .slot .picture")),
)

if __name__ == "__main__":
    main()
