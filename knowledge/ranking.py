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

WEIGHTS = {"text": 1.0, "topic": 0.35, "stems": 0.6, "grams": 0.4, "title": 0.15}
"""How much each kind of evidence counts, chosen on development questions."""

_STEADY = 20.0
"""Passages that the overall mean is worth when a language has few."""


@dataclass(frozen=True)
class Evidence:
    """Standardised scores of the passages at `rows`, by kind, and their weighted sum."""

    rows: Rows
    kinds: dict[str, Scores]
    raw: dict[str, Scores]
    total: Scores


class Ranking:
    """Passages in memory with their vectors and word counts, ready to be scored."""

    def __init__(self, passages: Sequence[Passage], texts: Vectors, topics: Vectors) -> None:
        self.passages = tuple(passages)
        self._texts = texts
        self._topics = topics
        self._languages = np.array([passage.language for passage in passages])
        names = {name: n for n, name in enumerate(dict.fromkeys(p.article for p in passages))}
        self.articles: Rows = np.array([names[p.article] for p in passages], dtype=np.intp)
        self.stems = LexicalIndex([stems(p.context, p.language) for p in passages])
        self._grams = LexicalIndex([grams(p.context, p.language) for p in passages])
        self._titles = LexicalIndex([stems(p.topic, p.language) for p in passages])

    def score(self, question: Question, rows: Rows) -> Evidence:
        """Score the passages at `rows` for a question."""
        raw = {
            "text": (self._texts[rows] @ question.vector).astype(np.float64),
            "topic": (self._topics[rows] @ question.vector).astype(np.float64),
            "stems": self.stems.scores(question.terms)[rows],
            "grams": self._grams.scores(question.pieces)[rows],
            "title": self._titles.scores(question.terms)[rows],
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


def standardise(values: Scores, languages: NDArray[np.str_]) -> Scores:
    """Centre each language's scores on its own mean, then divide all by their common spread."""
    centred = values.copy()
    overall = values.mean()
    for language in np.unique(languages):
        own = languages == language
        centred[own] -= (values[own].sum() + _STEADY * overall) / (own.sum() + _STEADY)
    spread: Scores = centred / (centred.std() + 1e-9)
    return spread
