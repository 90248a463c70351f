"""Whether the best passage answers the question at all: a calibrated chance from plain evidence.

A logistic regression over features that mean the same in any corpus: centred cosines (with the
passage, its heading, its article), how much of the question the passage and its article speak of,
the names it asks for that the article lacks, how near it is to a subject outside, and, where words
are left that the article says nothing like, how much nearer those are to a subject outside than to
any passage. (Margins between scores and the number of words left over were tried: they do not carry
over from one corpus to the next.)
"""

from __future__ import annotations

import math
from collections.abc import Callable

from knowledge.coverage import missing_names
from knowledge.embedding import Vectors
from knowledge.questions import Question, Word
from knowledge.ranking import Evidence, Ranking
from knowledge.words import tokens

THRESHOLD = 0.5
"""The chance from which an answer may stand on the best passage."""

BIAS = "bias"

TOGETHER = {
    "text": 4.95, "topic": 0.97, "article": 0.74, "covered": 0.87, "article_covered": 1.56,
    "names": -0.94, "second_text": 0.94, "second_topic": 0.55, "second_article": 4.47,
    "elsewhere": -7.54, "left_elsewhere": -2.46, BIAS: -2.66,
}  # fmt: skip
"""Log-odds where two models read the question; the second one is asked what is strange. Fitted on
development questions over the demo company's articles, a telephone operator's, a housing office's
and a desktop's: answered ones, others that are near, and each one's asked of the other three."""

ALONE = {
    "text": 2.26, "topic": 2.02, "article": 1.36, "covered": 1.88, "article_covered": 1.34,
    "names": -0.87, "elsewhere": -3.39, "left": -0.86, "left_elsewhere": -3.27, BIAS: -1.15,
}  # fmt: skip
"""The same where one model reads it. Both are shifted so that 3 to 5 % of the demo company's
answerable development questions, the corpus we serve, stay under THRESHOLD."""

Embed = Callable[[str], Vectors]
"""Makes the vector of a short text."""

_LEFT = (-0.4, 0.3)
"""Between what `left_elsewhere` lay for 98 % of the questions of nine corpora. Where neither end
would change whether an answer is trusted, the vector of the words left over is not made."""

_STEP = 0.4
"""What a point of ranking score below the best costs, in log-odds."""


def judge(
    question: Question, ranking: Ranking, evidence: Evidence, best: list[int], embed: Embed
) -> tuple[list[float], bool]:
    """Return the calibrated score of each best passage, and whether the first may be relied on.

    `best` are positions in the evidence, one an article, best first, at least ten where there are
    as many. Scores are in [0, 1] and never rise down the list.
    """
    left = " ".join(word.text for word in unsaid(question, ranking, evidence, best[0]))
    weights = TOGETHER if "second_text" in evidence.raw else ALONE
    seen = features(question, ranking, evidence, best[0], left)
    top = sum(weight * seen.get(name, 0.0) for name, weight in weights.items())
    if left:
        weight = weights["left_elsewhere"]
        top += _strange(top, weight, lambda: ranking.strangeness(embed(left), question.language))
    if only_named(question, ranking, evidence, best[0]):
        top = min(top, -1.0)
    first = evidence.total[best[0]]
    scores = [_chance(top - _STEP * float(first - evidence.total[place])) for place in best]
    return scores, scores[0] >= THRESHOLD


def only_named(question: Question, ranking: Ranking, evidence: Evidence, place: int) -> bool:
    """Whether an article has nothing of a question but the names it mentions.

    « Le prix d'une baguette chez Voltanis » is not answered by what there is on Voltanis: no
    article at all knows of a word of it, and this one of none.
    """
    named = {part for name in question.names for part in tokens(name)}
    others = tuple(word for word in question.words if word.text not in named)
    if len(others) in (0, len(question.words)) or all(map(ranking.knows, others)):
        return False
    return set(others) <= set(unsaid(question, ranking, evidence, place))


def unsaid(question: Question, ranking: Ranking, evidence: Evidence, place: int) -> list[Word]:
    """Return the words of a question that a passage's article says nothing like, in order."""
    said = evidence.said[:, ranking.articles[evidence.rows[place]]]
    return [word for word, worth in zip(question.words, said, strict=True) if not worth]


def features(
    question: Question, ranking: Ranking, evidence: Evidence, place: int, left: str
) -> dict[str, float]:
    """Return what the chance is computed from, for the best passage.

    `left` are the words its article says nothing like; how strange they are is not among them.
    """
    siblings = ranking.siblings(int(evidence.rows[place]))
    near = {kind: float(scores[place]) for kind, scores in evidence.raw.items()}
    return {
        **near,
        BIAS: 1.0,
        "covered": float(evidence.covered["passage"][place]),
        "article_covered": float(evidence.covered["article"][place]),
        "names": float(missing_names(question, (ranking.passages[row] for row in siblings))),
        "elsewhere": evidence.elsewhere,
        "left": float(bool(left)),
    }


def _strange(others: float, weight: float, strangeness: Callable[[], float]) -> float:
    """Return what the words left over add to the log-odds of all else; not made for nothing."""
    low, high = (weight * end for end in reversed(_LEFT))
    if others + low >= 0 or others + high < 0:
        return 0.0
    return weight * strangeness()


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
