"""Stretches named by others: the second week of March, last June, the end of next month."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from language.stretches import (
    MONTHS,
    Length,
    Now,
    Stretch,
    Unit,
    coming,
    in_year,
    latest,
    move,
    shift,
    unit_around,
)
from language.time_figures import fiscal_year, part_of_year


def settled(now: Now, whole: Stretch) -> Stretch:
    """Return this year's occurrence of a yearly stretch, so that its days can be counted."""
    return in_year(whole, unit_around(now.today, "year")) or whole


def of_year(now: Now, part: Stretch, year: Stretch) -> Stretch | None:
    """Fix a yearly part in the year named beside it."""
    if year.recurs or year.grain != "year":
        return None
    return in_year(part, year)


def last_of(now: Now, part: Stretch) -> Stretch | None:
    """Return the last occurrence that is over: « juin dernier »."""
    return replace(latest(part, now.today, strict=True), recurs=None) if part.recurs else None


def next_of(now: Now, part: Stretch) -> Stretch | None:
    """Return the next occurrence that has not begun."""
    return replace(coming(part, now.today, strict=True), recurs=None) if part.recurs else None


def this_of(now: Now, part: Stretch) -> Stretch | None:
    """Return this year's, or the coming one."""
    if part.recurs == "year":
        return in_year(part, unit_around(now.today, "year"))
    return replace(coming(part, now.today), recurs=None) if part.recurs else None


def ordinal_unit(now: Now, number: int, unit: Unit) -> Stretch | None:
    """Return « le deuxième trimestre »."""
    if unit.grain not in {"quarter", "half"}:
        return None
    return part_of_year(now, unit.grain, number, None, fiscal=unit.fiscal)


def nth_of(now: Now, number: int, unit: Unit, whole: Stretch) -> Stretch | None:
    """Return the n-th unit of a stretch: the second week of March begins on its 8th day."""
    whole = settled(now, whole)
    start = move(whole.start, unit.grain, number - 1)
    end = move(start, unit.grain, 1) - timedelta(days=1)
    if start > whole.end or number < 1:
        return None
    grain = unit.grain if unit.grain != "week" else None
    return Stretch(start, min(end, whole.end), grain, whole.recurs)


def first_of(now: Now, length: Length, whole: Stretch) -> Stretch | None:
    """Return « les 6 premiers mois de 2026 »."""
    end = min(length.on(whole.start) - timedelta(days=1), whole.end)
    return Stretch(whole.start, end, None, whole.recurs)


def last_part(now: Now, length: Length, whole: Stretch) -> Stretch | None:
    """Return « les 10 derniers jours de mars »."""
    after = whole.end + timedelta(days=1)
    return Stretch(max(length.back(after), whole.start), whole.end, None, whole.recurs)


def last_unit_of(now: Now, unit: Unit, whole: Stretch) -> Stretch | None:
    """Return « la dernière semaine de mars »."""
    whole = settled(now, whole)
    if MONTHS.get(unit.grain, 0) >= ((whole.end - whole.start).days + 1) / 28:
        return None
    return replace(last_part(now, Length(1, unit.grain), whole) or whole, grain=unit.grain)


def nth_weekday(now: Now, number: int, day: int, whole: Stretch) -> Stretch | None:
    """Return « le premier lundi de décembre »."""
    whole = settled(now, whole)
    offset = (day - whole.start.weekday()) % 7 + 7 * (number - 1)
    found = whole.start + timedelta(days=offset)
    return Stretch(found, found, "day", whole.recurs) if found <= whole.end else None


def last_weekday(now: Now, day: int, whole: Stretch) -> Stretch:
    """Return « le dernier vendredi du mois »."""
    whole = settled(now, whole)
    found = whole.end - timedelta(days=(whole.end.weekday() - day) % 7)
    return Stretch(found, found, "day", whole.recurs)


def unit_named(now: Now, unit: Unit, named: Stretch) -> Stretch | None:
    """Return « le mois de mars », "the week of 3 March", « l'exercice 2026 »."""
    if unit.grain == "week" and named.grain == "day":
        return replace(unit_around(named.start, "week"), recurs=named.recurs)
    if unit.grain != named.grain or unit.plural:
        return None
    return fiscal_year(now, named.start.year) if unit.fiscal else named


def dated_weekday(now: Now, day: int, named: Stretch) -> Stretch | None:
    """Return « mardi 3 mars »: the date decides."""
    if named.grain != "day" or named.recurs == "week":
        return None
    near = sorted((shift(named, count) for count in (-1, 0, 1)), key=lambda one: _apart(now, one))
    fitting = next((one for one in near if one.start.weekday() == day), named)
    return replace(fitting, recurs=None) if named.recurs else named


def _apart(now: Now, stretch: Stretch) -> int:
    return abs((stretch.start - now.today).days)


def of_fiscal_year(now: Now, part: Stretch, year: Stretch) -> Stretch | None:
    """Return « T3 FY26 »."""
    whole_year = year.fiscal and year.grain == "year"
    if not (whole_year and part.recurs and part.grain in {"quarter", "half"}):
        return None
    number = (part.start.month - 1) // MONTHS[part.grain] + 1
    return part_of_year(now, part.grain, number, year.end.year, fiscal=True)
