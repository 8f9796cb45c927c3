"""A page as a user opens it: app.py in a process of its own, chromium in front of it, and every visit watched.

A visit fails where anything outside 127.0.0.1 was asked for, an error stood in the console, or a script of ours was run
by markup.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from advisor.faces.passwords import set_password

ROOT = Path(__file__).resolve().parents[2]
_BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_AXE = Path(__file__).with_name("axe.min.js")
_LEAVING = ("AbortError: signal is aborted", "Unexpected error Connection errored out")  # Gradio's, of a page that is left
_SERVE = ("-c", "from advisor.faces.cli.app import main; main()", "serve")
_LOCAL = ("http://127.0.0.1:", "data:", "blob:", "about:")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A running app.py."""

    url: str
    home: Path
    process: subprocess.Popen[bytes]
    seconds: float

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


def _serve(home: Path, log: Path, *command: str) -> Served:
    port = int(command[command.index("--port") + 1]) if "--port" in command else _free_port()
    environment = {**os.environ, "ADVISOR_HOME": str(home), "GRADIO_SERVER_PORT": str(port)}
    environment["GRADIO_TEMP_DIR"] = str(log.parent / "uploads")
    begun = time.perf_counter()
    with log.open("wb") as out:
        program = command or (str(ROOT / "app.py"),)
        process = subprocess.Popen([sys.executable, *program], env=environment, stdout=out, stderr=out)
    url = f"http://127.0.0.1:{port}/"
    while time.perf_counter() - begun < 120:
        if process.poll() is not None:
            break
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return Served(url, home, process, time.perf_counter() - begun)
        time.sleep(0.1)
    process.kill()
    raise AssertionError(f"the page did not come up: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser for the whole run; without one the browser tests are skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright for the browser tests")
    found = next((path for path in _BROWSERS if Path(path).is_file()), None) or shutil.which("chromium")
    if found is None:
        pytest.skip("found no chromium: install it (Debian: apt-get install chromium) for the browser tests")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page over a copy of the real home; what a test adds it takes out again."""
    folder = tmp_path_factory.mktemp("served")
    home = Path(shutil.copytree(real_home, folder / "home"))
    page = _serve(home, folder / "page.log")
    yield page
    page.stop()


@pytest.fixture(scope="session")
def guarded(real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page that asks for a password; mara's is "a-long-one"."""
    folder = tmp_path_factory.mktemp("guarded")
    home = Path(shutil.copytree(real_home, folder / "home"))
    set_password(folder / "people", "mara", "a-long-one")
    page = _serve(home, folder / "page.log", *_SERVE, "--auth", str(folder / "people"))
    yield page
    page.stop()


@pytest.fixture
def serve(real_home: Path, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """`serve("--root-path", "/advisor")`: a page of its own, by `advisor serve` with these options."""
    pages: list[Served] = []
    home = Path(shutil.copytree(real_home, tmp_path / "home"))

    def new(*options: str) -> Served:
        pages.append(_serve(home, tmp_path / "page.log", *_SERVE, *options))
        return pages[-1]

    yield new
    for page in pages:
        page.stop()


@dataclass
class Visit:
    """One user's browser: what they do and what they see."""

    page: Any
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, url: str) -> Visit:
        self.page.goto(url)
        self.page.wait_for_selector(".welcome")
        return self

    def ask(self, message: str) -> Any:
        """Type, press Enter, wait: the new exchange."""
        count = self.page.locator(".exchange:not(.pending)").count()
        self.page.fill("#box textarea", message)
        self.page.press("#box textarea", "Enter")
        return self.exchange(count)

    def exchange(self, number: int) -> Any:
        """The exchange of that number, from 0, once it is there and the box is empty again."""
        there = self.exchange_there(number)
        self.page.wait_for_function("() => document.querySelector('#box textarea').value === ''")
        return there

    def exchange_there(self, number: int) -> Any:
        """The same, whatever stands in the box."""
        self.page.wait_for_function("n => document.querySelectorAll('.exchange:not(.pending)').length > n", arg=number)
        return self.page.locator(".exchange:not(.pending)").nth(number)

    def tab(self, name: str) -> None:
        """A tab; on a phone by the bar at the bottom."""
        bar = self.page.locator("#bar").get_by_role("button", name=name)
        (bar if bar.is_visible() else self.page.get_by_role("tab", name=name)).click()

    def chat(self) -> None:
        """On a phone, from what stands beside the chat back to it."""
        back = self.page.locator("#bar").get_by_role("button", name="Chat")
        if back.is_visible():
            back.click()

    def marked(self) -> str:
        """The words marked as the open quote, whole, once there are any."""
        self.page.wait_for_selector("mark.now")
        return str(self.page.evaluate("[...document.querySelectorAll('mark.now')].map(m => m.textContent).join('')"))

    def until_marked(self, words: str) -> None:
        script = "w => [...document.querySelectorAll('mark.now')].map(m => m.textContent).join('') === w"
        self.page.wait_for_function(script, arg=words)

    def open_quote(self, exchange: Any, at: int = 0) -> str:
        """Click the citation and wait until its words are marked and in focus: the words."""
        words = str(exchange.locator(".quote .q").nth(at).text_content())
        exchange.locator(".quote .cite").nth(at).click()
        self.until_marked(words)
        self.page.wait_for_function("() => document.activeElement.matches('mark.now')")
        return words

    def at_rest(self) -> None:
        """Wait until the log has stopped moving: the same place and height twice, a fifth of a second apart."""
        self.page.evaluate("window.logWas = ''")
        self.page.wait_for_function(
            """() => {
                const log = document.querySelector('.log'), is = `${log.scrollTop} ${log.scrollHeight}`;
                const same = window.logWas === is;
                window.logWas = is;
                return same;
            }""",
            polling=200,
        )

    def violations(self) -> list[str]:
        """The serious and critical ones that axe-core finds, each with the first element that it is about."""
        if not self.page.evaluate("typeof window.axe !== 'undefined'"):
            self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [
            f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:160]}"
            for each in found
            if each["impact"] in ("serious", "critical")
        ]

    def too_wide(self) -> int:
        """Pixels by which the page is wider than its window; 0 or less where nothing is cut off."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def covering(self, selector: str) -> str:
        """What lies over the element's first line or keeps it out of the window; "" where it can be read."""
        return str(
            self.page.evaluate(
                """s => { const e = document.querySelector(s), r = e.getClientRects()[0];
                if (r.top < 0 || r.bottom > innerHeight) return `out of the window: ${r.top} to ${r.bottom}`;
                const at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
                return e.contains(at) ? "" : at.outerHTML.slice(0, 300); }""",
                selector,
            )
        )


class Pages:
    """Pages of one chromium, each in a context of its own: what a visitor left behind is wiped out, what was fetched and
    compiled for one is there for the next, who waits a third of the time.
    """

    def __init__(self, chromium: Any) -> None:
        self.chromium = chromium
        self.free: dict[str, list[Any]] = {}

    def take(self, **options: Any) -> Any:
        left = self.free.get(repr(options))
        page = left.pop() if left else self.chromium.new_context(**options).new_page()
        page.context.set_default_timeout(20_000)
        return page

    def give_back(self, page: Any, **options: Any) -> None:
        if page.is_closed():
            page.context.close()
            return
        for other in page.context.pages:
            if other != page:
                other.close()
        # subtle: an answer still on its way would be kept again, and the next visitor would find it in his chat
        page.evaluate("Storage.prototype.setItem = () => {}; localStorage.clear(); sessionStorage.clear()")
        page.context.clear_cookies()
        page.goto("about:blank")
        self.free.setdefault(repr(options), []).append(page)


@pytest.fixture(scope="session")
def pages(chromium: Any) -> Pages:
    return Pages(chromium)


@pytest.fixture
def visit(pages: Pages, served: Served) -> Iterator[Callable[..., Visit]]:
    """`visit()` is a new user at the page; `visit(width=390)` on a phone, `visit(color_scheme="dark")` at night."""
    visits: list[tuple[Visit, dict[str, Any], dict[str, Callable[[Any], None]]]] = []

    def new(*, width: int = 1280, height: int = 860, **options: Any) -> Visit:
        page = pages.take(**options)
        page.set_viewport_size({"width": width, "height": height})
        one = Visit(page)

        def noted(said: str) -> None:
            if not said.startswith(_LEAVING):
                one.errors.append(said)

        def refused(dialog: Any) -> None:
            one.errors.append("a dialog opened")
            dialog.dismiss()

        watched: dict[str, Callable[[Any], None]] = {
            "request": lambda request: one.outside.append(request.url) if not request.url.startswith(_LOCAL) else None,
            "console": lambda message: noted(message.text) if message.type in ("error", "warning") else None,
            "pageerror": lambda error: noted(str(error)),
            "dialog": refused,
        }
        for event, watching in watched.items():
            page.on(event, watching)
        visits.append((one, options, watched))
        return one.open(served.url)

    yield new
    for one, options, watched in visits:
        for event, watching in watched.items():
            one.page.remove_listener(event, watching)
        pages.give_back(one.page, **options)
        assert one.outside == []
        assert one.errors == []
