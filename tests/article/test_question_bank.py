"""The question bank: what a file may hold, and that the guide's own bank holds together."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from advisor.article.anchor import find
from advisor.article.article import Article
from advisor.article.bank import Bank, load_bank
from advisor.errors import DataInvalid
from advisor.search.statements import load_statements

GOOD = '[[fact]]\nid = "a"\nat = [{ section = 1, terms = ["x"] }]\nquestions = ["q"]\n'


@pytest.fixture(scope="module")
def bank(root: Path) -> Bank:
    return load_bank(root / "corpus" / "guide")


def test_a_source_without_a_bank_has_an_empty_one(tmp_path: Path) -> None:
    assert load_bank(tmp_path) == Bank()


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    for name in ("b", "a"):
        (tmp_path / "questions" / f"{name}.toml").write_text(GOOD.replace('"a"', f'"{name}"'))
    assert [fact.id for fact in load_bank(tmp_path).facts] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        pytest.param("fact = 3", "found x.toml unreadable: fact", id="no list of facts"),
        pytest.param(GOOD + 'colour = "red"', r"found x.toml unreadable: fact\.0\.colour", id="an unknown key"),
        pytest.param(GOOD.replace('["q"]', "[]"), r"fact\.0\.questions", id="a fact without questions"),
        pytest.param(GOOD.replace('["q"]', '[""]'), r"fact\.0\.questions\.0", id="an empty question"),
        pytest.param(GOOD.replace('[{ section = 1, terms = ["x"] }]', "[]"), r"fact\.0\.at", id="a fact without a place"),
        pytest.param(GOOD.replace('["x"]', "[]"), r"fact\.0\.at\.0\.terms", id="a place without terms"),
        pytest.param(GOOD + 'about = ["Meta"]', r"fact\.0\.about", id="a lab that is none of the three"),
        pytest.param(
            '[[topic]]\nid = "t"\nreason = "not_covered"\nsame = ["u"]\nquestions = ["q"]',
            "found the topic 't' the same as 'u'",
            id="the same as a topic that is not there",
        ),
        pytest.param(
            '[[topic]]\nid = "t"\nreason = "bored"\nquestions = ["q"]', r"topic\.0\.reason", id="a reason that is none"
        ),
        pytest.param(GOOD + GOOD, "found the id 'a' twice", id="an id twice"),
        pytest.param("[[fact", "found x.toml unreadable: .+expected a question bank", id="no TOML"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(tmp_path: Path, text: str, match: str) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "x.toml").write_text(text)
    with pytest.raises(DataInvalid, match=match):
        load_bank(tmp_path)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataInvalid, match=r"found x.toml unreadable"):
        load_bank(tmp_path)


def test_every_fact_of_the_nine_sections_stands_in_the_guide(bank: Bank, guide: Article) -> None:
    missing = [f"{f.id}: {p}" for f in bank.facts for p in f.places if p.section <= 9 and find(p, guide) is None]
    assert missing == []


def test_every_fact_of_the_nine_sections_stands_in_the_original(bank: Bank, original: Article) -> None:
    missing = [f"{f.id}: {p}" for f in bank.facts for p in f.places if find(p, original) is None]
    assert missing == []


def test_every_place_near_a_topic_stands_in_the_guide(bank: Bank, guide: Article) -> None:
    missing = [f"{t.id}: {p}" for t in bank.topics for p in t.near if p.section <= 9 and find(p, guide) is None]
    assert missing == []


def test_what_is_not_covered_says_what_is_missing(bank: Bank) -> None:
    assert [t.id for t in bank.topics if t.reason == "not_covered" and not t.missing] == []
    assert [t.id for t in bank.topics if t.missing.endswith((".", " ")) or t.missing[:1] == " "] == []


def test_no_phrasing_stands_for_two_things(bank: Bank) -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for entry in (*bank.facts, *bank.topics):
        for question in entry.questions:
            homes[" ".join(question.lower().split())].add(entry.id)
    assert {question: ids for question, ids in homes.items() if len(ids) > 1} == {}


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def developed_on(folder: Path) -> set[str]:
    """Every question, turn and sentence of the development cases and public questions, plain."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*.jsonl")):
        if path.stem.startswith(("questions", "profiles", "dialogues")):
            for line in filter(str.strip, path.read_text("utf-8").splitlines()):
                case = json.loads(line)
                said = [case.get("question", ""), *case.get("text", []), *(turn["user"] for turn in case.get("turns", []))]
                found |= {plain(sentence) for text in said for sentence in (text, *re.split(r"[.!?\n]+", text))}
    return {text for text in found if len(text.split()) > 3}


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def test_what_is_held_out_is_in_no_bank(bank: Bank, root: Path) -> None:
    known = {plain(question) for entry in bank.entries for question in entry.questions}
    held_out = rows_of(root / "tests" / "cases" / "questions_held_out.jsonl")
    assert [row["question"] for row in held_out if plain(row["question"]) in known] == []
    assert {row["entry"] for row in held_out} <= {entry.id for entry in bank.entries}


def test_a_follow_up_names_two_entries(bank: Bank, root: Path) -> None:
    ids = {entry.id for entry in bank.entries}
    rows = rows_of(root / "training" / "followups.jsonl")
    assert [row for row in rows if not {row["after"], row["to"]} <= ids or row["after"] == row["to"]] == []


@pytest.mark.parametrize("kind", ["bank", "cases", "statements", "follow-ups", "documents"])
def test_nothing_is_a_near_copy_of_a_development_case(bank: Bank, eval_folder: Path, root: Path, kind: str) -> None:
    asked = sorted(developed_on(eval_folder))
    if kind == "bank":
        ours = [q for entry in (*bank.facts, *bank.topics) for q in entry.questions]
    elif kind == "statements":
        ours = [row.text for row in load_statements(root / "src/advisor/framework/data/re-rs/statements")]
    elif kind == "follow-ups":
        ours = [row["text"] for row in rows_of(root / "training" / "followups.jsonl")]
    elif kind == "documents":
        folder = root / "training" / "documents"
        ours = [each["q"] for path in sorted(folder.glob("*.jsonl")) for row in rows_of(path) for each in row["questions"]]
    else:
        names = ("questions.jsonl", "questions_spoken.jsonl", "questions_held_out.jsonl")
        ours = [row["question"] for name in names for row in rows_of(root / "tests" / "cases" / name)]
    sort = lambda text: " ".join(sorted(text.split()))  # noqa: E731 - what token_sort_ratio does, done once a text
    left = sorted({sort(plain(q)) for q in ours if len(plain(q).split()) > 3}, key=len)
    right = sorted(map(sort, asked), key=len)
    lengths = [len(text) for text in right]
    near: list[tuple[str, str]] = []
    for at in range(0, len(left), 1000):  # texts of like lengths: of others none can be alike
        some = left[at : at + 1000]
        first, last = bisect_left(lengths, 0.73 * len(some[0])), bisect_right(lengths, len(some[-1]) / 0.73)
        likeness = process.cdist(some, right[first:last], scorer=fuzz.ratio, score_cutoff=85, dtype=np.uint8, workers=2)
        near += [(some[i], right[first + j]) for i, j in np.argwhere(likeness >= 85)]
    assert near == []
