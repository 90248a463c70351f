"""Abuse: insults, threats and contempt for people, in both directions.

Strong words for things, and unhappy customers, are none. A sentence is read as it is written and as
its signs may be meant (« c0nnard », "f*ck"); its clauses are read too.
"""

from __future__ import annotations

from collections.abc import Iterator

from guard.screening.judge import Judge
from guard.screening.letters import join_spaced, readings, strip_invisible, without_stars
from guard.screening.sentences import clauses, sentences

SURE = 0.5
"""From this chance on a sentence is abuse; chosen on the development texts of `tests/guard`."""
SURE_CLAUSE = 0.93
LONGEST = 8_000
"""Characters of a text that are looked at."""


class AbuseReader:
    """Tells abuse from anger; the weights load at first use."""

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge or Judge("abuse")

    def is_abusive(self, text: str) -> bool:
        """Say whether a text holds abuse."""
        plain = join_spaced(strip_invisible(text[:LONGEST])[0])
        return any(self._abuses(plain[start:end]) for start, end in sentences(plain))

    def chance(self, sentence: str) -> float:
        """Return the chance that a sentence is abuse, however it is spelt."""
        return max(map(self._judge.chance, _spellings(sentence)))

    def _abuses(self, sentence: str) -> bool:
        """Say whether a sentence, or a part of it, is abuse."""
        if self.chance(sentence) >= SURE:
            return True
        return any(self.chance(part) >= SURE_CLAUSE for part in clauses(sentence, 3, 2))


def _spellings(sentence: str) -> Iterator[str]:
    """Yield a sentence as it is written, and as it may be meant."""
    yield sentence
    yield from readings(sentence)
    bare = without_stars(sentence)
    if bare != sentence:
        yield bare
        yield from readings(bare)
