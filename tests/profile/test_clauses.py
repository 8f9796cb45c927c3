"""Sentences and clauses of a turn, as a table; spans are cut from the text and never fall inside a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.clauses import MOST_SENTENCES, sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("I'm an MLE. Love it!", ["I'm an MLE.", "Love it!"]),
        ("I have a Ph.D. in physics", ["I have a Ph.D. in physics"]),
        ("six yrs, no phd. can i get in?", ["six yrs, no phd.", "can i get in?"]),
        ("an MSc. in maths, no PhD. papers none", ["an MSc. in maths, no PhD.", "papers none"]),
        ("Dr. Okafor taught me. I left", ["Dr. Okafor taught me.", "I left"]),
        ("Referee: Prof. K. (PhD). Me: none", ["Referee: Prof. K. (PhD).", "Me: none"]),
        ("approx. six yrs. at a bank", ["approx. six yrs. at a bank"]),
        ("sysadmin, 7 yrs. what do they pay", ["sysadmin, 7 yrs.", "what do they pay"]),
        ("1. building 2. clear goals", ["1. building 2. clear goals"]),
        ("first line\nsecond line", ["first line", "second line"]),
        (
            "a long line that some editor broke in the very middle of\na sentence",
            ["a long line that some editor broke in the very middle of\na sentence"],
        ),
        ("• kernels • compilers", ["kernels", "compilers"]),
        ("really?! yes", ["really?!", "yes"]),
        ("PhD? Nope. I left", ["PhD? Nope.", "I left"]),
        ("Papers? One.\nremote? visa?", ["Papers? One.", "remote?", "visa?"]),
        ("OpenAI? what do they pay", ["OpenAI?", "what do they pay"]),
        ("hi do I need a PhD", ["hi", "do I need a PhD"]),
        ("Good morning all - three years of C++", ["Good morning all -", "three years of C++"]),
        ("hey there", ["hey there"]),
        ("history of the field", ["history of the field"]),
        ("🎉 ... ?!", []),
        ("", []),
    ],
)
def test_a_turn_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    assert [each.span.of(text) for each in sentences_of(text)] == sentences


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("I love debugging races, but my sister has a PhD", ["I love debugging races", "but my sister has a PhD"]),
        ("kernels, compilers, caches", ["kernels, compilers, caches"]),
        ("I enjoy theory because proofs are calm", ["I enjoy theory", "because proofs are calm"]),
        ("one short one", ["one short one"]),
    ],
)
def test_a_sentence_is_cut_into_clauses_of_three_words_or_more(text: str, clauses: list[str]) -> None:
    (sentence,) = sentences_of(text)
    assert [clause.of(text) for clause in sentence.clauses] == clauses


def test_a_question_mark_makes_it_ask() -> None:
    assert [each.asks for each in sentences_of("I left. Was it a wise thing? Yes.")] == [False, True, False]


@given(st.text(max_size=400))
def test_spans_lie_in_the_text_in_order_and_cut_no_word(text: str) -> None:
    before = 0
    for sentence in sentences_of(text):
        assert before <= sentence.span.start < sentence.span.end <= len(text)
        before = sentence.span.end
        for clause in sentence.clauses:
            assert sentence.span.holds(clause)
            inside = [m.span() for m in re.finditer(r"\w+", text) if m.start() < clause.start < m.end()]
            assert inside == []


def test_a_very_long_turn_is_read_up_to_a_limit() -> None:
    assert len(sentences_of("I am. " * 5_000)) == MOST_SENTENCES
