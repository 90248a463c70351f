"""Alerts: a typed question looked at again and again, and what is new about its answer.

What was seen is kept by record id; the first look is the state things are compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from actions.answering import answer
from actions.contract import Intent, Request, Result, Tools
from actions.parts import Part, Text
from actions.reading import Reading, keep, recall
from actions.schedule_lines import LINES
from actions.scheduled import Scheduled
from actions.wished import Event
from actions.wording import line
from crm import AllOf, Catalogue, Compare, Crm, ObjectInfo, Order, Query, Rows
from language import format_date

MOST_WATCHED, MOST_TOLD = 500, 20
DUE_FIELDS = ("CloseDate", "ActivityDate", "SlaExitDate", "EndDate")


@dataclass(frozen=True)
class Look:
    """What a look at an alert found: what to say (nothing: no news), and what was seen by now."""

    parts: tuple[Part, ...]
    rule: Mapping[str, Any]
    news: tuple[str, ...] = ()


def due_field(info: ObjectInfo) -> str | None:
    """Return the field that holds when a record's work is due: Salesforce's own, else a date."""
    own = [field.name for field in info.fields.values() if field.custom and field.type == "date"]
    return next((name for name in (*DUE_FIELDS, *own) if name in info.fields), None)


def watch(reading: Reading, event: Event, catalogue: Catalogue, now: datetime) -> Reading:
    """Return a reading as it is looked at: the open ones for due dates, the later ones for new."""
    info = catalogue[reading.query.object]
    conditions = reading.conditions
    if event == "slips" and "IsClosed" in info.fields:
        conditions = (*conditions, Compare("IsClosed", "=", value=False))
    if event == "new" and "CreatedDate" in info.fields:
        conditions = (*conditions, Compare("CreatedDate", ">=", now))
    plain = Query(reading.query.object, select=("Id",))
    return replace(reading, query=plain, task="list").with_conditions(conditions)


async def first_look(
    crm: Crm, reading: Reading, event: Event, today: date
) -> tuple[dict[str, Any], int]:
    """Return the rule of an alert, and how many records it holds for now."""
    catalogue = await crm.catalogue()
    rows = await _rows(crm, reading, event, catalogue)
    seen = _seen(rows, _field(reading, event, catalogue), today)
    return {"event": event, "reading": keep(reading), "seen": seen}, rows.total


async def look_again(scheduled: Scheduled, tools: Tools) -> Look:
    """Look at an alert again, with the rights in `tools`."""
    request = Request(
        "", scheduled.language, Intent("alert", 1.0), (), {}, scheduled.id,
        scheduled.conversation, "internal",
    )  # fmt: skip
    return await look(tools.org(), request, scheduled.rule, tools.clock.today())


async def look(crm: Crm, request: Request, rule: Mapping[str, Any], today: date) -> Look:
    """Look again: which records are new, or are due later than they were, or overdue."""
    catalogue, event = await crm.catalogue(), rule["event"]
    reading = recall(rule["reading"], catalogue)
    if reading is None:
        return Look((), rule)
    field = _field(reading, event, catalogue)
    rows = await _rows(crm, reading, event, catalogue)
    seen, before = _seen(rows, field, today), rule["seen"]
    if event == "slips":
        news = _slipped(rows, before, str(field), catalogue[reading.query.object], today, request)
        return Look(news[0], {**rule, "seen": seen}, news[1])
    fresh = [str(one["Id"]) for one in rows.records if one["Id"] not in before]
    parts = await _shown(crm, request, reading, fresh, today) if fresh else ()
    kept = {**before, **seen} if event == "new" else seen
    return Look(parts, {**rule, "seen": kept}, tuple(fresh))


def _field(reading: Reading, event: Event, catalogue: Catalogue) -> str | None:
    return due_field(catalogue[reading.query.object]) if event == "slips" else None


async def _rows(crm: Crm, reading: Reading, event: Event, catalogue: Catalogue) -> Rows:
    name = reading.query.object
    field = _field(reading, event, catalogue)
    select = ("Id", catalogue[name].name_field, *((field,) if field else ()))
    query = Query(
        name, tuple(dict.fromkeys(select)), AllOf(reading.conditions), order_by=(Order("Id"),),
        limit=MOST_WATCHED + 1,
    )  # fmt: skip
    return await crm.run(query)


def _seen(rows: Rows, field: str | None, today: date) -> dict[str, str]:
    """Return due dates by record, marked where they have passed: that is told once."""
    dates = {str(one["Id"]): str(one[field] or "") if field else "" for one in rows.records}
    now = today.isoformat()
    return {record: f"{day}!" if day and day < now else day for record, day in dates.items()}


def _slipped(
    rows: Rows, before: Mapping[str, str], field: str, info: ObjectInfo, today: date,
    request: Request,
) -> tuple[tuple[Part, ...], tuple[str, ...]]:  # fmt: skip
    said, news = [], []
    for one in rows.records:
        old, new = before.get(str(one["Id"])), str(one[field] or "")
        if old is None or not new:
            continue
        passed = new < today.isoformat() and not old.endswith("!")
        key = "moved" if new > old.rstrip("!") else "passed" if passed else ""
        if key:
            days = {"old": _day(old, request), "new": _day(new, request)}
            said.append(line(LINES, key, request.language, name=one[info.name_field], **days))
            news.append(f"{one['Id']}={new}")
    if len(said) > MOST_TOLD:
        rest = line(LINES, "more", request.language, count=len(said) - MOST_TOLD)
        said = [*said[:MOST_TOLD], rest]
    return ((Text(text="\n".join(said)),) if said else ()), tuple(news)


def _day(value: str, request: Request) -> str:
    value = value.rstrip("!")
    return format_date(date.fromisoformat(value[:10]), request.language) if value else "–"


async def _shown(
    crm: Crm, request: Request, reading: Reading, ids: list[str], today: date
) -> tuple[Part, ...]:
    """Return the records as any list shows them."""
    one = Compare("Id", "in", tuple(ids[:MOST_WATCHED]))
    shown: Result = await answer(request, crm, reading.with_conditions((one,)), today)
    return shown.parts[1:]
