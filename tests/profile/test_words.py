"""From the turn to words: places in the original text, contractions, repairs, sentence ends; and any input at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.profile import CueTable, read_profile
from advisor.profile.spelling import Spelling
from advisor.profile.words import sentences_of

TABLE = CueTable.load(Path(__file__).parents[2] / "src/advisor/framework/data/re-rs/cues.toml")

SPELLING = Spelling(aliases={"dont": "do not"}, vocabulary=("debugging", "goal", "paper", "papers", "publication"))
KNOWN = Spelling(aliases={}, vocabulary=("goal", "papers", "research"), known=frozenset(("goat", "pagers", "goal")))

LINES = [
    ("I don't, can't and won't.", ["i do not , can not and will not"]),
    ("dont", ["do not"]),
    ("open-ended C++/CUDA", ["open ended c++ / cuda"]),
    ("Ph.D. in ML, 5yr, 10x, x2", ["phd in ml , 5 yr , 10 x , x 2"]),
    ("I have a Ph.D. My wife too.", ["i have a phd", "my wife too"]),
    ("w/o papers", ["without papers"]),
    ("PhD: n/a", ["phd : none"]),
    ("One. Two? Three", ["one", "two", "three"]),
    ("a | b • c", ["a", "b", "c"]),
    ("1) builds 2) goals", ["q1 builds", "q2 goals"]),
    ("EDUCATION\nMSc", ["education", "msc"]),
    ("a line of a résumé that was broken by the\npage", ["a line of a résumé that was broken by the page"]),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.line.strip() for sentence in sentences_of(text, spelling=SPELLING)] == expected


REPAIRS = [
    (SPELLING, "debuging", "debugging"),
    (SPELLING, "gaol", "gaol"),
    (SPELLING, "publicatoin", "publication"),
    (KNOWN, "goat", "goat"),
    (KNOWN, "gola", "goal"),
    (KNOWN, "pagers", "pagers"),
    (KNOWN, "reserch", "research"),
    (KNOWN, "researchs", "researchs"),
    (KNOWN, "naïve", "naïve"),
]


@pytest.mark.parametrize(("spelling", "word", "expected"), REPAIRS)
def test_repairs_mend_misspellings_and_leave_good_words_alone(spelling: Spelling, word: str, expected: str) -> None:
    assert spelling.right(word) == expected


def test_every_word_stands_where_its_span_says() -> None:
    text = "Isn’t it? 🙂 I’ve debuged 3 things."
    words = [word for sentence in sentences_of(text, spelling=SPELLING) for word in sentence.words]
    assert [word.span.of(text) for word in words][:4] == ["Is", "n’t", "it", "I"]


ODD = [
    "",
    " \n\t",
    "🙂👍🏽",
    "def f(x):\n    return {'a': [1, 2]}  # TODO",
    "Je suis ingénieur, j'ai un doctorat.",
    "私は研究者です。博士号があります。",
    "أنا مهندس",
    "((((((((((",
    "\u202e\u0000\ufeff",
    "SKILLS\nPython C++\nEDU\nCATION PhD\n2019\n-\n2023",
    "no no no no no " * 50,
    "a" * 5000,
]


@pytest.mark.parametrize("text", ODD)
def test_any_text_can_be_read(text: str, cues: CueTable) -> None:
    for item in read_profile([text], cues=cues).evidence:
        assert item.span.of(text) == item.text


PARTS = ["I", "not", "PhD", "love", ",", "papers", "?", "\n", "5", "years", "“", "é", "😀", "but", "my", "brother"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_reading_never_fails_and_is_repeatable(parts: list[str]) -> None:
    text = " ".join(parts)
    first, second = read_profile([text], cues=TABLE), read_profile([text], cues=TABLE)
    assert first == second
    assert all(item.span.of(text) == item.text for item in first.evidence)
