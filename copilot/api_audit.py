"""`GET /api/v1/audit`: the audit trail, for administrators and managers."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.exceptions import RequestValidationError

from copilot.api import Caller, FromDoors
from copilot.doors import Doors
from copilot.turn import Identity
from crm import Crm
from guard.audit.book import Wanted
from guard.audit.entry import written

AUDIT = APIRouter()


async def reader_of(caller: Caller, doors: FromDoors) -> Crm:
    """Return the CRM of somebody who may read the trail; 403 for anybody else."""
    crm = await doors.people.crm(caller) if caller.kind == "employee" else None
    if crm is None or not doors.policy.audit.may_read(crm.user.profile):
        raise HTTPException(403, "the audit trail is for administrators and managers")
    return crm


Reader = Annotated[Crm, Depends(reader_of)]
Word = Annotated[str, Query(max_length=255)]


@AUDIT.get("/api/v1/audit")
async def get_audit(
    reader: Reader,
    caller: Caller,
    doors: FromDoors,
    user: Word = "",
    start: Annotated[str, Query(alias="from", max_length=40)] = "",
    end: Annotated[str, Query(alias="to", max_length=40)] = "",
    action: Word = "",
    record: Word = "",
    kind: Word = "",
    turn: Word = "",
    before: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:
    """List lines, newest first; `next` is the `before` of the next page, null on the last.

    `user` is a username, an e-mail address or a Salesforce id; `from` and `to` are days (`to`
    included) or moments, UTC where they name no zone.
    """
    wanted = Wanted(
        start=moment("from", start), end=moment("to", end, whole_day=True),
        people=people(user, doors), action=action, record=record, kind=kind, turn=turn,
        before=before,
    )  # fmt: skip
    found = await asyncio.to_thread(doors.chronicle.trail.book.find, wanted, limit + 1)
    page = found[:limit]
    doors.chronicle.read(caller, reader.user.id, len(page))
    return {"lines": page, "next": page[-1]["seq"] if len(found) > limit else None}


def people(user: str, doors: Doors) -> tuple[str, ...]:
    """Return what lines call somebody: their id, and the pseudonyms a name may stand for."""
    if not user:
        return ()
    kinds = (Identity("employee", user), Identity("customer", user))
    names = [doors.chronicle.trail.pseudonym(one.key) for one in kinds]
    return (user, *names)


def moment(name: str, text: str, *, whole_day: bool = False) -> str:
    """Return a day or a moment as lines write it; 422 for anything else."""
    if not text:
        return ""
    try:
        if len(text) == 10:
            day = date.fromisoformat(text) + timedelta(days=whole_day)
            return written(datetime.combine(day, time(), UTC))
        at = datetime.fromisoformat(text.replace(" ", "+"))
        return written(at if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as exc:
        wrong = {"loc": ("query", name), "msg": "a day (YYYY-MM-DD) or a moment (ISO 8601)"}
        raise RequestValidationError([wrong]) from exc
