"""One row of the list on screen, opened: « la deuxième », "the last one"."""

from __future__ import annotations

from actions.cards import card_of
from actions.contract import Request, Result, Tools
from actions.listing import in_order
from actions.naming import focused
from actions.parts import RecordRef
from actions.pointing import listed
from crm import value_at


async def row_shown(request: Request, tools: Tools, row: int) -> Result | None:
    """Return the card of that row of the last list; None where there is no such row."""
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
    info = catalogue[query.object]
    name = str(value_at(rows[at], info.name_field) or rows[at]["Id"])
    record = RecordRef(object=query.object, id=rows[at]["Id"], name=name)
    card = await card_of(record, request, tools)
    return Result(parts=(card,), slots=focused(record), records=(record,))
