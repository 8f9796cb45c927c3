"""Semantic matches: clauses that no cue has read, compared with a bank of statements by meaning.

Takes a turn's sentences and a matcher (a callable that lives outside this room); gives evidence. It never overrides
an explicit cue: a question that the turn answers in listed words is left alone, and a clause that denies matches
only a statement that denies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from advisor.profile.bearing import AROUND
from advisor.profile.evidence import Evidence, Status
from advisor.profile.scope import Scope

Match: TypeAlias = tuple[str, str, float, str]
"""Question, leaning, similarity, and the statement of the bank."""
Matcher: TypeAlias = Callable[[Sequence[str]], Sequence[Sequence[Match] | None]]

MIN_SIMILARITY = 0.5
"""The cosine from which a clause counts as saying what the statement says."""
_NO_MATCH: Match = ("", "", 0.0, "")
_MIN_WORDS = 4
_MAX_CLAUSES = 200
_DENIES = re.compile(r"\b(?:no|not|never|without|nobody|nothing|hardly|cannot)\b|n['’]t\b", re.IGNORECASE)


def matches_of(
    scopes: Sequence[Scope],
    *,
    matcher: Matcher,
    turn: int,
    text: str,
    sides: Mapping[str, Collection[str]],
    read: Sequence[Evidence],
    threshold: float = MIN_SIMILARITY,
) -> list[Evidence]:
    """One piece of evidence a clause at most, on the questions of `sides` that what is `read` leaves open.

    A clause that cues have read is passed over, and one that is nearest to a statement that leans nowhere says nothing.
    """
    taken = {item.slot for item in read if item.status in ("affirmed", "negated")}
    clauses = [
        (scope, first, end)
        for scope in scopes
        for first, end in _clauses(scope)
        if not any(scope.sentence.span_of(first, end).meets(item.span) for item in read)
    ][:_MAX_CLAUSES]
    texts = [scope.sentence.span_of(first, end).of(text) for scope, first, end in clauses]
    found: list[Evidence] = []
    for (scope, first, end), said, matches in zip(clauses, texts, matcher(texts) if texts else (), strict=True):
        denies = bool(_DENIES.search(said)) or any(
            first <= mark.first < end for mark in (*scope.of("negation"), *scope.of("void"))
        )
        near = [match for match in matches or () if match[2] >= threshold and denies == bool(_DENIES.search(match[3]))]
        question, leaning, _, statement = max(near, key=lambda match: match[2], default=_NO_MATCH)
        if leaning in sides.get(question, ()) and question not in taken:
            status = _status(scope, first, end)
            span = scope.sentence.span_of(first, end)
            found.append(Evidence(question, leaning, turn, span, said, status, f"like: {statement}"))
    return found


def _status(scope: Scope, first: int, end: int) -> Status:
    """What bears on the clause at its beginning or its end: its subject may be the first thing in it."""
    found = (scope.status(at, at + 1, among=AROUND) for at in (first, end - 1))
    return next((status for status in found if status != "affirmed"), "affirmed")


def _clauses(scope: Scope) -> Iterator[tuple[int, int]]:
    """The sentence, and its parts between terminating cues where it has several."""
    words = scope.sentence.words
    cuts = sorted({0, len(words), *(mark.first for mark in scope.stops)})
    for first, end in dict.fromkeys([(0, len(words)), *pairwise(cuts)]):
        inside = [at for at in range(first, end) if words[at].form[0].isalnum()]
        if len(inside) >= _MIN_WORDS:
            yield inside[0], inside[-1] + 1
