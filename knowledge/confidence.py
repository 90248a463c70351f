"""Whether the best passages answer the question at all: calibrated chances from plain evidence."""

from __future__ import annotations

import math

from knowledge.questions import Question
from knowledge.ranking import Evidence, Ranking

THRESHOLD = 0.5
"""The chance from which an answer may stand on the best passage."""


def judge(
    question: Question, ranking: Ranking, evidence: Evidence, best: list[int]
) -> tuple[list[float], bool]:
    """Return the calibrated score of each best passage, and whether the first may be relied on."""
    scores = [_chance(float(evidence.total[position])) for position in best]
    return scores, bool(scores) and scores[0] >= THRESHOLD


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-(total - 6.0)))
