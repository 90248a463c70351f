"""Kinds of activity said as nouns: the calls somebody logged, the demos nobody gave.

Tasks and events share one list of types. A type that is a kind of task by another list too, as
calls and e-mails are, is a task; any other takes place at its hour, and is an event.
"""

from __future__ import annotations

from actions.reading.spans import Mention, Sentence
from crm import Catalogue

_FULL = 0.9
_TYPE, _DAY, _HOUR = "Type", "ActivityDate", "StartDateTime"


def doings(sentence: Sentence, catalogue: Catalogue) -> list[Mention]:
    """Return the words of a question that are kinds of activity."""
    return [one for one in sentence.mentions if activity_of(one, catalogue)]


def place_of(sentence: Sentence, catalogue: Catalogue, name: str) -> tuple[int, int]:
    """Return where what a question is about is said, where only a type of it names it."""
    found = (m.start for m in doings(sentence, catalogue) if activity_of(m, catalogue) == name)
    place = next(found, 0)
    return place, place


def activity_of(mention: Mention, catalogue: Catalogue) -> str | None:
    """Return the kind of activity that a word is a type of, whole; None where it is none."""
    if mention.kind != "words" or mention.concepts or mention.of("object"):
        return None
    found: dict[str, set[str]] = {}
    for one in mention.of("value"):
        if one.share >= _FULL and one.object in catalogue:
            found.setdefault(one.object, set()).add(one.field)
    kinds = [name for name, fields in found.items() if _is_activity(catalogue, name, fields)]
    return min(kinds, key=lambda name: _place(catalogue, name, found[name]), default=None)


def _is_activity(catalogue: Catalogue, name: str, fields: set[str]) -> bool:
    return _TYPE in fields and _DAY in catalogue[name].fields


def _place(catalogue: Catalogue, name: str, fields: set[str]) -> int:
    """Return how likely a kind is: one by two lists of its own, then what has an hour."""
    if len(fields & {*_lists(catalogue, name)}) > 1:
        return 0
    return 1 if _HOUR in catalogue[name].fields else 2


def _lists(catalogue: Catalogue, name: str) -> list[str]:
    fields = catalogue[name].fields.values()
    return [one.name for one in fields if one.type == "picklist"]
