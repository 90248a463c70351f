"""Whether the best passage answers the question at all: a calibrated chance from plain evidence.

A logistic regression over four features that mean the same in any corpus: two centred cosines, how
much of the question the passage speaks of, and the names it asks for that the article lacks.
Fitted on about 230 answerable and 160 unanswerable questions in both languages over the demo
company's articles, desktop help and a distribution's FAQ, with questions whose article was taken
out or that belong to another corpus. Each corpus was predicted from the two others: areas under
the curve .94, .97 and .97 (.95, .95 and .92 for nine features that also held score margins, which
do not carry over from one corpus to the next).
"""

from __future__ import annotations

import math

from knowledge.coverage import coverage, missing_names
from knowledge.questions import Question
from knowledge.ranking import Evidence, Ranking

THRESHOLD = 0.5
"""The chance from which an answer may stand on the best passage."""

WEIGHTS = {"text": 5.94, "article": 5.15, "covered": 4.26, "names": -1.26}
BIAS = -5.95
"""Log-odds; shifted so that 5 % of the answerable development questions stay under THRESHOLD."""

_STEP = 0.4
"""What a point of ranking score below the best costs, in log-odds."""


def judge(
    question: Question, ranking: Ranking, evidence: Evidence, best: list[int]
) -> tuple[list[float], bool]:
    """Return the calibrated score of each best passage, and whether the first may be relied on.

    `best` are positions in the evidence, one an article, best first, at least ten where there are
    as many. Scores are in [0, 1] and never rise down the list.
    """
    seen = features(question, ranking, evidence, best)
    top = BIAS + sum(WEIGHTS[name] * value for name, value in seen.items())
    first = evidence.total[best[0]]
    scores = [_chance(top - _STEP * float(first - evidence.total[place])) for place in best]
    return scores, scores[0] >= THRESHOLD


def features(
    question: Question, ranking: Ranking, evidence: Evidence, best: list[int]
) -> dict[str, float]:
    """Return what the chance is computed from, for the best passage.

    Two centred cosines, the share of the question's words that the passage speaks of, and how many
    of its names and numbers the article never mentions.
    """
    place = best[0]
    row = int(evidence.rows[place])
    rarities = [min(map(ranking.stems.rarity, word.stems)) for word in question.words]
    article = (ranking.passages[other] for other in ranking.siblings(row))
    return {
        "text": float(evidence.raw["text"][place]),
        "article": float(evidence.raw["article"][place]),
        "covered": coverage(question, rarities, ranking.passages[row]),
        "names": float(missing_names(question, article)),
    }


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
