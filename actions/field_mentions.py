"""The fields a sentence names: by their labels in both languages, their API and everyday names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from actions.label_words import content_words, occurrences, tokens_of
from actions.reading.aliases import FIELD_ALIASES
from crm import FieldInfo

_BESIDE = 3
_COUNTED = re.compile(r"(?<![\w.,/])\d+\s\Z")
NUMBERS = frozenset({"currency", "double", "int", "percent"})
DATES = frozenset({"date", "datetime"})


@dataclass(frozen=True)
class Mention:
    """A field named in the text; `share` is how much of its label was said, in [0, 1]."""

    field: FieldInfo
    start: int
    end: int
    share: float


def find_mentions(text: str, fields: Iterable[FieldInfo]) -> Iterator[Mention]:
    """Yield the fields named in the text by at least half of a label's words."""
    tokens = tokens_of(text)
    for field in fields:
        aliases = FIELD_ALIASES.get(field.name, ())
        for label in dict.fromkeys((field.labels.fr, field.labels.en, field.name, *aliases)):
            words = content_words(label)
            spans = [span for word in words for span in occurrences(word, tokens)[:1]]
            share = len(spans) / len(words) if words else 0.0
            if share >= 0.5:
                yield Mention(
                    field, min(span[0] for span in spans), max(span[1] for span in spans), share
                )


class Placed(Protocol):
    """A value in a text: where it stands."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def follows(found: Placed, fields: Sequence[FieldInfo], named: Sequence[Mention]) -> bool:
    """Whether a figure or a day stands right after the name of its field: « effectif 150 »."""
    return any(
        one.field in fields and 0 <= found.start - one.end <= _BESIDE
        for one in named if one.field.type in NUMBERS | DATES
    )  # fmt: skip


def uncounted(found: Placed, mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Return the fields a value may be for: of « 4 sites 16k », the second not sites."""
    return tuple(
        one for one in mentions
        if one.field.type not in NUMBERS or 0 <= one.start - found.end < _BESIDE
        or not _COUNTED.search(text[: one.start])
    )  # fmt: skip


def full_mentions(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the fields named in full, but for those within a longer name: « prochaine étape »."""
    full = [one for one in mentions if one.share == 1]
    return [
        one
        for one in full
        if not any(
            other.start <= one.start and one.end <= other.end
            and (other.end - other.start) > (one.end - one.start)
            for other in full
        )
    ]  # fmt: skip


def named_fields(
    text: str, fields: Iterable[FieldInfo]
) -> tuple[tuple[Mention, ...], list[Mention]]:
    """Return the fields named in whole or in part, and those named in full.

    A part that is another's whole name is none: « prochaine étape » names no date of it.
    """
    mentions = tuple(find_mentions(text, fields))
    called = full_mentions(mentions)
    kept = (
        one for one in mentions
        if one.share == 1
        or not any(other.start <= one.start and one.end <= other.end for other in called)
    )  # fmt: skip
    return tuple(kept), called
