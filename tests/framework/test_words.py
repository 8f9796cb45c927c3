"""The words around answers and verdicts are the framework's: under another one nothing speaks of the shipped subject."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from advisor.answering.answer import Abstention
from advisor.article.article import Article
from advisor.conversation import notes
from advisor.faces import verdict_wording, wording
from advisor.framework.loading import load_framework
from advisor.framework.verdict import assess
from advisor.framework.words import Words
from advisor.profile.profile import Profile

SUBJECT = re.compile(r"Research|\bRE\b|\bRS\b|\broles?\b|PhD|degree|Anthropic|CUDA|\bfive\b|interview")
ACTS = (*notes.NOTES, *notes.OF_SUBJECT, "", "ask")


@pytest.fixture(scope="module")
def commute(root: Path):  # type: ignore[no-untyped-def]
    return load_framework(root / "examples" / "commute")


def test_what_is_said_in_general_names_no_subject() -> None:
    assert [field.name for field in fields(Words) if SUBJECT.search(getattr(Words(), field.name))] == []
    assert [act for act, said in notes.NOTES.items() if SUBJECT.search(said)] == []


def test_another_framework_speaks_of_its_own_subject(commute) -> None:  # type: ignore[no-untyped-def]
    said = [notes.note(commute.words, act) for act in ACTS]
    said += [notes.about(commute.words, "Ben"), commute.words.nothing_said, commute.words.small_talk]
    for reason in ("off_topic", "too_vague", "wants_verdict", "not_covered"):
        said.append(wording.refusal(commute.words, Abstention("x", "x", 0.1, reason, "", ())))
    assert [line for line in said if SUBJECT.search(line)] == []
    assert "bicycle" in " ".join(said)
    assert "Tell me about Ben: how far their way is" in " ".join(said)


def test_of_nothing_told_too(commute, guide: Article) -> None:  # type: ignore[no-untyped-def]
    verdict = assess(load_framework(), Profile(), [guide])
    assert verdict_wording.verdict_line(commute, verdict) == commute.words.nothing_told
    line = verdict_wording.verdict_line(load_framework(), verdict)
    assert line.endswith("your degree and experience, and where you want to be.")
