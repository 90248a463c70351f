"""The first rows of each group: the three best deals of each country, each month's best seller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from actions.asking import Asking
from actions.figures import group_key, keyed, measured
from actions.held_against import MOST
from actions.parts import Value
from actions.tallies import key_of
from crm import Group, Measure, Query, Rows, value_at

Row = Mapping[str, Any]


def firsts_of_each(asking: Asking, each: Group | None, rows: Sequence[Row]) -> list[Row]:
    """Return the first rows of each group, and those that tie with the last one kept.

    The groups stand in the order of their first rows, those of the calendar by date.
    """
    query = asking.reading.query
    alias = query.order_by[0].by if query.order_by else None
    parted: dict[Any, list[Row]] = {}
    for one in rows:
        parted.setdefault(one.get(group_key(each)) if each else None, []).append(one)
    kept = {key: _firsts(members, query.limit, alias) for key, members in parted.items()}
    dated = bool(each and each.grain)
    keys = sorted((one for one in kept if one is not None), key=str) if dated else [*kept]
    return [one for key in keys for one in kept[key]]


def _firsts(rows: Sequence[Row], limit: int | None, by: str | None) -> Sequence[Row]:
    if limit is None or len(rows) <= limit or by is None:
        return rows[:limit]
    last = value_at(rows[limit - 1], by)
    return [one for place, one in enumerate(rows) if place < limit or value_at(one, by) == last]


def every_row(asking: Asking, query: Query) -> Query:
    """Return the query of a list for all the rows that the first of each group are among."""
    return replace(query, limit=MOST) if asking.reading.apart else query


def listed_firsts(asking: Asking, rows: Rows) -> Rows:
    """Return the rows of a list with only the first of each group, where that is asked for."""
    each, limit = asking.reading.apart, asking.reading.query.limit
    if each is None or limit is None:
        return rows
    zone = ZoneInfo(asking.crm.user.timezone)
    parted: dict[Any, list[Row]] = {}
    for one in rows.records:
        parted.setdefault(key_of(one, (each,), zone)[0], []).append(one)
    keys = sorted(parted, key=str) if each.grain else [*parted]
    by = asking.reading.query.order_by[0].by if asking.reading.query.order_by else None
    kept = [one for key in keys for one in _firsts(_valued(parted[key], by), limit, by)]
    return replace(rows, total=len(kept), records=kept)


def _valued(rows: Sequence[Row], by: str | None) -> Sequence[Row]:
    """Return the rows that have what they are ranked by: a group of none has no first."""
    return [one for one in rows if by is None or value_at(one, by) is not None]


def first_figures(asking: Asking, rows: Sequence[Row]) -> tuple[Value, ...]:
    """Return what each of the first ones is ranked by, under its group, where that is a number."""
    each, query = asking.reading.apart, asking.reading.query
    if each is None or not query.order_by:
        return ()
    order, zone = query.order_by[0], ZoneInfo(asking.crm.user.timezone)
    measure = Measure("max" if order.descending else "min", order.by, "first")
    parted = replace(query, group_by=(each,))
    figures = [(key_of(one, (each,), zone), value_at(one, order.by)) for one in rows]
    return tuple(
        measured(asking, measure, figure, *keyed(asking, parted, key))
        for key, figure in figures
        if isinstance(figure, int | float | Decimal)
    )
