"""Milliseconds a turn spends behind each door."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Stopwatch:
    """Adds up milliseconds by name."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    async def time(self, name: str, work: Awaitable[T]) -> T:
        """Await `work` and add its duration to `name`."""
        started = perf_counter()
        try:
            return await work
        finally:
            self.spent[name] += (perf_counter() - started) * 1000


class _Timed:
    """Stands before a door and times its asynchronous methods."""

    def __init__(self, door: object, name: str, stopwatch: Stopwatch) -> None:
        self._door, self._name, self._stopwatch = door, name, stopwatch

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._door, attribute)
        if not inspect.iscoroutinefunction(found):
            return found
        method = cast(Callable[..., Awaitable[Any]], found)
        return lambda *args, **kwargs: self._stopwatch.time(self._name, method(*args, **kwargs))


def timed(door: T, name: str, stopwatch: Stopwatch) -> T:
    """Return the door, its asynchronous methods timed under `name`."""
    return cast(T, _Timed(door, name, stopwatch))
