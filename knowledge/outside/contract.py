"""The one interface of outside sources: a subject in, items with their provenance out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class Subject:
    """The company asked about: its names, its own web domains (`acme.example`)."""

    names: tuple[str, ...]
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One piece of news as its source has it, as plain text; `where` is its address or file.

    `links` are the addresses it speaks of. All of it is data: nothing in it is ever followed.
    """

    source: str
    title: str
    text: str
    where: str
    day: date | None
    links: tuple[str, ...] = ()


class OutsideSource(Protocol):
    """One configured source."""

    @property
    def name(self) -> str:
        """What readers know it by."""

    async def look(self, subject: Subject) -> Sequence[Item]:
        """Return what it holds, at least all that concerns the subject; raise `OutsideProblem`."""
