"""What is loaded from a file may be anything: it is what it should be, or one line says that it is not."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.article import importing, source
from advisor.conversation.transcript import from_json
from advisor.errors import AdvisorError, IndexDamaged, InputUnreadable, ModelMissing, SourceDamaged
from advisor.faces import passwords
from advisor.faces.case_forms import checked
from advisor.faces.export import html, markdown
from advisor.faces.export.people import read_people
from advisor.faces.feedback import FeedbackFile
from advisor.search.adapter import Adapter
from advisor.search.manifest import read_manifest
from advisor.settings import Settings

MANY = 300  # of each loader; benchmarks/soak.py tries thousands
DEEP = 100_000
BITS = [
    "{", "}", "[", "]", '"', ":", ",", "=", "\n", "\n\n", "\r", "#", "1e999", "NaN", "null", "-1", "\\ud800", "\x00", "\x1b",
    "é", "\u202e", "id", "question", "answerable", "text", "kind", "act", "say", "set", "a" * 300, "<p>", "</p>", "> ",
    "**You:** ", "|",
]
VALUES: list[Any] = [None, True, -1, 0.5, "", "x", [], ["x"], {}, {"x": []}, [[1]], float("nan"), 10**30, "\ud800", [None]]


def spoiled(drawn: random.Random, text: str) -> str:
    """The text with a few pieces taken out, doubled or put in."""
    for _ in range(drawn.randint(1, 4)):
        at, to = sorted(drawn.choices(range(len(text) + 1), k=2))
        text = drawn.choice((text[:at] + text[to:], text[:at] + drawn.choice(BITS) + text[at:], text[:to] + text[at:]))
        text = text[:20_000]
    return text


def exchanged(drawn: random.Random, value: Any) -> Any:
    """JSON of the same form with one value, deep or not, that is something else."""
    if isinstance(value, dict) and value and drawn.random() < 0.8:
        key = drawn.choice(list(value))
        if drawn.random() < 0.15:
            return {k: v for k, v in value.items() if k != key}
        return {**value, key: exchanged(drawn, value[key])}
    if isinstance(value, list) and value and drawn.random() < 0.7:
        at = drawn.randrange(len(value))
        return [*value[:at], exchanged(drawn, value[at]), *value[at + 1 :]]
    return drawn.choice(VALUES)


TURN = {"user": "x", "kind": ["verdict"], "tag": "t", "slots": {"energy": ["RE"]}, "facts": {"labs": ["OpenAI"]}}
CASES: dict[str, dict[str, Any]] = {
    "ask": {
        "id": "a", "question": "What does an RE earn?", "answerable": True, "section": 3, "gold": ["x"], "must_show": ["$"],
    },
    "assess": {
        "id": "p", "text": ["I love kernels."], "kind": "explicit", "expected": {"energy": "RE"}, "track": "RE", "labs": [],
        "has_phd": None, "publications": None, "accept": {"track": ["RE", "undecided"]},
    },
    "chat": {"id": "d", "turns": [{**TURN, "track": ["RE"]}]},
}  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize("kind", CASES)
def test_a_malformed_case_is_one_line_and_a_good_one_is_judged(run: Any, real_home: Path, tmp_path: Path, kind: str) -> None:
    file, drawn = tmp_path / "cases.jsonl", random.Random(11)
    refused, kept = 0, [json.dumps(CASES[kind])]
    for _ in range(MANY):
        case = exchanged(drawn, CASES[kind])
        try:
            checked(kind, case, "here")
        except InputUnreadable as error:
            refused += len(str(error).splitlines())
        else:
            kept.append(json.dumps(case))
    assert MANY / 4 < refused == MANY + 1 - len(kept)  # a line each
    file.write_text("\n".join(kept), encoding="utf-8")
    said = run("eval", kind, str(file), home=real_home)
    assert said.code in (0, 2), said.err
    assert "fault of its own" not in said.err
    file.write_text(json.dumps({"id": 3}), encoding="utf-8")
    said = run("eval", kind, str(file), home=real_home)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "cases.jsonl, line 1: " in said.err


@pytest.mark.model
@pytest.mark.parametrize("against", ["[" * DEEP, "null", '{"wrong": 3}', '{"wrong": [[]]}'])
def test_an_earlier_result_that_is_none_is_one_line(run: Any, real_home: Path, tmp_path: Path, against: str) -> None:
    (tmp_path / "cases.jsonl").write_text(json.dumps(CASES["ask"]), encoding="utf-8")
    (tmp_path / "earlier.json").write_text(against, encoding="utf-8")
    said = run("eval", "ask", str(tmp_path / "cases.jsonl"), "--against", str(tmp_path / "earlier.json"), home=real_home)
    assert "fault of its own" not in said.err
    assert said.code == 2


def test_what_is_nested_without_end_is_named(tmp_path: Path) -> None:
    for opener in ("[", '{"a":'):
        (tmp_path / "manifest.json").write_text(opener * DEEP, encoding="utf-8")
        with pytest.raises(IndexDamaged, match=r"manifest\.json damaged"):
            read_manifest(tmp_path)
        with pytest.raises(InputUnreadable, match="found no saved conversation"):
            from_json(opener * DEEP)
    for name, load, expected in (
        ("source.toml", source.describe, SourceDamaged), ("adapter.toml", Adapter.open, ModelMissing),
    ):  # fmt: skip
        for nested in (f"a = {'[' * DEEP}", f"a = {'{a=' * DEEP}"):
            (tmp_path / name).write_text(nested, encoding="utf-8")
            with pytest.raises(expected):
                load(tmp_path)


Load = Callable[[str, Path], object]


def _file(load: Callable[[Path], object], name: str) -> Load:
    def loaded(text: str, folder: Path) -> object:
        (folder / name).write_bytes(_raw(text))
        return load(folder / name)

    return loaded


def _beside(load: Callable[[Path], object], name: str) -> Load:
    return _file(lambda path: load(path.parent), name)


PASSWORD = f"mara:scrypt:{'0' * 32}:{'0' * 64}\n"
TALK = '{"kind": "track-advisor conversation", "version": 1, "sources": {}, "acts": [{"say": "x"}, {"set": "a", "to": "b"}]}'
SOURCE = 'id = "s"\ntitle = "T"\nsha256 = "0"\nreading = "text"\n'
MANIFEST = '{"format": 9, "parts": {"a": {}}, "sha256": "0"}'
EXPORT = "# t\n\n**You:** x\n\n> “a”\n>\n> \\[1\\] G, §2 B · n 1–2 · 0123456789ab\n"
PAGE = '<!doctype html>\n<body><main>\n<h1>t</h1>\n<p class="you">x</p>\n</main></body></html>\n'
ARTICLE = "# T\n\nA foreword.\n\n## 1. One\n\nFirst. Second [1].\n\n- a\n- b\n"


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


LOADERS: dict[str, tuple[str, Load]] = {
    "a conversation": (TALK, lambda text, _: from_json(_raw(text))),
    "a list of people": (
        'name,about\n"Mara",x\nBen,"y\nz"\n', _file(lambda path: list(read_people(path, ["energy"])), "p.csv"),
    ),
    "passwords": (PASSWORD * 2, _file(passwords.read_passwords, "people.txt")),
    "a source": (SOURCE, _beside(source.describe, "source.toml")),
    "a manifest": (MANIFEST, _beside(read_manifest, "manifest.json")),
    "an adapter": ('sha256 = "0"\nlabels = ["a"]\n', _beside(Adapter.open, "adapter.toml")),
    "feedback": (
        '{"question": "x", "after": []}\n',
        _beside(lambda home: FeedbackFile(Settings(home=home)).read(), "feedback.jsonl"),
    ),
    "Markdown of an export": (EXPORT, lambda text, _: markdown.read(text)),
    "a page of an export": (PAGE, lambda text, _: html.read(text)),
    "an article": (ARTICLE, lambda text, _: importing.read(_raw(text), "a.md", largest=100_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", LOADERS)
def test_any_text_is_loaded_or_refused(name: str, tmp_path: Path) -> None:
    good, load = LOADERS[name]
    drawn, said = random.Random(name), list[str]()
    for _ in range(MANY):
        try:
            load(spoiled(drawn, good), tmp_path)
        except AdvisorError as error:
            said.append(str(error))
    assert [line for line in said if len(line.splitlines()) != 1] == []
