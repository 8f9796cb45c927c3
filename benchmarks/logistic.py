"""Logistic regression with an L2 penalty, by Newton's method: deterministic, plain numpy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
Numbers = NDArray[np.float64]


class Model(NamedTuple):
    intercept: float
    weights: Numbers

    def believe(self, x: Numbers) -> Numbers:
        return 1 / (1 + np.exp(-np.clip(self.intercept + x @ self.weights, -30, 30)))


def fit(x: Numbers, y: Numbers, weight: Numbers, penalty: float) -> Model:
    """Newton's method on standardised features, the intercept free of the penalty; weights given back in raw units."""
    centre, scale = np.average(x, axis=0, weights=weight), x.std(axis=0)
    scale[scale < 1e-9] = 1.0
    z = np.column_stack([np.ones(len(x)), (x - centre) / scale])
    ridge = penalty * len(x) * np.eye(z.shape[1])
    ridge[0, 0] = 0.0
    beta = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        hessian = z.T @ (z * (weight * p * (1 - p))[:, None]) + ridge + 1e-9 * np.eye(z.shape[1])
        step = np.linalg.solve(hessian, z.T @ (weight * (y - p)) - ridge @ beta)
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            break
    return Model(float(beta[0] - (beta[1:] * centre / scale).sum()), beta[1:] / scale)


def out_of_fold(x: Numbers, y: Numbers, weight: Numbers, penalty: float) -> Numbers:
    """Every row's probability by the model fitted on the other folds; row i is in fold i mod 5."""
    fold, believed = np.arange(len(y)) % FOLDS, np.zeros(len(y))
    for k in range(FOLDS):
        model = fit(x[fold != k], y[fold != k], weight[fold != k], penalty)
        believed[fold == k] = model.believe(x[fold == k])
    return believed
