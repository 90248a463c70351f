"""Datetimes as the org stores them, and the same moment on a user's wall clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo


def stamp(moment: datetime) -> str:
    """Write an aware datetime as stored: `2026-11-22T09:30:00.000+0000`, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:23] + "+0000"


def clock_stamp(time_of_day: time) -> str:
    """Write a time of day as stored and as Salesforce returns it: `18:30:00.000Z`."""
    return time_of_day.isoformat(timespec="milliseconds") + "Z"


def moment(stored: str) -> datetime:
    """Read a stored datetime back as an aware one."""
    return datetime.strptime(stored, "%Y-%m-%dT%H:%M:%S.%f%z")


def in_zone(stored: str | None, zone: str) -> str | None:
    """Write a stored datetime as the wall clock shows it in a time zone, in the same format."""
    if stored is None:
        return None
    return _minute_in_zone(stored[:16], zone) + stored[16:]


@lru_cache(maxsize=65536)
def _minute_in_zone(minute: str, zone: str) -> str:
    utc = datetime.strptime(minute, "%Y-%m-%dT%H:%M").replace(tzinfo=UTC)
    return utc.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


Clock = Callable[[], datetime]
"""Returns the current time, timezone-aware UTC."""


def system_clock(environment: Mapping[str, str]) -> Clock:
    """Return the machine's clock, on the date `COMPTOIR_TODAY` (YYYY-MM-DD) fixes if it is set."""
    fixed = environment.get("COMPTOIR_TODAY")
    return fixed_clock(date.fromisoformat(fixed)) if fixed else lambda: datetime.now(UTC)


LAST_HOUR = 21
"""The last hour of a UTC day that is the same day in all of western Europe, in summer too."""


def fixed_clock(day: date) -> Clock:
    """Return a clock that shows the real time of day on one fixed date, `LAST_HOUR` the latest."""
    return lambda: datetime.combine(day, _of_one_day(datetime.now(UTC)).timetz())


def _of_one_day(now: datetime) -> datetime:
    return now.replace(hour=min(now.hour, LAST_HOUR))
