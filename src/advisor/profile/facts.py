"""Facts: what a sentence says of degree, papers, years and the like, one piece of evidence a mark.

Takes a Scope; gives evidence with its status. What follows from several pieces together is decided in fold.py.
"""

from __future__ import annotations

from collections.abc import Collection

from advisor.profile.cues import CueTable
from advisor.profile.evidence import Evidence, Status
from advisor.profile.mark import Mark
from advisor.profile.scope import Scope

_OLDEST = 1960
_NEAR = 6
"""How many words may stand between a negation or a plan and the fact that it bears on."""


def facts_of(
    scope: Scope, *, cues: CueTable, turn: int, text: str, answer: str = "", spoken_of: Collection[str] = ()
) -> list[Evidence]:
    """The evidence in reading order.

    `answer` is "yes" or "no" where the next sentence answers this one ("PhD? No."); `spoken_of` are the slots that
    the sentence before was about, which a bare "I have none" goes on with.
    """
    found: list[Evidence] = []
    for mark in scope.of("fact"):
        if mark.cue.kind == "again" and mark.cue.slot not in spoken_of:
            continue
        span = scope.sentence.span_of(mark.first, mark.end)
        status = "negated" if answer == "no" else _status(scope, mark)
        if status == "affirmed" and _put_off(scope, mark, cues.slot(mark.cue.slot).under):
            status = "planned"
        value = _value(mark, cues)
        if value:
            found.append(Evidence(mark.cue.slot, value, turn, span, span.of(text), status, mark.cue.words))
    return found


def _status(scope: Scope, mark: Mark) -> Status:
    for at in (mark.first, mark.end - 1):
        status = scope.status(at, at + 1, among=("question", "someone_else"))
        if status != "affirmed":
            return status
    if _near(scope, mark, "plan"):
        return "planned"
    negations = _near(scope, mark, "negation") + _near(scope, mark, "void")
    if negations % 2:
        return "negated"
    return "hedged" if _near(scope, mark, "hedge") else "affirmed"


def _put_off(scope: Scope, mark: Mark, axes: Collection[str]) -> bool:
    """True behind a frame that speaks of what the user wants to become."""
    frames = [each for each in scope.of("frame") if each.cue.slot in axes and each.first <= mark.first]
    return any(not scope.parted(each.end, mark.first) for each in frames)


def _near(scope: Scope, mark: Mark, category: str) -> int:
    """How many cues of the category bear on the mark from nearby."""
    return sum(
        scope.reaches(each, mark.first, mark.end)
        and max(mark.first - each.end, each.first - mark.end) <= _NEAR
        and not _own_part(scope, each, mark)
        for each in scope.of(category)
        if not mark.holds(each)
    )


def _own_part(scope: Scope, modifier: Mark, mark: Mark) -> bool:
    """True where another fact stands between the two and "and" parts them: "no PhD and 7 papers"."""
    if modifier.end > mark.first:
        return False
    between = [each for each in scope.of("fact") if modifier.end <= each.first and each.end <= mark.first]
    joined = any(word.form == "and" for word in scope.sentence.words[modifier.end : mark.first])
    return bool(between) and joined


def _value(mark: Mark, cues: CueTable) -> str:
    """The row's own value, or the number it has caught: years since then, years between, or the plain figure."""
    if mark.cue.value:
        return mark.cue.value
    if not mark.numbers:
        return mark.cue.slot
    number = mark.numbers[0]
    if mark.cue.kind in ("since", "between"):
        # subtle: "since 7 years" is no date, and an open span ("2019-now") ends in the table's year.
        last = cues.year if mark.cue.kind == "since" else mark.numbers[-1]
        if not _OLDEST <= number <= last <= cues.year:
            return ""
        number = last - number
    value = number / mark.cue.per_year
    return f"{value:.3g}" if value <= cues.slot(mark.cue.slot).at_most else ""
