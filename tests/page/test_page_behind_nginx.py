"""Two processes behind nginx as docs/serving.md says: a visitor stays with one, and goes on with the other."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

TOP = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"```nginx\n(.*?)```", re.DOTALL)
AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    log_format who "$remote_addr $upstream_addr $request_uri"; access_log {folder}/access.log who;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    set_real_ip_from 127.0.0.1; real_ip_header X-From;  # the visitors of the test say where they come from
    {upstream}
    server {{ listen 127.0.0.1:{port}; {location} }}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Proxied:
    """nginx in front of two advisers."""

    url: str
    folder: Path
    pages: tuple[Any, Any]

    def get(self, client: str) -> str:
        """Open the page as this client: the port that answered."""
        with urllib.request.urlopen(urllib.request.Request(self.url, headers={"X-From": client}), timeout=30) as page:
            assert page.status == 200
        for _ in range(50):  # nginx writes its log when all is sent
            if found := self.served_by(client):
                return found[-1]
            time.sleep(0.1)
        raise AssertionError("nginx logged nothing")

    def served_by(self, client: str) -> list[str]:
        """The ports that answered this client's calls, one a call."""
        lines = (self.folder / "access.log").read_text(encoding="utf-8").splitlines()
        by = [line.split()[-2] for line in lines if line.split()[0] == client]
        return [address.rsplit(":", 1)[1] for address in by if address != "-"]  # what no process was asked for: the icon


@pytest.fixture
def proxied(serve: Callable[..., Any], tmp_path: Path) -> Iterator[Proxied]:
    """As docs/serving.md configures it, with ports that are free."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("found no nginx: install it (Debian: apt-get install nginx-light) for this test")
    one, other = (serve("--root-path", "/advisor", "--port", str(free_port())) for _ in range(2))
    location, upstream = FENCE.findall((TOP / "docs" / "serving.md").read_text(encoding="utf-8"))
    assert "proxy_pass http://127.0.0.1:7860/;" in location
    location = location.replace("http://127.0.0.1:7860/", "http://advisor/")
    for port, page in (("7860", one), ("7861", other)):
        upstream = upstream.replace(f"127.0.0.1:{port}", page.url.removeprefix("http://").rstrip("/"))
    folder, port = tmp_path / "nginx", str(free_port())
    folder.mkdir()
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, port=port, upstream=upstream, location=location))
    process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        found = Proxied(f"http://127.0.0.1:{port}/advisor/", folder, (one, other))
        for _ in range(100):
            with suppress(OSError):
                found.get("10.9.9.9")
                break
            time.sleep(0.1)
        yield found
    finally:
        process.terminate()
        process.wait(20)


def test_a_visitor_stays_with_one_process_and_goes_on_with_the_other(proxied: Proxied, chromium: Any) -> None:
    ports = [page.url.rstrip("/").rsplit(":", 1)[1] for page in proxied.pages]
    homes: dict[str, str] = {}
    for number in range(1, 40):
        client = f"10.0.{number}.1"
        homes.setdefault(proxied.get(client), client)
    assert set(homes) == set(ports), "visitors are shared out"

    client = homes[ports[0]]
    context = chromium.new_context(extra_http_headers={"X-From": client})
    context.set_default_timeout(60_000)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(proxied.url)
    tab.wait_for_selector(".welcome")

    def ask(words: str, count: int) -> Any:
        tab.fill("#box textarea", words)
        tab.press("#box textarea", "Enter")
        tab.wait_for_function("n => document.querySelectorAll('.exchange:not(.pending)').length >= n", arg=count)
        return tab.locator(".exchange:not(.pending)").nth(count - 1)

    ask("What does an RE earn at Anthropic?", 1)
    assert "OpenAI" in ask("and at OpenAI?", 2).locator(".read-as").inner_text()
    assert set(proxied.served_by(client)) == {ports[0]}

    proxied.pages[0].stop()
    third = ask("and at DeepMind?", 3)
    assert "DeepMind" in third.locator(".read-as").inner_text(), "it knows the questions before"
    assert tab.locator(".exchange:not(.pending)").count() == 3
    assert proxied.served_by(client)[-1] == ports[1]

    tab.reload()
    tab.wait_for_function("() => document.querySelectorAll('.exchange:not(.pending)').length === 3")
    assert errors == []
    context.close()
