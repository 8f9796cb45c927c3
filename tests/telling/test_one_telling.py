"""A reply is told once: the terminal, the page, HTML and Markdown carry the same speech acts, in the same order."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from advisor.conversation.conversation import Conversation
from advisor.faces.export import html, markdown
from advisor.faces.page.told_html import Drawn, told_html
from advisor.faces.telling.document import (
    Cited,
    Document,
    Key,
    Ours,
    Part,
    Repeated,
    Table,
    Understood,
    flat,
)
from advisor.faces.telling.tell import newly_put, teller_of
from advisor.faces.telling.terminal import show

pytestmark = pytest.mark.model
_FURTHER = ({"user": "why?"}, {"user": "what would change it?"}, {"user": "why not the other one?"}, {"user": "thanks"})
_SINGLE = (
    "Do I need a PhD to become a research engineer?", "RE vs RS pay at OpenAI?", "What is the pay at Meta?", "weather?",
    "I guess I like clear goals, maybe.", "what do senior engineers at anthropic earn?", "?", "hello", "so which one?",
)  # fmt: skip


@pytest.fixture(scope="module")
def tellings(advisor: Any, root: Path) -> list[tuple[Part, ...]]:
    """Of every reply of the dialogues that ship with the tests, and of some that are told in other ways."""
    lines = (root / "tests" / "cases" / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()[:12]
    dialogues = [[*json.loads(line)["turns"], *_FURTHER] for line in lines] + [[{"user": words}] for words in _SINGLE]
    told = []
    for turns in dialogues:
        conversation, standing = Conversation(), None
        for turn in turns:
            step = advisor.chat(conversation, turn["user"])
            put = newly_put(advisor.framework, conversation, step.conversation, step.reply)
            parts = teller_of(advisor).reply(step.reply, message=turn["user"], standing=standing, put=put)
            told.append(tuple(parts))
            conversation, standing = step.conversation, step.reply.verdict or standing
    return told


def acts(parts: tuple[Part, ...]) -> list[str]:
    """What is said, in order: of each block the words that anyone reads."""
    said: list[str] = []
    for block in flat(parts):
        match block:
            case Key(label, text, number):
                said += [*([label] if label else []), text, f"[{number}]"]
            case Cited(number, text, name, section):
                said += [text, f"[{number}]", f"{name}, §{section}"]
            case Repeated(text, note):
                said += [text, *([note] if note else [])]
            case Table(rows):
                said += [cell for pair in zip(*rows, strict=True) for cell in pair]
            case Ours(text) | Understood(text):
                said.append(text)
            case _:
                raise AssertionError(block)
    return said


class Words(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.replace("\\", "")).lower()


def missing(said: list[str], shown: str) -> str:
    """The first act that is not in what is shown, behind those before it; "" where all are."""
    rest = letters(shown)
    for words in said:
        at = rest.find(letters(words))
        if at < 0:
            return words
        rest = rest[at + len(letters(words)) :] if len(letters(words)) > 12 else rest
    return ""


def document(parts: tuple[Part, ...]) -> Document:
    return Document("t", (), tuple(flat(parts)))


def test_there_are_enough_and_of_every_kind(tellings: list[tuple[Part, ...]]) -> None:
    kinds = {type(block).__name__ for parts in tellings for block in flat(parts)}
    assert len(tellings) >= 60
    assert kinds >= {"Ours", "Understood", "Key", "Cited", "Repeated", "Table"}
    assert any("No, by the source:" in acts(parts) for parts in tellings)


@pytest.mark.parametrize("face", ["terminal", "page", "html", "markdown"])
def test_a_face_carries_every_speech_act_in_order(tellings: list[tuple[Part, ...]], face: str) -> None:
    for parts in tellings:
        if face == "terminal":
            console = Console(file=io.StringIO(), width=10_000, color_system=None)
            show(console, parts, full=True)
            shown = console.file.getvalue()  # type: ignore[attr-defined]
        elif face == "page":
            shown = Words(told_html(parts, Drawn(0))).words
        elif face == "html":
            shown = Words(html.write(document(parts)).partition("<main>")[2]).words
        else:
            shown = unescape(markdown.write(document(parts)))
        said = acts(parts)
        if face in ("html", "markdown"):  # a table is written row by row
            tables = [cell for block in flat(parts) if isinstance(block, Table) for row in block.rows for cell in row]
            said = [words for words in said if words not in tables]
        if face == "terminal":  # both sides of a comparison stand in one line, their names above
            labels = [block.label for block in flat(parts) if isinstance(block, Key)]
            assert all(label in shown.lower() or label in shown for label in labels)
            said = [words for words in said if words not in labels]
        assert missing(said, shown) == "", (face, shown)


def test_what_is_folded_on_a_terminal_is_named(tellings: list[tuple[Part, ...]]) -> None:
    for parts in tellings:
        console = Console(file=io.StringIO(), width=80, color_system=None)
        show(console, parts)
        shown = console.file.getvalue()  # type: ignore[attr-defined]
        if "Your words beside the source" in " ".join(acts(parts)):
            assert "--full shows your words beside the source’s" in " ".join(shown.split())
