"""Run a reading and say what came out: the line, the numbers, the table or the chart."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date

from actions.aggregates import aggregate
from actions.along import unsummed
from actions.asking import Asking, asking_about, doubts
from actions.averages import averages
from actions.contract import Request, Result
from actions.differences import differences
from actions.durations import durations
from actions.exporting import as_csv
from actions.led_group import led_by
from actions.listing import listing
from actions.odds import odds
from actions.parts import Part, Table
from actions.pointing import kept
from actions.rates import rates, share
from actions.reading import Reading
from actions.reading.files_asked import asks_export
from crm import Crm


async def answer(request: Request, crm: Crm, reading: Reading, today: date) -> Result:
    """Return the answer to a question that was read."""
    asking = await asking_about(request, crm, reading, today)
    made = await _task(asking)
    if asks_export(request.text):
        made = replace(made, parts=tuple(_filed(part, request) for part in made.parts))
    only = made.records[0] if len(made.records) == 1 and not reading.query.measures else None
    leader = await led_by(reading, made, crm)
    slots = {"last_query": kept(request, reading, only), "candidates": None, **leader, **made.slots}
    return replace(made, parts=(*made.parts, *unsummed(asking), *doubts(asking)), slots=slots)


async def _task(asking: Asking) -> Result:
    reading = asking.reading
    if reading.task == "each" and reading.over is not None:
        return await averages(asking, reading.over)
    return await _TASKS.get(reading.task, listing)(asking)


_TASKS: Mapping[str, Callable[[Asking], Awaitable[Result]]] = {
    "rate": rates,
    "share": share,
    "odds": odds,
    "duration": durations,
    "difference": differences,
    "aggregate": aggregate,
}


def _filed(part: Part, request: Request) -> Part:
    """Return a table of figures with its file; a list brings its own, every page in it."""
    if not isinstance(part, Table) or part.csv is not None:
        return part
    return part.model_copy(update={"csv": as_csv(part.columns, part.rows, request.language)})
