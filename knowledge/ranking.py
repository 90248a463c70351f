"""Ranking: what meaning says, what words say, added up; the best passage of each article.

Scores of different kinds are made comparable by standardising them over the passages that the
reader may see, each language on its own mean (a French question must not prefer French passages
only because they are French), and then summed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np

from knowledge.coverage import Vocabulary, Wording, Worths, coverage
from knowledge.embedding import Vectors
from knowledge.lexical import Frequencies, LexicalIndex, Scores
from knowledge.meaning import Layout, Meaning, Rows, standardise
from knowledge.passage import Audience, Passage, visible_to
from knowledge.questions import Question, Word
from knowledge.spelling import Spelling
from knowledge.words import content, grams, stem, tokens

T = TypeVar("T")

WEIGHTS = {
    "text": 1.0, "topic": 0.2, "article": 0.3, "whole": 0.3, "grams": 0.1,
    "second_text": 0.5, "second_topic": 0.1,
}  # fmt: skip
"""How much each kind of evidence counts: `text`, `topic` and `article` are meaning, the passage's,
its heading's and its article's, and `second_…` the same as another model has it; `grams` are the
passage's words, `whole` its article's. Fitted with COVERED by a listwise regression on seven sets
of questions (see docs/decisions/0017), then moved towards the weights of before and rounded."""

COVERED = {"passage": 1.2, "topic": 0.45, "heading": 0.7}
"""What it is worth that a passage, or its heading, speaks of all the words of the question; and
that the heading (`heading`) speaks of nothing else."""

_DEEP = 30
"""Passages looked at for each article wanted, before all are sorted."""

_FILTERS = 31
"""Filters whose rows are remembered: they are few and asked again and again."""

_SAME_LANGUAGE = 0.4
"""What a passage gains by being in the question's language: of two twins, it comes first."""


@dataclass(frozen=True)
class Evidence:
    """Scores of the passages at `rows`: as they come, by kind, and the sum that ranks them.

    The sum adds what is standardised and weighted, and what each covers of the question: `covered`
    has that share by kind. `said` is what each article (column) says of each word of the question.
    `elsewhere` is how near the question is to a subject outside, as a centred cosine.
    """

    rows: Rows
    raw: dict[str, Scores]
    covered: dict[str, Scores]
    total: Scores
    said: Worths
    elsewhere: float


class Ranking:
    """Passages in memory with their vectors and word counts, ready to be scored."""

    def __init__(
        self,
        passages: Sequence[Passage],
        meaning: Meaning,
        elsewhere: Vectors,
        second: Meaning | None = None,
    ) -> None:
        """`second` is what another model says of the passages, where there is one.

        `elsewhere` are vectors of subjects that no article need treat, by the second model where
        there is one: it tells what is strange better (see knowledge/confidence.py).
        """
        self.passages = tuple(passages)
        self._seen: dict[tuple[object, ...], Rows] = {}
        self._layout = layout = Layout.of(passages)
        self.articles = layout.articles
        self._meaning, self._second = meaning, second
        self._elsewhere = (second or meaning).outside(elsewhere)
        words = [content(tokens(p.context), p.language) for p in passages]
        stems = [
            [stem(word, p.language) for word in own] for own, p in zip(words, passages, strict=True)
        ]
        self.stems = Frequencies(stems)
        self._grams = LexicalIndex([grams(own) for own in words])
        self._words = LexicalIndex(self._together(stems))
        self._read(words, layout.one_of_each(layout.topics))
        self.spelling = Spelling(p.context for p in passages if p.language == "fr")

    def visible(self, audience: Audience, exact: Mapping[str, str | None], on: date | None) -> Rows:
        """Return the rows that this reader may see, with these exact fields, valid that day."""
        key = (audience, *sorted((name, value) for name, value in exact.items() if value), on)
        if key not in self._seen:
            allowed = visible_to(audience)
            wanted = {name: value for name, value in exact.items() if value is not None}
            kept = [
                row
                for row, passage in enumerate(self.passages)
                if passage.audience in allowed
                and all(getattr(passage, name) == value for name, value in wanted.items())
                and (on is None or passage.valid_on(on))
            ]
            self._seen = {
                **dict(list(self._seen.items())[-_FILTERS:]),
                key: np.array(kept, np.intp),
            }
        return self._seen[key]

    def score(self, question: Question, rows: Rows) -> Evidence:
        """Score the passages at `rows` for a question."""
        layout = self._layout
        asked = self._measured(question)
        raw = {
            "whole": self._words.scores(question.terms)[self.articles[rows]],
            "grams": self._grams.scores(question.pieces)[rows],
        }
        for prefix, (model, vector) in asked.items():
            raw |= {prefix + kind: said for kind, said in model.scores(vector, rows).items()}
        codes = layout.languages[rows]
        known = question.language in layout.names
        own = layout.names.index(question.language) if known else -1
        total: Scores = np.where(codes == own, _SAME_LANGUAGE, 0.0)
        for name, weight in WEIGHTS.items():
            if name in raw:
                total += weight * standardise(raw[name], codes)
        covered, said = self._covered(question, rows)
        for name, weight in COVERED.items():
            total += weight * covered[name]
        _, judged = list(asked.values())[-1]
        outside = float(self._elsewhere.scores(judged).max())
        return Evidence(rows, raw, covered, total, said, outside)

    def _measured(self, question: Question) -> dict[str, tuple[Meaning, Vectors]]:
        """Return the models by the prefix of what they say, with the question as each measures it.

        The last is the one that tells what is strange.
        """
        asked = {"": (self._meaning, self._meaning.measured(question.vector, question.language))}
        if self._second is not None and question.second is not None:
            measured = self._second.measured(question.second, question.language)
            asked["second_"] = (self._second, measured)
        return asked

    def knows(self, word: Word) -> bool:
        """Return whether any passage holds a word, a translation or a synonym of it."""
        return any(map(self.stems.knows, word.stems | word.synonyms))

    def strangeness(self, vector: Vectors, language: str) -> float:
        """Return how much nearer something asked is to a subject outside than to any passage.

        The vector is the second model's where there is one.
        """
        judge = self._second or self._meaning
        asked = judge.measured(vector, language)
        return float(self._elsewhere.scores(asked).max()) - judge.nearest(asked)

    def rarities(self, question: Question) -> list[float]:
        """Return how rare each word of a question is, in whichever language it is less so."""
        return [min(map(self.stems.rarity, word.stems)) for word in question.words]

    def _read(self, words: Sequence[Sequence[str]], one_topic: Rows) -> None:
        """Note which words passages, topic lines and articles hold."""
        known = self._vocabulary = Vocabulary()
        pairs = zip(words, self.passages, strict=True)
        texts = [known.read(own, passage.language) for own, passage in pairs]
        topics = [self.passages[row] for row in one_topic]
        lines = [known.read(content(tokens(p.topic), p.language), p.language) for p in topics]
        self._in_texts = Wording(len(known), texts)
        rare = [self.stems.rarity(stem(word, language)) for word, language in known.words]
        self._in_topics = Wording(len(known), lines, np.array(rare, np.float32))
        self._in_articles = Wording(len(known), map(set, self._together(texts)))

    def _covered(self, question: Question, rows: Rows) -> tuple[dict[str, Scores], Worths]:
        """Return the share of the question that rows speak of, and what articles say of it."""
        matches = [self._vocabulary.match(word) for word in question.words]
        rarities = self.rarities(question)
        said = self._in_articles.worths(matches)
        passage, topic, article = (
            coverage(worths, rarities).astype(np.float64)
            for worths in (self._in_texts.worths(matches), self._in_topics.worths(matches), said)
        )
        heading = self._in_topics.shares(matches).astype(np.float64)
        topics = self._layout.topics[rows]
        covered = {
            "passage": passage[rows], "topic": topic[topics], "heading": heading[topics],
            "article": article[self.articles[rows]],
        }  # fmt: skip
        return covered, said

    def _together(self, read: Sequence[Sequence[T]]) -> list[list[T]]:
        """Return what was read of each article, all of its passages together."""
        found: list[list[T]] = [[] for _ in range(int(self.articles.max()) + 1)]
        for article, own in zip(self.articles, read, strict=True):
            found[article] += own
        return found

    def siblings(self, row: int) -> list[int]:
        """Return the rows of the same article, the row itself included."""
        return [int(other) for other in np.flatnonzero(self.articles == self.articles[row])]

    def best_of_each(self, evidence: Evidence, limit: int) -> list[int]:
        """Return positions into `evidence.rows`: each article's best passage, best first."""
        depth = limit * _DEEP
        chosen = self._first_of_each(evidence, _highest(evidence.total, depth), limit)
        if len(chosen) < limit and depth < len(evidence.rows):
            return self._first_of_each(evidence, _highest(evidence.total, None), limit)
        return chosen

    def _first_of_each(self, evidence: Evidence, order: Rows, limit: int) -> list[int]:
        chosen: list[int] = []
        seen: set[int] = set()
        for position in order:
            article = int(self.articles[evidence.rows[position]])
            if article not in seen:
                seen.add(article)
                chosen.append(int(position))
            if len(chosen) == limit:
                break
        return chosen


def _highest(total: Scores, count: int | None) -> Rows:
    """Return the positions of the highest scores, best first; of all where count is None."""
    if count is None or count >= len(total):
        return np.argsort(-total, kind="stable")
    few = np.sort(np.argpartition(-total, count)[:count])
    highest: Rows = few[np.argsort(-total[few], kind="stable")]
    return highest
