"""Trying again: how often, how long in between, and never beyond the time a text may take."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from guard.errors import ProviderUnavailable

T = TypeVar("T")
_CHANCE = random.SystemRandom()


@dataclass(frozen=True)
class Patience:
    """How a failing server is tried again; waits are in seconds.

    The wait before try n + 1 is `first_wait` · 2^(n−1), at most `longest_wait`, less a random half:
    many services that failed together do not come back together. `sleep`, `now` and `chance` (0 to
    1) are the world's.
    """

    tries: int = 3
    first_wait: float = 0.5
    longest_wait: float = 8.0
    sleep: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep, repr=False)
    now: Callable[[], float] = field(default=time.monotonic, repr=False)
    chance: Callable[[], float] = field(default=_CHANCE.random, repr=False)

    def wait(self, failures: int, after: float | None) -> float:
        """Return how long to wait after that many failures; what the server asks for wins."""
        if after is not None:
            return max(0.0, after)
        longest: float = min(self.first_wait * 2 ** (failures - 1), self.longest_wait)
        return longest * (1 - self.chance() / 2)

    async def persist(self, attempt: Callable[[], Awaitable[T]], seconds: float) -> T:
        """Return what an attempt returns, tried again while it is worth it and there is time.

        Raises the last `ProviderUnavailable`, at once where the server asks for more time than
        there is: the next engine is then asked sooner.
        """
        ends, failures = self.now() + seconds, 0
        while True:
            try:
                async with asyncio.timeout(max(ends - self.now(), 0.0)):
                    return await attempt()
            except TimeoutError as exc:
                raise ProviderUnavailable("the model is too slow", kind="slow") from exc
            except ProviderUnavailable as failed:
                failures += 1
                wait = self.wait(failures, failed.after)
                if not failed.again or failures >= self.tries or self.now() + wait >= ends:
                    raise
            await self.sleep(wait)
