"""Late interaction: a case worked by hand, and what must hold of any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.search.encoder import ONE, TOKENS, as_tokens
from advisor.search.late_interaction import TokenIndex

EYE = (ONE * np.eye(TOKENS)).astype(np.int8)  # a piece a direction
PAY, PHD, LONDON, LAB = EYE[:4]


def index(*texts: list[np.ndarray]) -> TokenIndex:
    return TokenIndex.of([np.array(pieces, np.int8).reshape(-1, TOKENS) for pieces in texts])


def alignment(of: TokenIndex, asked: list[np.ndarray], owners: list[int], count: int) -> list[float]:
    rows = np.arange(len(owners))
    return of.alignment(np.array(asked, np.int8).reshape(-1, TOKENS), rows, np.array(owners), count).tolist()


def test_a_piece_without_a_counterpart_counts_against_the_phrasing() -> None:
    texts = index([PAY, LAB], [PAY, LAB, LONDON])
    assert alignment(texts, [PAY, LAB, LONDON], [0, 1], 2) == pytest.approx([2 / 3, 1])


def test_the_phrasings_of_one_entry_help_each_other() -> None:
    assert alignment(index([PAY, LAB], [LONDON]), [PAY, LONDON], [0, 0], 1) == pytest.approx([1])


def test_what_was_not_looked_at_fits_as_the_worst_and_with_nothing_to_compare_all_are_alike() -> None:
    texts = index([PAY], [PHD], [])
    assert alignment(texts, [PAY], [2, 0], 4) == pytest.approx([0, 0, 1, 0])
    assert alignment(texts, [], [0, 1], 2) == [0, 0]
    assert index([]).alignment(PAY[None], np.array([0]), np.array([0]), 2).tolist() == [0, 0]


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_it_is_the_mean_of_each_pieces_best_cosine_in_whatever_order(texts: list[list[int]], random) -> None:  # type: ignore[no-untyped-def]
    owners = [random.randrange(3) for _ in texts]
    asked = [random.randrange(5) for _ in range(random.randint(1, 4))]
    found = alignment(index(*([EYE[i] for i in text] for text in texts)), [EYE[i] for i in asked], owners, 3)
    pieces = {o: {i for text, owner in zip(texts, owners, strict=True) if owner == o for i in text} for o in range(3)}
    shares = {o: np.mean([i in there for i in asked]) for o, there in pieces.items() if there}
    assert found == pytest.approx([shares.get(o, min(shares.values(), default=0)) for o in range(3)])


def test_a_cosine_of_pieces_moves_by_less_than_two_hundredths_in_eight_bits() -> None:
    rows = np.random.default_rng(0).normal(size=(400, TOKENS)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    kept = as_tokens(rows).astype(np.float64) / ONE
    assert np.abs(kept @ kept.T - rows @ rows.T).max() < 0.02
