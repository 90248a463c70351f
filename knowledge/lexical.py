"""Lexical scores: BM25 (by bm25s) over stems and over character n-grams."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


class Frequencies:
    """In how many documents, which are lists of terms, each term stands."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._size = len(documents)
        self._frequency = Counter(term for terms in documents for term in set(terms))

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term; unknown terms are the rarest."""
        seen = self._frequency.get(term, 0)
        return float(np.log1p((self._size - seen + 0.5) / (seen + 0.5)))

    def knows(self, term: str) -> bool:
        """Say whether any document holds the term."""
        return term in self._frequency


class LexicalIndex:
    """BM25 over documents that are lists of terms; a question is terms with weights.

    bm25s computes every (term, document) score when it indexes and keeps them by column; a
    weighted question is a weighted sum of columns.
    """

    def __init__(self, documents: Sequence[Sequence[str]], k1: float = 1.2, b: float = 0.6) -> None:
        import bm25s  # noqa: PLC0415

        # It sets its own logger to DEBUG and would fill every program's error stream.
        logging.getLogger("bm25s").setLevel(logging.WARNING)
        self._size = len(documents)
        self._columns: Any = None
        self._rows: dict[str, int] = {}
        if any(documents):
            index = bm25s.BM25(k1=k1, b=b)
            index.index([list(terms) for terms in documents], show_progress=False)
            self._columns, self._rows = index.scores, index.vocab_dict

    def scores(self, question: Mapping[str, float]) -> Scores:
        """Return the score of every document for a weighted question."""
        total: Scores = np.zeros(self._size)
        for term, weight in question.items():
            row = self._rows.get(term)
            if row is None:
                continue
            start, end = self._columns["indptr"][row : row + 2]
            found = self._columns["indices"][start:end]
            total[found] += weight * self._columns["data"][start:end]
        return total
