"""The answer in a line: words of the quote, those that answer, and none where nothing stands out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.answer import Answer, Citation
from advisor.article.quote import Quote
from advisor.faces.telling.headline import headline
from advisor.span import Span


def answer(read_as: str, *quotes: str, denied: bool = False) -> Answer:
    cited = [Quote(words, "notes", 1, "A", Span(0, len(words))) for words in quotes]
    return Answer(read_as, read_as, 0.9, tuple(Citation(n, quote, 1.0) for n, quote in enumerate(cited, 1)), denied=denied)


def told(read_as: str, *quotes: str, denied: bool = False) -> list[tuple[str, str]]:
    found = headline(answer(read_as, *quotes, denied=denied))
    return [(point.label, point.text) for point in found.points] if found else []


TIME = "Preparing for the interviews typically takes 6-10 weeks, in his experience."
RATE = "He puts the acceptance rate of scientists at these labs below 0.5%."
WHY = "The interviews differ, because each asks for its own skills, as he says."
MAY = "At OpenAI some scientists may earn $900K in a year that goes well, and others far less than they hoped for there."
PAID = "Research scientists at OpenAI earn $500K to $900K a year, and the median is about $700K, which is a lot."
BOTH = "At OpenAI a research scientist earns $700K, while a research engineer earns at most $500K."


@pytest.mark.parametrize(
    ("asked", "quote", "words"),
    [
        ("what do research scientists at openai earn", PAID, "$500K to $900K a year, and the median is about $700K"),
        ("what is the median pay of research scientists at openai", PAID, "the median is about $700K"),
        ("how long does preparing take", TIME, "6-10 weeks"),
        ("what share of scientists is hired", RATE, "below 0.5%"),
        ("what are the odds of being hired as a scientist", RATE, "below 0.5%"),
        ("why do the interviews differ", WHY, "because each asks for its own skills"),
        ("how is it that the interviews differ", WHY, "because each asks for its own skills"),
    ],
)
def test_what_answers_is_cut_from_the_quote(asked: str, quote: str, words: str) -> None:
    assert told(asked, quote) == [("", words)]


@pytest.mark.parametrize(
    ("asked", "quote"),
    [
        pytest.param("what do engineers at openai earn", "At Anthropic scientists earn $500K, he says.", id="another role"),
        pytest.param("how long does it take", "The move pays $500K more in the end, he says.", id="another unit"),
        pytest.param("what is a captain", "A captain has a licence of class B.", id="no part of it stands out"),
        pytest.param("do i need a licence", "A captain has a licence and a good eye for the weather.", id="no sure yes"),
    ],
)
def test_where_nothing_stands_out_there_is_none(asked: str, quote: str) -> None:
    assert told(asked, quote) == []


def test_words_that_narrow_a_figure_stay_with_it() -> None:
    words = "At OpenAI some scientists may earn $900K in a year that goes well"
    assert told("what do research scientists earn", MAY) == [("", words)]


def test_no_is_said_only_with_the_one_clause_that_denies() -> None:
    quote = "The engineer does not define the research question: someone else settled what to train and what to measure."
    assert told("do engineers define the research question", quote, denied=True) == [
        ("no", "The engineer does not define the research question")
    ]
    assert told("do engineers define the research question", quote)[0][0] == ""
    twice = "An engineer does not define the question, and a scientist does not define the question."
    assert told("do they define the question", twice, denied=True) == []


def test_a_comparison_has_two_sides_of_the_same_lab() -> None:
    assert told("what do research engineers and research scientists at openai earn", BOTH) == [
        ("RE", "a research engineer earns at most $500K"),
        ("RS", "At OpenAI a research scientist earns $700K"),
    ]
    apart = ("Research engineers at OpenAI earn $500K.", "Research scientists at Anthropic earn $800K.")
    assert told("how does the pay of research engineers and research scientists compare", *apart) == []
    labs = ("Engineers at OpenAI earn $500K.", "Engineers at Anthropic earn $400K.")
    assert [label for label, _ in told("engineer pay at openai versus anthropic", *labs)] == ["OpenAI", "Anthropic"]
    assert told("engineer pay at openai versus anthropic", labs[0]) == []


@given(st.text(max_size=200), st.sampled_from(["how much do they earn", "why is it so", "is it so", "the median", "x"]))
def test_it_lies_within_the_quote_whatever_stands_there(words: str, asked: str) -> None:
    found = headline(answer(asked, words)) if words else None
    for point in found.points if found else ():
        assert point.text == words[point.span.start : point.span.end]
        assert point.text.strip()


def questions(root: Path) -> Iterator[dict[str, Any]]:
    for line in (root / "tests" / "cases" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@pytest.mark.model
def test_over_all_question_cases_it_keeps_the_law(advisor: Any, root: Path) -> None:
    texts = {article.id: article.text for article in advisor.articles}
    answers = [advisor.ask(case["question"], after=case["context"]) for case in questions(root)]
    found = [line for line in (headline(a) for a in answers if isinstance(a, Answer)) if line]
    assert len(found) >= 30
    for line in found:
        for point in line.points:
            quote = point.citation.quote
            start = quote.span.start + point.span.start
            assert texts[quote.source][start : start + len(point.text)] == point.text
            assert 0 < len(point.text) <= 120
        assert len(line.points) == 1 or all(point.label for point in line.points)
