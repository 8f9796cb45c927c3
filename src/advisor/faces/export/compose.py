"""From a conversation replayed, or from one person's verdict, to a document: numbered citations, words beside words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from advisor.advisor import Advisor
from advisor.answering.answer import Abstention, Answer, Reading
from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.characters import shown
from advisor.conversation.reply import Reply
from advisor.conversation.transcript import Act, Said, SetByHand, forgets, replay
from advisor.faces import wording
from advisor.faces.export.document import (
    SHORT,
    Block,
    ByHand,
    Cited,
    Document,
    Ours,
    Repeated,
    Source,
    Table,
    Understood,
    Yours,
)
from advisor.faces.export.making import made_by
from advisor.faces.export.quoted import plain
from advisor.faces.remarks import remarks
from advisor.framework import explain
from advisor.framework.findings import BY_HAND
from advisor.framework.verdict import Verdict
from advisor.profile.evidence import Evidence

TITLE = "Track Advisor: a conversation"
_MOST_CHANGES = 3
_CHECK = "To check it: advisor verify FILE cuts every quote out of its source again and compares it, character by character."


def of_conversation(advisor: Advisor, acts: Sequence[Act]) -> Document:
    """Everything said in it, each reply made anew to the words that stand in it; nothing said before "forget me" does."""
    writer, blocks = _Writer(advisor), list[Block]()
    for each in replay(advisor.counsel, map(_in_sight, acts)):
        if forgets(each.reply):
            writer, blocks = _Writer(advisor), []
            continue
        blocks.append(_told(each.act))
        blocks += writer.reply(each.reply)
    return writer.document(TITLE, blocks, "conversation")


def of_person(
    advisor: Advisor, name: str, turns: Sequence[str], verdict: Verdict, *, asked: Sequence[str | None] = ()
) -> Document:
    """The verdict on one person's words, what to ask this person next, and the words themselves.

    `asked` names the question that each turn answers, where it stood below one.
    """
    writer = _Writer(advisor)
    first = verdict.ask_next
    still = [first.text] if first else []
    still += [advisor.framework.question(q).text for q in verdict.missing if not (first and q == first.question)]
    ask: list[Block] = [Ours("What to ask next", "part"), *(Ours(each, "item") for each in still)] if still else []
    below = [*asked, *[None] * len(turns)]
    said = [Yours(shown(turn), question or "") for turn, question in zip(turns, below, strict=False)]
    told: list[Block] = [Ours("What was said", "part"), *said]
    blocks = [*writer.verdict(replace(verdict, ask_next=None)), *ask, *told]
    return writer.document(plain(shown(name)), blocks, "profile")


def of_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Document:
    """A table alone."""
    cells = tuple(tuple(plain(shown(cell)) for cell in row) for row in (head, *rows))
    return Document(plain(shown(title)), (), (Table(cells),))


def _in_sight(act: Act) -> Act:
    """As it stands in a document, so that what is replayed is what can be read there."""
    return Said(shown(act.text)) if isinstance(act, Said) else SetByHand(act.question, act.leaning, shown(act.words))


def _told(act: Act) -> Block:
    return Yours(act.text) if isinstance(act, Said) else ByHand(act.question, act.leaning, act.words)


@dataclass(slots=True)
class _Writer:
    """Numbers each quote when it first comes up, and keeps its number.

    `articles` are those quoted from, then those that a rule may fall back on; each once.
    """

    advisor: Advisor
    articles: tuple[Article, ...] = field(init=False)
    numbers: dict[Quote, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.articles = tuple({a.id: a for a in (*self.advisor.articles, *self.advisor.cited)}.values())

    def document(self, title: str, blocks: Sequence[Block], kind: str) -> Document:
        named = {block.source for block in blocks if isinstance(block, Cited)}
        quoted = [article for article in self.articles if article.id in named]
        sources = tuple(Source(a.id, a.title, a.sha256, len(a.text)) for a in quoted)
        checked = [Ours(_CHECK, "note")] if named else []
        return Document(title, sources, (*blocks, *checked), made_by(self.advisor, kind))

    def reply(self, reply: Reply) -> Iterator[Block]:
        if reply.text:
            yield Ours(reply.text)
        if reply.reading:
            yield from self.reading(reply.reading)
        for change in reply.changed if reply.verdict else ():
            yield Ours(wording.changed(self.advisor.framework, change), "note")
        if reply.before and reply.verdict:
            yield Ours(f"That changes the verdict: it was {reply.before}.", "note")
        if reply.verdict:
            yield from self.verdict(reply.verdict)
        for step in reply.steps:
            yield Ours(step.text, "item")
            yield from self.beside(step.evidence, step.quotes)

    def reading(self, reading: Reading) -> Iterator[Block]:
        if wording.worth_showing(reading):
            yield Understood(plain(shown(reading.read_as)))
        if isinstance(reading, Answer):
            for line in wording.lead_ins(reading):
                yield Ours(line)
            yield from self.quotes(citation.quote for citation in reading.citations)
            for note in remarks(reading, self.advisor.articles):
                yield Ours(f"{wording.REMARK} {note.says}", "note")
                yield from self.quotes(note.quotes)
        elif isinstance(reading, Abstention):
            yield Ours(wording.refusal(reading))
            if reading.nearest:
                yield Ours(wording.NEAREST, "note")
                yield from self.quotes(citation.quote for citation in reading.nearest)
        else:
            yield Ours(wording.SMALL_TALK)

    def verdict(self, verdict: Verdict) -> Iterator[Block]:
        framework = self.advisor.framework
        yield Ours(wording.headline(framework, verdict), "verdict")
        if not verdict.is_profile:
            return
        for finding in verdict.findings:
            by_hand = " Set by hand, not by your words." if finding.rule == BY_HAND else ""
            yield Ours(f"{finding.question.capitalize()}: {wording.chip(finding.leaning)}. {finding.because}{by_hand}")
            yield from self.beside(finding.evidence, finding.quotes if finding.leaning else ())
        for each in verdict.contradictions:
            yield Ours("Two things you said do not go together; the later one is believed:")
            yield from self.beside((each.first, each.second), ())
        yield Ours("What would change it", "part")
        yield Ours(explain.possible(framework, verdict).text)
        for step in explain.what_if(framework, verdict)[:_MOST_CHANGES]:
            yield Ours(step.text, "item")
        if verdict.advice:
            yield Ours("What to do next", "part")
        for advice in verdict.advice:
            yield Ours(advice.text, "item")
            yield from self.quotes(advice.quotes)
        if verdict.ask_next:
            yield Ours(verdict.ask_next.text)
        yield Ours(framework.scope, "note")

    def beside(self, evidence: Iterable[Evidence], quotes: Iterable[Quote]) -> Iterator[Block]:
        for item in evidence:
            yield Repeated(shown(item.text), wording.STATUS_NOTES.get(item.status, ""))
        yield from self.quotes(quotes)

    def quotes(self, quotes: Iterable[Quote]) -> Iterator[Block]:
        for quote in quotes:
            article = next(article for article in self.articles if article.id == quote.source)
            number = self.numbers.setdefault(quote, len(self.numbers) + 1)
            yield Cited(
                number=number,
                text=quote.text,
                name=wording.name(quote.source, self.articles),
                section_number=quote.section_number,
                section_title=quote.section_title,
                source=quote.source,
                start=quote.span.start,
                end=quote.span.end,
                hash=article.sha256[:SHORT],
            )
