"""What stands around Gradio's app: headers on what goes out, one line for a fault, a conversation let go with its page.

Of a fault Gradio would say nothing to whoever called, and print a traceback, with what was typed in it, to whoever serves
the page. State and log of a closed page it would keep for an hour, and answers that nobody fetched without end.
"""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections import Counter
from typing import Any

from advisor.faces.web.door import App, Message, Receive, Send, say
from advisor.faces.web.routes import path_of

# Gradio's own scripts need inline and eval; images and fonts may be data that the page itself holds.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode("ascii")),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
HEARTBEAT = "/gradio_api/heartbeat/"
LEFT_FOR = 60.0  # seconds: a page that is loaded again, or a connection that broke, comes back within


class Headers:
    """ASGI middleware."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self._app(scope, receive, with_headers)


class Faults:
    """ASGI middleware; what was begun already can only be broken off."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            line = fault(error)
            if not begun:
                await say(send, 500, line)


def fault(error: Exception) -> str:
    """One line that names kind and place of the fault, printed for whoever serves the page, and given for the caller."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    line = f"found a fault of the page's own ({type(error).__name__}{place}); expected none"
    print(line, file=sys.stderr, flush=True)
    return line


class Leaving:
    """ASGI middleware before Gradio's app, whose sessions it lets go."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._here: Counter[str] = Counter()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        path = path_of(scope) if scope["type"] == "http" else ""
        if not path.startswith(HEARTBEAT):
            await self._app(scope, receive, send)
            return
        session = path.removeprefix(HEARTBEAT)
        self._here[session] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._here[session] -= 1
            asyncio.get_running_loop().call_later(LEFT_FOR, self._let_go, session, scope["app"])

    def _let_go(self, session: str, app: Any) -> None:
        if self._here[session] > 0:
            return
        del self._here[session]
        holder, queue = app.state_holder, app.get_blocks()._queue
        holder.session_data.pop(session, None)
        holder.time_last_used.pop(session, None)
        asked = queue.pending_event_ids_session.get(session, ())
        if not any(event in queue.event_ids_to_events for event in asked):  # what still runs has somewhere to put its answer
            queue.pending_event_ids_session.pop(session, None)
            queue.pending_messages_per_session.pop(session, None)
