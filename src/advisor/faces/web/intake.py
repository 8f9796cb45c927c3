"""What comes in: every body is measured and timed while it arrives, and an upload is taken by us, never by Gradio.

Gradio would write each part of an upload to the disk under any name, whole, and leave it there where it is broken off. Here
the files that the page has not read yet wait in memory, a minute at most, and are never written.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from threading import Lock

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from advisor.errors import InputTooLarge
from advisor.faces.web.door import App, Message, Receive, Send, headers, say
from advisor.faces.web.routes import LOGIN, LOGIN_CHECK, UPLOAD, path_of

_AROUND = 64 * 1024  # bytes of what stands around a file or a text
_LARGE = 1024 * 1024  # bytes: of bodies that are larger only a few may arrive at a time
_LARGE_AT_ONCE = 4
GRACE, SLOWEST = 30.0, 50_000.0  # seconds, and bytes a second after them: what comes slower would keep others out
_SLOW = "found a body that comes too slowly; expected it whole; send it again"
_BUSY = "found too much that arrives at a time; expected less; try again in a minute"
WAIT = 60.0  # seconds: a browser that sent a file says at once what for
_AT_ONCE = 4  # of the largest size, or as many smaller ones as weigh the same
_MOST = 64


class Intake:
    """ASGI middleware."""

    def __init__(self, app: App, uploads: Uploads) -> None:
        self._app, self._uploads = app, uploads
        self._large = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        limit = self._limit(path_of(scope))
        said = "".join(headers(scope, b"content-length"))
        if said and (not said.isdecimal() or int(said[:18]) > limit):
            await say(send, 413, _too_large(limit), (b"connection", b"close"))
            return
        body = _Body(self, limit, receive, send)
        try:
            if path_of(scope) == UPLOAD:
                await self._take(scope, body)
            else:
                await self._app(scope, body.receive, body.send)
        except Exception:
            if not body.refused:
                raise
        finally:
            self._large -= body.large
        if body.refused and not body.answered:
            why = {413: _too_large(limit), 408: _SLOW}.get(body.refused, _BUSY)
            await say(send, body.refused, why, (b"connection", b"close"))

    def begins_large(self) -> bool:
        """Counts one more large body; False where there are too many."""
        if self._large >= _LARGE_AT_ONCE:
            return False
        self._large += 1
        return True

    def _limit(self, path: str) -> int:
        if path == LOGIN:
            return _AROUND
        # as JSON a text has a backslash before each line's end and quotation mark
        return self._uploads.largest * (1 if path == UPLOAD else 2) + _AROUND

    async def _take(self, scope: Message, body: _Body) -> None:
        """One file under the name that Gradio's button gives it."""
        if not await self._may_come_in(scope):
            await say(body.send, 401, "found no login; expected one")
            return
        parser = MultiPartParser(Headers(scope=scope), body.chunks(), max_files=1, max_fields=0)
        parser.spool_max_size = self._uploads.largest + _AROUND  # in memory, so that nothing is left of one broken off
        try:
            form = await parser.parse()
        except (MultiPartException, KeyError) as error:
            if body.refused:
                return
            why = getattr(error, "message", "") or "no form"
            await say(body.send, 400, f"found an upload that cannot be read ({why}); expected one file")
            return
        file = form.get("files")
        raw = await file.read() if isinstance(file, UploadFile) else b""
        await form.close()
        if not isinstance(file, UploadFile):
            await say(body.send, 400, "found an upload without a file; expected one file")
            return
        if len(raw) > self._uploads.largest:
            await say(body.send, 413, _too_large(self._uploads.largest))
            return
        try:
            words = [self._uploads.keep(Upload(file.filename or "", raw))]
        except InputTooLarge as error:
            await say(body.send, 503, str(error))
            return
        kind = (b"content-type", b"application/json")
        await body.send({"type": "http.response.start", "status": 200, "headers": [kind]})
        await body.send({"type": "http.response.body", "body": json.dumps(words).encode()})

    async def _may_come_in(self, scope: Message) -> bool:
        """Asked of Gradio, which keeps who has logged in."""
        status = 0

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]

        path = f"{scope.get('root_path') or ''}{LOGIN_CHECK}"
        asked: Message = {**scope, "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""}
        await self._app(asked, nothing, answer)
        return status == 200


class _Body:
    """One body on its way in, and whether something was answered yet.

    What is too large, or too much at once, ends as if the sender had hung up; `refused` holds the status to be said then.
    """

    def __init__(self, intake: Intake, limit: int, receive: Receive, send: Send) -> None:
        self._intake, self._limit, self._receive, self._send = intake, limit, receive, send
        self._taken, self._begun, self._all_here = 0, time.monotonic(), False
        self.large = 0
        self.refused = 0
        self.answered = False

    async def receive(self) -> Message:
        try:
            message = await asyncio.wait_for(self._receive(), self._left())
        except TimeoutError:
            self.refused = 408
            return {"type": "http.disconnect"}
        self._taken += len(message.get("body", b""))
        self._all_here = self._all_here or not message.get("more_body")
        if self._taken > self._limit:
            self.refused = 413
        elif self._taken > _LARGE and not self.large:
            if self._intake.begins_large():
                self.large = 1
            else:
                self.refused = 503
        return {"type": "http.disconnect"} if self.refused else message

    def _left(self) -> float | None:
        """Seconds until the next piece must be here; None once all is: what comes then is that the sender hangs up."""
        return None if self._all_here else max(0.0, self._begun + GRACE + self._taken / SLOWEST - time.monotonic())

    async def send(self, message: Message) -> None:
        if not self.refused or self.answered:
            self.answered = True
            await self._send(message)

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise MultiPartException("broken off")
            yield message.get("body", b"")
            if not message.get("more_body"):
                return


def _too_large(limit: int) -> str:
    return f"found more than {limit:,} bytes; expected less"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file's name, as the browser gave it, and its bytes."""

    name: str
    raw: bytes


class Uploads:
    """Each is taken once, by the word that was given for it, which nobody can guess."""

    def __init__(self, *, largest: int, now: Callable[[], float] = time.monotonic) -> None:
        self.largest = largest
        self._now, self._lock = now, Lock()
        self._waiting: dict[str, tuple[float, Upload]] = {}

    def keep(self, upload: Upload) -> str:
        """Raises InputTooLarge where too much waits already."""
        with self._lock:
            self._let_go()
            weight = sum(len(each.raw) for _, each in self._waiting.values()) + len(upload.raw)
            if weight > _AT_ONCE * self.largest or len(self._waiting) >= _MOST:
                raise InputTooLarge("found too many uploads that wait to be read", expected="fewer; try again in a minute")
            word = secrets.token_urlsafe(24)
            self._waiting[word] = (self._now(), upload)
        return word

    def take(self, word: str) -> Upload | None:
        """The upload, which is then gone from here; None of an unknown word."""
        with self._lock:
            self._let_go()
            _, upload = self._waiting.pop(word, (0.0, None))
        return upload

    def _let_go(self) -> None:
        since = self._now() - WAIT
        for word in [word for word, (at, _) in self._waiting.items() if at < since]:
            del self._waiting[word]
