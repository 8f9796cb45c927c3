"""Bearing: what in a sentence bears on a topic: the attitude that governs it, the frame around it, what denies them.

Takes a Scope and the cue table; gives marks and yes or no. It decides nothing about sides: that is leanings.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.profile.cues import CueTable
from advisor.profile.evidence import Status
from advisor.profile.mark import Mark
from advisor.profile.scope import Scope, odd

NEAR = 5
"""How many words may stand between a negation and the topic or attitude that it denies."""
AROUND: tuple[Status, ...] = ("question", "someone_else", "past", "hedged")
_MINE = ("i", "me", "my", "myself")
_PRONOUNS = frozenset(("it", "that", "this", "them", "which", "those", "these", "both", "one", "there"))


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether the user is for a thing, and whether only mildly (does not mind it)."""

    likes: bool
    mild: bool = False


@dataclass(frozen=True, slots=True)
class Bearing:
    """The attitudes and frames of one sentence, ready to be asked about its topics."""

    scope: Scope
    cues: CueTable

    @property
    def attitudes(self) -> tuple[Mark, ...]:
        return self.scope.of("attitude")

    @property
    def frames(self) -> tuple[Mark, ...]:
        return self.scope.of("frame")

    def governor(self, topic: Mark) -> Mark | None:
        """The attitude that the topic stands under: the nearest one whose direction reaches it."""
        around = [each for each in self.attitudes if each.holds(topic) and len(each) > len(topic) + 1]
        if around:
            return around[0]
        left = [each for each in self.attitudes if each.cue.direction != "backward" and self._open(each, topic)]
        right = [each for each in self.attitudes if each.cue.direction != "forward" and self._open(topic, each)]
        before, after = (left[-1] if left else None), (right[0] if right else None)
        if before and after:
            nearer = self.joined(before.end, topic.first) and not self.joined(topic.end, after.first)
            return after if nearer else before
        return before or after

    def frame(self, topic: Mark) -> Mark | None:
        """The nearest frame of the topic's own slot that reaches it."""
        reach = [
            each
            for each in self.frames
            if each.cue.slot == topic.cue.slot and not each.meets(topic) and self._framed(each, topic)
        ]
        return min(reach, key=lambda each: (abs(each.first - topic.first), each.first), default=None)

    def framed_otherwise(self, governor: Mark, topic: Mark) -> bool:
        """True where a frame of another question stands between: "I want to be judged by what I find"."""
        return any(
            frame.cue.slot != topic.cue.slot
            and self.is_question(frame)
            and governor.first <= frame.first
            and governor.end < frame.end <= topic.first
            for frame in self.frames
        )

    def is_question(self, mark: Mark) -> bool:
        """True for a mark on one of the axes that the adviser asks about."""
        axis = self.cues.axis(mark.cue.slot)
        return axis is not None and axis.asked

    def stance(self, governor: Mark | None, frame: Mark | None, topic: Mark | None = None) -> Stance:
        """For or against, from the attitude and the frame together; "hate being judged by" turns the frame.

        A "but" before the topic turns it back: "don't judge me by this but by that".
        """
        if frame is not None and (self.denied(frame) or self._disliked(frame)):
            return Stance(likes=topic is not None and self._turned(frame.end, topic.first))
        if governor is None:
            return Stance(likes=True)
        denied = self.denied(governor)
        likes = (governor.cue.polarity == "like") != denied
        return Stance(likes, mild=frame is None and likes and (governor.cue.kind == "tolerate" or denied))

    def status(self, topic: Mark, by: Mark | None) -> Status:
        """How the words around bear on it; an attitude that says "me" cannot be another person's."""
        among = AROUND if by is None or not self._others_may_act(topic) else tuple(s for s in AROUND if s != "someone_else")
        places = self._places(topic, by)
        for place in places:
            status = self.scope.status(place.first, place.end, among=among)
            if status != "affirmed":
                return status
        void = any(self.scope.reaches(mark, place.first, place.end) for mark in self.scope.of("void") for place in places)
        return "negated" if void else "affirmed"

    def lesser(self, topic: Mark) -> bool:
        """True for what comes second in a comparison: "rather this than that"."""
        return any(
            mark.end <= topic.first and not self.scope.parted(mark.end, topic.first, commas=True)
            for mark in self.scope.of("lesser")
        )

    def absent(self, topic: Mark, by: Mark | None = None) -> bool:
        """True for "no clear goals": a negation just before the topic, with no attitude between the two."""
        ends = [each.end for each in (*self.attitudes, *((by,) if by else ())) if each.end <= topic.first]
        before = self._denials(topic, floor=max(ends, default=0), reach=NEAR)
        after = [
            mark
            for mark in self.scope.of("negation")
            if by is not None and mark.cue.direction == "backward" and mark.first == topic.end
        ]
        return odd(before) != bool(after)

    def denied(self, attitude: Mark) -> bool:
        """True for "don't enjoy": an odd number of negations before the attitude, with no topic between."""
        ends = [each.end for each in self.scope.of("topic") if each.end <= attitude.first]
        return odd(self._denials(attitude, floor=max(ends, default=0), reach=NEAR + 1))

    def points_back(self, attitude: Mark) -> bool:
        """True for an attitude whose object has been named before: "…, which I love", "theory I enjoy", "hate it"."""
        words = self.scope.sentence.words
        near = words[max(0, attitude.first - 3) : attitude.end + 2]
        ends = attitude.end == len(words) or not words[attitude.end].form[0].isalnum()
        return any(word.form in _PRONOUNS for word in near) or len(words) <= 3 or ends

    def joined(self, start: int, end: int) -> bool:
        """True where "and" or a comma parts two places."""
        return any(word.form in (",", "and", "(", "-", ":") for word in self.scope.sentence.words[start:end])

    def _turned(self, start: int, end: int) -> bool:
        return any(word.form == "but" for word in self.scope.sentence.words[start:end])

    def _open(self, one: Mark, two: Mark) -> bool:
        return one.end <= two.first and not self.scope.parted(one.end, two.first)

    def _framed(self, frame: Mark, topic: Mark) -> bool:
        """A frame reaches forward until another attitude has a clause of its own, and backward within its clause."""
        if topic.end <= frame.first:
            return frame.cue.direction == "both" and not self.scope.parted(topic.end, frame.first)
        between = [each for each in self.attitudes if frame.end <= each.first and each.end <= topic.first]
        return not any(self.scope.parted(frame.end, each.end) for each in between)

    def _disliked(self, frame: Mark) -> bool:
        return any(
            each.cue.polarity == "dislike"
            and 0 <= frame.first - each.end < NEAR
            and not self.scope.parted(each.end, frame.first, commas=True)
            for each in self.attitudes
        )

    def _denials(self, mark: Mark, *, floor: int, reach: int) -> Sequence[Mark]:
        return [
            each
            for each in self.scope.of("negation")
            if floor <= each.first
            and each.end <= mark.first < each.end + reach
            and self.scope.reaches(each, mark.first, mark.end)
            and not any(word.form == "and" for word in self.scope.sentence.words[each.end : mark.first])
        ]

    def _places(self, topic: Mark, by: Mark | None) -> list[Mark]:
        if by is None:
            return [topic]
        if any(word.form in _MINE for word in self.scope.sentence.words[by.first : by.end]):
            return [by]
        return [by, topic] if by.first < topic.first else [topic, by]

    def _others_may_act(self, topic: Mark) -> bool:
        """True on an axis where it is others who judge, as long as the sentence speaks of the user at all."""
        axis = self.cues.axis(topic.cue.slot)
        return axis is not None and axis.by_others and any(
            not any(other.meets(mark) for other in self.scope.of("other")) for mark in self.scope.of("self")
        )
