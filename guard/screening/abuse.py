"""Abuse: insults, threats and contempt for people, in both directions.

Strong words for things, and unhappy customers, are none. A sentence is read as it is written and as
its signs may be meant (« c0nnard », "f*ck"); its clauses are read too; what words leave open, its
meaning decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from guard.screening.judge import Judge
from guard.screening.letters import join_spaced, readings, strip_invisible, without_stars
from guard.screening.meaning import Doubt, Meaning
from guard.screening.sentences import clauses, sentences

SURE = 0.5
"""From this chance on a sentence is abuse, where there are no vectors. These figures were chosen
on the development texts of `tests/guard` and on what people ask of a copilot (`tests/bot`)."""
SURE_CLAUSE = 0.97
DOUBT = Doubt(low=0.15, high=0.97, weight=1.5, sure=0.85)
LONGEST = 8_000
"""Characters of a text that are looked at."""


class AbuseReader:
    """Tells abuse from anger; the weights load at first use."""

    def __init__(self, judge: Judge | None = None, meaning: Meaning | None = None) -> None:
        self._judge, self._meaning = judge or Judge("abuse"), meaning or Meaning()

    def is_abusive(self, text: str) -> bool:
        """Say whether a text holds abuse."""
        plain = join_spaced(strip_invisible(text[:LONGEST])[0])
        told = [plain[start:end] for start, end in sentences(plain)]
        chances = [self._worst(sentence) for sentence in told]
        sure = DOUBT.sure if self._meaning.vectors else SURE
        return self._meaning.surest("abuse", DOUBT, chances) >= sure or any(
            self._worst(part)[1] >= SURE_CLAUSE
            for sentence in told
            for part in clauses(sentence, 3, 2)
        )

    def _worst(self, sentence: str) -> tuple[str, float]:
        """Return how a sentence may be meant at worst, and the chance by words that it is abuse."""
        chances = ((spelt, self._judge.chance(spelt)) for spelt in _spellings(sentence))
        return max(chances, key=lambda one: one[1])


def _spellings(sentence: str) -> Iterator[str]:
    """Yield a sentence as it is written, and as it may be meant."""
    yield sentence
    yield from readings(sentence)
    bare = without_stars(sentence)
    if bare != sentence:
        yield bare
        yield from readings(bare)
