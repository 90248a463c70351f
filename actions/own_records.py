"""« Où en est ma demande ? »: a customer's own cases, orders, equipment and appointments."""

from __future__ import annotations

from dataclasses import replace

from actions.answering import answer
from actions.cards import card_of
from actions.contract import Request, Result, Tools
from actions.display import shown
from actions.parts import Part, RecordRef, Text
from actions.pointing import spoken_of
from actions.query_records import read_question
from actions.reading import Reading
from actions.whether import NEWEST, whether
from actions.wording import Lines, line
from crm import AllOf, Compare, Condition, Crm, Order, Query
from language import fold

LINES: Lines = {
    "none_open": {
        "fr": "Vous n’avez aucune demande en cours. Voici la dernière, qui est close :",
        "en": "You have no open request. Here is the latest one, which is closed:",
    },
    "news": {
        "fr": "Dernier message de notre équipe, le {day} : « {said} »",
        "en": "Latest message from our team, {day}: “{said}”",
    },
}
IN_PROGRESS = frozenset({"en cours", "in progress", "working", "ongoing"})
LAST = 1


async def own_records(request: Request, tools: Tools, *, only_mine: bool = False) -> Result | None:
    """Answer a question about the customer's records; None where it speaks of none.

    `only_mine` asks that the very words say whose they are, or which record.
    """
    crm = tools.org()
    if only_mine:
        request = replace(request, slots={})
    spoken = spoken_of(request, await crm.catalogue())
    refines = bool(request.slots.get("last_query")) and request.intent.name == "refine_query"
    reading = await read_question(request, tools, spoken, refines=refines)
    if reading is None or (only_mine and reading.whose != "mine" and not reading.conditions):
        return None
    reading = whether(reading, request.text, await crm.catalogue())
    if reading.task != "list" or reading.choice is not None:
        return await answer(request, crm, reading, tools.clock.today())
    return await _listed(request, tools, await _current(reading, crm))


async def _current(reading: Reading, crm: Crm) -> Reading:
    """Return the reading with what is still open, where nothing else was asked; newest first."""
    name = reading.query.object
    if name == "Case":
        reading = _in_progress(reading, await _progress_values(crm))
        if not _asked(reading, crm) and reading.query.limit is None:
            still = Compare("IsClosed", "=", value=False)
            reading = reading.with_conditions((*reading.conditions, still))
    if not reading.query.order_by and name in NEWEST:
        latest = (Order(NEWEST[name], descending=True),)
        reading = replace(reading, query=replace(reading.query, order_by=latest))
    return reading


def _asked(reading: Reading, crm: Crm) -> list[Condition]:
    """Return what was asked besides « mes »."""
    return [
        one for one in reading.conditions
        if not (isinstance(one, Compare) and one.path == "OwnerId" and one.value == crm.user.id)
    ]  # fmt: skip


async def _progress_values(crm: Crm) -> frozenset[str]:
    status = (await crm.describe("Case")).fields["Status"]
    return frozenset(
        entry.value for entry in status.picklist
        if {fold(entry.labels.fr), fold(entry.labels.en)} & IN_PROGRESS
    )  # fmt: skip


def _in_progress(reading: Reading, values: frozenset[str]) -> Reading:
    """Read « en cours » as a customer means it: whatever is not closed."""

    def meant(one: Condition) -> Condition:
        status = isinstance(one, Compare) and one.path == "Status" and one.operator == "in"
        if status and isinstance(one, Compare) and set(one.value or ()) <= values:  # type: ignore[arg-type]
            return Compare("IsClosed", "=", value=False)
        return one

    return reading.with_conditions(tuple(meant(one) for one in reading.conditions))


async def _listed(request: Request, tools: Tools, reading: Reading) -> Result:
    crm, today = tools.org(), tools.clock.today()
    made = await answer(request, crm, reading, today)
    still = Compare("IsClosed", "=", value=False)
    asked = [one for one in _asked(reading, crm) if one != still]
    if not made.records and reading.query.object == "Case" and not asked:
        return await _last_closed(request, tools, reading, made)
    if len(made.records) != LAST:
        return made
    record = made.records[0]
    news = await _news(record, request, crm)
    return replace(made, parts=(*made.parts, await card_of(record, request, tools), *news))


async def _last_closed(request: Request, tools: Tools, reading: Reading, none: Result) -> Result:
    """Say that nothing is open, and show the last case there was."""
    crm = tools.org()
    latest = (Order("CreatedDate", descending=True),)
    query = Query("Case", ("Id", "CaseNumber"), AllOf(()), order_by=latest, limit=LAST)
    for found in (await crm.run(query)).records:
        record = RecordRef(object="Case", id=found["Id"], name=str(found["CaseNumber"]))
        parts: tuple[Part, ...] = (
            Text(text=line(LINES, "none_open", request.language)),
            await card_of(record, request, tools), *await _news(record, request, crm),
        )  # fmt: skip
        return replace(none, parts=parts)
    return none


async def _news(record: RecordRef, request: Request, crm: Crm) -> list[Part]:
    """Return what our team last published on a case."""
    if record.object != "Case":
        return []
    latest = (Order("CreatedDate", descending=True),)
    of_case = Compare("ParentId", "=", record.id)
    query = Query(
        "CaseComment", ("CommentBody", "CreatedDate"), of_case, order_by=latest, limit=LAST
    )
    fields = (await crm.describe("CaseComment")).fields
    return [
        Text(text=line(
            LINES, "news", request.language, said=" ".join(str(one["CommentBody"]).split()),
            day=shown(one["CreatedDate"], fields["CreatedDate"], request.language,
                      crm.user.timezone),
        ))
        for one in (await crm.run(query)).records
    ]  # fmt: skip
