"""What the page offers to click: examples on the first visit, and ways to go on after a reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.answer import Abstention, Answer, Reading, SmallTalk
from advisor.answering.entities import LABS, entities
from advisor.conversation.reply import Reply
from advisor.faces.markup import Html, act, joined, tag
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


QUESTIONS = (
    Suggestion("What is the median pay of research scientists at Anthropic?"),
    Suggestion("Do I need a PhD to become a research engineer?"),
    Suggestion("How do the interviews for research engineers and research scientists differ?"),
)
PROFILES = (
    Suggestion(
        "An engineer of six years",
        "I have been a software engineer for six years, lately making training runs faster. I love debugging distributed "
        "systems and I want clear goals. I have a Master's and no papers. In five years I would like to be a CTO.",
    ),
    Suggestion(
        "A PhD candidate who also ships",
        "I am in the last year of my PhD and have two papers at NeurIPS. Reading papers and testing hypotheses is what I "
        "enjoy most, and I like not knowing where a project leads. But I want to be judged by the systems I ship.",
    ),
)
TOPICS = (
    Suggestion("Pay", "How does the pay of research engineers and research scientists compare?"),
    Suggestion("The PhD", QUESTIONS[1].label),
    Suggestion("Daily work", "What does a research engineer do all day?"),
    Suggestion("Interviews", QUESTIONS[2].label),
    Suggestion("Switching", "How does one switch from research engineer to research scientist?"),
)
_COMPARE_PAY = Suggestion("Compare pay", shows="compare")
_WHY = Suggestion("Why?")
_WHAT_IF = Suggestion("What would change it?")


def after(reply: Reply, framework: Framework, *, standing: Verdict | None) -> tuple[Suggestion, ...]:
    """Ways to go on; `standing` is the verdict so far, which an explanation was about."""
    if reply.kind == "explanation" and standing is not None:
        return (_WHAT_IF if reply.steps and not _changes(reply) else _WHY, *_to_prepare(standing, framework))
    if reply.verdict is not None and reply.verdict.is_profile:
        return (_WHY, _WHAT_IF, *_to_prepare(reply.verdict, framework))
    return _after_reading(reply.reading)


def buttons(suggestions: Sequence[Suggestion], *, label: str, class_: str = "chips") -> Html:
    """The suggestions as a labelled row of buttons; nothing where there are none."""
    if not suggestions:
        return Html("")
    row = joined(
        act(each.label, "show", class_="chip-button", value=each.shows)
        if each.shows
        else act(each.label, "ask", class_="chip-button", message=each.message)
        for each in suggestions
    )
    return tag("div", row, class_=class_, role="group", aria_label=label)


def _to_prepare(verdict: Verdict, framework: Framework) -> tuple[Suggestion, ...]:
    tracks = [track for track in framework.tracks if verdict.track in (track.id, UNDECIDED)]
    prepare = (Suggestion(f"Prepare for {t.id}", f"How should I prepare for the {t.name} interviews?") for t in tracks)
    return (*prepare, _COMPARE_PAY)


def _changes(reply: Reply) -> bool:
    return reply.steps[0].text.startswith("If ")


def _after_reading(reading: Reading | None) -> tuple[Suggestion, ...]:
    match reading:
        case Answer():
            named = entities(reading.read_as).labs
            others = [lab for lab in LABS if lab not in named] if len(named) == 1 else []
            return tuple(Suggestion(f"And at {lab}?") for lab in others)
        case Abstention(reason="too_vague" | "off_topic"):
            return TOPICS
        case SmallTalk():
            return QUESTIONS
        case _:
            return ()
