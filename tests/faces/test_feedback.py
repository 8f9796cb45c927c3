"""Feedback: one local file, whole lines, read, exported and deleted; and cases made of it."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor import Advisor
from advisor.answering.answer import Abstention, Answer, SmallTalk
from advisor.article.article import Article
from advisor.errors import NotWritable
from advisor.faces import feedback
from advisor.faces.cases import cases_of, line_of
from advisor.faces.feedback import FeedbackFile, Opinion, QuotedPlace, opinion_on
from advisor.settings import Settings

PLACE = QuotedPlace(text="REs earn money.", source="guide", section_number=3, start=0, end=15)
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


def test_a_line_as_it_was_first_kept_is_read(file: FeedbackFile) -> None:
    place = '{"text":"REs earn money.","source":"guide","section_number":3,"start":0,"end":15}'
    first = f'{{"question":"Q?","after":[],"status":"answered","quotes":[{place}],"helpful":true,"why":"","words":""}}\n'
    file.path.write_text(first)
    assert file.read() == ((OPINION.model_copy(update={"question": "Q?"}),), ())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("a\u2028b\x85c\x0bd\x1ce\rf", None, id="what other readers take for the end of a line"),
        pytest.param("half \ud83d a character", "half ? a character", id="half a character"),
        pytest.param("\x1b[2J“é” 🎉", None, id="a terminal code and typography"),
    ],
)
def test_anything_typed_is_one_line(file: FeedbackFile, typed: str, kept: str | None) -> None:
    file.add(OPINION.model_copy(update={"question": typed, "words": typed}))
    file.add(OPINION)
    (first, second), bad = file.read()
    assert (first.question, first.words, second, bad) == (kept or typed, kept or typed, OPINION, ())
    assert file.path.read_bytes().count(b"\n") == 2
    (case,) = cases_of([first], [])[0]
    assert json.loads(*line_of(case).splitlines())["question"] == first.question


def test_a_torn_line_takes_no_other_with_it(file: FeedbackFile) -> None:
    file.add(OPINION)
    with file.path.open("ab") as out:
        out.write(b'{"question": "to')
    later = OPINION.model_copy(update={"question": "later"})
    file.add(later)
    opinions, bad = file.read()
    assert opinions == (OPINION, later)
    assert [line.split(" (")[0] for line in bad] == ["line 2 of feedback.jsonl is no opinion"]


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


def test_a_write_cut_short_leaves_nothing_half_written(file: FeedbackFile) -> None:
    file.add(OPINION)
    before = file.path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, limits[1]))
    try:
        with pytest.raises(NotWritable, match=r"cannot write .*feedback\.jsonl \(File too large\)"):
            file.add(OPINION)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert file.path.read_bytes() == before


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[FeedbackFile]:
    """A home that holds one opinion and cannot be written."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        kept = FeedbackFile(Settings(home=disk))
        kept.add(OPINION)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
        yield kept
    finally:
        subprocess.run(["umount", str(disk)], capture_output=True, check=False)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount here")
def test_a_read_only_home_is_named_and_still_read(run: Any, read_only: FeedbackFile) -> None:
    with pytest.raises(NotWritable, match=r"cannot write .*feedback\.jsonl \(Read-only file system\)"):
        read_only.add(OPINION)
    said = run("feedback", "--delete", home=read_only.path.parent)
    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert read_only.read() == ((OPINION,), ())


def test_a_full_file_and_one_that_cannot_be_written_are_named(file: FeedbackFile, monkeypatch: pytest.MonkeyPatch) -> None:
    accents = OPINION.model_copy(update={"question": "é" * 100})
    monkeypatch.setattr(feedback, "_LARGEST", 2 * len(accents.line) - 1)  # bytes, not characters
    file.add(accents)
    with pytest.raises(NotWritable, match=r"expected at most [\d,]+; to mend it: advisor feedback --delete"):
        file.add(accents)
    assert file.read()[1] == ()
    nowhere = FeedbackFile(Settings(home=file.path / "no"))
    with pytest.raises(NotWritable, match="cannot write"):
        nowhere.add(OPINION)


def test_the_command_lists_exports_and_deletes(run: Any, file: FeedbackFile) -> None:
    home = file.path.parent
    assert run("feedback", home=home).out == f"nothing kept yet; it would be in {file.path}\n"
    file.add(OPINION.model_copy(update={"helpful": False, "why": "not_in_source", "words": "no\n\x1b[2J"}))
    said = run("feedback", home=home).out.splitlines()
    line = r"  'What does an RE earn?' answered: not helpful; The source does not say this; 'no\n\x1b[2J'"
    assert said == [str(file.path), line]
    assert json.loads(run("feedback", "--json", home=home).out)["opinions"][0]["words"] == "no\n\x1b[2J"
    assert run("feedback", "--export", "-", home=home).out == file.text()
    copy = home / "copy.jsonl"
    run("feedback", "--export", str(copy), home=home)
    assert copy.read_text() == file.text()
    assert run("feedback", "--delete", "--json", home=home).code == 2
    file.add(file.read()[0][0])  # said twice, one opinion
    assert run("feedback", "--delete", home=home).out == "1 opinions deleted\n"
    assert not file.path.exists()
    assert run("feedback", "--delete", home=home / "nowhere").out == "0 opinions deleted\n"
    assert not (home / "nowhere").exists()


def test_a_damaged_line_is_said_on_stderr_with_exit_1(run: Any, file: FeedbackFile) -> None:
    file.path.write_text('{"question": 3}\n')
    said = run("feedback", home=file.path.parent)
    assert (said.code, said.out) == (1, f"nothing kept yet; it would be in {file.path}\n")
    assert said.err.startswith("advisor: line 1 of feedback.jsonl is no opinion ('question': ")


@pytest.mark.parametrize(
    ("said", "right"),
    [
        pytest.param({}, {"answerable": True, "section": 3, "gold": [PLACE.text], "must_show": []}, id="a helpful answer"),
        pytest.param({"status": "abstained"}, {"answerable": False}, id="a helpful refusal"),
        pytest.param({"helpful": False, "why": "not_in_source"}, {"answerable": False}, id="an answer that has no ground"),
        pytest.param({"helpful": False, "why": "not_in_source", "status": "abstained"}, None, id="the same of a refusal"),
        pytest.param({"helpful": False, "why": "other_passage"}, None, id="another passage, not said which"),
        pytest.param({"helpful": False, "why": "unclear", "words": "herring swim in shoals"}, None, id="unclear"),
        pytest.param({"helpful": False, "why": "is_in_source", "words": "in"}, None, id="a word that is no passage"),
        pytest.param({"helpful": False, "why": "is_in_source", "words": "not in any text"}, None, id="found nowhere"),
        pytest.param({"helpful": False}, None, id="no reason given"),
        pytest.param({"status": "smalltalk", "quotes": ()}, None, id="small talk"),
    ],
)
def test_what_an_opinion_says_of_the_right_answer(
    guide: Article, said: dict[str, Any], right: dict[str, Any] | None
) -> None:
    opinion = OPINION.model_copy(update=said)
    asked = {"id": "feedback-1", "question": OPINION.question, "context": [], "kind": "feedback"}
    assert cases_of([opinion], [guide]) == (([{**asked, **right}], []) if right else ([], [opinion]))


@pytest.mark.model
def test_opinions_become_cases_that_eval_reads(run: Any, own_home: Path, advisor: Advisor, tmp_path: Path) -> None:
    file = FeedbackFile(replace(Settings(), home=own_home))
    answer = advisor.ask("What does an RE earn at Anthropic?")
    refusal = advisor.ask("Is there a signing bonus?")
    assert isinstance(answer, Answer)
    assert isinstance(refusal, Abstention)
    wrong = advisor.ask("How long do RE interviews take to prepare for?")
    assert isinstance(wrong, Answer)
    file.add(opinion_on(answer, (), helpful=True, articles=advisor.articles))
    ((kept,), _) = file.read()
    (article,) = advisor.articles
    assert [article.text[place.start : place.end] for place in kept.quotes] == [place.text for place in kept.quotes]
    assert (kept.read_as, kept.sources) == (answer.read_as, {"guide": article.sha256})
    assert set(json.loads(file.text())) == set(Opinion.model_fields)
    greeting = advisor.ask("hello")
    assert isinstance(greeting, SmallTalk)
    assert opinion_on(greeting, (), helpful=True).status == "smalltalk"
    file.add(opinion_on(refusal, ("What does an RE earn?",), helpful=True))
    pasted = "Research Engineer preparation typically takes 6-10 weeks"
    file.add(opinion_on(wrong, (), helpful=False, why="other_passage", words=f" {pasted} "))
    file.add(opinion_on(wrong, ("hm",), helpful=False, why="not_in_source"))
    file.add(opinion_on(refusal, (), helpful=False, why="is_in_source", words="I am sure of it"))
    cases = tmp_path / "cases.jsonl"
    said = run("eval", "feedback", str(cases), home=own_home)
    assert said.code == 0
    assert said.out == f"4 cases of 5 opinions: advisor eval ask {cases}\n"
    assert said.err.splitlines() == [
        "advisor: no gold: 1 of 5 opinions, nobody said which passage is right",
        "advisor: no gold: 'Is there a signing bonus?'",
    ]
    made = [json.loads(line) for line in cases.read_text().splitlines()]
    assert [case["answerable"] for case in made] == [True, False, True, False]
    assert made[2]["gold"] == [pasted]
    assert made[2]["section"] == 6
    assert made[1]["context"] == ["What does an RE earn?"]
    measured = json.loads(run("eval", "ask", str(cases), "--json", home=own_home).out)
    assert measured["cases"] == 4
    assert measured["wrong"] == ["feedback-4"]  # what was answered is answered again
    before = cases.read_bytes()
    again = run("eval", "feedback", str(cases), home=own_home)
    assert (again.code, again.err) == (2, f"advisor: {cases} is there already; expected the name of a new file\n")
    assert cases.read_bytes() == before
    said = run("eval", "feedback", str(tmp_path / "more.jsonl"), "--json", home=own_home)
    assert (json.loads(said.out)["cases"], json.loads(said.out)["no_gold"]) == (4, ["Is there a signing bonus?"])
