"""Sentences: where they end and where they do not, and the laws that hold for any text."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.article.article import Article
from advisor.article.sentences import sentences
from advisor.span import Span


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


ENDS = [
    ("an abbreviation in the middle", "Builder vs. Finder is the frame. Nothing else is.", 2),
    ("vs. ahead of a capital", "It is Rome vs. Carthage again.", 1),
    ("e.g. ahead of a capital", "Some tools, e.g. Python, help. Others do not.", 2),
    ("i.e. ahead of a small letter", "The rest, i.e. nobody, left.", 1),
    ("etc. ahead of a small letter", "Pens, ink etc. are free.", 1),
    ("etc. ahead of a new sentence", "Pens, ink etc. Paper costs extra.", 2),
    ("approx. ahead of a figure", "It has approx. 40 rooms.", 1),
    ("decimals in money", "Pay reaches $1.47M. The floor is $771K.", 2),
    ("money at the end of a sentence", "They pay $1M. Few ask for more.", 2),
    ("a plus at the end", "Levels go up to L7+. Above it nobody stands.", 2),
    ("a factor at the end", "Rates are 2-5x. They vary.", 2),
    ("a percentage at the end", "It rose by 0.5%. Nobody saw it.", 2),
    ("a version", "Python 3.11 is out. Get it.", 2),
    ("a year at the end", "It began in 2025. It ended soon.", 2),
    ("a figure opens the next sentence", "Many came. 40 stayed.", 2),
    ("a closing quotation mark", 'She said "ship it." Then she left.', 2),
    ("a curly closing quotation mark", "“Ship it.” She left.", 2),
    ("a question inside a sentence", 'He asked "why?" and left.', 1),
    ("a bracket behind the stop", "(So they say.) It was late.", 2),
    ("two marks", "Really?! Yes.", 2),
    ("an ellipsis ahead of a capital", "Well... It works.", 2),
    ("an ellipsis ahead of a small letter", "Well… it works.", 1),
    ("initials", "J. Smith wrote it. A. B. Jones read it.", 2),
    ("the word I", "So do I. You do too.", 2),
    ("titles", "Dr. Smith met Prof. Lee. They agreed.", 2),
    ("a figure's number", "See Fig. 3. It shows growth.", 2),
    ("a country inside a sentence", "The U.S. market is big. So is ours.", 2),
    ("a country at the end", "It opened in the U.S. The next one did not.", 2),
    ("a web address", "See example.com/a.html for more. Then read on.", 2),
    ("an emoji ahead of the stop", "Great 🎉. Next.", 2),
    ("an emoji alone", "Great 🎉 and more.", 1),
    ("a colon in a line", "Three things count: speed, care and luck.", 1),
    ("a colon ahead of lost items", "Three things count:\nspeed and care\n\nNothing else.", 3),
    ("a blank line without a stop", "A title\n\nThe body goes on", 2),
    ("a blank line of Windows", "A title\r\n\r\nThe body goes on", 2),
    ("a line wrapped at 72", "This line is as long as a line of a wrapped text file usually will be,\nand goes on.", 1),
    ("a sentence a line", "One.\r\nTwo.\r\nThree.", 3),
    ("bullets", "Skills\n- CUDA\n- Python", 3),
    ("bullets that run over a line", "- a first thing\n  that goes on\n- a second", 2),
    ("stars", "* one\n* two", 2),
    ("nothing", "", 0),
    ("white space alone", " \t\r\n\u00a0", 0),
    ("a stop alone", ".", 1),
]


@pytest.mark.parametrize(("text", "count"), [pytest.param(t, n, id=name) for name, t, n in ENDS])
def test_number_of_sentences(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


def test_a_plain_no_is_a_sentence() -> None:
    assert cut("Do you need one? No. It only helps.") == ["Do you need one?", "No.", "It only helps."]
    assert cut("See No. 5 on the list.") == ["See No. 5 on the list."]


def test_a_numbered_item_is_one_sentence() -> None:
    assert cut("1. One thing\n2. Another thing") == ["1. One thing", "2. Another thing"]


def test_an_empty_stretch_holds_no_sentence() -> None:
    assert sentences("One. Two.", Span(0, 0)) == []


def test_what_is_cut_is_exact() -> None:
    text = "\ufeffIt costs $1.47M — “a lot.” Née 🎉 says so!\r\n\r\n- L7+ vs. L6\r\n- 2-5x"
    assert cut(text) == ["\ufeffIt costs $1.47M — “a lot.”", "Née 🎉 says so!", "- L7+ vs. L6", "- 2-5x"]


def test_only_the_stretch_asked_for_is_cut() -> None:
    assert sentences("One. Two. Three.", Span(5, 9)) == [Span(5, 9)]


PIECES = st.sampled_from(
    [
        "One",
        "two",
        "vs.",
        "e.g.",
        "$1.47M",
        "L7+",
        "J.",
        "No.",
        "🎉",
        "é",
        "\ufeff",
        ".",
        "!",
        "?",
        "…",
        "。",
        ":",
        '"',
        "”",
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\r\n\r\n",
        "- ",
        "* ",
        "1. ",
        "\u00a0",
        "\x1c",
        "\u2028",
        "#",
        "|",
        "---",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


@given(TEXTS)
def test_sentences_never_overlap_and_leave_out_nothing_but_space(text: str) -> None:
    spans = sentences(text)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(TEXTS, TEXTS.filter(bool), TEXTS)
def test_what_stands_around_a_stretch_changes_nothing(before: str, text: str, after: str) -> None:
    whole = before + text + after
    inside = sentences(whole, Span(len(before), len(before) + len(text)))
    assert all(len(before) <= span.start and span.end <= len(before) + len(text) for span in inside)
    assert "".join("".join(s.of(whole).split()) for s in inside) == "".join(text.split())


def test_every_sentence_of_the_guide_stands_on_its_own(guide: Article) -> None:
    for section, span in guide.sentences:
        words = span.of(guide.text)
        if section.number:
            assert words[0].isupper() or words.startswith("("), words
            assert words.rstrip(')"”')[-1] in ".?!", words


def test_a_long_paragraph_takes_time_by_its_length(within: Callable[[float], AbstractContextManager[None]]) -> None:
    text = "The ferry left on time again. " * 80_000  # 2.4 MB
    with within(2):
        assert len(sentences(text)) == 80_000


def test_many_lines_take_time_by_their_number(within: Callable[[float], AbstractContextManager[None]]) -> None:
    text = "and so it went on and on without an end in sight for anyone at all\n" * 50_000  # 3.4 MB
    with within(2):
        assert len(sentences(text)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_wrapped_line_goes_on_whatever_ends_it(end: str) -> None:
    lines = (
        "the keeper climbed the stairs of the old tower twice a day and",
        "trimmed the wick with great care, as he was told to.",
    )
    assert len(cut(end.join(lines))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(
            "The firm was founded by nine people in\n12. They left.", 2, id="a wrapped line that begins with a number"
        ),
        pytest.param("Steps:\n1. Call\n2. Meet\n3. Sign", 4, id="a list"),
        pytest.param("It goes on\n1. Call\n2. Meet", 3, id="a list behind a line without a stop"),
        pytest.param("Steps:\n3. Call\n4. Meet", 3, id="a list that begins later"),
        pytest.param("1. Call the firm\n   and wait\n2. Meet", 2, id="an item of two lines"),
    ],
)
def test_a_number_at_a_line_start(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)
