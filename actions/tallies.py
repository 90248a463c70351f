"""Figures worked out from the rows, where SOQL has no word for them.

A median, and any figure over records kept by two of their fields or by how long they lasted. The
rows are read with the asker's own rights, at most `MOST`; an answer says where there were more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from statistics import fmean, median
from typing import Any
from zoneinfo import ZoneInfo

from actions.asking import Asking
from actions.figures import group_key, keeps
from actions.held_against import MOST, held, holds, needed
from actions.parts import Part
from actions.query_lines import LINES
from actions.wording import text
from crm import Measure, Query, Rows, value_at
from crm.query import Function, Group, Order
from language import format_number
from language.stretches import unit_around


@dataclass(frozen=True)
class Tally(Rows):
    """Aggregate rows made here; `unread` records were more than is read of any one question."""

    unread: int = 0


async def run_tallied(asking: Asking, queries: Sequence[Query]) -> Sequence[Rows]:
    """Run aggregates in one go: in the CRM, or from the rows where SOQL cannot say them."""
    if not held(asking.reading) and not any(_beyond(one) for one in queries):
        return await asking.crm.run_many(queries)
    found = await asking.crm.run_many([_fetched(asking, one) for one in queries])
    return [_tally(asking, one, rows) for one, rows in zip(queries, found, strict=True)]


async def tally_of_first(asking: Asking, query: Query) -> Tally:
    """Work figures out over the first records alone: « total des 10 plus grosses affaires »."""
    first = replace(_fetched(asking, query), order_by=query.order_by, limit=query.limit)
    made = _tally(asking, replace(query, order_by=()), await asking.crm.run(first))
    return replace(made, unread=0)


def unread_line(asking: Asking, rows: Iterable[Rows]) -> list[Part]:
    """Say that figures stand on the first records alone, where there were more than are read."""
    return unread_said(
        asking, max((one.unread for one in rows if isinstance(one, Tally)), default=0)
    )


def unread_said(asking: Asking, most: int) -> list[Part]:
    """Say how many records were left unread, if any."""
    if not most:
        return []
    language = asking.request.language
    figures = (format_number(one, language) for one in (MOST, MOST + most))
    return [text(LINES, "first_rows", language, read=next(figures), total=next(figures))]


def _beyond(query: Query) -> bool:
    return any(one.function == "median" for one in query.measures)


def _fetched(asking: Asking, query: Query) -> Query:
    """Return the query for the rows that an aggregate is made of."""
    paths = [*(m.path for m in query.measures if m.path), *(g.path for g in query.group_by)]
    select = tuple(dict.fromkeys(("Id", *paths, *needed(asking.reading))))
    return Query(query.object, select, query.where, limit=MOST)


def _tally(asking: Asking, query: Query, rows: Rows) -> Tally:
    zone = ZoneInfo(asking.crm.user.timezone)
    grouped: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {} if query.group_by else {(): []}
    for one in rows.records:
        if not held(asking.reading) or holds(one, asking):
            key = key_of(one, query.group_by, zone)
            grouped.setdefault(key, []).append(one)
    made = [_row(query, key, members) for key, members in grouped.items()]
    kept = [one for one in made if _kept(query, one)]
    for order in reversed(query.order_by):
        kept = _sorted(kept, order)
    return Tally(len(kept), kept, rows.soql, max(rows.total - len(rows.records), 0))


def key_of(record: Mapping[str, Any], groups: Sequence[Group], zone: ZoneInfo) -> tuple[Any, ...]:
    """Return which group a record belongs to."""
    return tuple(_cut(value_at(record, one.path), one, zone) for one in groups)


def _cut(value: Any, group: Group, zone: ZoneInfo) -> Any:
    """Return a group's value, a date as the first day of its unit."""
    if group.grain is None or value is None:
        return value
    day: date = value.astimezone(zone).date() if isinstance(value, datetime) else value
    if group.grain == "weekday":
        return day.isoweekday()
    return unit_around(day, group.grain).start


def _row(
    query: Query, key: tuple[Any, ...], members: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Return the members of a group as an aggregate row."""
    groups = {group_key(g): value for g, value in zip(query.group_by, key, strict=True)}
    return groups | {one.alias: _figure(one, members) for one in query.measures}


def _figure(measure: Measure, members: Sequence[Mapping[str, Any]]) -> Any:
    if measure.path is None:
        return len(members)
    values = [v for one in members if (v := value_at(one, measure.path)) is not None]
    counts = measure.function in {"count", "count_distinct"}
    return _FIGURES[measure.function](values) if values or counts else None


_FIGURES: Mapping[Function, Callable[[Sequence[Any]], Any]] = {
    "count": len,
    "count_distinct": lambda values: len({*values}),
    "sum": sum,
    "avg": fmean,
    "median": median,
    "min": min,
    "max": max,
}


def _kept(query: Query, row: Mapping[str, Any]) -> bool:
    return all(
        keeps([replace(one, path="")], row[one.path]) if row.get(one.path) is not None else False
        for one in query.having
    )


def _sorted(rows: Sequence[Mapping[str, Any]], order: Order) -> list[Mapping[str, Any]]:
    """Return rows by one key; those without a value come last."""
    known = [one for one in rows if one.get(order.by) is not None]
    unknown = [one for one in rows if one.get(order.by) is None]
    return [*sorted(known, key=lambda one: _rank(one[order.by]), reverse=order.descending),
            *unknown]  # fmt: skip


def _rank(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
