"""`advisor bank`: the skeleton loads and points where it says; the check names what is lost and what is stolen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.article.anchor import find
from advisor.article.article import Article
from advisor.article.bank import read_bank
from advisor.article.formats.markdown import find_sections
from advisor.search.bank_check import check_bank
from advisor.search.bank_draft import draft

TEXT = """# Alder

## Pay

Alder pays its engineers 95K a year. A bonus of 5% comes in March.

## Office

The office is in Zürich. People work there three days a week. Dogs are welcome at every desk.
"""
BANK = """
[[fact]]
id = "pay"
at = [{ section = 1, terms = ["95K"] }]
questions = ["what does an engineer earn", "what is the engineer pay", "salary of an engineer"]

[[fact]]
id = "office"
at = [{ section = 2, terms = ["Zürich"] }]
questions = ["where is the office", "what is the engineer pay city", "which town is the office in"]

[[fact]]
id = "nowhere"
at = [{ section = 2, terms = ["Hogland"] }]
questions = ["do you have an island"]
"""


@pytest.fixture
def alder() -> Article:
    return Article("alder", "Alder", TEXT, find_sections(TEXT), stands_for="alder")


def test_the_skeleton_loads_and_each_fact_points_to_its_own_sentence(alder: Article, tmp_path: Path) -> None:
    path = tmp_path / "alder.toml"
    path.write_text(draft(alder), encoding="utf-8")
    bank = read_bank([path])
    numbers = [section.number for section, _ in alder.sentences]
    assert len(bank.facts) == len(numbers) == 5
    spans = {span for _, span in alder.sentences}
    assert {find(fact.places[0], alder) for fact in bank.facts} == spans
    first = [find(fact.places[0], alder).of(alder.text) for fact in bank.facts[:3]]  # type: ignore[union-attr]
    assert {"Alder pays its engineers 95K a year.", "A bonus of 5% comes in March."} <= set(first)


def test_the_check_names_what_is_stolen_alone_and_lost(alder: Article, tmp_path: Path, make_encoder) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "alder.toml"
    path.write_text(BANK, encoding="utf-8")
    report = check_bank(alder, read_bank([path]), make_encoder(), passage_tokens=120)
    assert report.lost == report.alone == ("nowhere",)
    assert report.asked == 6
    assert ("what is the engineer pay city", "office", "pay") in {(s.question, s.of, s.by) for s in report.stolen}
    assert all(s.other > s.own for s in report.stolen)
    assert report.with_bank == 6 - len(report.stolen)


@pytest.mark.model
def test_new_then_check_on_the_command_line(run, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    said = run("bank", "new", "guide", home=own_home)
    assert said.code == 0
    assert "facts in guide.toml" in said.out
    again = run("bank", "new", "guide", home=own_home)
    assert again.code == 2
    assert "is there already" in again.err
    (tmp_path / "bank.toml").write_text(BANK.replace("section = 1", "section = 3").replace("95K", "$746K"), encoding="utf-8")
    checked = run("bank", "check", "guide", "bank.toml", "--json", home=own_home)
    assert checked.code == 1
    assert json.loads(checked.out)["lost"] == ["office", "nowhere"]


def test_a_bank_that_names_nothing_unanswered_leads_to_its_facts(built) -> None:  # type: ignore[no-untyped-def]
    from advisor.answering.reader import Reader

    built.add(TEXT, id="alder")
    folder = built.library.settings.corpus / "alder" / "questions"
    folder.mkdir()
    (folder / "alder.toml").write_text(BANK.split('[[fact]]\nid = "nowhere"')[0], encoding="utf-8")
    built.build()
    reader = Reader(built.open("alder"), built.encoder, built.library.settings)
    found = reader.ask("salary of an engineer")
    assert "95K" in repr(found)
    assert reader.ask("will it rain tomorrow in Oslo")
