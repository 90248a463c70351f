"""When a rhythm comes round next, on somebody's own clock, whatever daylight saving does.

The calendar is dateutil's `rrule` (RFC 5545), counted in local time; each moment is put on the
zone's clock by itself, so that 8 o'clock stays 8 o'clock. A time that a spring morning skips is an
hour later that day; one that an autumn night has twice is its first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, rruleset, weekday

from language import Recurrence

QUARTERS = (1, 4, 7, 10)


def rule_of(rhythm: Recurrence, at: time, start: date) -> dict[str, Any]:
    """Return a rhythm as JSON: every second week is counted from its first day from `start` on."""
    kept = asdict(rhythm)
    del kept["span"], kept["apart"]
    first = _calendar({**kept, "every": 1}, at, start).after(
        datetime.combine(start, time()), inc=True
    )
    anchor = first.date() if first else start
    return {**kept, "at": at.isoformat("minutes"), "start": anchor.isoformat()}


def next_time(rule: Mapping[str, Any], zone: str, after: datetime) -> datetime:
    """Return the first moment of a rule later than `after`, in UTC."""
    there = ZoneInfo(zone)
    at, start = time.fromisoformat(rule["at"]), date.fromisoformat(rule["start"])
    calendar, local = _calendar(rule, at, start), after.astimezone(there).replace(tzinfo=None)
    while True:
        local = calendar.after(local)
        moment: datetime = local.replace(tzinfo=there).astimezone(UTC)
        if moment > after:
            return moment


def _calendar(rule: Mapping[str, Any], at: time, start: date) -> rrule | rruleset:
    first = datetime.combine(start, at)
    days = tuple(weekday(day) for day in rule["weekdays"])
    match rule["unit"]:
        case "day":
            return rrule(DAILY, dtstart=first, interval=rule["every"])
        case "week":
            return rrule(
                WEEKLY, dtstart=first, interval=rule["every"], byweekday=days or (weekday(0),)
            )
        case "quarter":
            return rrule(MONTHLY, dtstart=first, bymonth=QUARTERS, bymonthday=1)
    if rule["nth"] is not None:
        return rrule(MONTHLY, dtstart=first, byweekday=days, bysetpos=rule["nth"])
    day = rule["month_day"] or 1
    # The 31st of a shorter month is its last day.
    fit = tuple(range(28, day + 1)) if day > 28 else (day,)
    return rrule(MONTHLY, dtstart=first, interval=rule["every"], bymonthday=fit, bysetpos=-1)
