"""From a conversation replayed, or from one person's verdict, to a document to take away: what is told, in plain blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.advisor import Advisor
from advisor.characters import shown
from advisor.conversation.conversation import Conversation
from advisor.conversation.transcript import Act, Chosen, Said, forgets, replay
from advisor.faces.telling.document import Block, Cited, Document, Ours, Source, Table, Yours, flat
from advisor.faces.telling.quoted import plain
from advisor.faces.telling.tell import newly_put, teller_of
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict

TITLE = "Track Advisor: a conversation"
_CHECK = "To check it: advisor verify FILE cuts every quote out of its source again and compares it, character by character."


def of_conversation(advisor: Advisor, acts: Sequence[Act]) -> Document:
    """Everything said in it, each reply made anew; what was said before "forget me" is not in it.

    What a verdict rests on is told of the last one.
    """
    done = list(replay(advisor.counsel, acts))
    begun = max((at + 1 for at, each in enumerate(done) if forgets(each.reply)), default=0)
    last = max((at for at, each in enumerate(done) if each.reply.verdict), default=0)
    teller, before = teller_of(advisor), Conversation()
    standing: Verdict | None = None
    blocks: list[Block] = []
    for at, each in enumerate(done[begun:], begun):
        said = each.act.text if isinstance(each.act, Said) else each.act.words
        put = newly_put(advisor.framework, before, each.conversation, each.reply)
        told = teller.reply(each.reply, message=said, standing=standing, put=put, brief=at != last)
        blocks += [*_act(each.act, advisor.framework), *flat(told)]
        standing, before = each.reply.verdict or standing, each.conversation
    return document(advisor, TITLE, blocks)


def of_person(advisor: Advisor, name: str, turns: Sequence[str], verdict: Verdict) -> Document:
    """The verdict on one person's words, what to ask this person next, and the words themselves."""
    first = verdict.ask_next
    asked = [first.text] if first else []
    asked += [advisor.framework.question(q).text for q in verdict.missing if not (first and q == first.question)]
    ask: list[Block] = [Ours("What to ask next", "part"), *(Ours(each, "item") for each in asked)] if asked else []
    told: list[Block] = [Ours("What was said", "part"), *(Yours(shown(turn)) for turn in turns)]
    blocks = [*flat([teller_of(advisor).verdict(replace(verdict, ask_next=None))]), *ask, *told]
    return document(advisor, plain(shown(name)), blocks)


def of_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Document:
    """A table alone."""
    cells = tuple(tuple(plain(shown(cell)) for cell in row) for row in (head, *rows))
    return Document(plain(shown(title)), (), (Table(cells),))


def _act(act: Act, framework: Framework) -> Iterator[Block]:
    if isinstance(act, Said):
        yield Yours(shown(act.text))
    elif isinstance(act, Chosen):
        yield Ours(f"By hand: {act.kind} {plain(shown(act.words)) or 'taken back'}.", "note")
    elif act.words:
        yield Yours(shown(act.words))
    else:
        sides = {track.id: track.name for track in framework.tracks}
        to = f"set to {sides.get(act.leaning, act.leaning)}" if act.leaning else "no longer set"
        yield Ours(f"By hand: {act.question} {to}.", "note")


def document(advisor: Advisor, title: str, blocks: Sequence[Block]) -> Document:
    """The blocks under a title, with the sources that they quote from."""
    named = {block.source for block in blocks if isinstance(block, Cited)}
    known = {a.id: a for a in (*advisor.articles, *advisor.cited)}.values()
    sources = tuple(Source(a.id, a.title, a.sha256, len(a.text)) for a in known if a.id in named)
    return Document(title, sources, (*blocks, *([Ours(_CHECK, "note")] if named else [])))
