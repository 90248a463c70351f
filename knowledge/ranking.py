"""Ranking: what meaning says, what words say, added up; the best passage of each article.

Scores of different kinds are made comparable by standardising them over the passages that the
reader may see, each language on its own mean (a French question must not prefer French passages
only because they are French), and then summed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vectors
from knowledge.lexical import LexicalIndex, Scores
from knowledge.passage import Passage
from knowledge.questions import Question
from knowledge.words import grams, stems

Rows = NDArray[np.intp]

WEIGHTS = {"text": 0.8, "topic": 0.35, "article": 0.4, "stems": 0.6, "grams": 0.25}
"""How much each kind of evidence counts, chosen on development questions."""

_STEADY = 20.0
"""Passages that the overall mean is worth when a language has few."""

_TOWARDS_MEAN = 0.9
"""How far vectors are moved to their language's mean."""


@dataclass(frozen=True)
class Evidence:
    """Standardised scores of the passages at `rows`, by kind, and their weighted sum."""

    rows: Rows
    kinds: dict[str, Scores]
    raw: dict[str, Scores]
    total: Scores


class Centred:
    """Vectors measured from the middle of their language.

    Embeddings of one language huddle together, all the more so with E5, whose cosines lie between
    0.7 and 1. Measured from (nearly) the mean, cosines spread, and the question's language no
    longer matters: cross-language hit@1 rises by 3 points on development questions.
    """

    def __init__(self, vectors: Vectors, languages: NDArray[np.str_]) -> None:
        middle = np.zeros_like(vectors)
        for language in np.unique(languages):
            own = languages == language
            part = _TOWARDS_MEAN * own.sum() / (own.sum() + _STEADY)
            middle[own] = part * vectors[own].mean(axis=0)
        moved = vectors - middle
        self._rows = moved / (np.linalg.norm(moved, axis=1, keepdims=True) + 1e-9)
        self._offsets = np.einsum("ij,ij->i", self._rows, middle)

    def scores(self, question: Vectors) -> Scores:
        """Return the score of every row for a question's vector, which is centred alike."""
        scores: Scores = (self._rows @ question - self._offsets).astype(np.float64)
        return scores


class Ranking:
    """Passages in memory with their vectors and word counts, ready to be scored."""

    def __init__(self, passages: Sequence[Passage], texts: Vectors, topics: Vectors) -> None:
        self.passages = tuple(passages)
        self._languages = np.array([passage.language for passage in passages])
        names = {name: n for n, name in enumerate(dict.fromkeys(p.article for p in passages))}
        self.articles: Rows = np.array([names[p.article] for p in passages], dtype=np.intp)
        self._texts = Centred(texts, self._languages)
        self._topics = Centred(topics, self._languages)
        self._whole = Centred(_means(texts, self.articles)[self.articles], self._languages)
        self.stems = LexicalIndex([stems(p.context, p.language) for p in passages])
        self._grams = LexicalIndex([grams(p.context, p.language) for p in passages])

    def score(self, question: Question, rows: Rows) -> Evidence:
        """Score the passages at `rows` for a question."""
        raw = {
            "text": self._texts.scores(question.vector)[rows],
            "topic": self._topics.scores(question.vector)[rows],
            "article": self._whole.scores(question.vector)[rows],
            "stems": self.stems.scores(question.terms)[rows],
            "grams": self._grams.scores(question.pieces)[rows],
        }
        languages = self._languages[rows]
        kinds = {name: standardise(values, languages) for name, values in raw.items()}
        total: Scores = np.zeros(len(rows))
        for name, weight in WEIGHTS.items():
            total += weight * kinds[name]
        return Evidence(rows, kinds, raw, total)

    def best_of_each(self, evidence: Evidence, limit: int) -> list[int]:
        """Return positions into `evidence.rows`: each article's best passage, best first."""
        chosen: list[int] = []
        seen: set[int] = set()
        for position in np.argsort(-evidence.total, kind="stable"):
            article = int(self.articles[evidence.rows[position]])
            if article not in seen:
                seen.add(article)
                chosen.append(int(position))
            if len(chosen) == limit:
                break
        return chosen


def _means(vectors: Vectors, groups: Rows) -> Vectors:
    """Return the mean vector of each group, one row a group."""
    sums = np.zeros((int(groups.max()) + 1, vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, groups, vectors)
    means: Vectors = sums / np.bincount(groups)[:, np.newaxis]
    return means


def standardise(values: Scores, languages: NDArray[np.str_]) -> Scores:
    """Centre each language's scores on its own mean, then divide all by their common spread."""
    centred = values.copy()
    overall = values.mean()
    for language in np.unique(languages):
        own = languages == language
        centred[own] -= (values[own].sum() + _STEADY * overall) / (own.sum() + _STEADY)
    spread: Scores = centred / (centred.std() + 1e-9)
    return spread
