"""A fitted radial support vector machine's margins as matrix products.

scikit-learn's own `decision_function` gives the same numbers (to the last digits) one sentence and
one support vector at a time, and spends a good part of its time on checking what it is given.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sklearn.svm import SVC


class RadialMargins:
    """Margins of three classes or more: duels of every two, then votes and their confidence."""

    def __init__(self, fitted: SVC) -> None:
        ends = np.cumsum(fitted.n_support_)
        places = [slice(end - many, end) for many, end in zip(fitted.n_support_, ends, strict=True)]
        pairs = list(combinations(range(len(places)), 2))
        self._weights = np.zeros((len(fitted.support_vectors_), len(pairs)))
        for column, (one, other) in enumerate(pairs):
            self._weights[places[one], column] = fitted.dual_coef_[other - 1, places[one]]
            self._weights[places[other], column] = fitted.dual_coef_[one, places[other]]
        self._offsets = np.asarray(fitted.intercept_)
        self._vectors = np.asarray(fitted.support_vectors_, np.float64)
        self._lengths = (self._vectors**2).sum(axis=1)
        self._gamma = float(fitted._gamma)
        self._rivals = len(places) - 1
        self._signs = np.zeros((len(pairs), len(places)))
        for column, (one, other) in enumerate(pairs):
            self._signs[column, one], self._signs[column, other] = 1, -1

    def of(self, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return one row a vector, one column a class in the order of the alphabet."""
        rows = np.asarray(vectors, np.float64)
        apart = (rows**2).sum(axis=1)[:, None] + self._lengths - 2 * rows @ self._vectors.T
        duels = np.exp(-self._gamma * apart) @ self._weights + self._offsets
        sums = duels @ self._signs
        # A vote for whoever wins a duel: the half won or lost, from half of all one is in.
        votes = (np.where(duels < 0, -0.5, 0.5) @ self._signs) + self._rivals / 2
        return np.asarray(votes + sums / (3 * (np.abs(sums) + 1)))
