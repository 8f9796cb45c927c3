"""Leanings: what a sentence says on the slots that have sides, by topic and attitude.

A topic ("pipelines", "not knowing") says nothing by itself. It speaks where an attitude governs it ("I love", "drains
me"), where a frame names its question ("judge me by", "in five years", "energy:"), or where its row stands alone.
Takes a Scope and what the sentence before left open; gives evidence, and what is left open for the next one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from advisor.profile.cues import Axis, CueTable
from advisor.profile.evidence import Evidence, Status
from advisor.profile.mark import Mark
from advisor.profile.scope import Scope, odd
from advisor.span import Span

_NEAR = 5
"""How many words may stand between a negation and the topic or attitude that it denies."""
_AROUND: tuple[Status, ...] = ("question", "someone_else", "past", "hedged")
_PRONOUNS = frozenset(("it", "that", "this", "them", "which", "those", "these", "both", "one", "there"))
_QUOTE_REACH = 14
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic in its sentence; `denied` where a negation stands just before it ("no clear goals")."""

    mark: Mark
    scope: Scope
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """What one sentence leaves to the next: questions named but not answered, attitudes and topics without a partner."""

    slots: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    topics: tuple[Topic, ...] = ()
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """One reading of a topic: the side, whether it holds, and the marks that the quote should cover."""

    side: str
    status: Status
    by: Mark | None


class LeaningReader:
    """Reads one sentence; made anew for each."""

    def __init__(self, scope: Scope, *, cues: CueTable, turn: int, text: str, before: Open) -> None:
        self.scope, self.cues, self.turn, self.text, self.before = scope, cues, turn, text, before
        self.attitudes = scope.of("attitude")
        self.topics = [Topic(mark, scope, self._topic_denied(mark, None)) for mark in scope.of("topic")]
        self.frames = scope.of("frame")
        self.used: set[Mark] = set()
        self.governed: set[Mark] = set()

    def read(self) -> tuple[list[Evidence], Open]:
        """The evidence of the sentence, in reading order, and what stays open."""
        read = [(topic, said) for topic in self.topics if (said := self._of_topic(topic))]
        self.governed.update(topic.mark for topic, _ in read)
        found = [self._evidence(topic, said) for topic, said in read if not self._outdone(topic, said, read)]
        found.extend(self._by_pronoun())
        found.extend(self._answers(found))
        return found, self._left_open(found)

    def _outdone(self, topic: Topic, said: _Said, read: Sequence[tuple[Topic, _Said]]) -> bool:
        """True where one attitude seems to speak for both sides at once, and another topic stands nearer to it.

        "If a ticket has no acceptance criteria I get twitchy" is about the criteria. Topics joined by "and" both count.
        """
        if said.by is None or said.status != "affirmed":
            return False
        here, by, axis = topic.mark, said.by, self.cues.axis(topic.mark.cue.slot)
        if axis is None or axis.absent != "other":
            return False
        return any(
            other.side != said.side and other.status == "affirmed" and other.by is by
            and each.mark.cue.slot == here.cue.slot
            and _distance(each.mark, by) < _distance(here, by)
            and not self._joined(min(here.end, each.mark.end), max(here.first, each.mark.first))
            for each, other in read
        )

    def _of_topic(self, topic: Topic) -> _Said | None:
        axis = self.cues.axis(topic.mark.cue.slot)
        assert axis is not None
        kinds = topic.mark.cue.by or axis.by
        governor = self._governor(topic.mark)
        if governor:
            self.used.add(governor)
        licensed = governor is not None and governor.cue.kind in kinds and not self._framed_otherwise(governor, topic.mark)
        frame = self._frame(topic.mark)
        if topic.mark.cue.alone and not licensed:
            return self._judged(topic, axis, governor=None, frame=None)
        if licensed or frame or self._opened(topic, axis, kinds):
            return self._judged(topic, axis, governor=governor if licensed or frame else None, frame=frame)
        return None

    def _framed_otherwise(self, governor: Mark, topic: Mark) -> bool:
        """True where a frame of another slot stands between: "I want to be judged by what I find" wants nothing found."""
        return any(
            self._asked(each) and each.cue.slot != topic.cue.slot and governor.end < each.end and each.end <= topic.first and each.first >= governor.first
            for each in self.frames
        )

    def _asked(self, mark: Mark) -> bool:
        axis = self.cues.axis(mark.cue.slot)
        return axis is not None and axis.asked

    def _opened(self, topic: Topic, axis: Axis, kinds: Sequence[str]) -> bool:
        """True where the sentence before, or the adviser, has put the question that this topic answers."""
        if axis.name in self.before.slots or bool(self.before.kinds & set(kinds)):
            return True
        words = [word for word in self.scope.sentence.words if word.form[0].isalnum()]
        return axis.fragment and len(words) <= _NEAR and not self.scope.of("other")

    def _governor(self, topic: Mark) -> Mark | None:
        """The attitude that the topic stands under: the nearest one whose direction reaches it."""
        left = [
            each
            for each in self.attitudes
            if each.end <= topic.first and each.cue.direction != "backward" and not self.scope.parted(each.end, topic.first)
        ]
        right = [
            each
            for each in self.attitudes
            if topic.end <= each.first and each.cue.direction != "forward" and not self.scope.parted(topic.end, each.first)
        ]
        around = [each for each in self.attitudes if each.holds(topic) and len(each) > len(topic) + 1]
        if around:
            return around[0]
        before, after = (left[-1] if left else None), (right[0] if right else None)
        if before and after:
            return after if self._joined(before.end, topic.first) and not self._joined(topic.end, after.first) else before
        return before or after

    def _joined(self, start: int, end: int) -> bool:
        return any(word.form in (",", "and", "(", "-", ":") for word in self.scope.sentence.words[start:end])

    def _frame(self, topic: Mark) -> Mark | None:
        reach = [
            each
            for each in self.frames
            if each.cue.slot == topic.cue.slot and not each.meets(topic) and self._framed(each, topic)
        ]
        return min(reach, key=lambda each: (abs(each.first - topic.first), each.first), default=None)

    def _framed(self, frame: Mark, topic: Mark) -> bool:
        """A frame reaches forward until another attitude takes over in a clause of its own, backward within its clause."""
        if topic.end <= frame.first:
            return frame.cue.direction == "both" and not self.scope.parted(topic.end, frame.first)
        between = [each for each in self.attitudes if frame.end <= each.first and each.end <= topic.first]
        return not any(self.scope.parted(frame.end, each.end) for each in between)

    def _judged(self, topic: Topic, axis: Axis, *, governor: Mark | None, frame: Mark | None) -> _Said | None:
        side = topic.mark.cue.value
        by = governor or frame
        around = self._status(topic, by)
        if around in ("question", "someone_else", "past"):
            return _Said(side, around, by)
        if self._lesser(topic.mark):
            return _Said(side, "negated", by)
        if self._topic_denied(topic.mark, by):
            flipped = axis.other(side) if by is not None and axis.absent == "other" else None
            if flipped is None:
                return _Said(side, "negated", by)
            side = flipped
        likes, mild = self._stance(governor, frame)
        if likes and mild and axis.tolerated and side not in axis.tolerated:
            return None
        if likes and mild and not axis.tolerated:
            return None
        if not likes:
            flipped = axis.other(side) if axis.disliked == "other" else None
            if flipped is None:
                return _Said(side, "negated", by)
            side = flipped
        return _Said(side, around, by)

    def _stance(self, governor: Mark | None, frame: Mark | None) -> tuple[bool, bool]:
        """Whether the user is for it, and whether only mildly (does not mind it)."""
        likes = mild = True
        if governor is None:
            mild = False
        else:
            denied = self._attitude_denied(governor)
            likes = (governor.cue.polarity == "like") != denied
            mild = likes and (governor.cue.kind == "tolerate" or denied)
        if frame is not None:
            disliked = any(
                each.cue.polarity == "dislike"
                and 0 <= frame.first - each.end < _NEAR
                and not self.scope.parted(each.end, frame.first, commas=True)
                for each in self.attitudes
            )
            if disliked or self._attitude_denied(frame):
                return False, False
            mild = False
        return likes, mild

    def _status(self, topic: Topic, by: Mark | None) -> Status:
        """How the words around bear on it; an attitude that says "me" cannot be another person's."""
        axis = self.cues.axis(topic.mark.cue.slot)
        acted = axis is not None and axis.by_others and bool(self.scope.of("self")) and by is not None
        own = by is not None and any(
            word.form in ("i", "me", "my", "myself") for word in self.scope.sentence.words[by.first : by.end]
        )
        places = [topic.mark] if by is None or not by.first < topic.mark.first else [by, topic.mark]
        if own and by is not None:
            places = [by]
        elif by is not None and by not in places:
            places.append(by)
        among = _AROUND if not acted else tuple(each for each in _AROUND if each != "someone_else")
        for place in places:
            status = self.scope.status(place.first, place.end, among=among)
            if status != "affirmed":
                return status
        void = any(self.scope.reaches(mark, place.first, place.end) for mark in self.scope.of("void") for place in places)
        return "negated" if void else "affirmed"

    def _lesser(self, topic: Mark) -> bool:
        return any(
            mark.end <= topic.first and not self.scope.parted(mark.end, topic.first, commas=True)
            for mark in self.scope.of("lesser")
        )

    def _topic_denied(self, topic: Mark, by: Mark | None) -> bool:
        """True for "no clear goals": a negation just before the topic, with no attitude between the two."""
        floor = max([by.end if by and by.end <= topic.first else 0, *(a.end for a in self.attitudes if a.end <= topic.first)])
        near = [
            mark
            for mark in self.scope.of("negation")
            if floor <= mark.first and mark.end <= topic.first and topic.first - mark.end < _NEAR
            and self.scope.reaches(mark, topic.first, topic.end)
            and not self._and_between(mark.end, topic.first)
        ]
        after = [
            mark
            for mark in self.scope.of("negation")
            if by is not None and mark.cue.direction == "backward" and mark.first == topic.end
        ]
        return odd(near) != bool(after)

    def _attitude_denied(self, attitude: Mark) -> bool:
        near = [
            mark
            for mark in self.scope.of("negation")
            if mark.end <= attitude.first and attitude.first - mark.end < _NEAR + 1
            and self.scope.reaches(mark, attitude.first, attitude.end)
            and not any(mark.end <= t.first and t.end <= attitude.first for t in self.scope.of("topic"))
            and not self._and_between(mark.end, attitude.first)
        ]
        return odd(near)

    def _and_between(self, start: int, end: int) -> bool:
        return any(word.form == "and" for word in self.scope.sentence.words[start:end])

    def _by_pronoun(self) -> list[Evidence]:
        """ "…, which I love", "Hate it.": an attitude without a topic of its own takes the last ones before it."""
        found: list[Evidence] = []
        for attitude in self.attitudes:
            if attitude in self.used or not (self._points_back(attitude) or self._shared(attitude)):
                continue
            here = [t for t in self.topics if t.mark.end <= attitude.first and t.mark not in self.governed]
            here = here or self._shared(attitude)
            for topic in here or (self.before.topics if attitude is self.attitudes[0] else ()):
                found.extend(self._at_distance(topic, attitude))
                self.governed.add(topic.mark)
        return found

    def _shared(self, attitude: Mark) -> list[Topic]:
        """The topics of the attitude just before, where "and" joins the two: "thrills me at first and torments me"."""
        if attitude.cue.direction == "forward":
            return []
        earlier = [each for each in self.attitudes if each.end <= attitude.first]
        if not earlier or earlier[-1] not in self.used or not self._joined(earlier[-1].end, attitude.first):
            return []
        between = [t for t in self.topics if earlier[-1].end <= t.mark.first and t.mark.end <= attitude.first]
        return [] if between else [t for t in self.topics if t.mark.end <= earlier[-1].first and t.mark in self.governed]

    def _points_back(self, attitude: Mark) -> bool:
        words = self.scope.sentence.words
        near = words[max(0, attitude.first - 3) : attitude.end + 2]
        ends = attitude.end == len(words) or not words[attitude.end].form[0].isalnum()
        return any(word.form in _PRONOUNS for word in near) or len(words) <= 3 or ends

    def _at_distance(self, topic: Topic, attitude: Mark) -> list[Evidence]:
        axis = self.cues.axis(topic.mark.cue.slot)
        if axis is None or attitude.cue.kind not in (topic.mark.cue.by or axis.by):
            return []
        side, status = topic.mark.cue.value, topic.scope.status(topic.mark.first, topic.mark.end, among=("question", "someone_else"))
        own = self.scope.status(attitude.first, attitude.end, among=_AROUND)
        likes, mild = self._stance(attitude, None)
        if topic.denied:
            if axis.absent != "other":
                return []
            side = axis.other(side) or side
        if likes and mild and side not in axis.tolerated:
            return []
        if not likes:
            flipped = axis.other(side) if axis.disliked == "other" else None
            if flipped is None:
                return [self._made(topic, side, "negated", attitude)]
            side = flipped
        return [self._made(topic, side, own if status == "affirmed" else status, attitude)]

    def _answers(self, found: Sequence[Evidence]) -> list[Evidence]:
        """A bare "both", "the second", "love it" where a question stands open."""
        open_slots = sorted(self.before.slots | {mark.cue.slot for mark in self.frames})
        made: list[Evidence] = []
        for name in open_slots:
            axis = self.cues.axis(name)
            if axis is None or not axis.asked or len(axis.sides) != 2 or any(item.slot == name for item in found):
                continue
            mark, value = self._bare(axis)
            if mark is not None and not self.scope.asked(mark.first):
                span = self.scope.sentence.span_of(mark.first, mark.end)
                made.append(self._item(name, value, span, "affirmed", mark.cue.words))
        return made

    def _bare(self, axis: Axis) -> tuple[Mark | None, str]:
        both = self.scope.of("both")
        if both and (self.before.slots or len({mark.cue.slot for mark in self.frames}) == 1):
            return both[0], "mixed"
        if self.before.asked != axis.name or len(self.scope.sentence.words) > _SHORT:
            return None, ""
        options = self.scope.of("option")
        if options and options[0].cue.value in ("1", "2"):
            return options[0], axis.sides[int(options[0].cue.value) - 1]
        if axis.pole and self.attitudes and not self.topics:
            likes, _ = self._stance(self.attitudes[0], None)
            return self.attitudes[0], axis.pole if likes else axis.other(axis.pole) or axis.pole
        return None, ""

    def _left_open(self, found: Sequence[Evidence]) -> Open:
        words = self.scope.sentence.words
        named = bool(self.scope.of("self")) or len(words) <= _SHORT
        answered = {item.slot for item in found}
        puts = (named and self.scope.sentence.asks) or len(words) <= _SHORT
        slots = {mark.cue.slot for mark in self.frames if puts} - answered
        kinds = {mark.cue.kind for mark in self.attitudes} if self.scope.sentence.asks and named and not self.topics else set()
        # subtle: a topic that was only denied, or was so in the past, can still be taken up: "… Now I love it."
        held = {item.span for item in found if item.counts}
        free = tuple(t for t in self.topics if t.mark not in self.governed or not self._held(t, held))
        return Open(slots=frozenset(slots), kinds=frozenset(kinds), topics=free)

    def _held(self, topic: Topic, held: Collection[Span]) -> bool:
        place = self.scope.sentence.span_of(topic.mark.first, topic.mark.end)
        return any(span.holds(place) for span in held)

    def _evidence(self, topic: Topic, said: _Said) -> Evidence:
        return self._made(topic, said.side, said.status, said.by)

    def _made(self, topic: Topic, side: str, status: Status, by: Mark | None) -> Evidence:
        mark = topic.mark
        first, end = mark.first, mark.end
        if by is not None and topic.scope is self.scope and max(end, by.end) - min(first, by.first) <= _QUOTE_REACH:
            first, end = min(first, by.first), max(end, by.end)
        cue = mark.cue.words if by is None else f"{by.cue.words} + {mark.cue.words}"
        return self._item(mark.cue.slot, side, topic.scope.sentence.span_of(first, end), status, cue)

    def _item(self, slot: str, value: str, span: Span, status: Status, cue: str) -> Evidence:
        return Evidence(slot, value, self.turn, span, span.of(self.text), status, cue)


def _distance(one: Mark, two: Mark) -> int:
    return max(one.first - two.end, two.first - one.end, 0)
