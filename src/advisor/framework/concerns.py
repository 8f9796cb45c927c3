"""Concerns: what matters to the user beside the framework's questions: for or against a track, or neither, how much.

They never move the count; they stand beside it, with what the source says on them or that it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.article.quote import Quote
from advisor.errors import UsageError
from advisor.framework.framework import Framework

Stance = Literal["for", "against", "neither"]
_FORM = re.compile(r"\s*(?:(?P<stance>for|against)\s+(?P<track>\S+)\s+(?P<weight>\S+)|neither)\s*:\s*(?P<text>.+)", re.S)
_LONGEST = 300
_EXPECTED = "“for TRACK 1-3: words”, “against TRACK 1-3: words” or “neither: words”"


@dataclass(frozen=True, slots=True)
class Concern:
    """`text` is the user's; `weight` 1 to 3, 0 for neither; `quotes` are what the source says on it, () for nothing."""

    text: str
    stance: Stance
    track: str | None = None
    weight: int = 0
    quotes: tuple[Quote, ...] = ()


def read_concern(framework: Framework, line: str) -> Concern:
    """From `for RS 2: I want to publish`; raises UsageError for what cannot be read so."""
    found = _FORM.fullmatch(line)
    if found is None or len(line) > _LONGEST:
        shown = line if len(line) <= 60 else f"{line[:59]}…"
        raise UsageError(f"found the concern {shown!r}", expected=f"{_EXPECTED}, at most {_LONGEST} characters")
    text = " ".join(found["text"].split())
    if found["stance"] is None:
        return Concern(text, "neither")
    if found["track"] not in framework.sides:
        raise UsageError(f"found the track {found['track']!r} in a concern", expected=f"one of {', '.join(framework.sides)}")
    if found["weight"] not in ("1", "2", "3"):
        raise UsageError(f"found the weight {found['weight']!r} in a concern", expected="1, 2 or 3")
    return Concern(text, "for" if found["stance"] == "for" else "against", found["track"], int(found["weight"]))


def in_words(framework: Framework, concern: Concern) -> str:
    """`I want to publish: for Research Scientist, much.`"""
    if concern.track is None:
        return f"{concern.text}: for no side."
    much = ("a little", "much", "very much")[concern.weight - 1]
    return f"{concern.text}: {concern.stance} {framework.track(concern.track).name}, {much}."


def balance(framework: Framework, concerns: Sequence[Concern]) -> tuple[tuple[str, int], ...]:
    """By track: what speaks for it minus what speaks against it; beside the count, and never added to it."""
    signs = {"for": 1, "against": -1, "neither": 0}
    return tuple((t, sum(signs[c.stance] * c.weight for c in concerns if c.track == t)) for t in framework.sides)
