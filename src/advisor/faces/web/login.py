"""Logging in without holding up others: passwords are hashed beside the event loop, and guessing is slow.

Of one client one try is looked at after the other. After five wrong ones each further one has to wait, twice as long every
time, up to five minutes; who comes too early is told how long, and nothing is hashed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from advisor.faces.passwords import Passwords
from advisor.faces.web.door import App, Message, Receive, Send, headers, say
from advisor.faces.web.routes import LOGIN, path_of

FREE, LONGEST_WAIT = 5, 300.0  # wrong tries, and seconds
_MOST_AT_ONCE = 16  # tries that wait for their turn, some two seconds of hashing
_MOST_KNOWN = 10_000  # clients
_WRONG = 400
_FORWARDED = "forwarded"


def hashed_beside(passwords: Passwords) -> Callable[[str, str], Awaitable[bool]]:
    """Asks `passwords` in one thread of its own, so that answers go on meanwhile."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="hashing")

    async def allows(name: str, password: str) -> bool:
        return await asyncio.get_running_loop().run_in_executor(pool, passwords.allows, name, password)

    return allows


@dataclass(slots=True)
class _Client:
    wrong: int = 0
    not_before: float = 0.0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Login:
    """ASGI middleware."""

    def __init__(self, app: App, now: Callable[[], float] = time.monotonic, *, proxied: bool = False) -> None:
        self._app, self._now, self._proxied = app, now, proxied
        self._clients: dict[str, _Client] = {}
        self._at_once = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or path_of(scope) != LOGIN:
            await self._app(scope, receive, send)
            return
        if self._at_once >= _MOST_AT_ONCE:
            await say(send, 503, "found too many tries at a time; expected fewer; try again in a minute")
            return
        client = self._client(self._name(scope))
        self._at_once += 1
        try:
            async with client.turn:
                await self._try(client, scope, receive, send)
        finally:
            self._at_once -= 1

    async def _try(self, client: _Client, scope: Message, receive: Receive, send: Send) -> None:
        left = client.not_before - self._now()
        if left > 0:
            line = f"found {client.wrong} wrong tries; expected none for {left:.0f} s"
            await say(send, 429, line, (b"retry-after", f"{left + 1:.0f}".encode()))
            return

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._count(client, message["status"])
            await send(message)

        await self._app(scope, receive, watched)

    def _count(self, client: _Client, status: int) -> None:
        if status == _WRONG:
            client.wrong += 1
            if client.wrong >= FREE:
                client.not_before = self._now() + min(LONGEST_WAIT, 2.0 ** (client.wrong - FREE))
        elif status == 200:
            client.wrong = 0

    def _name(self, scope: Message) -> str:
        """The client's address; where no proxy serves the page, all who name another address than their own are one."""
        forwarded = not self._proxied and headers(scope, b"x-forwarded-for")
        return _FORWARDED if forwarded else str((scope.get("client") or ("",))[0])

    def _client(self, name: str) -> _Client:
        known = self._clients.pop(name, None) or _Client()
        self._clients[name] = known  # at the end: the first is the one that was longest away
        while len(self._clients) > _MOST_KNOWN:
            del self._clients[next(iter(self._clients))]
        return known
