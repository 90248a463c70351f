"""A circuit breaker: an engine that keeps failing is left alone for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from guard.routing.contract import BreakerRules

MOST_RESTS = 10
"""A rest is doubled by each failed try, up to this many times the first."""


class Breaker:
    """Counts failures in a row. `now` is a monotonic clock, in seconds."""

    def __init__(self, rules: BreakerRules, now: Callable[[], float] = time.monotonic) -> None:
        self._rules, self._now = rules, now
        self._failures = 0
        self._until = 0.0
        self._rest = rules.rest

    @property
    def open(self) -> bool:
        """Whether the engine rests now."""
        return self._failures >= self._rules.failures and self._now() < self._until

    def admits(self) -> bool:
        """Say whether a request may go; after a rest, one in each further rest's time."""
        if self._failures < self._rules.failures:
            return True
        if self._now() < self._until:
            return False
        self._until = self._now() + self._rest
        return True

    def succeeded(self) -> None:
        """Note an answer."""
        self._failures, self._rest, self._until = 0, self._rules.rest, 0.0

    def failed(self, after: float | None = None) -> None:
        """Note a failure; `after` is how long the server asks to be left alone, in seconds."""
        self._failures += 1
        if self._failures < self._rules.failures:
            return
        if self._failures > self._rules.failures:
            self._rest = min(self._rest * 2, self._rules.rest * MOST_RESTS)
        longest = self._rules.rest * MOST_RESTS
        self._until = self._now() + max(self._rest, min(after or 0.0, longest))
