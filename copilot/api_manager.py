"""`GET /api/v1/manager`: the managers' figures of a stretch of days, with every table as CSV."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, HTTPException, Query

from actions import Language
from copilot.api import Caller, FromDoors
from copilot.costs import costs, names_of
from copilot.doors import Doors
from copilot.steering import adoption, coaching, reasons, sections, service
from copilot.steering.span import Span
from copilot.steering.spending import spending
from copilot.steering.writing import Section, Writer
from crm import Crm

MANAGER = APIRouter(prefix="/api/v1/manager")
USUAL, LONGEST = 28, timedelta(days=730)


async def manager_of(caller: Caller, doors: FromDoors) -> Crm:
    """Return the CRM of a manager or administrator; 403 for anybody else."""
    crm = await doors.people.crm(caller) if caller.kind == "employee" else None
    profile = crm.user.profile.casefold() if crm else ""
    manages = "manager" in profile or "admin" in profile
    if crm is None or not (manages and caller.may_be("manager")):
        raise HTTPException(403, "these figures are for managers' profiles")
    return crm


Manager = Annotated[Crm, Depends(manager_of)]


async def span_of(
    manager: Manager,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    days: Annotated[int, Query(ge=1, le=LONGEST.days)] = USUAL,
) -> Span:
    """Return the days asked for, in the manager's time zone: the last `days` if none are named."""
    zone = ZoneInfo(manager.user.timezone or "UTC")
    last = last or datetime.now(UTC).astimezone(zone).date()
    first = first or last - timedelta(days=days - 1)
    if first > last or last - first > LONGEST:
        raise HTTPException(422, "from: give days in order, at most two years apart")
    return Span(first, last, zone)


@MANAGER.get("")
async def get_figures(
    manager: Manager,
    span: Annotated[Span, Depends(span_of)],
    doors: FromDoors,
    language: Language | None = None,
) -> dict[str, Any]:
    """Return the page's sections: each a title and the parts it is made of, like an answer's."""
    writer = Writer(language or manager.user.language)
    found = await _sections(writer, manager, doors, span)
    return {
        "from": span.first.isoformat(), "to": span.last.isoformat(), "language": writer.language,
        "sections": [
            {"id": one.id, "title": one.title,
             "parts": [part.model_dump(mode="json") for part in one.parts]}
            for one in found
        ],
    }  # fmt: skip


async def _sections(writer: Writer, manager: Crm, doors: Doors, span: Span) -> list[Section]:
    store, guard = doors.store, doors.guard
    learnt = await coaching.coaching(store, span)
    told = [
        await asyncio.to_thread(reasons.masked, guard, text, writer.language)
        for text in learnt.examples
    ]
    why = await reasons.contact_reasons(store, doors.knowledge, guard, span)
    lacking = await reasons.unanswered(store, doors.knowledge, guard, span)
    return [
        sections.volumes(writer, await service.volumes(store, span)),
        sections.reasons(writer, *why),
        sections.resolution(writer, await service.resolution(store, span)),
        sections.times(writer, await service.times(store, span)),
        sections.satisfaction(writer, await service.satisfaction(store, span)),
        sections.suggestions(writer, await service.acceptance(store, span)),
        sections.adoption(writer, await adoption.adoption(doors.chronicle.trail, manager, span)),
        sections.gaps(writer, *lacking),
        sections.coaching(writer, learnt, [one for one in told if one]),
        *await _spending(writer, manager, doors, span),
    ]


async def _spending(writer: Writer, manager: Crm, doors: Doors, span: Span) -> list[Section]:
    """Return what models cost, where any was asked."""
    found = await costs(doors.store, span.first, span.last, doors.guard.currency)
    users = [one.name for one in found.cuts["user"]]
    named = await names_of(manager, users) if users else {}
    return [spending(writer, found, named)] if users else []


@MANAGER.get("/costs")
async def get_costs(
    manager: Manager, span: Annotated[Span, Depends(span_of)], doors: FromDoors
) -> dict[str, Any]:
    """Return what language models cost: the whole, and by engine, skill, team, user and day."""
    found = await costs(doors.store, span.first, span.last, doors.guard.currency)
    return found.told(await names_of(manager, [one.name for one in found.cuts["user"]]))
