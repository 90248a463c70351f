"""The first rows of each group: the three best deals of each country, each month's best seller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from actions.asking import Asking
from actions.figures import group_key
from actions.tallies import key_of
from crm import Group, Query, Rows

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


def _firsts(rows: Sequence[Row], limit: int | None, alias: str | None) -> Sequence[Row]:
    if limit is None or len(rows) <= limit or alias is None:
        return rows[:limit]
    last = rows[limit - 1].get(alias)
    return [one for place, one in enumerate(rows) if place < limit or one.get(alias) == last]


def every_row(asking: Asking, query: Query) -> Query:
    """Return the query of a list without its limit, where that is of each group."""
    return replace(query, limit=None) if asking.reading.apart else query


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
    kept = [one for key in keys for one in parted[key][:limit]]
    return replace(rows, total=len(kept), records=kept)
