"""Scope: whether a stretch of a sentence is denied, by the words around it.

NegEx (Chapman et al. 2001) in the wording of ConText (Harkema et al. 2009): a cue has a direction and reaches up to a
terminating cue; a pseudo-cue looks like a cue and is none. The cues are rows of scope.toml, as regular expressions.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from advisor.names import as_word
from advisor.span import Span

_REACH = 14  # words between a cue and what it denies


def negated(sentence: str, span: Span) -> bool:
    """True under an odd number of cues that reach the span from before, or under one that follows it.

    `negated("I have no PhD", Span(10, 13))` → `True`
    """
    cues = _cues()
    pseudo = [match.span() for match in cues["pseudo"].finditer(sentence)]
    stops = [match.start() for match in cues["stop"].finditer(sentence)]

    def real(start: int, end: int) -> bool:
        return not any(a <= start < b or a < end <= b for a, b in pseudo)

    def open_between(start: int, end: int) -> bool:
        return not any(start <= stop < end for stop in stops) and len(sentence[start:end].split()) <= _REACH

    before = [
        match for match in cues["before"].finditer(sentence)
        if match.end() <= span.start and real(*match.span()) and open_between(match.end(), span.start)
    ]  # fmt: skip
    after = [
        match for match in cues["after"].finditer(sentence)
        if span.end <= match.start() and real(*match.span()) and open_between(span.end, match.start())
    ]  # fmt: skip
    # subtle: "not without" denies twice, but "denies cough, no fever" denies the fever once: a determiner starts anew.
    ends = {match.end() + 1 for match in before}
    fresh = [i for i, match in enumerate(before) if cues["anew"].fullmatch(match.group()) and match.start() not in ends]
    return len(before[fresh[-1] if fresh else 0 :]) % 2 == 1 or bool(after)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    rows = tomllib.loads((Path(__file__).parent / "data" / "scope.toml").read_text(encoding="utf-8"))
    return {name: re.compile(as_word("|".join(found)), re.IGNORECASE) for name, found in rows.items()}
