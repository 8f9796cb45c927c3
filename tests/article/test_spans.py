"""Spans: half-open stretches in code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.span import Span, trimmed


@pytest.mark.parametrize(
    ("one", "other", "meets", "holds"),
    [
        pytest.param(Span(0, 3), Span(3, 5), False, False, id="neighbours do not meet"),
        pytest.param(Span(0, 4), Span(3, 5), True, False, id="one shared character is enough"),
        pytest.param(Span(0, 5), Span(3, 5), True, True, id="a span holds what ends with it"),
        pytest.param(Span(2, 5), Span(2, 5), True, True, id="a span holds itself"),
        pytest.param(Span(2, 5), Span(1, 5), True, False, id="a span does not hold what starts ahead of it"),
        pytest.param(
            Span(3, 3),
            Span(2, 5),
            False,
            False,
            id="an empty span meets nothing",
        ),
    ],
)
def test_meets_and_holds(one: Span, other: Span, meets: bool, holds: bool) -> None:
    assert (one.meets(other), one.holds(other)) == (meets, holds)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_is_none_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="expected 0 <= start <= end"):
        Span(start, end)


def test_a_span_is_never_cut_short_by_the_end_of_the_text() -> None:
    assert Span(1, 3).of("abc") == "bc"
    with pytest.raises(ValueError, match="ends at 4; expected at most 3"):
        Span(1, 4).of("abc")


def test_positions_are_code_points() -> None:
    assert Span(2, 4).of("🎉 né") == "né"
    assert Span(0, 2).shifted(2).of("🎉 né") == "né"


@given(st.text(alphabet=" \t\r\n\u00a0\ufeffa🎉é"))
def test_trimming_is_strip(text: str) -> None:
    span = trimmed(Span(0, len(text)), text)
    assert span.of(text) == text.strip()
