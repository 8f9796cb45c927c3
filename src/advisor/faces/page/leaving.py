"""A conversation is let go with its page. Gradio would keep state and log of a closed page for an hour, and answers
that nobody fetched without end.

Every page holds one connection open, its heartbeat; where none is left for a while, what Gradio holds of the page goes.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from advisor.faces.door import App, Message, Receive, Send
from advisor.faces.page.routes import path_of

HEARTBEAT = "/gradio_api/heartbeat/"
WAIT = 60.0  # seconds: a page that is loaded again, or a connection that broke, comes back within


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
            asyncio.get_running_loop().call_later(WAIT, self._let_go, session, scope["app"])

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
