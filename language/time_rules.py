"""How words of time combine into stretches of the calendar, whatever the language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from language.chart import Rule, rule
from language.stretches import (
    Length,
    Now,
    Stretch,
    Unit,
    edge_of,
    move,
    rolling,
    unit_around,
    unit_from,
)
from language.time_figures import full_year, week_of_year
from language.time_parts import (
    dated_weekday,
    first_of,
    last_of,
    last_part,
    last_unit_of,
    last_weekday,
    next_of,
    nth_of,
    nth_weekday,
    of_fiscal_year,
    of_year,
    ordinal_unit,
    this_of,
    unit_named,
)

_FEW = {"day": 7, "week": 4, "month": 3, "quarter": 2, "half": 2, "year": 3}


def _length(now: Now, count: int, unit: Unit) -> Length | None:
    return Length(count, unit.grain) if 0 < count <= 5000 else None


def _past(now: Now, length: Length) -> Stretch:
    return rolling(now, length, -1)


def _future(now: Now, length: Length) -> Stretch:
    return rolling(now, length, 1)


def _last(now: Now, unit: Unit) -> Stretch:
    return _last_few(now, unit) if unit.plural else unit_from(now, unit, -1)


def _next(now: Now, unit: Unit) -> Stretch:
    if unit.plural:
        return _future(now, Length(_FEW[unit.grain], unit.grain))
    return unit_from(now, unit, 1)


def _last_few(now: Now, unit: Unit) -> Stretch:
    return _past(now, Length(_FEW[unit.grain], unit.grain))


def _ago(now: Now, length: Length) -> Stretch:
    return unit_from(now, Unit(length.grain), -length.count)


def _ahead(now: Now, length: Length) -> Stretch:
    day = length.on(now.today)
    return Stretch(day, day, "day")


def _this(now: Now, unit: Unit) -> Stretch | None:
    return None if unit.plural else unit_from(now, unit, 0)


def _month(now: Now, month: tuple[int, str]) -> Stretch:
    return replace(unit_around(date(now.today.year, month[0], 1), "month"), recurs="year")


def _month_day(now: Now, day: int, month: tuple[int, str]) -> Stretch | None:
    for year in (now.today.year, 2024):
        try:
            found = date(year, month[0], day)
        except ValueError:
            continue
        return Stretch(found, found, "day", "year")
    return None


def _month_then_number(now: Now, month: tuple[int, str], day: int) -> Stretch | None:
    """« mars 26 » is March 2026, "March 26" the 26th."""
    if month[1] == "fr" and day >= 20:
        return unit_around(date(full_year(str(day)), month[0], 1), "month") if day < 100 else None
    return _month_day(now, day, month)


def _weekday(now: Now, day: int) -> Stretch:
    found = now.today + timedelta(days=(day - now.today.weekday()) % 7)
    return Stretch(found, found, "day", "week")


def _season(now: Now, month: int) -> Stretch:
    start = date(now.today.year, month, 1)
    return Stretch(start, move(start, "quarter", 1) - timedelta(days=1), None, "year")


def _event(now: Now, event: str) -> Stretch:
    year = now.today.year
    days = {"rentree": date(year, 9, 1), "christmas": date(year, 12, 25),
            "new_year": date(year, 1, 1)}  # fmt: skip
    return Stretch(days[event], days[event], "day", "year")


def _weekend(now: Now, count: int) -> Stretch:
    monday = unit_from(now, Unit("week"), count).start
    return Stretch(monday + timedelta(days=5), monday + timedelta(days=6))


TIME_RULES: tuple[Rule, ...] = (
    rule("UNIT", "UNIT FISCAL", lambda now, unit: replace(unit, fiscal=True)),
    rule("UNIT", "FISCAL UNIT", lambda now, unit: replace(unit, fiscal=True)),
    rule("UNIT", "UNIT WHOLE", lambda now, unit: unit),
    rule("UNIT", "WHOLE UNIT", lambda now, unit: unit),
    rule("dur", "CIRCA? NUM UNIT", _length),
    rule("dur", "CIRCA? NUMOF OF UNIT", _length),
    rule("dur", "NUM HOURS", lambda now, n: Length(-(-n // 24), "day")),
    rule("dur", "FORTNIGHT", lambda now: Length(2, "week")),
    rule("MONTH", "MONTH DOT", lambda now, month: month, tight=True),
    rule("time", "THIS|DET? ROLL dur", _past),
    rule("time", "THIS|DET? dur ROLL", _past),
    rule(
        "dur",
        "FEW OF? UNIT",
        lambda now, unit: Length(2 if unit.grain == "year" else 3, unit.grain),
    ),
    rule(
        "dur",
        "CIRCA? NUM UNIT HALFMORE",
        lambda now, n, unit: Length(n * 2 + 1, "half") if unit.grain == "year" else None,
    ),
    rule("time", "THIS|OFTHE UNIT", _this),
    rule("time", "DET? UNIT CURRENT", _this),
    rule("time", "THIS|DET? LASTS UNIT", _last_few),
    rule("time", "THIS|DET? LAST UNIT", _last),
    rule("time", "THIS|DET? UNIT LASTAFTER", _last),
    rule("time", "DET? NEXT UNIT", _next),
    rule("time", "DET? UNIT NEXT", _next),
    rule("time", "THIS|DET? LAST dur", _past),
    rule("time", "THIS|DET? NUM LAST UNIT", lambda now, n, unit: _past(now, Length(n, unit.grain))),
    rule("time", "THIS|DET? dur LASTAFTER", _past),
    rule("time", "THIS|DET? NEXT dur", _future),
    rule(
        "time",
        "THIS|DET? NUM NEXT UNIT",
        lambda now, n, unit: _future(now, Length(n, unit.grain)),
    ),
    rule("time", "THIS|DET? dur NEXT", _future),
    rule("time", "DET? BLAST UNIT", lambda now, unit: unit_from(now, unit, -2)),
    rule("time", "DET? UNIT BEFORELAST", lambda now, unit: unit_from(now, unit, -2)),
    rule("time", "DET? UNIT AFTERNEXT", lambda now, unit: unit_from(now, unit, 2)),
    rule("time", "dur AGO", _ago),
    rule("time", "AGO_FR dur", _ago),
    rule("time", "FUT dur", _ahead),
    rule("time", "dur AHEAD", _ahead),
    rule("hint", "MONTH", _month),
    rule("hint", "SEASON", _season),
    rule("hint", "EVENT", _event),
    rule("time", "DET SEASON", _season),
    rule("time", "NUM|ORD OF? MONTH", _month_day),
    rule("time", "MONTH DET? ORD", lambda now, month, day: _month_day(now, day, month)),
    rule("time", "MONTH NUM", _month_then_number),
    rule("hint", "WEEKDAY", _weekday),
    rule("time", "WEEKDAY COMMA? DET? time", dated_weekday),
    rule("time", "THIS? WKEND", lambda now: _weekend(now, 0)),
    rule("time", "LAST WKEND", lambda now: _weekend(now, -1)),
    rule("time", "WKEND LASTAFTER", lambda now: _weekend(now, -1)),
    rule("time", "NEXT WKEND", lambda now: _weekend(now, 1)),
    rule("time", "WKEND NEXT", lambda now: _weekend(now, 1)),
    rule("time", "time|hint OF? COMMA? time", of_year),
    rule("time", "time OF? time", of_fiscal_year),
    rule("time", "DET? LAST time|hint", last_of),
    rule("time", "time|hint LAST", last_of),
    rule("time", "DET? NEXT time|hint", next_of),
    rule("time", "time|hint NEXT", next_of),
    rule("time", "THIS time|hint", this_of),
    rule("time", "ORD UNIT", ordinal_unit),
    rule("time", "DET? ORD UNIT OF? DET? time|hint|current", nth_of),
    rule("time", "DET? ORD WEEKDAY OF? DET? time|hint|current", nth_weekday),
    rule("time", "DET? LAST WEEKDAY OF DET? time|hint|current", last_weekday),
    rule("time", "DET? LAST UNIT OF? DET? time|hint|current", last_unit_of),
    rule(
        "time",
        "DET? ORD dur OF time|hint|current",
        lambda now, n, length, whole: first_of(now, length, whole) if n == 1 else None,
    ),
    rule(
        "time",
        "DET? NUM ORD UNIT OF time|hint|current",
        lambda now, count, n, unit, whole: first_of(now, Length(count, unit.grain), whole)
        if n == 1
        else None,
    ),
    rule(
        "time",
        "DET? NUM LAST UNIT OF time|hint|current",
        lambda now, count, unit, whole: last_part(now, Length(count, unit.grain), whole),
    ),
    rule("time", "DET? LAST dur OF time|hint|current", last_part),
    rule("time", "DET? UNIT OF? DET? time|hint", unit_named),
    rule("time", "UNIT COMMENCING time|hint", unit_named),
    rule(
        "time",
        "UNIT NUM",
        lambda now, unit, n: week_of_year(now, n) if unit.grain == "week" else None,
    ),
    rule("current", "UNIT", _this),
    rule("time", "START OF? DET? time|hint|current", lambda now, whole: edge_of(whole, "start")),
    rule("time", "MIDDLE OF? DET? time|hint|current", lambda now, whole: edge_of(whole, "middle")),
    rule("time", "FINISH OF? DET? time|hint|current", lambda now, whole: edge_of(whole, "end")),
    rule("time", "current FINISH", lambda now, whole: edge_of(whole, "end")),
    rule("time", "DAYS", lambda now, days: unit_from(now, Unit("day"), days)),
    rule("time", "END_UNIT", lambda now, unit: edge_of(unit_from(now, unit, 0), "end")),
    rule("time", "DET time", lambda now, time: time),
)  # fmt: skip
