"""The routes of the page's server that are open. Gradio answers on many more, which are shut."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.faces.door import App, Message, Receive, Send, say


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
