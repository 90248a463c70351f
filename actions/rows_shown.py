"""One row of the list on screen, by its rank: opened, or what a message is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.cards import card_of
from actions.contract import Request, Result, Tools
from actions.listing import in_order
from actions.naming import NAME_ENTITIES, focused
from actions.parts import RecordRef
from actions.pointing import counted, listed
from actions.reading.ordinary import ORDINARY
from crm import Catalogue, value_at
from language import Count, find_counts, words

AFTER_RANK = ORDINARY | frozenset(words("row est is etait was de of avec et and"))
"""What follows a rank that stands for a row: no noun of its own."""


async def row_shown(request: Request, tools: Tools, row: int) -> Result | None:
    """Return the card of that row of the last list; None where there is no such row."""
    record = await row_of(request, tools, row)
    if record is None:
        return None
    card = await card_of(record, request, tools)
    return Result(parts=(card,), slots=focused(record), records=(record,))


def row_said(request: Request) -> int | None:
    """Return the index of the only row a message points at, unless it names a record itself."""
    if names_one(request):
        return None
    head = request.text.partition(":")[0]  # what follows is dictated
    ranks = [one for one in find_counts(head) if one.ordinal and _alone(one, head)]
    if len(ranks) != 1:
        return None
    return ranks[0].value if ranks[0].value < 0 else ranks[0].value - 1


def names_one(request: Request) -> bool:
    """Whether a message names a record itself, or may choose among those offered."""
    named = any(request.first(name) for name in ("record", *NAME_ENTITIES))
    return named or bool(request.slots.get("candidates"))


def _alone(rank: Count, text: str) -> bool:
    """Whether a rank has no noun of its own: « la deuxième, stp », "the last one"."""
    after = text[rank.span[1] :].lstrip()
    return not after[:1].isalnum() or not rank.noun or words(rank.noun)[0] in AFTER_RANK


async def row_of(request: Request, tools: Tools, row: int) -> RecordRef | None:
    """Return the record of that row of the last list, counted from the end where negative."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    reading = listed(request, catalogue) or counted(request, catalogue)
    if reading is None:
        return None
    query = in_order(reading.query, catalogue)
    rows = (await crm.run(query)).records
    at = row + (reading.query.offset if row >= 0 else len(rows))
    if not 0 <= at < len(rows):
        return None
    return called(rows[at], query.object, catalogue)


def called(row: Mapping[str, Any], object_: str, catalogue: Catalogue) -> RecordRef:
    """Return a row as people call it."""
    name = str(value_at(row, catalogue[object_].name_field) or row["Id"])
    return RecordRef(object=object_, id=row["Id"], name=name)
