"""`advisor framework new` and `check`: a skeleton that loads, and what is missing named with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.article import source
from advisor.framework.checking import check
from advisor.framework.loading import SHIPPED, load_framework

COMMUTE = Path(__file__).resolve().parents[2] / "examples" / "commute"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "copy"
    shutil.copytree(COMMUTE, copy)
    return copy


def missing(folder: Path) -> list[str]:
    return [str(each) for each in check(folder, [source.load(COMMUTE / "guide")])]


def test_nothing_is_missing_from_those_that_ship(root: Path) -> None:
    assert missing(COMMUTE) == []
    assert check(SHIPPED, [source.load(root / "corpus" / "guide")]) == ()


def test_a_new_one_loads_and_lacks_what_it_says(run, tmp_path: Path) -> None:
    at = tmp_path / "mine"
    assert run("framework", "new", str(at)).code == 0
    assert load_framework(at).sides == ("one", "two")
    said = run("framework", "check", str(at))
    assert said.code == 1
    assert said.out.splitlines() == [
        "decide.toml:1: found no two [[views]]: what suits, and what can be had now",
        "statements/:1: found 1 statements labelled 'quiet=one'; expected 4 or more",
        "statements/:1: found 1 statements labelled 'quiet=two'; expected 4 or more",
    ]
    again = run("framework", "new", str(at))
    assert (again.code, again.out) == (2, "")
    assert "with something in it; expected a new or empty folder" in again.err


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("framework.toml", "lead_needed = 1", "lead_needed = ", "framework.toml:7: no TOML: "),
        ("framework.toml", "[[tracks]]", "[[trakcs]]", "framework.toml:1: found copy: trakcs"),
        ("questions.toml", '"6 kilometres"', '"6 miles"', "found no place in section 2 with “6 miles”"),
        ("questions.toml", 'track = "tram"', 'track = "train"', "questions.toml:17: found 'train' at the sides of distance"),
        ("decide.toml", "span = [0.0, 1.0]", "span = [0.0, 7.0]", "decide.toml:89: found copy: steps.0.span.1"),
        ("decide.toml", 'first = "bike"\nsecond = "tram"', 'first = "tram"\nsecond = "tram"', "the cell 'tram tram' twice"),
        ("statements/plain.jsonl", '"distance=bike"', '"distance=horse"', "plain.jsonl:1: found the label 'distance=horse'"),
        ("statements/plain.jsonl", "{", "", "plain.jsonl:1: no statement"),
    ],
)
def test_what_is_missing_is_named_with_its_line(folder: Path, file: str, old: str, new: str, where: str) -> None:
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    assert any(where in each for each in missing(folder)), missing(folder)


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "decide.toml").unlink()
    found = missing(folder)
    assert "decide.toml:1: found no [[steps]]: if-then steps of a plan" in found
    assert len(found) == 5


def test_a_folder_without_a_framework(tmp_path: Path) -> None:
    assert [str(each) for each in check(tmp_path)] == ["framework.toml:1: there is no such file; a framework begins with it"]
