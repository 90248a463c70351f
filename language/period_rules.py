"""How a stretch of the calendar becomes a period: since it, before it, older than it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from language.chart import Rule, rule
from language.stretches import (
    Length,
    Now,
    Stretch,
    Unit,
    coming,
    in_year,
    latest,
    shift,
    unit_around,
    unit_from,
)

Relation = Literal["within", "before", "after", "since", "until", "older_than", "newer_than"]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reach:
    """A relation to a stretch, before its dates are settled."""

    relation: Relation
    stretch: Stretch
    start: date | None
    end: date | None


def _since(now: Now, stretch: Stretch) -> Reach | None:
    if stretch.joined:
        return None
    found = latest(stretch, now.today)
    return Reach("since", found, found.start, None)


def _since_length(now: Now, length: Length) -> Reach:
    start = length.back(now.today)
    return Reach("since", Stretch(start, now.today, length=length), start, None)


def _from(now: Now, stretch: Stretch) -> Reach | None:
    if stretch.joined:
        return None
    return Reach("since", stretch, stretch.start, None)


def _before(now: Now, stretch: Stretch) -> Reach:
    found = stretch if stretch.recurs == "year" else coming(stretch, now.today)
    end = found.end if found.edge == "end" else found.start - _DAY
    return Reach("before", found, None, end)


def _after(now: Now, stretch: Stretch) -> Reach:
    found = stretch if stretch.recurs == "year" else latest(stretch, now.today)
    return Reach("after", found, found.end + _DAY, None)


def _until(now: Now, stretch: Stretch) -> Reach:
    found = coming(stretch, now.today)
    return Reach("until", found, None, found.end)


def _by(now: Now, stretch: Stretch) -> Reach:
    """« d'ici vendredi »: from today on, that day included."""
    found = coming(stretch, now.today)
    return Reach("within", found, min(now.today, found.end), found.end)


def _by_length(now: Now, length: Length) -> Reach:
    end = length.on(now.today)
    return Reach("within", Stretch(now.today, end, length=length), now.today, end)


def _older(now: Now, length: Length) -> Reach:
    """More than 90 days ago: strictly before the day 90 days back."""
    day = length.back(now.today)
    return Reach("older_than", Stretch(day, day, length=length), None, day - _DAY)


def _at_least(now: Now, length: Length) -> Reach:
    day = length.back(now.today)
    return Reach("older_than", Stretch(day, day, length=length), None, day)


def _newer(now: Now, length: Length) -> Reach:
    """Less than 30 days ago: what « plus de 30 jours » leaves."""
    day = length.back(now.today)
    return Reach("newer_than", Stretch(day, day, length=length), day, None)


def _later(now: Now, length: Length) -> Reach:
    day = length.on(now.today)
    return Reach("after", Stretch(day, day, length=length), day + _DAY, None)


def _ages(now: Now, least: int, most: Length) -> Reach | None:
    """« il y a entre 30 et 60 jours »."""
    if least >= most.count:
        return None
    stretch = Stretch(most.back(now.today), Length(least, most.grain).back(now.today))
    return Reach("within", stretch, stretch.start, stretch.end)


def _range(now: Now, first: Stretch, last: Stretch) -> Stretch | None:
    """Join two stretches; a year said once holds for both, and a later month comes after."""
    if first.recurs and not last.recurs:
        first = _before_last(first, last)
    elif last.recurs:
        last = _after_first(first, last)
    if last.end < first.start or (last.end - first.start).days > 40000:
        return None
    recurs = first.recurs if last.recurs else None
    return Stretch(first.start, last.end, None, recurs, joined=True)


def _adjoining(now: Now, first: Stretch, last: Stretch) -> Stretch | None:
    """Join « T1 et T2 »; « janvier et mars » stay two."""
    whole = _range(now, first, last)
    joins = whole and (whole.end - whole.start) - (first.end - first.start) - (
        last.end - last.start
    )
    return whole if joins == _DAY else None


def _before_last(first: Stretch, last: Stretch) -> Stretch:
    found = in_year(first, unit_around(last.start, "year")) or latest(first, last.start)
    return found if found.start <= last.start else shift(found, -1)


def _after_first(first: Stretch, last: Stretch) -> Stretch:
    found = in_year(last, unit_around(first.start, "year")) if last.recurs == "year" else None
    found = found or coming(last, first.start)
    return found if found.start >= first.start else coming(last, first.end)


def _to_day(now: Now, number: int, last: Stretch) -> Stretch | None:
    """« du 1er au 15 mars », "1-15 March 2026"."""
    if last.grain != "day" or last.start != last.end or number > last.start.day or number < 1:
        return None
    return Stretch(last.start.replace(day=number), last.end, None, last.recurs, joined=True)


def _day_to(now: Now, first: Stretch, number: int) -> Stretch | None:
    """Read "March 1 to 15"."""
    if first.grain != "day" or first.start != first.end or number <= first.start.day:
        return None
    try:
        end = first.start.replace(day=number)
        return Stretch(first.start, end, None, first.recurs, joined=True)
    except ValueError:
        return None


def _year_of_range(now: Now, stretch: Stretch, year: Stretch) -> Stretch | None:
    if stretch.recurs != "year" or year.recurs or year.grain != "year":
        return None
    return in_year(stretch, year)


def _to_date(now: Now, unit: Unit) -> Stretch:
    return Stretch(unit_from(now, unit, 0).start, now.today)


def _stretch_to_date(now: Now, stretch: Stretch) -> Stretch | None:
    return Stretch(stretch.start, now.today) if stretch.start <= now.today else None


def _day_of_month(now: Now, number: int) -> Stretch | None:
    try:
        day = now.today.replace(day=number)
    except ValueError:
        return None
    return Stretch(day, day, "day", "month")


def _day_of(now: Now, number: int, month: Stretch) -> Stretch | None:
    """« le 15 du mois prochain »."""
    if month.grain != "month" or not 1 <= number <= month.end.day:
        return None
    day = month.start.replace(day=number)
    return Stretch(day, day, "day", month.recurs)


def _named_day(now: Now, day: int, number: int) -> Stretch | None:
    """« lundi 23 », "Friday the 27th": the nearest such day."""
    for distance in range(200):
        for sign in (1, -1):
            found = now.today + sign * distance * _DAY
            if found.day == number and found.weekday() == day:
                return Stretch(found, found, "day")
    return None


def _same(now: Now, stretch: Stretch) -> Stretch:
    return stretch


RELATION_RULES: tuple[Rule, ...] = (
    rule("time", "RANGE? DET? time|hint TO DET? time|hint", _range),
    rule("time", "time|hint ALSO time|hint", _adjoining),
    rule("time", "BTW DET? time|hint AND DET? time|hint", _range),
    rule("time", "RANGE? DET? FIGURE|ORD TO|AND DET? time", _to_day),
    rule("time", "RANGE? time UPTO DET? FIGURE|ORD", _day_to),
    rule("time", "BTW time AND DET? FIGURE|ORD", _day_to),
    rule("time", "time COMMA? time", _year_of_range),
    rule("time", "UNIT TODATE", _to_date),
    rule("time", "time TODATE", _stretch_to_date),
    rule("time", "TODATE_UNIT", _to_date),
    rule("time", "DET? FIGURE|ORD OF DET? time|current", _day_of),
    rule("daynum", "DET? FIGURE", _day_of_month),
    rule("daynum", "DET? ORD", _day_of_month),
    rule("time", "WEEKDAY DET? FIGURE|ORD", _named_day),
    rule("time", "IN time|hint", _same),
    rule("time", "THE_DAY ORD", _day_of_month),
    rule("period", "SINCE DET? time|hint|daynum", _since),
    rule("period", "SINCE|FOR DET? dur", _since_length),
    rule("period", "FROM DET? time|hint|daynum ONWARDS?", _from),
    rule("period", "BEFORE DET? time|hint|daynum", _before),
    rule("period", "AFTER DET? time|hint|daynum", _after),
    rule("period", "UNTIL DET? time|hint|daynum", _until),
    rule("period", "time OR_BEFORE", _until),
    rule("period", "time OR_AFTER", _from),
    rule("period", "BY DET? time|hint|daynum", _by),
    rule("period", "BY|WITHIN DET? dur", _by_length),
    rule("period", "AGO_FR|SINCE|FOR? OLDER? MORE dur AGO?", _older),
    rule("period", "AGO_FR|SINCE|FOR? OLDER? ATLEAST dur AGO?", _at_least),
    rule("period", "OLDER|AFTER DET? dur AGO?", _older),
    rule("period", "AGO_FR|SINCE|FOR? LESS dur AGO?", _newer),
    rule("period", "NEWER dur AGO?", _newer),
    rule("period", "OLDER LESS dur", _newer),
    rule("period", "FUT MORE dur", _later),
    rule("period", "MORE dur AHEAD", _later),
    rule("period", "FUT LESS dur", _by_length),
    rule("period", "BTW NUM AND dur AGO?", _ages),
    rule("period", "AGO_FR|SINCE|OLDER BTW? NUM AND|TO dur", _ages),
    rule("period", "NUM TO dur AGO", _ages),
)
