"""The service's time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LAST_HOUR = 21
"""The last hour of a UTC day that is the same day in all of western Europe, in summer too."""


class SystemClock:
    """The machine's time, or the real time of day on a fixed date, `LAST_HOUR` the latest."""

    def __init__(self, fixed: date | None = None, zone: str = "Europe/Paris") -> None:
        self._fixed = fixed
        self._zone = ZoneInfo(zone)

    def today(self) -> date:
        """Return today's date where the company is."""
        return self._fixed or datetime.now(self._zone).date()

    def now(self) -> datetime:
        """Return the current time, timezone-aware UTC, on the fixed date where one is set."""
        now = datetime.now(UTC)
        if self._fixed is None:
            return now
        time_of_day = time(min(now.hour, LAST_HOUR), now.minute, now.second)
        return datetime.combine(self._fixed, time_of_day, UTC)
