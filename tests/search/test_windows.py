"""Windows: what the encoder cannot take whole is embedded in overlapping stretches, and no word is lost."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.search.build import windows
from advisor.search.encoder import Encoder


@given(st.lists(st.text("abcé🎉", min_size=1, max_size=8), max_size=150), st.integers(4, 40))
def test_no_word_is_lost_and_no_window_is_too_long(
    make_encoder: Callable[..., Encoder], words: list[str], longest: int
) -> None:
    encoder = make_encoder(longest=longest)
    text = " ".join(words)
    found = list(windows(text, encoder))
    assert all(encoder.count(window) <= longest for window in found)
    at = 0
    for window in found:
        parts = window.split()
        start = next(i for i in range(at + 1) if words[i : i + len(parts)] == parts) if words else 0
        at = max(at, start + len(parts))
    assert at == len(words)


class ByLetters:
    """Counts characters, as a tokenizer does with what it does not know."""

    hash, dimension, longest = "letters", 1, 10

    def count(self, text: str) -> int:
        return len(text) + 2

    def encode(self, texts):  # type: ignore[no-untyped-def]
        raise NotImplementedError


@given(st.text("abc ", min_size=1, max_size=200))
def test_an_endless_word_is_cut_by_characters_and_none_is_lost(text: str) -> None:
    found = list(windows(text, ByLetters()))
    assert all(len(window) <= 8 for window in found)
    assert {c for window in found for c in window} >= set(text.replace(" ", ""))


def test_windows_overlap_by_a_quarter(make_encoder: Callable[..., Encoder]) -> None:
    found = [w.split() for w in windows(" ".join(map(str, range(40))), make_encoder(longest=20))]
    assert len(found) > 2
    assert all(set(one) & set(other) for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(("words", "count"), [(18, 1), (19, 2)])
def test_only_what_is_too_long_is_cut(make_encoder: Callable[..., Encoder], words: int, count: int) -> None:
    assert len(list(windows(" ".join(["w"] * words), make_encoder(longest=20)))) == count


def test_what_fits_is_left_exactly_as_it_is(make_encoder: Callable[..., Encoder]) -> None:
    assert list(windows("two  spaces\nhere", make_encoder(longest=20))) == ["two  spaces\nhere"]
