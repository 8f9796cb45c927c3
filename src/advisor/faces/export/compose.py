"""From a conversation replayed, or from one person's verdict, to a document to take away: what is told, in plain blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.advisor import Advisor
from advisor.characters import shown
from advisor.conversation.conversation import Conversation
from advisor.conversation.transcript import Act, Chosen, LeftOut, Said, SetByHand, forgets, replay
from advisor.faces.export.making import made_by
from advisor.faces.telling.document import (
    CHOSEN,
    LEFT_OUT,
    Block,
    ByHand,
    Cited,
    Document,
    Ours,
    Source,
    Table,
    Yours,
    flat,
)
from advisor.faces.telling.quoted import plain
from advisor.faces.telling.tell import newly_put, teller_of
from advisor.framework.verdict import Verdict

TITLE = "Track Advisor: a conversation"
_CHECK = "To check it: advisor verify FILE cuts every quote out of its source again and compares it, character by character."


def of_conversation(advisor: Advisor, acts: Sequence[Act]) -> Document:
    """Everything said in it, each reply made anew to the words that stand in it; nothing said before "forget me" does.

    What a verdict rests on is told of the last one.
    """
    done = list(replay(advisor.counsel, map(_in_sight, acts)))
    begun = max((at + 1 for at, each in enumerate(done) if forgets(each.reply)), default=0)
    last = max((at for at, each in enumerate(done) if each.reply.verdict), default=0)
    teller, before = teller_of(advisor), Conversation()
    standing: dict[str, Verdict] = {}  # by whose it is
    blocks: list[Block] = []
    for at, each in enumerate(done[begun:], begun):
        block = _told(each.act)
        said = block.text if isinstance(block, Yours) else block.words
        put = newly_put(advisor.framework, before, each.conversation, each.reply)
        told = teller.reply(each.reply, message=said, standing=standing.get(each.reply.of), put=put, brief=at != last)
        blocks += [block, *flat(told)]
        standing |= dict(each.reply.people)
        if each.reply.verdict:
            standing[each.reply.of] = each.reply.verdict
        before = each.conversation
    return document_of(advisor, TITLE, blocks, "conversation")


def of_person(
    advisor: Advisor, name: str, turns: Sequence[str], verdict: Verdict, *, asked: Sequence[str | None] = ()
) -> Document:
    """The verdict on one person's words, what to ask this person next, and the words themselves.

    `asked` names the question that each turn answers, where it stood below one.
    """
    first = verdict.ask_next
    still = [first.text] if first else []
    still += [advisor.framework.question(q).text for q in verdict.missing if not (first and q == first.question)]
    ask: list[Block] = [Ours("What to ask next", "part"), *(Ours(each, "item") for each in still)] if still else []
    below = [*asked, *[None] * len(turns)]
    said = [Yours(shown(turn), question or "") for turn, question in zip(turns, below, strict=False)]
    told: list[Block] = [Ours("What was said", "part"), *said]
    blocks = [*flat([teller_of(advisor).verdict(replace(verdict, ask_next=None))]), *ask, *told]
    return document_of(advisor, plain(shown(name)), blocks, "profile")


def of_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Document:
    """A table alone."""
    cells = tuple(tuple(plain(shown(cell)) for cell in row) for row in (head, *rows))
    return Document(plain(shown(title)), (), (Table(cells),))


def _in_sight(act: Act) -> Act:
    """As it stands in a document, so that what is replayed is what can be read there."""
    match act:
        case Said(text):
            return Said(shown(text))
        case Chosen(kind, words):
            return Chosen(kind, shown(words))
        case LeftOut(name):
            return LeftOut(shown(name))
        case SetByHand(question, leaning, words):
            return SetByHand(question, leaning, shown(words))


def _told(act: Act) -> Yours | ByHand:
    match act:
        case Said(text):
            return Yours(text)
        case Chosen(kind, words):
            return ByHand(kind, CHOSEN, words)
        case LeftOut(name):
            return ByHand("focus", LEFT_OUT, name)
        case SetByHand(question, leaning, words):
            return ByHand(question, leaning, words)


def document_of(advisor: Advisor, title: str, blocks: Sequence[Block], kind: str) -> Document:
    """The blocks under a title, with the sources that they quote from and what made them; `kind` is one of `Made`."""
    named = {block.source for block in blocks if isinstance(block, Cited)}
    known = {a.id: a for a in (*advisor.articles, *advisor.cited)}.values()
    sources = tuple(Source(a.id, a.title, a.sha256, len(a.text)) for a in known if a.id in named)
    checked = [Ours(_CHECK, "note")] if named else []
    return Document(title, sources, (*blocks, *checked), made_by(advisor, kind))
