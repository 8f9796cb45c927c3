"""The linear discriminant: a case worked by hand, and what must hold of any."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.search.classifier import SHRINKAGE, fit


def test_a_case_by_hand() -> None:
    # Two classes of two points each: means (2, 0) and (0, 2); every point lies 1 from its mean along one axis.
    vectors = np.array([[3, 0], [1, 0], [0, 3], [0, 1]], np.float32)
    found = fit(vectors, np.array([0, 0, 1, 1]), 2)
    spread = 2 / 4 + SHRINKAGE  # the pooled covariance is this times the identity
    np.testing.assert_allclose(found.directions, np.array([[2, 0], [0, 2]]) / spread, rtol=1e-6)
    np.testing.assert_allclose(found.offsets, [-0.5 * 4 / spread] * 2, rtol=1e-6)
    np.testing.assert_allclose(found.logits(np.array([2, 0], np.float32)), [2 / spread, -2 / spread], rtol=1e-5)


@pytest.mark.parametrize(("point", "nearer"), [((1.2, 1.0), 0), ((1.0, 1.2), 1)])
def test_the_border_lies_half_way(point: tuple[float, float], nearer: int) -> None:
    vectors = np.array([[3, 0], [1, 0], [0, 3], [0, 1]], np.float32)
    logits = fit(vectors, np.array([0, 0, 1, 1]), 2).logits(np.array(point, np.float32))
    assert int(logits.argmax()) == nearer


def test_one_example_a_class_is_enough() -> None:
    vectors = np.eye(4, dtype=np.float32)
    found = fit(vectors, np.arange(4), 4)
    assert [int(found.logits(v).argmax()) for v in vectors] == [0, 1, 2, 3]


def test_the_order_of_the_examples_does_not_matter() -> None:
    generator = np.random.default_rng(3)
    vectors, classes = generator.normal(size=(60, 8)).astype(np.float32), np.arange(60) % 5
    order = generator.permutation(60)
    one, other = fit(vectors, classes, 5), fit(vectors[order], classes[order], 5)
    np.testing.assert_allclose(one.directions, other.directions, rtol=1e-4, atol=1e-5)
