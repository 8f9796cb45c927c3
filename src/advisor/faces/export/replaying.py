"""The proof of replies: what the user said and tapped is told to the adviser again, and every block compared.

Only what made a document can prove it so: of another version, or other sources, nothing is said but that.
"""

from __future__ import annotations

from itertools import zip_longest

from advisor.advisor import Advisor
from advisor.characters import apart
from advisor.conversation.transcript import Act, Chosen, LeftOut, Said, SetByHand
from advisor.errors import UsageError
from advisor.faces.export import compose
from advisor.faces.export.lines import cited_line
from advisor.faces.export.making import made_by
from advisor.faces.export.proof import MOST, Problem, difference
from advisor.faces.telling.document import CHOSEN, LEFT_OUT, Block, ByHand, Cited, Document, Key, Made, Table, Yours
from advisor.framework.verdict import assess

_LONGEST = 2_000  # acts that are replayed: what a stranger sends must not hold anybody up
UNMADE = "it does not say what made it"
SHORTENED = "a result does not hold all the words that it follows from"


def made_otherwise(made: Made | None, advisor: Advisor) -> str:
    """Why the replies cannot be proven here, "" where they can: first what differs."""
    if made is None:
        return UNMADE
    if made.kind == "result":
        return SHORTENED
    here = made_by(advisor, made.kind)
    for name in ("version", "program", "adapter", "framework"):
        there, ours = getattr(made, name), getattr(here, name)
        if there != ours:
            return f"made with {name} {there}, and this is {ours}"
    return "" if made.sources == here.sources else "made with other sources than are here"


def unlike(document: Document, advisor: Advisor) -> tuple[Problem, ...]:
    """Every block that is not what this adviser says to the words of the user in it; `advisor` is what made it."""
    acts = _acts(document)
    if len(acts) > _LONGEST:
        return (Problem(None, f"{len(acts):,} messages", f"more than are replayed, at most {_LONGEST:,}"),)
    try:
        again = _person(document, advisor) if _kind(document) == "profile" else compose.of_conversation(advisor, acts)
    except UsageError as error:
        return (Problem(None, document.title, f"no export of ours: {error}"),)
    said, ours = list(document.blocks), list(again.blocks)
    while said and ours and said[-1] == ours[-1]:
        said.pop()
        ours.pop()
    found = [] if document.title == again.title else [Problem(None, document.title, _why(document.title, again.title))]
    for one, other in zip_longest(said, ours):
        if one != other and len(found) < MOST:
            found.append(_problem(one, other))
    return tuple(found)


def _kind(document: Document) -> str:
    return document.made.kind if document.made else ""


def _acts(document: Document) -> list[Act]:
    acts: list[Act] = []
    for block in document.blocks:
        if isinstance(block, Yours):
            acts.append(Said(block.text))
        elif isinstance(block, ByHand) and block.leaning == CHOSEN:
            acts.append(Chosen(block.question, block.words))
        elif isinstance(block, ByHand) and block.leaning == LEFT_OUT:
            acts.append(LeftOut(block.words))
        elif isinstance(block, ByHand):
            acts.append(SetByHand(block.question, block.leaning, block.words))
    return acts


def _person(document: Document, advisor: Advisor) -> Document:
    told = [block for block in document.blocks if isinstance(block, Yours)]
    turns, asked = [block.text for block in told], [block.question or None for block in told]
    verdict = assess(advisor.framework, advisor.profile(*turns, asked=asked), advisor.cited)
    return compose.of_person(advisor, document.title, turns, verdict, asked=asked)


def _problem(one: Block | None, other: Block | None) -> Problem:
    if one is None or other is None:
        missing = "missing, and it is said here" if one is None else "not said here"
        return Problem(None, _words(one or other), missing)
    said, ours = _words(one), _words(other)
    return Problem(None, said, _why(said, ours) if said != ours else "not so that it is set, or not by whom it is said")


def _why(said: str, ours: str) -> str:
    return f"{difference(said, ours, 'are said here')}{apart(said, ours)}"


def _words(block: Block | None) -> str:
    match block:
        case None:
            return ""
        case Table(rows):
            return " | ".join(cell for row in rows for cell in row)
        case Key(label, text, number):
            return f"{label}{': ' if label else ''}{text} [{number}]"
        case Cited():
            return f"{block.text} {cited_line(block)}"
        case _:
            return block.text
