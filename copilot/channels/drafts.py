"""One message that shows an answer while it is made, edited no more often than a channel bears.

Only the latest is ever shown: what was overtaken meanwhile is passed over. The answer itself then
stands in the message's place.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from copilot.channels.errors import Undeliverable, Undelivered
from copilot.underway import Underway

EVERY = 1.2
"""Seconds between two drafts under one pace: fifty a minute, which is what Slack grants edits."""
REST = 1.0
"""Seconds between a draft and what takes its place in the same message."""
HESITATION = 2.0
"""Seconds before it is said how far the reading is: most work is over sooner."""


@dataclass(frozen=True)
class Tempo:
    """The world's time, in seconds."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass
class Pace:
    """Grants moments for drafts to all messages that share a limit of calls, first come first."""

    tempo: Tempo
    free: float = float("-inf")
    barred: float = float("-inf")

    def book(self) -> float:
        """Return the next moment, which is nobody else's."""
        moment = max(self.free, self.barred, self.tempo.now())
        self.free = moment + EVERY
        return moment

    def bar(self, seconds: float) -> None:
        """Grant nothing for so long."""
        self.barred = self.tempo.now() + seconds


class Draft:
    """Shows an answer being made: `show` posts or edits its one message."""

    def __init__(self, show: Callable[[Underway], Awaitable[None]], pace: Pace) -> None:
        self._show, self._pace, self._tempo = show, pace, pace.tempo
        self._began = self._tempo.now()
        self._latest: Underway | None = None
        self._shown = ""
        self._booked: float | None = None
        self._last: float | None = None
        self._news, self._over = asyncio.Event(), False

    def watch(self, underway: Underway) -> None:
        """Hear of more."""
        self._latest = underway
        self._news.set()

    async def run(self) -> None:
        """Show what there is, at its pace, until the answer is there."""
        while not self._over:
            wait = self._due()
            if wait is None or wait > 0:
                self._news.clear()
                await self._until(wait)
            elif not await self._tried():
                return

    def end(self) -> None:
        """Show no more; `run` ends once what is being shown is."""
        self._over = True
        self._news.set()

    async def rest(self) -> None:
        """Wait until the same message may be changed again."""
        if self._last is not None:
            wait = self._last + REST - self._tempo.now()
            if wait > 0:
                await self._tempo.sleep(wait)

    def _due(self) -> float | None:
        """Return in how many seconds there is something to show; None where there is nothing."""
        if self._latest is None or self._latest.words in {"", self._shown}:
            return None
        early = self._began + HESITATION - self._tempo.now()
        if early > 0 and not (self._latest.text or self._shown):
            return early
        if self._booked is None or self._booked < self._pace.barred:
            self._booked = self._pace.book()
        return self._booked - self._tempo.now()

    async def _until(self, seconds: float | None) -> None:
        """Wait for news, or for so long."""
        waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._news.wait())]
        if seconds is not None:
            waits.append(asyncio.ensure_future(self._tempo.sleep(seconds)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*waits, return_exceptions=True)

    async def _tried(self) -> bool:
        """Show the latest; say whether another may be shown later."""
        underway = self._latest
        if underway is None:
            return True
        self._booked = None
        try:
            await self._show(underway)
        except Undelivered as error:
            self._pace.bar(error.wait)
            return True
        except Undeliverable:
            return False
        finally:
            self._last = self._tempo.now()
        self._shown = underway.words
        return True
