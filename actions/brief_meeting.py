"""« Mon prochain rendez-vous », "my 3 pm": which record a brief is about, from one's own calendar.

Whose meeting it is tells: one's own, and nobody spoken of (« avec eux »), is looked for in the
calendar; a record named or spoken of is taken as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.activity import kinds_in
from actions.clock_times import TimeOfDay, find_time
from actions.contract import Request, Result, Tools
from actions.deal_terms import seen
from actions.naming import NAME_ENTITIES, chosen
from actions.parts import RecordRef, Text
from actions.wording import Lines, line
from crm import AllOf, Compare, Condition, Crm, Order, Query, value_at
from language import find_periods, format_datetime, words

EVENT, START = "Event", "StartDateTime"
COLUMNS = ("Id", "Subject", START, "EndDateTime", "Location", "IsAllDayEvent",
           "WhatId", "WhoId", "Who.Name", "AccountId")  # fmt: skip
LINKS = ("WhatId", "WhoId", "AccountId")
MINE = frozenset({"mon", "ma", "mes", "notre", "nos", "my", "our"})
THEM = frozenset({"eux", "lui", "elle", "elles", "leur", "them", "him", "her", "they"})
NEXT = frozenset({"prochain", "prochaine", "prochains", "prochaines", "next", "suivant"})
LINES: Lines = {
    "next": {
        "fr": "Votre rendez-vous : **{subject}**, le {when}{who}.",
        "en": "Your meeting: **{subject}**, on {when}{who}.",
    },
    "who": {"fr": ", avec **{name}**", "en": ", with **{name}**"},
    "untitled": {"fr": "sans objet", "en": "no subject"},
    "unlinked": {
        "fr": "Il n’est relié à aucun client : dites-moi avec qui vous le tenez.",
        "en": "It is linked to no customer: tell me who it is with.",
    },
    "none": {
        "fr": "Votre agenda n’a aucun rendez-vous à venir.",
        "en": "Your calendar has no meeting to come.",
    },
    "none_then": {
        "fr": "Votre agenda n’a aucun rendez-vous à ce moment-là.",
        "en": "Your calendar has no meeting then.",
    },
}


@dataclass(frozen=True)
class Meeting:
    """A meeting of the user's, and the customer's record it is linked to, if any."""

    row: Mapping[str, Any]
    record: RecordRef | None
    words: str

    @property
    def itself(self) -> RecordRef:
        """Name the event."""
        subject = str(self.row.get("Subject") or "")
        return RecordRef(object=EVENT, id=str(self.row["Id"]), name=subject)


def asks_calendar(request: Request) -> bool:
    """Whether a request is for a brief on a meeting of the asker's own, nobody named."""
    if any(request.first(name) for name in ("record", *NAME_ENTITIES)):
        return False
    said, at = set(words(request.text)), find_time(request.text)
    own = bool(MINE & said and not THEM & said)
    meeting = "meeting" in kinds_in(request.text) or bool(at and not at.vague)
    spoken = request.slots.get("focus_id") and not NEXT & said and not (at and not at.vague)
    return own and meeting and not spoken


async def meeting_meant(
    request: Request, tools: Tools, objects: tuple[str, ...]
) -> Meeting | Result | None:
    """Return the meeting a request is about; what to say where there is none.

    None where the request is about no meeting of one's own, or nobody may see events.
    """
    crm = tools.org()
    if not asks_calendar(request) or EVENT not in await crm.catalogue():
        return None
    row = await _first(request, crm, tools.clock.now())
    if row is None:
        timed = bool(find_time(request.text) or _day(request, tools.clock.today()))
        said = line(LINES, "none_then" if timed else "none", request.language)
        return Result(parts=(Text(text=said),))
    told, record = _told(row, request, crm), await _linked(row, tools, objects)
    meeting = Meeting(row, record, told)
    if record is None:
        unlinked = line(LINES, "unlinked", request.language)
        return Result(parts=(Text(text=f"{told} {unlinked}"),), records=(meeting.itself,))
    return meeting


def _day(request: Request, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of the period a request names."""
    for period in find_periods(request.text, today, prefer="future"):
        if period.start and period.end:
            return period.start, period.end
    return None


async def _first(request: Request, crm: Crm, now: datetime) -> Mapping[str, Any] | None:
    """Return the first of the user's meetings that is meant."""
    zone = ZoneInfo(crm.user.timezone)
    days, at = _day(request, now.astimezone(zone).date()), find_time(request.text)
    first = max(datetime.combine(days[0], time(), zone), now) if days else now
    bounds: list[Condition] = [Compare("OwnerId", "=", crm.user.id), Compare(START, ">=", first)]
    if days:
        end = datetime.combine(days[1] + timedelta(days=1), time(), zone)
        bounds.append(Compare(START, "<", end))
    columns = seen(await crm.catalogue(), EVENT, COLUMNS)
    order = (Order(START),)
    found = await crm.run(
        Query(EVENT, columns, AllOf(tuple(bounds)), order_by=order, limit=50)
    )  # fmt: skip
    return next((row for row in found.records if _at(row, at, zone)), None)


def _at(row: Mapping[str, Any], at: TimeOfDay | None, zone: ZoneInfo) -> bool:
    """Whether a meeting begins at the time said, or in the part of the day."""
    if at is None:
        return True
    begins: time = row[START].astimezone(zone).time()
    if not at.vague:
        return (begins.hour, begins.minute) == (at.time.hour, at.time.minute)
    return begins.hour < 12 if at.time.hour < 12 else begins.hour >= 12


async def _linked(
    row: Mapping[str, Any], tools: Tools, objects: tuple[str, ...]
) -> RecordRef | None:
    """Return the customer's record a meeting is linked to: the matter, the person, the company."""
    for name in LINKS:
        found = await chosen(str(row[name]), tools) if row.get(name) else None
        if found and found.object in objects:
            return found
    return None


def _told(row: Mapping[str, Any], request: Request, crm: Crm) -> str:
    """Return the meeting in one sentence."""
    language, name = request.language, value_at(row, "Who.Name")
    subject = row.get("Subject") or line(LINES, "untitled", language)
    when = format_datetime(row[START], language, crm.user.timezone)
    who = line(LINES, "who", language, name=name) if name else ""
    return line(LINES, "next", language, subject=subject, when=when, who=who)
