"""Feedback: one local file, whole lines, read, exported and deleted; and cases made of it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor import Advisor
from advisor.answering.answer import Abstention, Answer
from advisor.errors import NotWritable
from advisor.faces import feedback
from advisor.faces.feedback import FeedbackFile, Opinion, Place, opinion_on
from advisor.settings import Settings

PLACE = Place(text="REs earn money.", source="guide", section_number=3, start=0, end=15)
OPINION = Opinion(question="What does an RE earn?", status="answered", quotes=(PLACE,), helpful=True)


@pytest.fixture
def file(tmp_path: Path) -> FeedbackFile:
    return FeedbackFile(Settings(home=tmp_path))


def test_what_is_added_is_read_and_a_later_opinion_replaces_an_earlier(file: FeedbackFile) -> None:
    assert file.read() == ((), ())
    other = OPINION.model_copy(update={"question": "“é” 🎉\n?"})
    unhelpful = OPINION.model_copy(update={"helpful": False, "why": "not_in_source", "words": "no\nway"})
    for each in (OPINION, other, unhelpful):
        file.add(each)
    assert len(file.text().splitlines()) == 3
    assert file.read() == ((other, unhelpful), ())


def test_a_damaged_line_is_named_and_the_rest_is_read(file: FeedbackFile) -> None:
    file.add(OPINION)
    with file.path.open("ab") as out:
        out.write(b'{"question": 3}\n\xff\xfe\n')
    file.add(OPINION.model_copy(update={"question": "another"}))
    opinions, bad = file.read()
    assert [each.question for each in opinions] == ["What does an RE earn?", "another"]
    assert [line.split(" (")[0] for line in bad] == [f"line {n} of feedback.jsonl is no opinion" for n in (2, 3)]


def test_two_processes_write_whole_lines(file: FeedbackFile) -> None:
    code = (
        "import sys; from pathlib import Path; from advisor.settings import Settings\n"
        "from advisor.faces.feedback import FeedbackFile, Opinion\n"
        "file = FeedbackFile(Settings(home=Path(sys.argv[1])))\n"
        "for i in range(50):\n"
        "    file.add(Opinion(question=f'{sys.argv[2]} {i}' + 'x' * 5000, status='abstained', quotes=(), helpful=True))\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(file.path.parent), name]) for name in "ab"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    opinions, bad = file.read()
    assert (len(opinions), bad) == (100, ())


def test_a_full_file_and_one_that_cannot_be_written_are_named(file: FeedbackFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "_LARGEST", 300)
    file.add(OPINION)
    with pytest.raises(NotWritable, match=r"expected at most 300; to mend it: advisor feedback --delete"):
        file.add(OPINION)
    assert file.read()[1] == ()
    nowhere = FeedbackFile(Settings(home=file.path / "no"))
    with pytest.raises(NotWritable, match="cannot write"):
        nowhere.add(OPINION)


def test_the_command_lists_exports_and_deletes(run: Any, file: FeedbackFile) -> None:
    home = file.path.parent
    assert run("feedback", home=home).out == f"nothing is kept yet; it would be in {file.path}\n"
    file.add(OPINION.model_copy(update={"helpful": False, "why": "not_in_source", "words": "no"}))
    said = run("feedback", home=home).out.splitlines()
    assert said == [str(file.path), "  'What does an RE earn?' answered: not helpful; The source does not say this; no"]
    assert json.loads(run("feedback", "--json", home=home).out)["opinions"][0]["words"] == "no"
    assert run("feedback", "--export", "-", home=home).out == file.text()
    copy = home / "copy.jsonl"
    run("feedback", "--export", str(copy), home=home)
    assert copy.read_text() == file.text()
    assert run("feedback", "--delete", "--json", home=home).code == 2
    assert run("feedback", "--delete", home=home).out == "deleted 1 lines of feedback\n"
    assert not file.path.exists()


@pytest.mark.model
def test_opinions_become_cases_that_eval_reads(run: Any, own_home: Path, advisor: Advisor, tmp_path: Path) -> None:
    file = FeedbackFile(replace(Settings(), home=own_home))
    answer = advisor.ask("What does an RE earn at Anthropic?")
    refusal = advisor.ask("Is there a signing bonus?")
    assert isinstance(answer, Answer)
    assert isinstance(refusal, Abstention)
    wrong = advisor.ask("How long do RE interviews take to prepare for?")
    assert isinstance(wrong, Answer)
    file.add(opinion_on(answer, (), helpful=True))
    file.add(opinion_on(refusal, ("What does an RE earn?",), helpful=True))
    pasted = "Research Engineer preparation typically takes 6-10 weeks"
    file.add(opinion_on(wrong, (), helpful=False, why="other_passage", words=f" {pasted} "))
    file.add(opinion_on(wrong, ("hm",), helpful=False, why="not_in_source"))
    file.add(opinion_on(refusal, (), helpful=False, why="is_in_source", words="I am sure of it"))
    cases = tmp_path / "cases.jsonl"
    said = run("eval", "feedback", str(cases), home=own_home)
    assert said.code == 0
    assert said.out == f"4 cases of 5 opinions: advisor eval ask {cases}\n"
    assert "nobody said which passage is right: 'Is there a signing bonus?'" in said.err
    made = [json.loads(line) for line in cases.read_text().splitlines()]
    assert [case["answerable"] for case in made] == [True, False, True, False]
    assert made[2]["gold"] == [pasted]
    assert made[2]["section"] == 6
    assert made[1]["context"] == ["What does an RE earn?"]
    measured = json.loads(run("eval", "ask", str(cases), "--json", home=own_home).out)
    assert measured["cases"] == 4
    assert measured["wrong"] == ["feedback-4"]  # what was answered is answered again
    assert run("eval", "feedback", str(cases), home=own_home).code == 2
