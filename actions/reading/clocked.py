"""Lengths said in minutes or hours, held against a number whose label says its own unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from actions.reading.spans import Mention, Sentence
from actions.reading.stems import any_akin
from actions.reading.traits import NUMBERS
from crm import FieldInfo, ObjectInfo
from language import Amount, find_amounts, words

_SECONDS = {
    **dict.fromkeys(words("s sec secs seconde secondes second seconds"), 1),
    **dict.fromkeys(words("min mins mn minute minutes"), 60),
    **dict.fromkeys(words("h hr hrs heure heures hour hours"), 3600),
}
_LENGTH = frozenset(words("duree duration temps time length attente wait"))
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def clocked(
    sentence: Sentence, mention: Mention, info: ObjectInfo
) -> tuple[FieldInfo, Amount] | None:
    """Return the duration a figure bounds, and the figure in that duration's unit.

    « chats de plus de 15 minutes » is more than 900 of « Durée du chat (s) »; "chats that waited"
    tell the other one, whose label has that verb.
    """
    said = (*sentence.gap(mention.end, mention.end + 1), *words(mention.text)[-1:])
    unit = next((_SECONDS[word] for word in said if word in _SECONDS), None)
    own = {*words(info.labels.fr), *words(info.labels.en)}
    spoken = [token.text for token in sentence.tokens if not any_akin(token.text, own)]
    lengths = [one for one in info.fields.values() if one.type in NUMBERS and _LENGTH & _label(one)]
    lengths.sort(key=lambda one: -sum(any_akin(word, _label(one) - own) for word in spoken))
    if unit is None or not lengths:
        return None
    amount: Amount = mention.data
    scale = Decimal(unit) / Decimal(_unit(lengths[0]))
    upper = amount.upper * scale if amount.upper is not None else None
    return lengths[0], replace(amount, value=amount.value * scale, upper=upper)


def clocked_length(
    sentence: Sentence, mention: Mention, info: ObjectInfo
) -> tuple[FieldInfo, Amount] | None:
    """Return the duration a stretch of hours or minutes bounds: "longer than 3 hours"."""
    amounts = find_amounts(_ONE.sub("1 ", mention.text))
    if len(amounts) != 1:
        return None
    return clocked(sentence, replace(mention, kind="amount", data=amounts[0]), info)


_ONE = re.compile(r"\b(?:an?|une?) (?=h|m)")
"""An article before a unit counts it: "longer than an hour"."""


def _label(field: FieldInfo) -> set[str]:
    return {*words(field.labels.fr), *words(field.labels.en)}


def _unit(field: FieldInfo) -> int:
    """Return the seconds in one unit of a duration: of a minute where nothing tells."""
    bracketed = " ".join(re.findall(r"\(([^)]*)\)", f"{field.labels.fr} {field.labels.en}"))
    spelled = [part.lower() for part in _CAMEL.findall(field.name)]
    told = [_SECONDS[word] for word in (*words(bracketed), *spelled) if word in _SECONDS]
    return told[0] if told else 60
