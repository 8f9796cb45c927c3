"""The routes of the page's server that are open, and what may be asked on them. Gradio answers on many more, which are shut.

What is asked of Gradio's queue has the form that the page's own script sends, or one line says what it lacks. What goes on
is written anew from what was checked, so that nothing else of a body reaches Gradio.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from advisor.errors import InputUnreadable
from advisor.faces.web.door import App, Message, Receive, Send, say

JOIN, DATA, CALL = "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/call/"
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Route:
    """Methods and path, where `*` stands for the rest of it, and who needs it."""

    methods: str
    path: str
    need: str

    def takes(self, method: str, path: str) -> bool:
        named, _, rest = self.path.partition("*")
        fits = path.startswith(named) and path.endswith(rest) if "*" in self.path else path == self.path
        return fits and method in self.methods.split()


UPLOAD = "/gradio_api/upload"
LOGIN = "/login"
LOGIN_CHECK = "/gradio_api/login_check"
OPEN = (
    Route("GET HEAD", "/", "the page, and where there are passwords the login"),
    Route("GET HEAD", "/assets/*", "Gradio's scripts, styles and fonts, which its package holds"),
    Route("GET HEAD", "/static/*", "the same"),
    Route("GET HEAD", "/theme.css", "the page's colours"),
    Route("GET HEAD", "/favicon.ico", "the page's icon"),
    Route("POST", LOGIN, "a name and its password"),
    Route("GET", "/logout", "to leave"),
    Route("GET", "/config", "gradio_client: the page's components, the same for everybody"),
    Route("GET", "/gradio_api/info", "gradio_client: the two endpoints and what they take"),
    Route("GET", "/gradio_api/startup-events", "Gradio, which calls itself once"),
    Route("GET", "/gradio_api/heartbeat/*", "to know that a page is closed, and let its conversation go"),
    Route("POST", "/gradio_api/queue/join", "every click and question"),
    Route("GET", "/gradio_api/queue/data", "what comes of it"),
    Route("POST", "/gradio_api/call/ask", "programs, over plain HTTP"),
    Route("GET", "/gradio_api/call/ask/*", "what comes of it"),
    Route("POST", "/gradio_api/call/assess", "programs, over plain HTTP"),
    Route("GET", "/gradio_api/call/assess/*", "what comes of it"),
    Route("POST", UPLOAD, "a file to be read as a source"),
)
_LONGEST = 200  # characters: no file of Gradio's has a longer name, and no file system takes one without end
_STEPS = re.compile(r"(?:^|/)\.\.?(?:/|$)|//|\\|\x00")


class Routes:
    """ASGI middleware; what is shut is not found, whether Gradio would answer or not."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not is_open(scope["method"], path_of(scope)):
            await say(send, 404, "found nothing here; expected the page at its own address")
        else:
            await self._app(scope, receive, send)


def is_open(method: str, path: str) -> bool:
    """True for what the table holds."""
    return len(path) <= _LONGEST and not _STEPS.search(path) and any(route.takes(method, path) for route in OPEN)


def path_of(scope: Message) -> str:
    """Without the path below which a proxy serves the page, whether it cut it off or not."""
    path, root = str(scope["path"]), str(scope.get("root_path") or "")
    return path[len(root) :] if root and path.startswith(f"{root}/") else path


class Asked:
    """ASGI middleware before Gradio's app, whose queue it knows."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        path, method = (path_of(scope), scope["method"]) if scope["type"] == "http" else ("", "")
        if method == "POST" and (path == JOIN or path.startswith(CALL)):
            raw = await _whole(receive)
            if raw is None:
                return
            try:
                body = _event(raw, scope["app"]) if path == JOIN else {"data": _data(_read(raw))}
            except InputUnreadable as error:
                await say(send, 400, str(error))
                return
            await self._app(*_sent_anew(scope, receive, json.dumps(body).encode()), send)
        elif method == "GET" and (path == DATA or path.startswith(CALL)) and not _awaited(scope, path):
            await say(send, 404, "found nothing that was asked under this name; expected a question before")
        else:
            await self._app(scope, receive, send)


async def _whole(receive: Receive) -> bytes | None:
    """The body, which the intake measures; None where the sender hung up."""
    parts = list[bytes]()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _sent_anew(scope: Message, receive: Receive, body: bytes) -> tuple[Message, Receive]:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    told = (b"content-length", b"content-type", b"transfer-encoding")
    headers = [(name, value) for name, value in scope["headers"] if name not in told]
    headers += [(b"content-length", str(len(body)).encode()), (b"content-type", b"application/json")]
    return {**scope, "headers": headers}, again


def _event(raw: bytes, app: Any) -> dict[str, Any]:
    """A click or a question: which function, for which page, with what."""
    body = _read(raw)
    function, session, trigger = body.get("fn_index"), body.get("session_hash"), body.get("trigger_id")
    if type(function) is not int or function not in app.get_blocks().fns:
        raise InputUnreadable("found no function of the page's as fn_index", expected="one of /config")
    if not isinstance(session, str) or not _SESSION.fullmatch(session):
        raise InputUnreadable("found no session_hash", expected="1 to 64 letters, digits, - and _")
    if trigger is not None and (type(trigger) is not int or not 0 <= trigger < 2**31):
        raise InputUnreadable("found no trigger_id", expected="a number or null")
    kept = {"fn_index": function, "session_hash": session, "trigger_id": trigger, "event_data": body.get("event_data")}
    return {"data": _data(body), **kept}


def _read(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise InputUnreadable("found a body that is no JSON", expected="an object with data") from None
    if not isinstance(body, dict):
        raise InputUnreadable("found JSON that is no object", expected="an object with data")
    return body


def _data(body: dict[str, Any]) -> list[Any]:
    data = body.get("data")
    if not isinstance(data, list):
        raise InputUnreadable("found no list as data", expected="one value for each thing that the function takes")
    return data


def _awaited(scope: Message, path: str) -> bool:
    """True where something was asked whose answer may still come: of another name Gradio's stream would break off."""
    queue = scope["app"].get_blocks()._queue
    if path == DATA:
        names = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [])
        return len(names) == 1 and names[0] in queue.pending_messages_per_session
    event = path.rpartition("/")[2]
    known = (queue.event_ids_to_events, queue.pending_messages_per_session)
    return any(event in each for each in known) or any(event in each for each in queue.pending_event_ids_session.values())
