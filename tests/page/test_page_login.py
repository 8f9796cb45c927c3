"""Logging in: others do not wait for it, and who guesses does."""

from __future__ import annotations

import asyncio
import http.client
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from advisor.faces.passwords import Passwords, read_passwords, set_password
from advisor.faces.web.login import FREE, LONGEST_WAIT, Login, hashed_beside

KIND = {"Content-Type": "application/x-www-form-urlencoded"}


def alone(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine run in a thread of its own: the browser's tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def tried(served: Any, password: str) -> tuple[int, str]:
    at = urlsplit(served.url)
    link = http.client.HTTPConnection(at.hostname, at.port, timeout=60)
    link.request("POST", "/login", f"username=mara&password={password}", KIND)
    answer = link.getresponse()
    said = answer.status, answer.read().decode()
    link.close()
    return said


@pytest.fixture(autouse=True)
def _forgiven(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leaves the page that all share as it was: a right password, once one may be given, begins the count anew."""
    yield
    if "guarded" in request.fixturenames:
        page, until = request.getfixturevalue("guarded"), time.monotonic() + 60
        while tried(page, "a-long-one")[0] != 200:
            assert time.monotonic() < until
            time.sleep(0.2)


def test_others_are_answered_while_somebody_guesses(guarded: Any) -> None:
    def seconds() -> float:
        begun = time.perf_counter()
        link = http.client.HTTPConnection(*urlsplit(guarded.url).netloc.split(":"), timeout=60)
        link.request("GET", "/theme.css")
        assert link.getresponse().read()
        link.close()
        return time.perf_counter() - begun

    quiet = max(seconds() for _ in range(5))  # a busy machine takes longer for everything
    with ThreadPoolExecutor(20) as pool:
        guesses = [pool.submit(tried, guarded, f"guess-{n}") for n in range(20)]
        slowest = 0.0
        while not all(guess.done() for guess in guesses):
            slowest = max(slowest, seconds())
    statuses = sorted(guess.result()[0] for guess in guesses)
    assert statuses.count(400) == FREE  # the rest was told to wait, or that there are too many
    assert set(statuses) <= {400, 429, 503}
    assert slowest < 2 + 10 * quiet


def test_after_five_wrong_tries_one_has_to_wait_even_with_the_right_password(guarded: Any) -> None:
    assert [tried(guarded, "wrong")[0] for _ in range(FREE)] == [400] * FREE
    status, said = tried(guarded, "a-long-one")
    assert (status, said) == (429, "found 5 wrong tries; expected none for 1 s\n")
    time.sleep(1.2)
    assert tried(guarded, "a-long-one")[0] == 200
    assert [tried(guarded, "wrong")[0] for _ in range(FREE)] == [400] * FREE  # a right one begins the count anew


def test_the_wait_doubles_up_to_five_minutes_and_each_client_has_its_own() -> None:
    now, asked = [0.0], []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["client"][0])
        await send({"type": "http.response.start", "status": 400, "headers": []})

    login = Login(app, now=lambda: now[0])

    async def attempt(client: str) -> int:
        statuses: list[int] = []

        async def send(message: Any) -> None:
            statuses.extend([message["status"]] if "status" in message else [])

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        await login({"type": "http", "path": "/login", "client": (client, 1), "method": "POST"}, receive, send)
        return statuses[0]

    def at(client: str) -> int:
        return alone(attempt(client))

    assert [at("a") for _ in range(FREE)] == [400] * FREE
    waits = []
    for _ in range(12):
        assert at("a") == 429
        wait = 0.5
        while now[0] + wait < login._clients["a"].not_before:
            wait += 0.5
        waits.append(wait)
        now[0] += wait
        assert at("a") == 400
    assert waits == [min(LONGEST_WAIT, 2.0**n) for n in range(12)]
    assert at("b") == 400
    assert asked.count("a") == FREE + 12


def test_a_name_that_is_not_there_takes_as_long(tmp_path: Path) -> None:
    set_password(tmp_path / "people", "mara", "a long one")
    passwords = read_passwords(tmp_path / "people")

    def seconds(name: str) -> float:
        times = []
        for _ in range(3):
            begun = time.process_time()
            assert not passwords.allows(name, "guess")
            times.append(time.process_time() - begun)
        return sorted(times)[1]

    known = seconds("mara")
    assert all(0.5 < seconds(name) / known < 2 for name in ("nobody", "", "m" * 10_000, "\ud800"))


def test_one_hash_is_made_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most = [0], [0]

    def allows(self: Passwords, name: str, password: str) -> bool:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.02)
        running[0] -= 1
        return False

    monkeypatch.setattr(Passwords, "allows", allows)

    async def many() -> list[bool]:
        asks = hashed_beside(Passwords({}))
        return await asyncio.gather(*(asks("a", "b") for _ in range(8)))

    assert alone(many()) == [False] * 8
    assert most == [1]
