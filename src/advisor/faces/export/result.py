"""One page to hand on: the verdict, the five questions in the user's own words, three figures, next steps, what is open.

It is a document like any other, so `advisor verify` proves its quotes; its verdict follows from more words than stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from advisor.advisor import Advisor
from advisor.article.anchor import Anchor
from advisor.characters import shown
from advisor.conversation.conversation import Conversation
from advisor.conversation.transcript import Act, forgets, replay
from advisor.faces import wording
from advisor.faces.export.compose import document
from advisor.faces.telling.document import Block, Document, Ours, Table, Yours
from advisor.faces.telling.quoted import plain
from advisor.faces.telling.tell import teller_of
from advisor.framework.decision import UNDECIDED
from advisor.framework.findings import Finding
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict, quotes_at

_LONGEST = 110  # characters of the user's own words on one question
_MOST_STEPS = 3


def of_result(advisor: Advisor, acts: Sequence[Act], *, name: str = "", day: date | None = None) -> Document:
    """`name` is whom it is about, `day` its date; of a conversation that says nothing of anybody it says so."""
    conversation = Conversation()
    for each in replay(advisor.counsel, acts):
        conversation = Conversation() if forgets(each.reply) else each.conversation
    verdict = advisor.counsel.verdict(conversation)
    blocks: list[Block] = [Ours(f"{day:%-d %B %Y}", "note")] if day else []
    blocks.append(Ours(wording.verdict_line(advisor.framework, verdict), "verdict"))
    if verdict.is_profile:
        blocks += _told(advisor, verdict)
    return document(advisor, plain(shown(f"Result: {name}" if name else "Result")), blocks, "result")


def _told(advisor: Advisor, verdict: Verdict) -> Iterator[Block]:
    framework, teller = advisor.framework, teller_of(advisor)
    names = tuple(finding.question.capitalize() for finding in verdict.findings)
    yield Table((names, tuple(wording.chip(finding.leaning) for finding in verdict.findings)))
    for finding in verdict.findings:
        if finding.leaning:
            yield Ours(f"{finding.question.capitalize()}: {finding.because}")
            yield from _own_words(finding)
    figures = tuple(dict.fromkeys(q for a in _figures(framework, verdict) for q in quotes_at(a, advisor.cited)[:1]))
    if figures:
        yield Ours("Figures", "part")
        yield from teller.quotes(figures[:3])
    if verdict.advice:
        yield Ours("What to do next", "part")
        yield from (Ours(advice.text, "item") for advice in verdict.advice[:_MOST_STEPS])
    if verdict.missing:
        yield Ours("Still open", "part")
        yield from (Ours(framework.question(question).text, "item") for question in verdict.missing)
    yield Ours(framework.scope, "note")


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
