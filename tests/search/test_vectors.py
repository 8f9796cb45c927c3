"""The FAISS index: equal to brute force; a file that is none is refused."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import pytest
from numpy.typing import NDArray

from advisor.errors import IndexDamaged
from advisor.search.vectors import VectorIndex


def unit(rows: int, dimension: int, *, seed: int) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize(("rows", "k"), [(1, 1), (10, 3), (1_000, 20), (5, 9)])
def test_search_equals_brute_force(rows: int, k: int) -> None:
    vectors = unit(rows, 32, seed=rows)
    index = VectorIndex.of(vectors, 32)
    for query in unit(20, 32, seed=7):
        found, similarities = index.search(query, k)
        expected = np.argsort(-(vectors @ query), kind="stable")[:k]
        assert found.tolist() == expected.tolist()
        np.testing.assert_allclose(similarities, (vectors @ query)[expected], atol=1e-6)


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    vectors = unit(50, 16, seed=1)
    VectorIndex.of(vectors, 16).write(tmp_path / "x.faiss")
    index = VectorIndex.read(tmp_path / "x.faiss")
    assert index.rows().tobytes() == vectors.tobytes()
    assert (len(index), index.dimension) == (50, 16)


def test_half_precision_takes_half_the_bytes_and_finds_the_same(tmp_path: Path) -> None:
    vectors = unit(1_000, 32, seed=1)
    for half in (False, True):
        VectorIndex.of(vectors, 32, half=half).write(tmp_path / f"{half}")
    assert (tmp_path / "True").stat().st_size < 0.51 * (tmp_path / "False").stat().st_size
    half_index = VectorIndex.read(tmp_path / "True")
    np.testing.assert_allclose(half_index.rows(), vectors, atol=5e-4)
    for query in unit(20, 32, seed=7):
        found, similarities = half_index.search(query, 3)
        np.testing.assert_allclose(similarities, np.sort(vectors @ query)[::-1][:3], atol=2e-4)
        np.testing.assert_allclose(half_index.rows()[found] @ query, similarities, atol=1e-6)


@pytest.mark.parametrize("half", [False, True])
def test_among_some_rows_alone(half: bool) -> None:
    vectors, some = unit(200, 32, seed=1), np.array([7, 20, 33, 150])
    index = VectorIndex.of(vectors, 32, half=half)
    for query in unit(20, 32, seed=7):
        rows, similarities = index.search(query, 9, among=some)
        assert rows.tolist() == some[np.argsort(-(vectors[some] @ query))].tolist()
        np.testing.assert_allclose(similarities, (vectors @ query)[rows], atol=2e-4)
    assert [part.tolist() for part in index.search(query, 3, among=np.empty(0, np.int64))] == [[], []]


@pytest.mark.parametrize("half", [False, True])
def test_no_rows(tmp_path: Path, half: bool) -> None:
    VectorIndex.of(np.empty((0, 16), np.float32), 16, half=half).write(tmp_path / "x.faiss")
    index = VectorIndex.read(tmp_path / "x.faiss")
    assert index.rows().shape == (0, 16)
    assert [part.tolist() for part in index.search(np.ones(16, np.float32), 3)] == [[], []]


def test_the_same_vectors_give_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        VectorIndex.of(unit(50, 16, seed=1), 16).write(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("raw", [b"", b"not an index at all", b"IxFI" + b"\xff" * 40])
def test_a_file_that_is_no_index_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.faiss").write_bytes(raw)
    with pytest.raises(
        IndexDamaged, match=r"found x\.faiss unreadable .*; expected a FAISS index; to mend it: advisor index --force"
    ):
        VectorIndex.read(tmp_path / "x.faiss")


def test_an_index_of_another_kind_is_refused(tmp_path: Path) -> None:
    faiss.write_index(faiss.IndexFlatL2(16), str(tmp_path / "x.faiss"))
    with pytest.raises(IndexDamaged, match=r"found x\.faiss of another kind; expected IndexFlatIP or"):
        VectorIndex.read(tmp_path / "x.faiss")
