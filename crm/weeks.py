"""Weeks that start on Monday, which SOQL cannot group by (its weeks start on the first of January).

A query by week is sent by day and its rows are put together here: sums, counts and extremes
combine; an average is sent as a sum and a count; distinct values are sent as a group of their own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from crm.query import Compare, Group, Measure, Order, Query

Row = Mapping[str, Any]
_HELD: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda value, among: value in among,
    "not in": lambda value, among: value not in among,
}


def by_week(query: Query) -> bool:
    """Tell whether a query groups by week."""
    return any(group.grain == "week" for group in query.group_by)


def daily(query: Query) -> Query:
    """Return the query to send instead: by day, with measures that combine."""
    groups = tuple(
        replace(group, grain="day") if group.grain == "week" else group for group in query.group_by
    )
    distinct = (Group(m.path) for m in query.measures if m.function == "count_distinct" and m.path)
    measures = tuple(part for m in query.measures for part in _parts(m))
    return replace(
        query,
        group_by=tuple(dict.fromkeys((*groups, *distinct))),
        measures=measures or (Measure("count", None, "rows"),),
        having=(),
        order_by=(),
        limit=None,
        offset=0,
    )


def _parts(measure: Measure) -> tuple[Measure, ...]:
    if measure.function == "avg":
        return (
            Measure("sum", measure.path, f"{measure.alias}:sum"),
            Measure("count", measure.path, f"{measure.alias}:count"),
        )
    return () if measure.function == "count_distinct" else (measure,)


def weekly(rows: Iterable[Row], query: Query) -> list[dict[str, Any]]:
    """Put the daily rows together by week; then hold, sort and return them as the query asks."""
    gathered: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        gathered.setdefault(tuple(_key(row, group) for group in query.group_by), []).append(row)
    weeks = [
        dict(zip(map(_name, query.group_by), key, strict=True))
        | {measure.alias: _combined(measure, days) for measure in query.measures}
        for key, days in gathered.items()
    ]
    kept = [week for week in weeks if all(_holds(week, held) for held in query.having)]
    return _sorted(kept, query)


def _name(group: Group) -> str:
    return group.path if group.grain is None else f"{group.path}:{group.grain}"


def _key(row: Row, group: Group) -> Any:
    if group.grain != "week":
        return row[_name(group)]
    day: date | None = row[f"{group.path}:day"]
    return None if day is None else day - timedelta(days=day.weekday())


def _combined(measure: Measure, days: Sequence[Row]) -> Any:
    if measure.function == "count_distinct":
        return len({day[str(measure.path)] for day in days} - {None})
    if measure.function == "avg":
        total = _total(day[f"{measure.alias}:sum"] for day in days)
        counted = sum(day[f"{measure.alias}:count"] for day in days)
        return None if total is None or not counted else Decimal(total) / counted
    values = [day[measure.alias] for day in days]
    if measure.function in ("min", "max"):
        present = [value for value in values if value is not None]
        return (min if measure.function == "min" else max)(present, default=None)
    return _total(values)


def _total(values: Iterable[Any]) -> Any:
    present = [value for value in values if value is not None]
    return sum(present) if present else None


def _holds(week: Row, held: Compare) -> bool:
    value = week[held.path]
    return value is not None and _HELD[held.operator](value, held.value)


def _sorted(weeks: list[dict[str, Any]], query: Query) -> list[dict[str, Any]]:
    names = {group.path: _name(group) for group in query.group_by}
    for order in reversed(query.order_by):
        name = names.get(order.by, order.by)
        weeks = _by_key(weeks, name, order)
    return weeks


def _by_key(weeks: list[dict[str, Any]], name: str, order: Order) -> list[dict[str, Any]]:
    empty = [week for week in weeks if week[name] is None]
    full = [week for week in weeks if week[name] is not None]
    full.sort(key=lambda week: week[name], reverse=order.descending)
    return full + empty if order.nulls_last else empty + full
