"""How far a long piece of work is: how many of the sources it needs have been read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
Heard = Callable[[int, int], None]


class Progress:
    """Counts sources read of those expected, and tells both whenever one more is read."""

    def __init__(self, heard: Heard | None = None) -> None:
        self._heard = heard
        self.read = self.expected = 0

    def expect(self, count: int) -> None:
        """Say that so many more sources will be read."""
        self.expected += count

    def one(self) -> None:
        """Note that a source was read, or that it will not answer."""
        self.read += 1
        if self._heard:
            self._heard(self.read, self.expected)

    def of(self, work: Awaitable[T]) -> Awaitable[T]:
        """Expect a source from now on, and count it once it is read."""
        self.expect(1)
        return self._counted(work)

    async def _counted(self, work: Awaitable[T]) -> T:
        found = await work
        self.one()
        return found
