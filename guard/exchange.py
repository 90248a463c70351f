"""One request under way: what is counted and masked meanwhile, in its task and its threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from guard.prompt import Prompt


@dataclass
class Exchange:
    """A request, what was counted since it began, and how many values of each type it holds."""

    prompt: Prompt
    events: set[str] = field(default_factory=set)
    masked: dict[str, int] = field(default_factory=dict)


UNDER_WAY: ContextVar[Exchange | None] = ContextVar("guard_exchange", default=None)


@contextmanager
def exchange(prompt: Prompt) -> Iterator[Exchange]:
    """Let a request be under way."""
    begun = Exchange(prompt)
    reset = UNDER_WAY.set(begun)
    try:
        yield begun
    finally:
        UNDER_WAY.reset(reset)


class Tally(Counter[str]):
    """Counts events by name, and tells the exchange under way what happened."""

    def __setitem__(self, name: str, count: int) -> None:
        """Count."""
        under_way = UNDER_WAY.get()
        if under_way and count > self[name]:
            under_way.events.add(name)
        super().__setitem__(name, count)
