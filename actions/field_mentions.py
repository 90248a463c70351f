"""The fields a sentence names: by their labels in both languages, their API and everyday names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actions.label_words import content_words, occurrences, tokens_of
from actions.reading.aliases import FIELD_ALIASES
from crm import FieldInfo

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
