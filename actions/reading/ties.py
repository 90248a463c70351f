"""Questions with two readings: a value of two lists, a period with two dates and no verb.

Only what is as likely one way as the other is asked about: a list or a date that is the usual one
is taken, and the reading says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.reading.asked import Asked, Placed
from actions.reading.dating import undecided
from actions.reading.picks import rivals
from actions.reading.spans import Mention
from crm import AllOf, AnyOf, Compare, Condition, FieldInfo

_MOST = 3
"""Readings offered at once: more of them are no short question."""


@dataclass(frozen=True)
class Tie:
    """A word with several readings: the label of each, and the whole question said that way."""

    word: str
    readings: tuple[tuple[str, str], ...]


def tied(asked: Asked, conditions: Sequence[Placed]) -> Tie | None:
    """Return the first thing said that has two readings, neither likelier."""
    for one in conditions:
        fields = dict(_fields(asked, one))
        labels = [field.labels.fr if asked.language == "fr" else field.labels.en
                  for field in fields.values()]  # fmt: skip
        if 1 < len({*labels}) == len(labels) <= _MOST and paths(one.condition) <= fields.keys():
            said = tuple((label, _said(asked, one.mention, label)) for label in labels)
            return Tie(one.mention.text, said)
    return None


def _fields(asked: Asked, placed: Placed) -> Iterator[tuple[str, FieldInfo]]:
    """Yield the fields a thing said may be about, by their paths, where several may."""
    mention = placed.mention
    if mention not in asked.sentence.mentions:
        return  # what bounds a list of values has chosen it
    if mention.kind == "words" and isinstance(placed.condition, Compare):
        found = rivals(asked.sentence, mention, asked.homes(mention), asked.catalogue)
        yield from found.items()
    elif mention.kind == "period" and not placed.anchor.path:
        for field in undecided(asked.sentence, mention, asked.info(placed.anchor)):
            yield field.name, field


def paths(condition: Condition) -> set[str]:
    """Return the fields a condition is about."""
    if isinstance(condition, Compare):
        return {condition.path}
    inner = condition.conditions if isinstance(condition, AllOf | AnyOf) else ()
    return {path for one in inner for path in paths(one)}


def _said(asked: Asked, mention: Mention, label: str) -> str:
    """Return the question with the field named before what may be two."""
    text, tokens = asked.sentence.text, asked.sentence.tokens
    start = tokens[mention.start].start
    return f"{text[:start]}{label.lower()} {text[start:]}"
