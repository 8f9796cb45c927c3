"""Whether a message is an article that was pasted into the chat, and not something that its writer says."""

from __future__ import annotations

import re

_LONG = 2_000  # characters
_OF_ONESELF = 0.02  # share of words that speak of the writer: a description of oneself has several times as many
_ONESELF = re.compile(r"\b(?:i|i'm|i've|i'd|me|my|mine|myself)\b", re.IGNORECASE)


def looks_like_article(message: str) -> bool:
    """True of a long text that hardly speaks of its writer."""
    if len(message) < _LONG:
        return False
    words = len(message.split())
    return words > 200 and len(_ONESELF.findall(message.replace("’", "'"))) < _OF_ONESELF * words
