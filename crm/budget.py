"""The org's daily API calls, and the part of them we leave to others.

Salesforce tells the state with every answer: `Sforce-Limit-Info: api-usage=1812/15000`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from crm.errors import QuotaSpent

_USAGE = re.compile(r"(?<![\w-])api-usage=(\d+)/(\d+)")
_LOOK_AGAIN = 300.0


class Budget:
    """Counts what is used and refuses below the reserve, looking again every five minutes.

    `reserve` is the share of the day's calls, in [0, 1], that is left untouched.
    """

    def __init__(self, reserve: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Start without knowledge: everything is allowed until Salesforce tells."""
        self._reserve = reserve
        self._monotonic = monotonic
        self._told_at = 0.0
        self.used: int | None = None
        self.allowed: int | None = None

    def note(self, header: str | None) -> None:
        """Remember what a `Sforce-Limit-Info` header says."""
        if header and (usage := _USAGE.search(header)):
            self.used, self.allowed = int(usage[1]), int(usage[2])
            self._told_at = self._monotonic()

    def check(self) -> None:
        """Raise `QuotaSpent` where another call would eat into the reserve."""
        if self.spent and self._monotonic() - self._told_at < _LOOK_AGAIN:
            raise QuotaSpent(self.used, self.allowed)

    @property
    def spent(self) -> bool:
        """Whether what is left is the reserve or less."""
        if self.used is None or self.allowed is None:
            return False
        return self.used >= self.allowed * (1 - self._reserve)
