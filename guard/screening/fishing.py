"""Questions that fish for what is not the asker's: other customers, internal figures and papers.

Rights decide what is shown; this decides how the question is answered: with a plain refusal, rather
than with whatever public text lies nearest.
"""

from __future__ import annotations

from guard.screening.judge import Judge
from guard.screening.letters import strip_invisible

SURE = 0.4
"""From this chance on a question fishes; chosen on the development texts of `tests/guard`."""


class FishingReader:
    """Tells what a customer or a visitor may not know from what is theirs."""

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge or Judge("fishing")

    def fishes(self, text: str) -> bool:
        """Say whether a customer's or a visitor's question fishes."""
        return self._judge.chance(strip_invisible(text)[0]) >= SURE
