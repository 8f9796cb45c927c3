"""Files that a browser sent and the page has not read yet. They wait in memory, a minute at most, and are never written."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from advisor.errors import InputTooLarge

WAIT = 60.0  # seconds: a browser that sent a file says at once what for
_AT_ONCE = 4  # of the largest size, or as many smaller ones as weigh the same
_MOST = 64


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
