"""Long texts that visitors have given and not yet accepted. A page holds the word for its own; all together are bounded.

Without a bound each of some hundred pages could hold as much as may be uploaded.
"""

from __future__ import annotations

import secrets
import sys
from threading import Lock

from advisor.article.importing import Import

GONE = "Others have given so much meanwhile that this text is no longer held: give it again."


class Waiting:
    """`keep` gives a word that nobody can guess; where there is no room what was given longest ago is let go."""

    def __init__(self, *, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._held: dict[str, str | Import] = {}

    def keep(self, text: str | Import) -> str:
        word = secrets.token_urlsafe(24)
        with self._lock:
            self._held[word] = text
            while len(self._held) > 1 and sum(map(_weight, self._held.values())) > self._most:
                del self._held[next(iter(self._held))]
        return word

    def text(self, word: str) -> str:
        """What was pasted, "" where it is gone."""
        found = self._held.get(word)
        return found if isinstance(found, str) else ""

    def offer(self, word: str) -> Import | None:
        """What was read, None where it is gone."""
        found = self._held.get(word)
        return found if isinstance(found, Import) else None

    def let_go(self, word: str) -> None:
        with self._lock:
            self._held.pop(word, None)


def _weight(text: str | Import) -> int:
    """Bytes of memory, near enough."""
    return sys.getsizeof(text if isinstance(text, str) else text.text)
