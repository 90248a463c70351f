"""Whether the best passage answers the question at all: a calibrated chance from plain evidence.

A logistic regression over features that mean the same in any corpus: centred cosines, how much of
the question's rare words the passage holds, and how far it stands out from the other articles.
Fitted on development questions in both languages (answerable, unanswerable, asked of a corpus
about something else, or with their article taken out) over the demo company's articles and
unrelated software documentation; the questions reported on were not among them.
"""

from __future__ import annotations

import math

from knowledge.questions import Question
from knowledge.ranking import Evidence, Ranking
from knowledge.words import stems

THRESHOLD = 0.5
"""The chance from which an answer may stand on the best passage."""

WEIGHTS = {
    "text": 9.38,
    "topic": 2.27,
    "in_passage": 3.26,
    "in_article": 3.00,
    "in_corpus": -0.57,
    "above_fourth": 0.09,
    "above_tenth": 0.14,
    "text_stands_out": 0.18,
    "words_stand_out": -0.24,
}
BIAS = -3.73
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
    """Return what the chance is computed from, for the best passage."""
    place = best[0]
    row = int(evidence.rows[place])
    passage_share, article_share, known_share = _shares(question, ranking, row)
    total = evidence.total
    return {
        "text": float(evidence.raw["text"][place]),
        "topic": float(evidence.raw["topic"][place]),
        "in_passage": passage_share,
        "in_article": article_share,
        "in_corpus": known_share,
        "above_fourth": float(total[place] - total[best[min(3, len(best) - 1)]]),
        "above_tenth": float(total[place] - total[best[min(9, len(best) - 1)]]),
        "text_stands_out": float(evidence.kinds["text"][place]),
        "words_stand_out": float(evidence.kinds["stems"][place]),
    }


def _shares(question: Question, ranking: Ranking, row: int) -> tuple[float, float, float]:
    """Return the rarity-weighted share of the question's words in passage, article and corpus."""
    own = set(_stems(ranking, row))
    article = {stem for other in ranking.siblings(row) for stem in _stems(ranking, other)}
    rarities = [min(map(ranking.stems.rarity, word)) for word in question.words]
    total = sum(rarities) or 1.0

    def share(stems_present: set[str]) -> float:
        pairs = zip(question.words, rarities, strict=True)
        return sum(rarity for word, rarity in pairs if word & stems_present) / total

    known = {stem for word in question.words for stem in word if ranking.stems.knows(stem)}
    return share(own), share(article), share(known)


def _stems(ranking: Ranking, row: int) -> list[str]:
    passage = ranking.passages[row]
    return stems(passage.context, passage.language)


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
