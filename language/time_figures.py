"""Dates and periods written in figures: 03/03/2026, 2026-03-03, T3 2026, FY26, W12, 03/2026."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from language.stretches import MONTHS, Grain, Now, Stretch, move, unit_around
from language.tokens import Token

_END = r"(?![./-]?\d)"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + _END), name)
    for pattern, name in (
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", "ymd"),
        (r"(\d{4})(\d\d)(\d\d)", "ymd"),
        (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)", "dmy"),
        (r"(\d{1,2})[/.-](\d{4})", "my"),
        (r"(\d{4})[-/](\d\d)", "ym"),
        (r"(\d{1,2})/(\d{1,2})", "dm"),
        (r"[qt]([1-4])(?:[-/' ]{0,2}(\d{4}|\d\d))?", "quarter"),
        (r"([1-4])[qt](?:[-/' ]{0,2}(\d{4}|\d\d))?", "quarter"),
        (r"[hs]([12])(?:[-/' ]{0,2}(\d{4}|\d\d))?", "half"),
        (r"([12])h(\d{4}|\d\d)", "half"),
        (r"(?:cw|kw|w|s)(\d{1,2})", "week"),
        (r"fy[-/' ]{0,2}(\d{4}|\d\d)", "fiscal"),
    )
)


def read_figures(now: Now, tokens: Sequence[Token], start: int) -> tuple[Stretch, int] | None:
    """Read a date or period in figures at `start`: (stretch, index after it), or None.

    Days come before months, as both teams write them, unless that makes no date (3/15/2026).
    """
    previous = tokens[start - 1] if start else None
    if previous and not tokens[start].spaced and (previous.number or previous.text in "./-"):
        return None
    end, run = start, ""
    while end < len(tokens) and (end == start or not tokens[end].spaced) and len(run) < 16:
        run, end = run + tokens[end].text, end + 1
    for pattern, name in _FORMS:
        match = pattern.match(run)
        if match and (found := _READERS[name](now, *match.groups())):
            return found, _boundary(tokens, start, match.end())
    return None


def _boundary(tokens: Sequence[Token], start: int, length: int) -> int:
    index = start
    while length > 0:
        length -= len(tokens[index].text)
        index += 1
    return index


def full_year(year: str) -> int:
    """Return the year meant: two figures belong to this century."""
    return int(year) + 2000 if len(year) <= 2 else int(year)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ymd(now: Now, year: str, month: str, day: str) -> Stretch | None:
    found = _day(int(year), int(month), int(day)) if 1900 < int(year) < 2200 else None
    return Stretch(found, found, "day") if found else None


def _dmy(now: Now, day: str, month: str, year: str) -> Stretch | None:
    full = full_year(year)
    found = _day(full, int(month), int(day)) or _day(full, int(day), int(month))
    return Stretch(found, found, "day") if found and 1900 < full < 2200 else None


def _dm(now: Now, day: str, month: str) -> Stretch | None:
    if (day, month) == ("24", "7"):
        return None
    year = now.today.year
    found = _day(year, int(month), int(day)) or _day(year, int(day), int(month))
    return Stretch(found, found, "day", "year") if found else None


def _my(now: Now, month: str, year: str) -> Stretch | None:
    first = _day(int(year), int(month), 1) if 1900 < int(year) < 2200 else None
    return unit_around(first, "month") if first else None


def _ym(now: Now, year: str, month: str) -> Stretch | None:
    return _my(now, month, year)


def part_of_year(
    now: Now, grain: Grain, number: int, year: int | None, *, fiscal: bool = False
) -> Stretch | None:
    """Return the n-th month, quarter or half of a year; without a year it recurs yearly."""
    if not 1 <= number <= 12 // MONTHS[grain]:
        return None
    named = year or now.today.year
    begin = fiscal_start(now, named) if fiscal else date(named, 1, 1)
    first = move(begin, grain, number - 1)
    last = move(first, grain, 1) - timedelta(days=1)
    return Stretch(first, last, grain, None if year else "year", fiscal=fiscal)


def fiscal_start(now: Now, year: int) -> date:
    """Return the first day of a fiscal year, which bears the year it ends in."""
    month = now.fiscal_start_month
    return date(year if month == 1 else year - 1, month, 1)


def _quarter(now: Now, number: str, year: str | None) -> Stretch | None:
    return part_of_year(now, "quarter", int(number), full_year(year) if year else None)


def _half(now: Now, number: str, year: str | None) -> Stretch | None:
    return part_of_year(now, "half", int(number), full_year(year) if year else None)


def week_of_year(now: Now, number: int, year: int | None = None) -> Stretch | None:
    """Return an ISO week; without a year it is this year's."""
    try:
        monday = date.fromisocalendar(year or now.today.year, number, 1)
    except ValueError:
        return None
    return unit_around(monday, "week")


def _week(now: Now, number: str) -> Stretch | None:
    return week_of_year(now, int(number)) if int(number) > 2 else None


def fiscal_year(now: Now, year: int) -> Stretch:
    """Return a fiscal year by its name."""
    start = fiscal_start(now, year)
    return Stretch(start, move(start, "year", 1) - timedelta(days=1), "year", fiscal=True)


def _fiscal(now: Now, year: str) -> Stretch:
    return fiscal_year(now, full_year(year))


_READERS: dict[str, Callable[..., Stretch | None]] = {
    "ymd": _ymd, "dmy": _dmy, "dm": _dm, "my": _my, "ym": _ym, "quarter": _quarter,
    "half": _half, "week": _week, "fiscal": _fiscal,
}  # fmt: skip
