"""The number a question names: its own, a parent's, or the money its records are worth."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.measured_names import begins_fuller
from actions.reading.picks import field_of
from actions.reading.spans import Mention
from actions.reading.traits import NUMBERS, money_field
from crm import FieldInfo
from language import fold, words

_BESIDE = 2


def number_named(asked: Asked, used: set[Mention]) -> tuple[Mention, str, FieldInfo] | None:
    """Return the first number a question names that is neither a bound nor a group."""
    homes = [asked.frame.main, *(a for a in asked.frame.anchors if not a.child)]
    named: list[tuple[Mention, str, FieldInfo]] = []
    for mention in asked.sentence.mentions:
        if mention in used or mention.kind != "words" or asked.frame.at(mention):
            continue
        if any(concept.startswith("grain_") for concept in mention.concepts):
            continue
        least = 0.45 if mention.of("object") else 0.3
        found = field_of(mention, homes, asked.catalogue, *NUMBERS, least=least)
        if found:
            named.append((mention, found[1], found[2]))
    named = [one for one in named if not _only_a_figure(one[0])] or named
    every = [mention for mention, _, _ in named]
    first = next((one for one in named if not begins_fuller(one[0], every)), None)
    return first or _worth(asked, used)


def _only_a_figure(mention: Mention) -> bool:
    """Whether "average" asks for a mean, though an "Average Rating" begins so too."""
    return mention.says("avg", "median", "min", "max", "sum") and all(
        one.share < 1.0 for one in mention.of("field")
    )


def _worth(asked: Asked, used: set[Mention]) -> tuple[Mention, str, FieldInfo] | None:
    """Return the money of what is asked for where its value is: « valeur des commandes »."""
    main, money = asked.frame.main, money_field(asked.info(asked.frame.main))
    if money is None or main.end == main.start:
        return None
    for mention in asked.sentence.mentions:
        gap = max(main.start - mention.end, mention.start - main.end)
        if mention not in used and fold(mention.text) in _VALUES and gap <= _BESIDE:
            return mention, money.name, money
    return None


_VALUES = frozenset(words("value values valeur valeurs size taille amount montant"))
