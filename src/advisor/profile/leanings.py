"""Leanings: what a sentence says on the slots that have sides, by topic and attitude.

A topic ("pipelines", "not knowing") says nothing by itself. It speaks where an attitude governs it ("I love", "drains
me"), where a frame names its question ("judge me by", "in five years", "energy:"), or where its row stands alone.
Takes a Scope and what the sentence before left open; gives evidence, and what is left open for the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.profile.bearing import AROUND, NEAR, Bearing, Stance
from advisor.profile.cues import Axis, CueTable
from advisor.profile.evidence import MIXED, Evidence, Status
from advisor.profile.mark import Mark
from advisor.profile.scope import Scope
from advisor.span import Span

SHORT = 8
"""A sentence of so few words may be a bare answer, or a heading that the next sentence answers."""
_QUOTE_REACH = 14


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic in its sentence; `absent` where a negation stands just before it ("no clear goals")."""

    mark: Mark
    scope: Scope
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """What one sentence leaves to the next: questions not answered, attitudes and topics without a partner."""

    slots: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    topics: tuple[Topic, ...] = ()
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """One reading of a topic: the side, whether it holds, and the mark that makes the topic speak."""

    topic: Topic
    side: str
    status: Status
    by: Mark | None


class LeaningReader:
    """Reads one sentence; made anew for each."""

    def __init__(self, scope: Scope, *, cues: CueTable, turn: int, text: str, before: Open) -> None:
        self.scope, self.cues, self.turn, self.text, self.before = scope, cues, turn, text, before
        self.bearing = Bearing(scope, cues)
        self.topics = [Topic(mark, scope, self.bearing.absent(mark)) for mark in scope.of("topic")]
        self.used: set[Mark] = set()

    def read(self) -> tuple[list[Evidence], Open]:
        """The evidence of the sentence, in reading order, and what stays open."""
        said = [reading for topic in self.topics if (reading := self._of_topic(topic))]
        said = [reading for reading in said if not self._outdone(reading, said)]
        said.extend(self._looking_back(said))
        found = [self._evidence(reading) for reading in said]
        found.extend(self._answers(found))
        return found, self._left_open(said, found)

    def _axis(self, topic: Topic) -> Axis:
        axis = self.cues.axis(topic.mark.cue.slot)
        if axis is None:
            raise KeyError(topic.mark.cue.slot)
        return axis

    def _of_topic(self, topic: Topic) -> _Said | None:
        axis = self._axis(topic)
        kinds = topic.mark.cue.by or axis.by
        governor, frame = self.bearing.governor(topic.mark), self.bearing.frame(topic.mark)
        if governor:
            self.used.add(governor)
        licensed = bool(
            governor and governor.cue.kind in kinds and not self.bearing.framed_otherwise(governor, topic.mark)
        )
        if topic.mark.cue.alone and not licensed:
            return self._judged(topic, governor=None, frame=None)
        if licensed or frame:
            return self._judged(topic, governor=governor, frame=frame)
        return self._judged(topic, governor=None, frame=None) if self._opened(axis, kinds) else None

    def _opened(self, axis: Axis, kinds: Sequence[str]) -> bool:
        """True where the sentence before, or the adviser, has put the question, or a mere name says enough."""
        if axis.name in self.before.slots or self.before.kinds & set(kinds):
            return True
        words = [word for word in self.scope.sentence.words if word.form[0].isalnum()]
        return axis.fragment and len(words) < NEAR and not self.scope.of("other")

    def _judged(self, topic: Topic, *, governor: Mark | None, frame: Mark | None) -> _Said | None:
        axis, by = self._axis(topic), governor or frame
        status = self.bearing.status(topic.mark, by)
        if status == "question" and axis.many and by is not None and self.scope.of("self"):
            return _Said(topic, topic.mark.cue.value, "planned", by)
        if status in ("question", "someone_else", "past"):
            return _Said(topic, topic.mark.cue.value, status, by)
        if self.bearing.lesser(topic.mark):
            return _Said(topic, topic.mark.cue.value, "negated", by)
        absent = self.bearing.absent(topic.mark, by)
        stance = self.bearing.stance(governor, frame, topic.mark)
        return self._sided(topic, stance, absent=absent, status=status, by=by)

    def _sided(self, topic: Topic, stance: Stance, *, absent: bool, status: Status, by: Mark | None) -> _Said | None:
        """The side that follows from topic, absence and stance; a side that only falls away is kept as denied."""
        axis, side = self._axis(topic), topic.mark.cue.value
        if absent:
            other = axis.other(side) if by is not None and axis.absent == "other" else None
            if other is None:
                return _Said(topic, side, "negated", by)
            side = other
        if stance.likes:
            return None if stance.mild and side not in axis.tolerated else _Said(topic, side, status, by)
        other = axis.other(side) if axis.disliked == "other" else None
        return _Said(topic, side, "negated", by) if other is None else _Said(topic, other, status, by)

    def _outdone(self, here: _Said, said: Sequence[_Said]) -> bool:
        """True where one attitude seems to speak for both sides at once, and another topic stands nearer to it.

        "A task without a deadline makes me nervous" is about the deadline. Topics joined by "and" both count.
        """
        if here.by is None or here.status != "affirmed" or self._axis(here.topic).absent != "other":
            return False
        mark, by = here.topic.mark, here.by
        return any(
            (each.side != here.side and each.status == "affirmed" and each.by is by)
            and each.topic.mark.cue.slot == mark.cue.slot
            and _distance(each.topic.mark, by) < _distance(mark, by)
            and not self.bearing.joined(min(mark.end, each.topic.mark.end), max(mark.first, each.topic.mark.first))
            for each in said
        )

    def _looking_back(self, said: Sequence[_Said]) -> Iterator[_Said]:
        """ "…, which I love", "Hate it.": an attitude without a topic of its own takes the last ones before it."""
        taken = {reading.topic.mark for reading in said}
        for attitude in self.bearing.attitudes:
            shared = self._shared(attitude, taken)
            if attitude in self.used or not (shared or self.bearing.points_back(attitude)):
                continue
            here = [each for each in self.topics if each.mark.end <= attitude.first and each.mark not in taken] or shared
            first = attitude is self.bearing.attitudes[0]
            for topic in here or (self.before.topics if first else ()):
                taken.add(topic.mark)
                reading = self._at_distance(topic, attitude)
                if reading:
                    yield reading

    def _shared(self, attitude: Mark, taken: set[Mark]) -> list[Topic]:
        """The topics of the attitude just before, where "and" joins the two: "thrills me at first and torments me"."""
        earlier = [each for each in self.bearing.attitudes if each.end <= attitude.first]
        if attitude.cue.direction == "forward" or not earlier or earlier[-1] not in self.used:
            return []
        last = earlier[-1]
        between = [each for each in self.topics if last.end <= each.mark.first and each.mark.end <= attitude.first]
        if between or not self.bearing.joined(last.end, attitude.first):
            return []
        return [each for each in self.topics if each.mark.end <= last.first and each.mark in taken]

    def _at_distance(self, topic: Topic, attitude: Mark) -> _Said | None:
        axis = self._axis(topic)
        if attitude.cue.kind not in (topic.mark.cue.by or axis.by):
            return None
        status = topic.scope.status(topic.mark.first, topic.mark.end, among=("question", "someone_else"))
        if status == "affirmed":
            status = self.scope.status(attitude.first, attitude.end, among=AROUND)
        return self._sided(topic, self.bearing.stance(attitude, None), absent=topic.absent, status=status, by=attitude)

    def _answers(self, found: Sequence[Evidence]) -> Iterator[Evidence]:
        """A bare "both", "the second", "love it" where a question stands open."""
        answered = {item.slot for item in found}
        for name in sorted(self.before.slots | {mark.cue.slot for mark in self.bearing.frames}):
            axis = self.cues.axis(name)
            if axis is None or not axis.asked or len(axis.sides) != 2 or name in answered:
                continue
            mark, value = self._bare(axis)
            if mark is not None and not self.scope.asked(mark.first):
                span = self.scope.sentence.span_of(mark.first, mark.end)
                yield self._item(name, value, span, "affirmed", mark.cue.words)

    def _bare(self, axis: Axis) -> tuple[Mark | None, str]:
        both = self.scope.of("both")
        if both and (self.before.slots or len({mark.cue.slot for mark in self.bearing.frames}) == 1):
            return both[0], MIXED
        if self.before.asked != axis.name or len(self.scope.sentence.words) > SHORT:
            return None, ""
        options, attitudes = self.scope.of("option"), self.bearing.attitudes
        if options and options[0].cue.value in ("1", "2"):
            return options[0], axis.sides[int(options[0].cue.value) - 1]
        if axis.pole and attitudes and not self.topics:
            likes = self.bearing.stance(attitudes[0], None).likes
            return attitudes[0], axis.pole if likes else axis.other(axis.pole) or axis.pole
        return None, ""

    def _left_open(self, said: Sequence[_Said], found: Sequence[Evidence]) -> Open:
        sentence = self.scope.sentence
        short = len(sentence.words) <= SHORT
        puts = sentence.asks and (short or bool(self.scope.of("self")))
        slots = {mark.cue.slot for mark in self.bearing.frames if puts or short} - {item.slot for item in found}
        kinds = {mark.cue.kind for mark in self.bearing.attitudes} if puts and not self.topics else set()
        # subtle: a topic that was only denied, or was so in the past, can still be taken up: "… Now I love it."
        held = {reading.topic.mark for reading in said if reading.status == "affirmed"}
        last = max((mark.first for mark in self.scope.stops), default=0)
        free = tuple(topic for topic in self.topics if topic.mark not in held and topic.mark.first >= last)
        return Open(slots=frozenset(slots), kinds=frozenset(kinds), topics=free)

    def _evidence(self, said: _Said) -> Evidence:
        mark, by = said.topic.mark, said.by
        first, end = mark.first, mark.end
        if by is not None and said.topic.scope is self.scope:
            whole = min(first, by.first), max(end, by.end)
            first, end = whole if whole[1] - whole[0] <= _QUOTE_REACH else (first, end)
        cue = mark.cue.words if by is None else f"{by.cue.words} + {mark.cue.words}"
        return self._item(mark.cue.slot, said.side, said.topic.scope.sentence.span_of(first, end), said.status, cue)

    def _item(self, slot: str, value: str, span: Span, status: Status, cue: str) -> Evidence:
        return Evidence(slot, value, self.turn, span, span.of(self.text), status, cue)


def _distance(one: Mark, two: Mark) -> int:
    return max(one.first - two.end, two.first - one.end, 0)
