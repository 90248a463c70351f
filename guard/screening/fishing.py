"""Questions that fish for what is not the asker's: other customers, internal figures and papers.

Rights decide what is shown; this decides how the question is answered: with a plain refusal, rather
than with whatever public text lies nearest.
"""

from __future__ import annotations

from guard.screening.judge import Judge
from guard.screening.letters import strip_invisible
from guard.screening.meaning import Doubt, Meaning

SURE = 0.45
"""From this chance on a question fishes, where there are no vectors. These figures were chosen on
the development texts of `tests/guard`."""
DOUBT = Doubt(low=0.08, high=0.97, weight=1.0, sure=0.5)


class FishingReader:
    """Tells what a customer or a visitor may not know from what is theirs."""

    def __init__(self, judge: Judge | None = None, meaning: Meaning | None = None) -> None:
        self._judge, self._meaning = judge or Judge("fishing"), meaning or Meaning()

    def fishes(self, text: str) -> bool:
        """Say whether a customer's or a visitor's question fishes."""
        plain = strip_invisible(text)[0]
        chances = [(plain, self._judge.chance(plain))]
        sure = DOUBT.sure if self._meaning.vectors else SURE
        return self._meaning.surest("fishing", DOUBT, chances) >= sure
