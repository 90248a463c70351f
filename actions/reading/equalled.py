"""A number said right after its field: « millésimes 2019 et 2020 », "floor 3"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from actions.reading.asked import Asked, Placed
from actions.reading.picks import field_of
from actions.reading.spans import Mention
from actions.reading.stems import GLUE
from actions.reading.traits import NUMBERS
from crm import Compare

_SURE = 0.3


def equalled(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """Yield that a number of the records is one of the figures said after its name."""
    row = _row(asked, mention)
    if not row or row[0] is not mention:
        return
    place = asked.sentence.mentions.index(mention)
    before = asked.sentence.mentions[place - 1] if place else None
    if before is None or not {*asked.sentence.gap(before.end, mention.start)} <= GLUE:
        return
    found = field_of(before, asked.homes(before), asked.catalogue, *NUMBERS, least=_SURE)
    if found is None or before.says("sort", "by", "count", "sum", "avg"):
        return
    used.update((before, *row[1:]))
    yield Placed(found[0], Compare(found[1], "in", tuple(Decimal(m.text) for m in row)), mention)


def _row(asked: Asked, mention: Mention) -> list[Mention]:
    """Return the figures of a list from one on: « 2019, 2020 et 2021 »."""
    row = list[Mention]()
    for one in asked.sentence.mentions[asked.sentence.mentions.index(mention) :]:
        if one.kind == "unknown" and one.text.isdigit():
            row.append(one)
        elif not (row and one.says("and", "or")):
            break
    return row
