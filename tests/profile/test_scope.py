"""The status of one word, by what stands around it: ConText's questions, on plain English."""

from __future__ import annotations

import pytest

from advisor.profile import CueTable, Status, status_of
from advisor.span import Span

STATUS = [
    ("I have FEVER.", "affirmed"),
    ("There was no FEVER.", "negated"),
    ("I deny FEVER.", "negated"),
    ("I came without FEVER.", "negated"),
    ("I don't have cough, chills or FEVER.", "negated"),
    ("I have no cough but FEVER.", "affirmed"),
    ("No cough, no FEVER.", "negated"),
    ("Not only cough, FEVER as well.", "affirmed"),
    ("I am not without FEVER.", "affirmed"),
    ("It's not that I have FEVER.", "negated"),
    ("I used to have FEVER.", "past"),
    ("I used to have cough, these days FEVER.", "affirmed"),
    ("My brother has FEVER.", "someone_else"),
    ("My brother coughs; I have FEVER.", "affirmed"),
    ("People with FEVER stay at home.", "someone_else"),
    ("Is there FEVER?", "question"),
    ("I have FEVER, should I stay?", "affirmed"),
    ("I might get FEVER.", "planned"),
    ("He said “you surely have a bad FEVER today”.", "someone_else"),
]


@pytest.mark.parametrize(("sentence", "expected"), STATUS)
def test_status(sentence: str, expected: str, cues: CueTable) -> None:
    at = sentence.index("FEVER")
    assert status_of(sentence, Span(at, at + len("FEVER")), cues=cues) == expected


def test_a_narrowed_question_is_answered_whoever_is_spoken_of(cues: CueTable) -> None:
    sentence = "He denies FEVER."
    span = Span(10, 15)
    assert status_of(sentence, span, cues=cues) == "someone_else"
    narrowed: tuple[Status, ...] = ("negated",)
    assert status_of(sentence, span, cues=cues, among=narrowed) == "negated"


def test_a_span_outside_every_word_is_affirmed(cues: CueTable) -> None:
    assert status_of("No.", Span(2, 3), cues=cues) == "affirmed"
