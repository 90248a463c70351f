"""Records kept by comparing two of their own fields, or the time between, which SOQL cannot do."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.asking import Asking
from actions.reading import Reading
from actions.reading.paced import Lasting
from crm import Query, Rows
from language.stretches import Grain, unit_around

MOST = 10_000


async def compared_rows(asking: Asking, query: Query) -> Rows:
    """Return the rows of a list; where two fields are compared, those for which it holds."""
    if not held(asking.reading):
        return await asking.crm.run(query)
    select = tuple(dict.fromkeys((*query.select, *needed(asking.reading))))
    rows = await asking.crm.run(replace(query, select=select, limit=MOST))
    kept = [one for one in rows.records if holds(one, asking)]
    kept = _by_pace(kept, asking.reading.lasting)
    return Rows(len(kept), kept[: query.limit or None], rows.soql)


def held(reading: Reading) -> bool:
    """Whether records are kept by what SOQL cannot compare."""
    minus = reading.against is not None and reading.against[1] == "-"
    return (reading.against is not None and not minus) or reading.lasting is not None


def needed(reading: Reading) -> tuple[str, ...]:
    """Return the two fields that records are kept by; none where SOQL keeps them."""
    if reading.lasting is not None:
        return reading.lasting.start, reading.lasting.end
    left, _, right = reading.against or ("", "", "")
    return (left, right) if left else ()


def holds(record: Mapping[str, Any], asking: Asking) -> bool:
    """Whether a record is one of those asked for."""
    if asking.reading.lasting is not None:
        return _lasted(record, asking.reading.lasting)
    left, sign, right = asking.reading.against or ("", "=", "")
    zone = ZoneInfo(asking.crm.user.timezone)
    one, other = (_comparable(record.get(name), zone) for name in (left, right))
    if one is None or other is None:
        return False
    if unit := _UNITS.get(sign):
        return unit_around(one, unit).start == unit_around(other, unit).start
    if sign in {"=", "!="}:
        return bool((one == other) == (sign == "="))
    return bool(one < other if sign == "<" else one > other)


_UNITS: Mapping[str, Grain] = {
    "week": "week", "month": "month", "quarter": "quarter", "year": "year",
}  # fmt: skip


def _lasted(record: Mapping[str, Any], bound: Lasting) -> bool:
    """Whether a record took as long as was asked: to the second between instants, else in days."""
    days = _days(record, bound)
    return days is not None and bool(_COMPARED[bound.sign](days, bound.days))


def _by_pace(rows: list[Mapping[str, Any]], bound: Lasting | None) -> list[Mapping[str, Any]]:
    """Return the rows by how long they took where that ranks them, those that tie with the last."""
    if bound is None or bound.slowest is None:
        return rows
    took = {one["Id"]: _days(one, bound) or 0.0 for one in rows}
    ranked = sorted(rows, key=lambda one: took[one["Id"]], reverse=bound.slowest)
    last = took[ranked[: bound.most][-1]["Id"]] if bound.most and ranked else None
    return [
        one
        for place, one in enumerate(ranked)
        if last is None or place < (bound.most or 0) or took[one["Id"]] == last
    ]


def _days(record: Mapping[str, Any], bound: Lasting) -> float | None:
    """Return how many days a record took; None where it is not over."""
    first, last = record.get(bound.start), record.get(bound.end)
    if first is None or last is None:
        return None
    if not (isinstance(first, datetime) and isinstance(last, datetime)):
        first, last = (one.date() if isinstance(one, datetime) else one for one in (first, last))
    return float((last - first).total_seconds() / _DAY)


_DAY = 86_400
_COMPARED = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
             "=": operator.eq, "!=": operator.ne}  # fmt: skip


def _comparable(value: Any, zone: ZoneInfo) -> Any:
    """Return a moment as its day, so that it can be held against a date."""
    if isinstance(value, datetime):
        return value.astimezone(zone).date()
    return value if isinstance(value, date) or value is None else float(value)
