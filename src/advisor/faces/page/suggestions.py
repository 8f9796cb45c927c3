"""What the page offers to click: examples on the first visit, and ways to go on after a reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.answer import Abstention, Answer, Reading, SmallTalk
from advisor.answering.entities import LABS, entities
from advisor.conversation.reply import Reply
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.do import Do, act
from advisor.framework.decision import UNDECIDED
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`label` is on the button; `says` is what it sends, where that is more than the label; `shows` is a tab to open."""

    label: str
    says: str = ""
    shows: str = ""

    @property
    def message(self) -> str:
        return self.says or self.label


_WHY = Suggestion("Why?")
_WHAT_IF = Suggestion("What would change it?")


def questions(framework: Framework) -> tuple[Suggestion, ...]:
    """To ask on the first visit."""
    return tuple(map(Suggestion, framework.examples.questions))


def profiles(framework: Framework) -> tuple[Suggestion, ...]:
    """People to try, on the first visit."""
    return tuple(Suggestion(each.label, each.says) for each in framework.examples.profiles)


def topics(framework: Framework) -> tuple[Suggestion, ...]:
    """What the source speaks of, for who did not find it."""
    return tuple(Suggestion(each.label, each.says) for each in framework.examples.topics)


def after(reply: Reply, framework: Framework, *, standing: Verdict | None) -> tuple[Suggestion, ...]:
    """Ways to go on; `standing` is the verdict so far, which an explanation was about."""
    if reply.kind == "explanation" and standing is not None:
        return (_WHAT_IF if reply.steps and not _changes(reply) else _WHY, *_to_prepare(standing, framework))
    if reply.verdict is not None and reply.verdict.is_profile:
        return (_WHY, _WHAT_IF, *_to_prepare(reply.verdict, framework))
    return _after_reading(reply.reading, framework)


def buttons(suggestions: Sequence[Suggestion], *, label: str, class_: str = "chips") -> Html:
    """The suggestions as a labelled row of buttons; nothing where there are none."""
    if not suggestions:
        return Html("")
    row = joined(
        act(each.label, Do.SHOW, class_="chip-button", value=each.shows)
        if each.shows
        else act(each.label, Do.ASK, class_="chip-button", message=each.message)
        for each in suggestions
    )
    return tag("div", row, class_=class_, role="group", aria_label=label)


def _to_prepare(verdict: Verdict, framework: Framework) -> tuple[Suggestion, ...]:
    offered = framework.examples
    tracks = [track for track in framework.tracks if offered.prepare and verdict.track in (track.id, UNDECIDED)]
    prepare = (Suggestion(f"Prepare for {t.id}", offered.prepare.replace("{name}", t.name)) for t in tracks)
    return (*prepare, *([Suggestion(offered.compare, shows="compare")] if offered.compare else []))


def _changes(reply: Reply) -> bool:
    return reply.steps[0].text.startswith("If ")


def _after_reading(reading: Reading | None, framework: Framework) -> tuple[Suggestion, ...]:
    match reading:
        case Answer():
            named = entities(reading.read_as).labs
            others = [lab for lab in LABS if lab not in named] if len(named) == 1 else []
            return tuple(Suggestion(f"And at {lab}?") for lab in others)
        case Abstention(reason="too_vague" | "off_topic"):
            return topics(framework)
        case SmallTalk():
            return questions(framework)
        case _:
            return ()
