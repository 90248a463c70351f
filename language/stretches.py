"""Stretches of the calendar: days, weeks, months, quarters, and how they move and repeat."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "week", "month", "quarter", "half", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
DAYS: dict[str, int] = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Now:
    """What the reader of a text knows: today, and the month in which fiscal years begin."""

    today: date
    fiscal_start_month: int = 1


@dataclass(frozen=True)
class Unit:
    """A unit of the calendar. `fiscal` quarters, halves and years follow the fiscal year."""

    grain: Grain
    plural: bool = False
    fiscal: bool = False


@dataclass(frozen=True)
class Length:
    """So many units."""

    count: int
    grain: Grain

    def back(self, day: date) -> date:
        """Return the day so long before."""
        return move(day, self.grain, -self.count)

    def on(self, day: date) -> date:
        """Return the day so long after."""
        return move(day, self.grain, self.count)


@dataclass(frozen=True)
class Stretch:
    """Days from `start` to `end`, both included.

    `recurs` says by what unit it repeats where the text left that unit out (« en mars » recurs
    every year). `edge` marks a part near one end of something (« fin mars »). `length` is kept for
    a stretch measured from today (« les 30 derniers jours »). `joined` marks two stretches said as
    one (« de janvier à mars »).
    """

    start: date
    end: date
    grain: Grain | None = None
    recurs: Grain | None = None
    edge: Literal["start", "end"] | None = None
    length: Length | None = None
    fiscal: bool = False
    joined: bool = False


def move(day: date, grain: str, count: int) -> date:
    """Return the day `count` units later; the 31st becomes the last day of a shorter month."""
    if grain in DAYS:
        return day + timedelta(days=DAYS[grain] * count)
    months = day.year * 12 + day.month - 1 + MONTHS[grain] * count
    year, month = divmod(months, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_around(day: date, grain: Grain, first_month: int = 1) -> Stretch:
    """Return the whole unit that holds the day; weeks begin on Monday."""
    if grain == "day":
        return Stretch(day, day, grain)
    if grain == "week":
        monday = day - timedelta(days=day.weekday())
        return Stretch(monday, monday + timedelta(days=6), grain)
    offset = (day.month - first_month) % MONTHS[grain]
    start = move(day.replace(day=1), "month", -offset)
    return Stretch(start, move(start, grain, 1) - timedelta(days=1), grain)


def unit_from(now: Now, unit: Unit, count: int) -> Stretch:
    """Return the unit `count` units away from the current one (0: this, -1: last, 1: next)."""
    first_month = now.fiscal_start_month if unit.fiscal else 1
    day = move(now.today if unit.grain in DAYS else now.today.replace(day=1), unit.grain, count)
    return replace(unit_around(day, unit.grain, first_month), fiscal=unit.fiscal)


def rolling(now: Now, length: Length, direction: int) -> Stretch:
    """Return the stretch of that length that ends (-1) or begins (1) today.

    Days follow Salesforce's `LAST_N_DAYS:n` (n days back, and today). Quarters and halves are whole
    calendar ones, before or after the current one.
    """
    if length.grain in {"quarter", "half"}:
        first = unit_from(now, Unit(length.grain), direction)
        far = unit_from(now, Unit(length.grain), direction * length.count)
        return Stretch(min(first.start, far.start), max(first.end, far.end), length=length)
    if direction < 0:
        return Stretch(length.back(now.today), now.today, length=length)
    return Stretch(now.today, length.on(now.today), length=length)


def shift(stretch: Stretch, count: int) -> Stretch:
    """Return the stretch `count` recurrences later."""
    if stretch.recurs is None:
        return stretch
    start = move(stretch.start, stretch.recurs, count)
    if stretch.end == stretch.start:
        return replace(stretch, start=start, end=start)
    end = move(stretch.end + timedelta(days=1), stretch.recurs, count) - timedelta(days=1)
    return replace(stretch, start=start, end=end)


def _seek(stretch: Stretch, day: date, step: int, *, strict: bool) -> Stretch:
    """Return the nearest recurrence that has begun (step -1) or has not ended (step 1)."""
    for count in range(-60, 61) if step > 0 else range(60, -61, -1):
        found = shift(stretch, count)
        if step > 0 and (found.start > day if strict else found.end >= day):
            return found
        if step < 0 and (found.end < day if strict else found.start <= day):
            return found
    return stretch


def latest(stretch: Stretch, today: date, *, strict: bool = False) -> Stretch:
    """Return its last occurrence that has begun; `strict`: that is over."""
    return _seek(stretch, today, -1, strict=strict) if stretch.recurs else stretch


def coming(stretch: Stretch, today: date, *, strict: bool = False) -> Stretch:
    """Return its next occurrence that is not over; `strict`: that has not begun."""
    return _seek(stretch, today, 1, strict=strict) if stretch.recurs else stretch


def in_year(stretch: Stretch, year: Stretch) -> Stretch | None:
    """Return the occurrence of a yearly stretch that begins within `year`."""
    if stretch.recurs != "year":
        return None
    for count in range(-150, 151):
        found = shift(stretch, count)
        if year.start <= found.start <= year.end:
            return replace(found, recurs=None)
    return None


def edge_of(stretch: Stretch, which: str) -> Stretch:
    """Return the beginning, the middle or the end of a stretch: a third of it, in whole units.

    A third of a month is its days 1–10, 11–20 or the rest; of a week Monday to Tuesday, Wednesday
    to Thursday or Friday to Sunday; of anything longer, whole months.
    """
    start, end = stretch.start, stretch.end
    days = (end - start).days + 1
    if days <= 7:
        cuts = [start, start + timedelta(days=2), start + timedelta(days=4)]
    elif days <= 31:
        cuts = [start, start + timedelta(days=10), start + timedelta(days=20)]
    else:
        months = max(round(days / 30.4), 3)
        third = min(months // 3, 3)
        cuts = [start, move(start, "month", third), move(start, "month", months - third)]
    position = ("start", "middle", "end").index(which)
    closing = end if position == 2 else cuts[position + 1] - timedelta(days=1)
    edge: Literal["start", "end"] | None = None
    if which in {"start", "end"}:
        edge = "start" if which == "start" else "end"
    recurs = stretch.recurs
    return Stretch(max(cuts[position], start), max(closing, start), None, recurs, edge)
