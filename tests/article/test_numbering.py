"""Numbers of sections: the headings' own where these rise, else running ones."""

from __future__ import annotations

import pytest

from advisor.article.formats.headings import Heading, sections_between, split_number
from advisor.span import Span


@pytest.mark.parametrize(
    ("title", "number", "words"),
    [
        ("3. Pay", 3, "Pay"),
        ("3) Pay", 3, "Pay"),
        ("3 - Pay", 3, "Pay"),
        ("Section 3: Pay", 3, "Pay"),
        ("chapter 12 Pay", 12, "Pay"),
        ("Pay", None, "Pay"),
        ("1-1 Coaching", None, "1-1 Coaching"),
        ("1.2 Pay", None, "1.2 Pay"),
        ("2026 in review", None, "2026 in review"),
        ("2026", None, "2026"),
        ("", None, ""),
    ],
)
def test_split_number(title: str, number: int | None, words: str) -> None:
    assert split_number(title) == (number, words)


@pytest.mark.parametrize(
    ("titles", "numbers"),
    [
        pytest.param(["1. A", "2. B", "3. C"], [1, 2, 3], id="their own"),
        pytest.param(["1. A", "2. B", "4. C"], [1, 2, 4], id="a gap is kept"),
        pytest.param(["0. A", "1. B"], [0, 1], id="counted from nought"),
        pytest.param(["T", "1. A", "2. B"], [0, 1, 2], id="a title ahead of them"),
        pytest.param(["7. A", "8. B"], [7, 8], id="an extract keeps them"),
        pytest.param(["1. A", "B", "2. C"], [1, 2, 3], id="one without a number among them: running"),
        pytest.param(["2. A", "1. B"], [1, 2], id="falling: running"),
        pytest.param(["1. A"], [1], id="a single one"),
        pytest.param(["A", "B"], [1, 2], id="none: running"),
    ],
)
def test_numbers_of_sections(titles: list[str], numbers: list[int]) -> None:
    text, headings = "", []
    for title in titles:
        headings.append(Heading(Span(len(text), len(text) + len(title)), title))
        text += f"{title}\nbody\n"
    assert [section.number for section in sections_between(text, headings, Span(0, len(text)))] == numbers
