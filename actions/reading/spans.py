"""A question cut up: the spans that mean something, and what each may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from actions.reading.vocabulary import Meaning
from language.tokens import Token

Kind = Literal[
    "words", "period", "amount", "count", "quoted", "place", "contact", "name", "title", "unknown"
]


@dataclass(frozen=True)
class Mention:
    """A span of tokens and what it may mean.

    `kind` is "words" for labels and concepts; otherwise `data` holds the period, amount, count,
    quoted text, contact point, place spellings or name.
    """

    start: int
    end: int
    kind: Kind
    text: str
    meanings: tuple[Meaning, ...] = ()
    concepts: tuple[str, ...] = ()
    data: Any = None

    def says(self, *concepts: str) -> bool:
        """Whether it may carry one of these concepts."""
        return any(concept in self.concepts for concept in concepts)

    def of(self, kind: str) -> tuple[Meaning, ...]:
        """Return its meanings of that kind, the fullest said first."""
        found = [meaning for meaning in self.meanings if meaning.kind == kind]
        return tuple(sorted(found, key=lambda meaning: -meaning.share))


@dataclass(frozen=True)
class Sentence:
    """A question, its tokens, its mentions in order, and the paths of columns it asks to see."""

    text: str
    tokens: Sequence[Token]
    mentions: tuple[Mention, ...]
    columns: tuple[str, ...] = ()

    def gap(self, left: int, right: int) -> list[str]:
        """Return the words between two token positions."""
        return [token.text for token in self.tokens[left:right]]

    def before(self, mention: Mention, count: int = 1) -> list[str]:
        """Return the words right before a mention, nearest last."""
        return self.gap(max(mention.start - count, 0), mention.start)
