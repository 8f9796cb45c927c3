"""The door of a served port: a web site that is open in the same browser is no visitor of ours.

A page whose name was made to lead to this machine is known by the Host header; one that calls across, by Origin and
Sec-Fetch-Site, which no script can alter. Programs send neither of the two, and are let in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from advisor.characters import shown
from advisor.faces.web.served_names import ServedNames

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_LONGEST = 80  # characters of a header that are said back


class Door:
    """ASGI middleware; whoever is not let in gets status 403 and one line."""

    def __init__(self, app: App, names: ServedNames) -> None:
        self._app, self._names = app, names

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # neither page nor MCP speaks it
            await send({"type": "websocket.close", "code": 1008})
            return
        why = refusal(scope, self._names) if scope["type"] == "http" else ""
        if why:
            await say(send, 403, why)
        else:
            await self._app(scope, receive, send)


def refusal(scope: Message, names: ServedNames) -> str:
    """Why a call is not let in, "" where it is."""
    hosts = headers(scope, b"host")
    forwarded = [each.strip() for line in headers(scope, b"x-forwarded-host") for each in line.split(",")]
    for host in (*(hosts if len(hosts) == 1 else [""]), *forwarded):
        if not names.serve(host):
            return f"found the host {_short(host)}; expected a name that is served; to mend it: advisor serve --name NAME"
    site = "".join(headers(scope, b"sec-fetch-site"))
    for origin in headers(scope, b"origin"):
        at = origin.partition("://")[2]
        own = (origin == "null" and site == "same-origin") or at in (*hosts, *forwarded) or names.gives(at)
        if not own:
            return f"found a call from {_short(origin)}; expected one of this page's own"
    if site in ("cross-site", "same-site") and not _visits(scope):
        return "found a call from another site; expected one of this page's own"
    return ""


def headers(scope: Message, name: bytes) -> list[str]:
    """All of that name."""
    return [value.decode("latin-1") for key, value in scope.get("headers", ()) if key == name]


async def say(send: Send, status: int, line: str, *more: tuple[bytes, bytes]) -> None:
    """A whole response of one line."""
    kind = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [kind, *more]})
    await send({"type": "http.response.body", "body": f"{line}\n".encode()})


def _visits(scope: Message) -> bool:
    """True where somebody follows a link here: that shows the page, and the other site sees nothing of it."""
    way = ("".join(headers(scope, b"sec-fetch-mode")), "".join(headers(scope, b"sec-fetch-dest")))
    return scope["method"] in ("GET", "HEAD") and way == ("navigate", "document") and scope["path"] in ("/", _root(scope))


def _root(scope: Message) -> str:
    return f"{scope.get('root_path', '')}/"


def _short(value: str) -> str:
    return repr(shown(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"))
