"""One row of the list on screen: opened, or what a message is about: « résume la deuxième »."""

from __future__ import annotations

from dataclasses import replace

from actions.cards import card_of
from actions.contract import Action, Request, Result, Tools
from actions.listing import in_order
from actions.naming import NAME_ENTITIES, focused
from actions.parts import RecordRef
from actions.pointing import listed
from actions.reading.ordinary import ORDINARY
from crm import value_at
from language import Count, find_counts, words

_AFTER = ORDINARY | frozenset(words("row est is etait was de of avec et and"))
"""What follows a rank that stands for a row: no noun of its own."""


async def row_shown(request: Request, tools: Tools, row: int) -> Result | None:
    """Return the card of that row of the last list; None where there is no such row."""
    record = await _row(request, tools, row)
    if record is None:
        return None
    card = await card_of(record, request, tools)
    return Result(parts=(card,), slots=focused(record), records=(record,))


def pointing(action: Action) -> Action:
    """Return the action, a rank that stands alone being the row of the list on screen."""

    async def act(request: Request, tools: Tools) -> Result:
        row = None if tools.crm is None else row_said(request)
        record = await _row(request, tools, row) if row is not None else None
        if record is None:
            return await action(request, tools)
        spoken = focused(record)
        result = await action(replace(request, slots={**request.slots, **spoken}), tools)
        return replace(result, slots={**spoken, **result.slots})

    return act


def row_said(request: Request) -> int | None:
    """Return the index of the only row a message points at, unless it names a record itself."""
    named = any(request.first(name) for name in ("record", *NAME_ENTITIES))
    if named or request.slots.get("candidates"):
        return None
    head = request.text.partition(":")[0]  # what follows is dictated
    ranks = [one for one in find_counts(head) if one.ordinal and _alone(one, head)]
    if len(ranks) != 1:
        return None
    return ranks[0].value if ranks[0].value < 0 else ranks[0].value - 1


def _alone(rank: Count, text: str) -> bool:
    """Whether a rank has no noun of its own: « la deuxième, stp », "the last one"."""
    after = text[rank.span[1] :].lstrip()
    return not after[:1].isalnum() or not rank.noun or words(rank.noun)[0] in _AFTER


async def _row(request: Request, tools: Tools, row: int) -> RecordRef | None:
    """Return the record of that row of the last list, counted from the end where negative."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    reading = listed(request, catalogue)
    if reading is None:
        return None
    query = in_order(reading.query, catalogue)
    rows = (await crm.run(query)).records
    at = row + (reading.query.offset if row >= 0 else len(rows))
    if not 0 <= at < len(rows):
        return None
    name = str(value_at(rows[at], catalogue[query.object].name_field) or rows[at]["Id"])
    return RecordRef(object=query.object, id=rows[at]["Id"], name=name)
