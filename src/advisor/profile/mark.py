"""Mark: a cue found in a sentence, with the words it covers and the numbers it holds.

Takes a sentence and the cue table; gives the marks in reading order, where longer readings have pushed out the
shorter ones inside them ("no longer" is no negation of what follows, "research engineer" is no research).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.profile.cues import Cue, CueTable
from advisor.profile.words import Sentence

CONTENT = ("topic", "attitude", "frame", "fact")
_GOES_UNDER = {
    "negation": (*CONTENT, "void"),
    **dict.fromkeys(("stop", "void"), CONTENT),
    "asking": ("topic", "attitude", "frame"),
    **dict.fromkeys(("hedge", "plan", "past", "now"), ("topic", "fact")),
}
"""Modifiers that are only part of the wording where they lie inside a content mark of these categories."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `first` up to `end` (left out) of the sentence."""

    cue: Cue
    first: int
    end: int
    numbers: tuple[float, ...] = ()

    def __len__(self) -> int:
        return self.end - self.first

    def meets(self, other: Mark) -> bool:
        return self.first < other.end and other.first < self.end

    def holds(self, other: Mark) -> bool:
        return self.first <= other.first and other.end <= self.end


def marks_of(sentence: Sentence, *, cues: CueTable) -> tuple[Mark, ...]:
    """Every mark that stands after the longer readings have won."""
    groups: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for mark in _found(sentence, cues):
        groups[_rivals(mark)].append(mark)
    standing = [mark for group in groups.values() for mark in _longest(group)]
    pseudo = [mark for mark in standing if mark.cue.category == "pseudo"]
    kept = [mark for mark in standing if mark.cue.category == "pseudo" or not _pushed_out(mark, pseudo)]
    content = [mark for mark in kept if mark.cue.kind != "again"]
    kept = [
        mark
        for mark in kept
        if not any(
            other.holds(mark) for other in content if other.cue.category in _GOES_UNDER.get(mark.cue.category, ())
        )
    ]
    return tuple(sorted(kept, key=lambda mark: (mark.first, -mark.end, mark.cue.order)))


def _found(sentence: Sentence, cues: CueTable) -> Iterator[Mark]:
    line = sentence.line
    place = {0: 0}
    at = 0
    for index, word in enumerate(sentence.words):
        at += len(word.form) + 1
        place[at] = index + 1
    for cue in cues.near(word.form for word in sentence.words):
        for match in cue.pattern.matches(line):
            numbers = tuple(_number(each, cues) for each in match.groups() if each)
            yield Mark(cue, place[match.start()], place[match.end()], numbers)


def _number(word: str, cues: CueTable) -> float:
    return cues.numbers[word] if word in cues.numbers else float(word)


def _rivals(mark: Mark) -> tuple[str, str]:
    """Marks of one group exclude each other; a frame competes with its slot's, an attitude with all attitudes."""
    category = mark.cue.category
    if category in ("asking", "other"):
        return (category, mark.cue.kind)
    if category == "pseudo":
        return (category, mark.cue.slot or mark.cue.value)
    return (category, mark.cue.slot if category in ("topic", "frame", "fact") else "")


def _longest(group: list[Mark]) -> list[Mark]:
    """The longest readings that do not meet; a row of kind "plain" never pushes out a row that says more."""
    kept: list[Mark] = []
    for mark in sorted(group, key=lambda mark: (mark.cue.kind == "plain", -len(mark), mark.cue.order, mark.first)):
        if not any(mark.meets(other) for other in kept):
            kept.append(mark)
    return kept


def _pushed_out(mark: Mark, pseudo: list[Mark]) -> bool:
    """A pseudo-cue voids what meets it and is no longer (if "always", what is longer too).

    It does so in its own slot or category, or anywhere if it names neither.
    """
    return any(
        each.meets(mark)
        and (len(each) >= len(mark) or each.cue.kind == "always")
        and each.cue.slot in ("", mark.cue.slot)
        and each.cue.value in ("", mark.cue.category)
        for each in pseudo
    )
