"""Logging what happened: a call, a meeting, a note, with the dictated words as they were said."""

from __future__ import annotations

from datetime import date

from actions.activity import OBJECTS, About, Kind, about, kept_of, kinds_in, slot, subject, typed
from actions.clock_times import find_minutes, find_time
from actions.contract import Request, Result, Tools
from actions.dictation import dictated, own_words
from actions.errors import RecordNeeded
from actions.named_spans import Named, named_in
from actions.proposals import made, propose
from actions.schedule_activity import schedule_activity
from crm import ObjectInfo, Value
from language import find_periods

COMPLETED = "Completed"
_MINUTE = 60


async def log_activity(request: Request, tools: Tools) -> Result:
    """Show the activity to be logged; the dictated words are kept as they were written."""
    crm = tools.org()
    text = own_words(request.text)
    head, words = dictated(text)
    if kinds_in(head) == ["task"]:
        return await schedule_activity(request, tools)
    of = await about(request, tools, _of_whom(named_in(request, text), head, request))
    if of is None:
        raise RecordNeeded(OBJECTS)
    kind: Kind = next(iter(kinds_in(head)), "note")
    day = _day(head, tools)
    catalogue = await crm.catalogue()
    name = "Event" if kind == "meeting" and "Event" in catalogue else "Task"
    info = catalogue[name]
    values = _values(kind, of, request, head, day, info, crm.user.timezone)
    values |= kept_of(info, {"Description": words or text.strip()})
    proposal = await made(request, tools, "create", name, "", values)
    return await propose(proposal, request, tools)


def _of_whom(names: list[Named], head: str, request: Request) -> list[Named]:
    """Return the names of the request itself; those in dictated words only where they must be it.

    « Note que Julie est en congé » is about Julie; « note : Julie est en congé » is about the
    record being spoken of, if there is one.
    """
    asked = [one for one in names if one.start < len(head)]
    goes_on = head.rstrip().casefold().endswith(("que", "qu'", "qu’", "that"))
    return asked or (names if goes_on or not request.slots.get("focus_id") else [])


def _day(head: str, tools: Tools) -> date:
    """Return the day it happened: the one said, never one to come, else today."""
    today = tools.clock.today()
    days = [one.day for one in find_periods(head, today, prefer="past") if one.day]
    return next((day for day in days if day <= today), today)


def _values(
    kind: Kind, of: About, request: Request, head: str, day: date, info: ObjectInfo, zone: str
) -> dict[str, Value]:
    called: dict[str, Value] = {"Subject": subject(kind, of.record, request.language)}
    minutes = find_minutes(head)
    if info.name == "Event":
        at = find_time(head)
        time = at.time if at and not at.vague else None
        when = slot(day, time, minutes[0] if minutes else None, zone)
    else:
        lasted = {"CallDurationInSeconds": minutes[0] * _MINUTE} if minutes else {}
        when = {"ActivityDate": day, "Status": COMPLETED, **lasted}
    values = {**called, **when, **typed(kind, info), **of.references(info)}
    return kept_of(info, values)
