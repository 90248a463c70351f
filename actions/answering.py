"""Run a reading and say what came out: the line, the numbers, the table or the chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.aggregates import aggregate
from actions.asking import CURRENCY, Asking
from actions.contract import Request, Result
from actions.durations import durations
from actions.listing import listing
from actions.parts import Part
from actions.query_lines import LINES
from actions.rates import rates, share
from actions.reading import Reading, Unclear, keep
from actions.reading.wording import Teller
from actions.wording import text
from crm import Crm


async def answer(request: Request, crm: Crm, reading: Reading, today: date) -> Result:
    """Return the answer to a question that was read."""
    catalogue = await crm.catalogue()
    names = {one.id: one.name for one in reading.names}
    names |= await _owner_names(crm, reading)
    teller = Teller(catalogue, request.language, crm.user, names, CURRENCY)
    asking = Asking(request, crm, catalogue, reading, teller, today)
    made = await _task(asking)
    doubts = tuple(_doubt(request, one) for one in reading.unclear)
    slots = {"last_query": keep(reading), **made.slots}
    return replace(made, parts=(*made.parts, *doubts), slots=slots)


async def _task(asking: Asking) -> Result:
    match asking.reading.task:
        case "rate":
            return await rates(asking)
        case "share":
            return await share(asking)
        case "duration":
            return await durations(asking)
        case "aggregate":
            return await aggregate(asking)
        case "list":
            return await listing(asking)


async def _owner_names(crm: Crm, reading: Reading) -> dict[str, str]:
    """Return nothing for one's own records; the team is said by its own line."""
    if reading.whose != "team":
        return {}
    team = await crm.team()
    return dict.fromkeys(team, "")


def _doubt(request: Request, unclear: Unclear) -> Part:
    if not unclear.nearest:
        return text(LINES, "unclear", request.language, word=unclear.word)
    nearest = ", ".join(unclear.nearest)
    return text(LINES, "unclear_near", request.language, word=unclear.word, nearest=nearest)
