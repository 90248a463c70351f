"""Rates by group: which are kept, in what order they come, and what is said of them first.

Along the calendar they come in its order, unless the best or the worst is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.asking import Asking
from actions.figures import keeps, written
from actions.leading import along_calendar, first_line
from actions.reading.holding import RATE
from crm import Query

Ratios = dict[tuple[Any, ...], tuple[float, float]]
"""The part and the whole of each group."""
Ranked = list[tuple[tuple[Any, ...], tuple[float, float]]]


def kept_ratios(query: Query, found: Ratios) -> Ratios:
    """Return the groups that meet the bounds: of their rate in percent, or of their records."""
    rated = [replace(one, path="") for one in query.having if one.path == RATE]
    counted = [one for one in query.having if one.path != RATE]
    return {
        key: (good, whole)
        for key, (good, whole) in found.items()
        if keeps(counted, whole) and keeps(rated, round(100 * good / whole, 6))
    }


def ordered_ratios(query: Query, found: Ratios) -> Ranked:
    """Return groups by their rate, the highest first; a calendar that is not ranked by its dates.

    The first ones where so many are asked for, with those that tie with the last of them.
    """
    if along_calendar(query) and not query.order_by and query.limit is None:
        return sorted(found.items(), key=lambda one: _by_date(query, one[0], found))
    rising = any(not order.descending for order in query.order_by)
    ranked = sorted(found.items(), key=lambda one: one[1][0] / one[1][1], reverse=not rising)
    return _cut(ranked, query.limit)


def _by_date(query: Query, key: tuple[Any, ...], found: Ratios) -> tuple[Any, ...]:
    """Return what a group is sorted by: its dates; before them the size of the group beside."""
    sizes: dict[Any, float] = {}
    for other, (_, whole) in found.items():
        beside = _beside(query, other)
        sizes[beside] = sizes.get(beside, 0) + whole
    own = _beside(query, key)
    dates = tuple((v is None, v) for v, g in zip(key, query.group_by, strict=True) if g.grain)
    led = query.group_by[0].grain is not None
    return (dates, -sizes[own]) if led else (-sizes[own], str(own), dates)


def _beside(query: Query, key: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(v for v, g in zip(key, query.group_by, strict=True) if not g.grain)


def _cut(ranked: Ranked, limit: int | None) -> Ranked:
    if limit is None or len(ranked) <= limit:
        return ranked
    last = ranked[limit - 1][1]
    return [
        one
        for place, one in enumerate(ranked)
        if place < limit or one[1][0] * last[1] == last[0] * one[1][1]
    ]


def whole_said(asking: Asking, measure: str, found: Mapping[Any, tuple[float, float]]) -> str:
    """Return the rate of all groups together, where none is left out and none counts twice."""
    query, reading = asking.reading.query, asking.reading
    apart = query.limit is not None or query.having or reading.through
    whole = sum(one[1] for one in found.values())
    if apart or not whole or (measure == "SHARE" and not reading.shared):
        return ""
    good = sum(one[0] for one in found.values())
    return f"**{written(round(100 * good / whole, 1), '%', asking.request.language)}**"


def first_said(asking: Asking, ranked: Ranked) -> str:
    """Return the highest rate of those shown, or the lowest where the lowest come first."""
    if not ranked:
        return ""
    rates = {key: round(100 * good / whole, 1) for key, (good, whole) in ranked}
    return first_line(asking, asking.reading.query, rates, "%")
