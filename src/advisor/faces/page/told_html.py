"""What is told, as HTML: every part in the order in which it is told, each kind with a look of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from advisor.faces.markup import Html, joined, tag, text
from advisor.faces.page.do import Do, act
from advisor.faces.telling.document import (
    ByHand,
    Cited,
    Confirm,
    Group,
    Key,
    Ours,
    Part,
    QuestionPart,
    Repeated,
    Table,
    Understood,
    Yours,
)

_SIDES = {"RE": "first", "RS": "second", "open": "open"}  # by colour and never alone by it
_CHIPS = (*_SIDES, "mixed")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a reply stands in the log, so that its citations lead to their places; `keys` are its answering words."""

    exchange: int
    keys: tuple[Key, ...] = ()


def told_html(parts: Iterable[Part], drawn: Drawn) -> Html:
    """All parts. What the user said and what the source says stand side by side where one follows the other."""
    return joined(_run(kind, list(run), drawn) for kind, run in groupby(parts, key=_alike))


def chip(leaning: str) -> Html:
    """`RE`, `RS`, `mixed` or `open`."""
    return tag("span", leaning, class_=f"leaning {_SIDES.get(leaning, 'mixed')}")


def _alike(part: Part) -> str:
    """What stands together: lines of a list, steps, answering words, words beside words."""
    match part:
        case Ours(look="item"):
            return "items"
        case Group(kind="step"):
            return "steps"
        case Group(kind="fold"):
            return "folds"
        case Key():
            return "keys"
        case Repeated() | Cited():
            return "beside"
        case _:
            return f"one {id(part)}"


def _run(kind: str, parts: Sequence[Part], drawn: Drawn) -> Html:
    match kind:
        case "items":
            return tag("ul", joined(tag("li", part.text) for part in parts if isinstance(part, Ours)), class_="items")
        case "steps":
            steps = joined(tag("li", told_html(_plain(part), drawn)) for part in parts if isinstance(part, Group))
            return tag("ol", steps, class_="steps")
        case "folds":
            return tag("div", joined(_fold(part, drawn) for part in parts if isinstance(part, Group)), class_="folds")
        case "keys":
            keys = joined(_key(part, drawn) for part in parts if isinstance(part, Key))
            return tag("div", keys, class_="keys sides" if len(parts) > 1 else "keys")
        case "beside":
            return _beside(parts, drawn)
        case _:
            return _one(parts[0], drawn)


def _one(part: Part, drawn: Drawn) -> Html:
    match part:
        case Ours(words, "verdict"):
            name, _, counted = words.partition(": ")
            rest = joined((tag("span", ": ", class_="sr"), tag("span", counted, class_="tally"))) if counted else ""
            return tag("p", tag("span", name, class_="track"), rest, class_="line")
        case Ours(words, "part" | "heading"):
            return tag("h3", words)
        case Ours(words, "note"):
            return tag("p", words, class_="note")
        case Ours(words):
            return tag("p", words, class_="plain")
        case Yours(words):
            return tag("p", words, class_="you")
        case ByHand():
            return tag("p", f"You set: {part.text}", class_="you")
        case Understood(words, follows):
            return tag("p", f"{'Read as a follow-up to' if follows else 'Read as'}: {words}", class_="read-as")
        case Table(rows) if len(rows) == 2:
            named = zip(*rows, strict=True)
            cells = joined(tag("li", tag("span", name, class_="name"), " ", chip(leaning)) for name, leaning in named)
            return tag("ul", cells, class_="strip", aria_label="The five questions")
        case Table(rows):
            head = tag("tr", joined(tag("th", cell, scope="col") for cell in rows[0]))
            below = (tag("tr", tag("th", row[0], scope="row"), joined(_cell(cell) for cell in row[1:])) for row in rows[1:])
            return tag("div", tag("table", tag("thead", head), tag("tbody", joined(below))), class_="table")
        case QuestionPart():
            return _asked(part)
        case Confirm():
            return _confirm(part)
        case Group():
            return _group(part, drawn)
        case _:
            return told_html((part,), drawn)


def _cell(words: str) -> Html:
    return tag("td", chip(words) if words in _CHIPS else words)


def _group(group: Group, drawn: Drawn) -> Html:
    match group.kind:
        case "answer":
            keys = tuple(part for part in group.parts if isinstance(part, Key))
            return tag("div", told_html(group.parts, replace(drawn, keys=keys)), class_="answer" if keys else "answer whole")
        case "near":
            return tag("div", told_html(group.parts, drawn), class_="refusal")
        case "remark":
            said, *places = group.parts
            words = said.text if isinstance(said, Ours) else ""
            return tag("details", tag("summary", words), told_html(places, drawn), class_="remark")
        case "changes":
            return tag("div", told_html(group.parts, drawn), class_="changes")
        case "verdict" if len(group.parts) == 1:
            return told_html((Ours(part.text) if isinstance(part, Ours) else part for part in group.parts), drawn)
        case "verdict":
            return tag("section", told_html(group.parts, drawn), class_="verdict", aria_label="Verdict")
        case _:
            return tag("div", told_html(group.parts, drawn), class_=group.kind)


def _fold(group: Group, drawn: Drawn) -> Html:
    return tag("details", tag("summary", group.title), told_html(group.parts, drawn), class_="fold", data_keep=True)


def _plain(step: Group) -> Iterator[Part]:
    """A step without the sign of a list, which the list itself has."""
    for part in step.parts:
        yield Ours(part.text) if isinstance(part, Ours) else part


def _key(key: Key, drawn: Drawn) -> Html:
    said = f"{key.label[:1].upper()}{key.label[1:]}: " if key.label else ""
    label = tag("span", said, class_="label") if said else ""
    words = tag("span", key.text, class_="q")
    return tag("p", label, "“", words, "” ", _cite(f"[{key.number}]", key.number, drawn), class_="key")


def _beside(parts: Sequence[Part], drawn: Drawn) -> Html:
    yours = joined(_own(part) for part in parts if isinstance(part, Repeated))
    theirs = joined(_quote(part, drawn) for part in parts if isinstance(part, Cited))
    if not yours:
        return theirs
    said = tag("div", tag("p", "You said", class_="whose"), yours, class_="yours")
    source = tag("div", tag("p", "The source says", class_="whose"), theirs, class_="theirs") if theirs else ""
    return tag("div", said, source, class_="beside")


def _own(own: Repeated) -> Html:
    note = tag("span", f" {own.note}", class_="note") if own.note else ""
    return tag("p", "“", tag("span", own.text, class_="q"), "”", note, class_="own")


def _quote(cited: Cited, drawn: Drawn) -> Html:
    where = f"{cited.name}, §{cited.section_number} {cited.section_title}".rstrip()
    place = _cite(joined((tag("span", f"[{cited.number}]", class_="n"), " ", where)), cited.number, drawn)
    words = tag("span", _marked(cited, drawn.keys), class_="q")
    return tag("blockquote", tag("p", "“", words, "”"), tag("footer", place), class_="quote")


def _marked(cited: Cited, keys: Sequence[Key]) -> Html:
    """The words, unaltered, with those that answer emphasised."""
    key = next((key.text for key in keys if key.number == cited.number and key.text in cited.text), "")
    if not key:
        return text(cited.text)
    before, _, after = cited.text.partition(key)
    return joined((before, tag("strong", key), after))


def _cite(label: str | Html, number: int, drawn: Drawn) -> Html:
    return act(label, Do.CITE, class_="cite", exchange=drawn.exchange, at=number - 1)


def _asked(asked: QuestionPart) -> Html:
    """The question with its answers as buttons; any other answer can be typed."""
    return tag("div", tag("p", asked.text, class_="asked"), options(asked), class_="asking")


def options(asked: QuestionPart) -> Html:
    """The answers that are offered, and the way past the question."""
    offered = joined(
        act(each.text, Do.ANSWER, class_="option", question=asked.question, leaning=each.leaning, message=each.text)
        for each in asked.options
    )
    skip = act("Not sure, skip it", Do.ASK, class_="option quiet", message="skip")
    return tag("div", offered, skip, class_="options")


def _confirm(confirm: Confirm) -> Html:
    sent = {"question": confirm.question, "leaning": confirm.leaning, "message": confirm.answer}
    yes = act("Yes", Do.ANSWER, class_="option", label_for_readers=f"Yes: {confirm.answer}", **sent)
    no = tag("button", "No", type="button", class_="option", data_hide="confirm")
    return tag("div", tag("p", confirm.text), tag("div", yes, no, class_="options"), class_="confirm")
