"""Date literals: TODAY, LAST_N_DAYS:90, THIS_FISCAL_QUARTER… as half-open ranges of days.

Meanings follow Salesforce's "Date Formats and Date Literals" page. `LAST_N_DAYS:n` and
`LAST_90_DAYS` include today, `NEXT_N_DAYS:n` begins tomorrow, and `LAST_N_WEEKS:n` (months,
quarters, years) are whole ones that end before the current one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from sandbox.clock import stamp

_FIXED = {
    "YESTERDAY": (-1, 0),
    "TODAY": (0, 1),
    "TOMORROW": (1, 2),
    "LAST_90_DAYS": (-90, 1),
    "NEXT_90_DAYS": (1, 91),
}
_UNIT = r"(?P<unit>DAY|WEEK|(?:FISCAL_)?(?:QUARTER|YEAR)|MONTH)"
_NAMED = re.compile(rf"(?P<which>LAST|THIS|NEXT)_{_UNIT}")
_SPAN = re.compile(rf"(?P<which>LAST|NEXT)_N_{_UNIT}S:(?P<count>\d+)")
_AGO = re.compile(rf"N_{_UNIT}S_AGO:(?P<count>\d+)")
_MONTHS = {"MONTH": 1, "QUARTER": 3, "YEAR": 12, "FISCAL_QUARTER": 3, "FISCAL_YEAR": 12}
_FARTHEST = 100_000


@dataclass(frozen=True)
class Calendar:
    """What "today" and "this week" mean for the asking user.

    `zone` is an IANA name; `first_weekday` is 0 for Monday, 6 for Sunday; `fiscal_start` is the
    first month of the fiscal year, which bears the name of the year it ends in unless
    `named_by_start`.
    """

    now: datetime
    zone: str = "UTC"
    first_weekday: int = 0
    fiscal_start: int = 1
    named_by_start: bool = False

    @property
    def today(self) -> date:
        """The date on the user's wall clock."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def days(self, literal: str) -> tuple[date, date] | None:
        """Return the first day and the day after the last, or None if it is no date literal.

        A count that leads out of the calendar (years 1 to 9999) raises `OverflowError`.
        """
        if literal in _FIXED:
            first, end = _FIXED[literal]
            return self.today + timedelta(first), self.today + timedelta(end)
        for pattern in (_NAMED, _SPAN, _AGO):
            found = pattern.fullmatch(literal)
            if found:
                return self._range(found)
        return None

    def midnight(self, day: date) -> str:
        """Return the moment the day begins for the user, as stored."""
        return stamp(datetime.combine(day, time(), ZoneInfo(self.zone)))

    def _range(self, found: re.Match[str]) -> tuple[date, date] | None:
        parts = found.groupdict()
        unit, count = parts["unit"], int(parts.get("count") or 1)
        which = parts.get("which") or "AGO"
        if count > _FARTHEST:
            raise OverflowError(found[0])
        if unit == "DAY":
            return self._day_range(which, count, named="count" not in parts)
        first, end = {
            "THIS": (0, 1),
            "LAST": (-count, 0),
            "NEXT": (1, count + 1),
            "AGO": (-count, 1 - count),
        }[which]
        return self._start(unit, first), self._start(unit, end)

    def _day_range(self, which: str, count: int, *, named: bool) -> tuple[date, date] | None:
        if named:
            return None
        first, end = {"LAST": (-count, 1), "NEXT": (1, count + 1), "AGO": (-count, 1 - count)}[
            which
        ]
        return self.today + timedelta(first), self.today + timedelta(end)

    def _start(self, unit: str, offset: int) -> date:
        if unit == "WEEK":
            since = (self.today.weekday() - self.first_weekday) % 7
            return self.today + timedelta(7 * offset - since)
        length = _MONTHS[unit]
        shift = self.fiscal_start - 1 if unit.startswith("FISCAL") else 0
        months = self.today.year * 12 + self.today.month - 1 - shift
        start = (months // length + offset) * length + shift
        try:
            return date(start // 12, start % 12 + 1, 1)
        except ValueError as exc:
            raise OverflowError(str(start)) from exc


@lru_cache(maxsize=256)
def first_weekday(locale: str) -> int:
    """Return on which day weeks begin in a locale such as `fr_FR`: 0 for Monday, 6 for Sunday.

    The calendar follows the language and the country; what comes after them (`fr_FR_EURO`) is
    the currency.
    """
    try:
        return int(Locale.parse("_".join(locale.split("_")[:2])).first_week_day)
    except (UnknownLocaleError, ValueError):
        return 6
