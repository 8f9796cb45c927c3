"""Names of labs and roles are rows of names.toml: a fourth lab is one more row, and everything knows it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.answering.entities import LABS, ROLES, Entities, entities
from advisor.answering.followup import in_context
from advisor.article.bank import load_bank
from advisor.clauses import sentences_of
from advisor.errors import DataInvalid
from advisor.framework.loading import SHIPPED, load_framework
from advisor.names import load_names
from advisor.profile.fact_reader import FactReader
from advisor.profile.facts import FactTable
from advisor.profile.told import Told

ROW = '\n[[lab]]\nid = "Mistral"\nwords = ["mistral(?: ai)?", "le chat"]\n'


@pytest.fixture
def with_a_fourth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "four"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("statements"))
    path = folder / "names.toml"
    path.write_text(path.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    monkeypatch.setenv("ADVISOR_FRAMEWORK", str(folder))
    return folder


def test_three_labs_and_two_roles_ship() -> None:
    assert list(LABS) == ["OpenAI", "Anthropic", "DeepMind"]
    assert list(ROLES) == ["RE", "RS"]
    assert load_framework().facts[2].values == ("OpenAI", "Anthropic", "DeepMind")


def test_a_fourth_lab_is_one_row(with_a_fourth: Path, tmp_path: Path) -> None:
    assert entities("research engineer pay at mistral ai") == Entities(("Mistral",), ("RE",))
    earlier = ["what does a scientist earn at anthropic"]
    assert in_context("and at mistral?", earlier).text == "what does a scientist earn at mistral"
    assert load_framework(with_a_fourth).facts[2].values[-1] == "Mistral"
    bank = tmp_path / "bank" / "questions"
    bank.mkdir(parents=True)
    row = '[[fact]]\nid = "a"\nabout = ["Mistral"]\nat = [{ section = 1, terms = ["x"] }]\nquestions = ["q"]\n'
    (bank / "a.toml").write_text(row, encoding="utf-8")
    assert load_bank(bank.parent).facts[0].about == ("Mistral",)


def test_one_is_heard_to_want_to_go_there(with_a_fourth: Path) -> None:
    text = "I would love to work at Mistral."
    sentence = sentences_of(text)[0]
    # the heads know no label of the new lab; that it is a wish for a lab, they hear by those they know
    told = Told(sentence, {"labs=OpenAI": 0.2, "labs=Anthropic": 0.8, "act=tell": 0.9}, ())
    found = list(FactReader(FactTable.load(with_a_fourth / "facts.toml"), told, text).read())
    assert [(item.slot, item.value, item.text) for item in found if item.slot == "labs"] == [("labs", "Mistral", "Mistral")]


def test_a_lab_that_is_no_row_is_refused_in_the_bank(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    row = '[[fact]]\nid = "a"\nabout = ["Mistral"]\nat = [{ section = 1, terms = ["x"] }]\nquestions = ["q"]\n'
    (tmp_path / "questions" / "a.toml").write_text(row, encoding="utf-8")
    with pytest.raises(DataInvalid, match="expected one of OpenAI, Anthropic, DeepMind, RE, RS"):
        load_bank(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[lab]]\nid = 'A'\n", "found names.toml unreadable"),
        ("[[lab]]\nid = 'A'\nwords = ['(a']\n", "found names.toml unreadable"),
        ("[[lab]]\nid = 'A'\nwords = ['a']\n[[role]]\nid = 'A'\nname = 'a'\nwords = ['a']\n", "found the name 'A' twice"),
        ("lab = 3", "expected rows of labs and roles"),
    ],
)
def test_names_that_cannot_be_read(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "names.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataInvalid, match=message):
        load_names(tmp_path)


def test_a_framework_without_names_names_none(tmp_path: Path) -> None:
    names = load_names(tmp_path)
    assert (dict(names.labs), dict(names.roles)) == ({}, {})


def test_no_lab_is_named_in_code() -> None:
    folder = SHIPPED.parents[2]
    shown = {  # examples in prose, and names that keep their capitals
        "suggestions.py", "notes.py", "functions.py", "advisor.py", "anchor.py", "followup.py", "focus.py",
        "wording.py",
    }  # fmt: skip
    found = [
        path.name
        for path in folder.rglob("*.py")
        if any(f'"{lab}"' in path.read_text(encoding="utf-8") for lab in ("OpenAI", "Anthropic", "DeepMind"))
    ]
    assert set(found) <= shown
