"""The units the knowledge base speaks in: passages, hits, results, articles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

Audience = Literal["public", "customer", "internal"]

AUDIENCES: tuple[Audience, ...] = ("public", "customer", "internal")
"""From the widest to the narrowest: a reader sees their own rank and those before it."""


def visible_to(audience: Audience) -> frozenset[Audience]:
    """Return the audiences of the passages that this reader may see."""
    return frozenset(AUDIENCES[: AUDIENCES.index(audience) + 1])


@dataclass(frozen=True)
class Passage:
    """A stretch of an article that can be understood, found and quoted alone.

    `headings` lead from the article's title (excluded) down to the passage; `question` is set
    where the passage answers one (an FAQ entry). `audience` is the least a reader must be.
    `valid_from` and `valid_to` are both included; None is unbounded.
    """

    id: str
    article: str
    title: str
    text: str
    headings: tuple[str, ...]
    language: str
    audience: Audience
    kind: str
    product: str | None
    url: str
    source: str
    position: int
    question: str | None = None
    theme: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def topic(self) -> str:
        """The line that says what the passage is about: its question, or its title and headings."""
        return self.question or " – ".join(dict.fromkeys((self.title, *self.headings[-1:])))

    @property
    def context(self) -> str:
        """The text as it is embedded: with the title and headings it stands under."""
        above = dict.fromkeys((self.title, *self.headings))
        return "\n".join((" – ".join(line for line in above if line), self.text))

    def valid_on(self, day: date) -> bool:
        """Say whether the passage holds on that day."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Hit:
    """A passage that was found; `score` in [0, 1] is the calibrated chance that it answers."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class SearchResult:
    """The best passage of each article found, best first; `confident` when they may be relied on.

    When `confident` is false the question is probably not answered by the knowledge base: say so
    and show the hits only as the nearest articles.
    """

    hits: tuple[Hit, ...]
    confident: bool


@dataclass(frozen=True)
class Article:
    """A whole article: its passages in reading order."""

    id: str
    title: str
    language: str
    audience: Audience
    kind: str
    url: str
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The full text, headings included where they change."""
        lines: list[str] = []
        above: tuple[str, ...] = ()
        for passage in self.passages:
            if passage.headings and passage.headings != above:
                lines.append("#" * (len(passage.headings) + 1) + " " + passage.headings[-1])
            above = passage.headings
            lines.append(passage.text)
        return "\n\n".join(lines)

    def neighbours(self, passage: Passage, reach: int = 1) -> tuple[Passage, ...]:
        """Return the passages just before and after, without the passage itself."""
        return tuple(
            other for other in self.passages if 0 < abs(other.position - passage.position) <= reach
        )


def digest(text: str) -> str:
    """Return the content hash that decides whether a text must be embedded again."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
