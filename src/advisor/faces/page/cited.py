"""The quotes of a reply, in the order in which they are shown: the order gives each its number, [1] first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.answering.answer import Abstention, Answer
from advisor.article.quote import Quote
from advisor.conversation.reply import Reply
from advisor.framework.explain import Step
from advisor.framework.verdict import Verdict


def quotes_of(reply: Reply) -> tuple[Quote, ...]:
    """Every quote once; what answers comes before what a verdict rests on."""
    return tuple(dict.fromkeys(_quotes(reply)))


def number(quote: Quote, quotes: Sequence[Quote]) -> int:
    """The number of a citation: `number(quotes[0], quotes)` → `1`."""
    return quotes.index(quote) + 1


def _quotes(reply: Reply) -> Iterator[Quote]:
    if isinstance(reply.reading, Answer):
        yield from (citation.quote for citation in reply.reading.citations)
    elif isinstance(reply.reading, Abstention):
        yield from (citation.quote for citation in reply.reading.nearest)
    if reply.verdict:
        yield from _of_verdict(reply.verdict)
    yield from _of_steps(reply.steps)


def _of_verdict(verdict: Verdict) -> Iterator[Quote]:
    for finding in verdict.findings:
        yield from finding.quotes
    for advice in verdict.advice:
        yield from advice.quotes


def _of_steps(steps: Sequence[Step]) -> Iterator[Quote]:
    for step in steps:
        yield from step.quotes
