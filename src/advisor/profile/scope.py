"""Scope: what the words around a place do to it: denied, doubted, past, planned, said of someone else, asked.

In the ConText tradition (Harkema 2009): a modifier has a direction and reaches up to a terminating cue; pseudo-cues
void it. Takes a sentence's marks and a stretch of its words; gives a status. `status_of` does so for any one sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from advisor.profile.cues import CueTable
from advisor.profile.evidence import STATUSES, Status
from advisor.profile.mark import Mark, marks_of
from advisor.profile.words import Sentence, sentences_of
from advisor.span import Span

_LIST_JOINERS = ("or", "nor")
_QUOTE_MIN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Scope:
    """A sentence with its marks, ready to be asked about any stretch of it.

    `about_other` says that the sentence before spoke of someone else, so that "she" goes on about them.
    """

    sentence: Sentence
    marks: tuple[Mark, ...]
    about_other: bool = False

    def of(self, category: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.cue.category == category)

    def status(self, first: int, end: int, *, among: Collection[Status] = STATUSES, inside: Sequence[Mark] = ()) -> Status:
        """The first that holds, from asked to doubted; `inside` are marks that belong to the wording itself."""
        checks: tuple[tuple[Status, bool], ...] = (
            ("question", "question" in among and self.asked(first)),
            ("someone_else", "someone_else" in among and (self.quoted(first, end) or self.of_other(first, end))),
            ("past", "past" in among and self.past(end)),
            ("planned", "planned" in among and self._reached("plan", first, end, inside=inside)),
            ("negated", "negated" in among and self.negated(first, end, inside=inside)),
            ("hedged", "hedged" in among and self._reached("hedge", first, end, inside=inside)),
        )
        return next((status for status, holds in checks if holds), "affirmed")

    def negated(self, first: int, end: int, *, inside: Sequence[Mark] = ()) -> bool:
        """True under an odd number of negations; a "void" cue ("it's not that …") denies whatever follows.

        A denying determiner starts anew: "denies cough, no fever" denies the fever once, "not without" is no denial.
        """
        if self._reached("void", first, end, inside=inside):
            return True
        reaching = [mark for mark in self.of("negation") if mark not in inside and self.reaches(mark, first, end)]
        return odd(reaching)

    def reaches(self, mark: Mark, first: int, end: int) -> bool:
        """True where a modifier covers the words first..end: on its side, with nothing between that ends it."""
        forward = mark.end <= first and not self.parted(mark.end, first, commas=mark.cue.category in ("negation", "plan"))
        backward = end <= mark.first and not self.parted(end, mark.first, commas=True)
        return (forward and mark.cue.direction != "backward") or (backward and mark.cue.direction != "forward")

    def parted(self, start: int, stop: int, *, commas: bool = False) -> bool:
        """True where a terminating cue stands between two places (with `commas`: a comma that closes no list)."""
        if any(start <= mark.first < stop for mark in self.stops):
            return True
        return commas and any(
            self.sentence.words[at].form in (",", "(", ")", ":") and not self._in_list(at) for at in range(start, stop)
        )

    @property
    def stops(self) -> tuple[Mark, ...]:
        """The terminating cues, but for the comma that only closes an "if …" or "when …" at the front."""
        conditions = self.of("condition")
        found: list[Mark] = []
        for mark in self.of("stop"):
            opening = [each for each in conditions if each.end <= mark.first]
            closes = mark.cue.words.startswith(",") and opening and not found
            if not closes:
                found.append(mark)
        return tuple(found)

    def asked(self, at: int) -> bool:
        """True inside the asking part of a question: from its question word on, but not in what is said before it."""
        starts = [mark.first for mark in self.of("asking") if mark.first <= at and (self.sentence.asks or mark.cue.kind)]
        if not starts:
            return False
        return not any(own.first <= at for own in self.of("own") if own.first >= starts[0])

    def quoted(self, first: int, end: int) -> bool:
        """True inside a quotation that is somebody's words: a long one, or one that a verb of saying brings in."""
        span = self.sentence.span_of(first, end)
        for quote in self.sentence.quoted:
            if quote.start <= span.start and span.end <= quote.end:
                inside = sum(quote.start <= word.span.start < quote.end for word in self.sentence.words)
                return inside >= _QUOTE_MIN_WORDS or bool(self.of("said"))
        return False

    def of_other(self, first: int, end: int) -> bool:
        """True where the last person named before the place, in its clause, is someone else."""
        others = [mark for mark in self.of("other") if mark.end <= first and self._is_person(mark)]
        last = max(others, key=lambda mark: mark.end, default=None)
        if last is None or self.parted(last.end, first):
            return False
        return not any(last.end <= mark.first < end for mark in self.of("self"))

    def past(self, end: int) -> bool:
        """True after a cue of the past, until a cue of the present; the place is given by its end."""
        before = [mark for mark in self.marks if mark.cue.category in ("past", "now") and mark.first < end]
        if before:
            return before[-1].cue.category == "past"
        return any(mark.cue.direction == "both" for mark in self.of("past")) and not self.of("now")

    def _reached(self, category: str, first: int, end: int, *, inside: Sequence[Mark]) -> bool:
        return any(mark not in inside and self.reaches(mark, first, end) for mark in self.of(category))

    def _is_person(self, mark: Mark) -> bool:
        return mark.cue.kind != "pronoun" or self.about_other or any(
            other.cue.category == "other" and other.cue.kind != "pronoun" and other.first < mark.first
            for other in self.marks
        )

    def _in_list(self, comma: int) -> bool:
        """True for a comma within an enumeration that "or" or "nor" closes: "no PhD, papers or patents"."""
        if self.sentence.words[comma].form != ",":
            return False
        rest = self.sentence.words[comma + 1 :]
        joined = next((at for at, word in enumerate(rest) if word.form in _LIST_JOINERS), None)
        return joined is not None and not any(
            comma < mark.first <= comma + 1 + joined for mark in self.marks if mark.cue.category in ("stop", "self")
        )


def odd(negations: Sequence[Mark]) -> bool:
    """Whether they add up to a denial, in reading order: "not" and "without" cancel out only side by side."""
    count = 0
    for at, mark in enumerate(negations):
        apart = at == 0 or mark.first > negations[at - 1].end
        count = 1 if mark.cue.kind == "whole" and apart else count + 1
    return count % 2 == 1


def status_of(text: str, span: Span, *, cues: CueTable, among: Collection[Status] = STATUSES) -> Status:
    """The status of the words at `span` in a text of one or more sentences.

    `among` narrows the question: with ("negated",) the answer is "negated" or "affirmed", whoever is spoken of.
    """
    for sentence in sentences_of(text, spelling=cues.spelling):
        inside = [at for at, word in enumerate(sentence.words) if word.span.meets(span)]
        if inside:
            scope = Scope(sentence, marks_of(sentence, cues=cues))
            return scope.status(inside[0], inside[-1] + 1, among=among)
    return "affirmed"
