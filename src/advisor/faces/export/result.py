"""One document to hand on: the verdict and how firm it is, the questions in the user's own words, three figures, next steps,
what is open, own concerns, being ready, a dated plan, questions to take along.

It is a document like any other, so `advisor verify` proves its quotes; its verdict follows from more words than stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from advisor.advisor import Advisor
from advisor.article.anchor import Anchor
from advisor.characters import shown
from advisor.conversation.conversation import Conversation
from advisor.conversation.transcript import Act, forgets, replay
from advisor.faces import verdict_wording
from advisor.faces.deciding import aid_of
from advisor.faces.export.compose import document_of
from advisor.faces.telling.document import Block, Document, Ours, Table, Yours
from advisor.faces.telling.quoted import plain
from advisor.faces.telling.tell import Teller, teller_of
from advisor.framework import concerns, firmness, readiness, weights
from advisor.framework.aid import Aid
from advisor.framework.choices import Choices
from advisor.framework.decision import UNDECIDED
from advisor.framework.findings import Finding
from advisor.framework.framework import Framework
from advisor.framework.plan import timeline_words
from advisor.framework.verdict import Verdict, quotes_at

_LONGEST = 110  # characters of the user's own words on one question
_MOST_STEPS = 3


def of_result(advisor: Advisor, acts: Sequence[Act], *, name: str = "", day: date | None = None) -> Document:
    """`name` is whom it is about, `day` its date; of a conversation that says nothing of anybody it says so."""
    conversation = Conversation()
    for each in replay(advisor.counsel, acts):
        conversation = Conversation() if forgets(each.reply) else each.conversation
    verdict, choices = advisor.counsel.verdict(conversation), conversation.choices
    if day is None or (choices.deadline and choices.deadline <= day):
        choices = replace(choices, deadline=None)  # a date that is past is nothing to count towards
    blocks: list[Block] = [Ours(f"{day:%-d %B %Y}", "note")] if day else []
    blocks.append(Ours(verdict_wording.verdict_line(advisor.framework, verdict), "verdict"))
    if verdict.is_profile:
        aid = aid_of(advisor, verdict, choices, unanswered=conversation.unanswered, today=day)
        blocks += _told(advisor, verdict, aid, choices)
    return document_of(advisor, plain(shown(f"Result: {name}" if name else "Result")), blocks, "result")


def _told(advisor: Advisor, verdict: Verdict, aid: Aid, choices: Choices) -> Iterator[Block]:
    framework, teller = advisor.framework, teller_of(advisor)
    names = tuple(finding.question.capitalize() for finding in verdict.findings)
    yield Table((names, tuple(verdict_wording.chip(finding.leaning) for finding in verdict.findings)))
    yield from _firm(framework, verdict, aid, choices)
    for finding in verdict.findings:
        if finding.leaning:
            yield Ours(f"{finding.question.capitalize()}: {finding.because}")
            yield from _own_words(finding)
    figures = tuple(dict.fromkeys(q for a in _figures(framework, verdict) for q in quotes_at(a, advisor.cited)[:1]))
    if figures:
        yield Ours("Figures", "part")
        yield from teller.readings.quotes(figures[:3])
    if verdict.advice:
        yield Ours("What to do next", "part")
        yield from (Ours(advice.text, "item") for advice in verdict.advice[:_MOST_STEPS])
    if verdict.missing:
        yield Ours("Still open", "part")
        yield from (Ours(framework.question(question).text, "item") for question in verdict.missing)
    yield from _concerns(framework, teller, aid)
    yield from _ready(framework, choices)
    yield from _plan(framework, teller, aid)
    if aid.take_along:
        yield Ours("Questions to take along", "part")
        for group in aid.take_along:
            yield from (Ours(plain(shown(f"{group.title}: {each}")), "item") for each in group.questions)
    yield Ours(framework.scope, "note")


def _firm(framework: Framework, verdict: Verdict, aid: Aid, choices: Choices) -> Iterator[Block]:
    """Both counts where weights were told or set, and how firm the verdict is over all weightings."""
    if choices.weights:
        leader = max(framework.sides, key=verdict.leanings.count)
        counts = weights.in_words(framework, verdict.track, verdict.lead, leader, aid.standing)
        yield Ours(f"{weights.heard_in_words(choices.weights)} {counts}")
    yield Ours(firmness.in_words(framework, aid.firmness))
    if aid.views and aid.views.disagree:
        yield Ours(aid.views.text)


def _concerns(framework: Framework, teller: Teller, aid: Aid) -> Iterator[Block]:
    """The user's own lines, for or against what, and what the source says on each."""
    if aid.concerns:
        yield Ours("Your own concerns, beside the count", "part")
    for each in aid.concerns:
        yield Yours(shown(each.text))
        nothing = "" if each.quotes else " The source says nothing on it."
        yield Ours(f"{concerns.stance_in_words(framework, each)}.{nothing}", "note")
        yield from teller.readings.quotes(each.quotes[:1])


def _ready(framework: Framework, choices: Choices) -> Iterator[Block]:
    before, now = choices.readiness_of(framework)
    last = now or before
    if last is None:
        return
    yield Ours("Ready to decide?", "part")
    yield Ours(readiness.in_words(last, before if now else None))
    yield from (Ours(mend, "item") for mend in readiness.to_mend(framework, last))


def _plan(framework: Framework, teller: Teller, aid: Aid) -> Iterator[Block]:
    """The steps, with their dates where there is a deadline, and the other way there."""
    if aid.plan is None or not aid.plan.steps:
        return
    yield Ours("A plan", "part")
    if aid.plan.timeline:
        yield Ours(timeline_words(framework, aid.plan))
        yield from teller.readings.quotes(aid.plan.timeline.quotes[:1])
    for step in aid.plan.steps:
        when = f"{step.start:%-d %b} to {step.end:%-d %b %Y}: " if step.start and step.end else ""
        yield Ours(f"{when}{step.text} Done when: {step.done}", "item")
    if aid.plan.plan_b:
        yield Ours(aid.plan.plan_b)
        yield from teller.readings.quotes(aid.plan.plan_b_quotes[:1])


def _own_words(finding: Finding) -> Iterator[Block]:
    """The last thing that the user said on it and that counts, of a long one the beginning."""
    said = next((item.text for item in reversed(finding.evidence) if item.counts), "")
    if said:
        yield Yours(shown(said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(None, 1)[0]} …"))


def _figures(framework: Framework, verdict: Verdict) -> Iterator[tuple[Anchor, ...]]:
    """Where the source has what matters most: pay, the chance of being taken, and how long preparing takes."""
    track = framework.sides[0] if verdict.track == UNDECIDED else verdict.track
    labs = next((value for name, value in verdict.facts if isinstance(value, tuple) and value), ())
    pay = sorted((each for each in framework.pay if each.track == track), key=lambda each: each.lab not in labs)
    yield from (each.anchors for each in pay[:1])
    if framework.odds:
        yield framework.odds.anchors
    yield from (each.anchors for each in framework.stretches if each.group == "preparation" and each.track in (track, ""))
