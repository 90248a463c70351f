"""How many each has on average: what is counted, shared out between those who have any.

Over the calendar it is shared between the units from the first that has any to the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions.asking import Asking, measure_name, query_reading
from actions.contract import Result
from actions.figures import (
    bars,
    column_label,
    figures_table,
    group_key,
    group_label,
    keyed,
    named,
    unit_of,
    written,
)
from actions.leading import along_calendar, first_line
from actions.parts import Part, Text, Value
from actions.reading.figure_words import GRAINS
from actions.reading.paths import labelled
from crm import AllOf, Compare, Group, Query, Rows
from language.stretches import move

Shares = dict[tuple[Any, ...], tuple[float, int]]


async def averages(asking: Asking, over: Group) -> Result:
    """Return the mean count for each of what it is averaged over, alone or by group."""
    query = replace(asking.reading.query, order_by=(), limit=None, having=())
    if over.grain:
        query = replace(query, group_by=(*query.group_by, over))
    else:
        filled = Compare(query.measures[-1].path or "Id", "!=", None)
        query = replace(query, where=AllOf((*asking.reading.conditions, filled)))
    rows = await asking.crm.run(query)
    shares = _along(query, over, rows) if over.grain else _between(query, rows)
    return _answer(asking, over, _ranked(asking, shares), rows.soql)


def _between(query: Query, rows: Rows) -> Shares:
    counted, between = (one.alias for one in query.measures)
    return {
        tuple(one.get(group_key(g)) for g in query.group_by): (
            float(one[counted] or 0),
            int(one[between] or 0),
        )
        for one in rows.records
    }


def _along(query: Query, over: Group, rows: Rows) -> Shares:
    """Return counts by group, with how many units of the calendar there are in all."""
    starts = [one[group_key(over)] for one in rows.records if one.get(group_key(over))]
    units = _units(starts, over) if starts else 0
    found: Shares = {}
    for one in rows.records:
        key = tuple(one.get(group_key(g)) for g in query.group_by if g is not over)
        total = found.get(key, (0.0, units))[0] + float(one[query.measures[0].alias] or 0)
        found[key] = (total, units)
    return found


def _units(starts: Sequence[date], over: Group) -> int:
    day, last, count = min(starts), max(starts), 1
    while day < last:
        day, count = move(day, over.grain or "day", 1), count + 1
    return count


def _ranked(asking: Asking, shares: Shares) -> list[tuple[tuple[Any, ...], float, float, int]]:
    query = asking.reading.query
    means = [(key, total / n, total, n) for key, (total, n) in shares.items() if n]
    if query.group_by and query.group_by[0].grain:
        return sorted(means, key=lambda one: (one[0][0] is None, one[0][0]))
    falling = not query.order_by or query.order_by[0].descending
    return sorted(means, key=lambda one: -one[1] if falling else one[1])[: query.limit]


def _answer(asking: Asking, over: Group, ranked: list[Any], soql: str) -> Result:
    query, language = asking.reading.query, asking.request.language
    label, unit = _label(asking, over), unit_of(asking, query.measures[0])
    values = tuple(
        Value(measure=_measure(query), label=label, unit=unit, value=round(mean, 4),
              group=keyed(asking, query, key)[0], period=keyed(asking, query, key)[1])
        for key, mean, _, _ in ranked
    )  # fmt: skip
    reading = query_reading(asking, soql)
    if not query.group_by or not ranked:
        _, mean, total, n = ranked[0] if ranked else ((), None, 0, 0)
        figures = f"{written(float(total), unit, language)} / {written(float(n), None, language)}"
        colon = "\u202f:" if language == "fr" else ":"
        said = f"{label} — {asking.line}{colon} **{written(mean, unit, language)}** ({figures})"
        return Result((Text(text=said),), query=reading, values=values)
    shown = _shown(asking, label, ranked)
    led = first_line(asking, query, {key: mean for key, mean, _, _ in ranked}, unit)
    colon = "\u202f: " if language == "fr" else ": "
    head = Text(text=f"{label} — {asking.line}{colon}{led}")
    return Result((head, *shown), query=reading, values=values)


def _measure(query: Query) -> str:
    """Return what is averaged: a count, or the sum that each brings in."""
    first = query.measures[0]
    return f"AVG_{measure_name(first.function, first.path) if first.path else 'COUNT'}"


def _label(asking: Asking, over: Group) -> str:
    """Say what is averaged over what: only those who have any are counted."""
    language = asking.request.language
    if over.grain:
        unit = GRAINS[over.grain][0 if language == "fr" else 1]
        return f"Moyenne par {unit}" if language == "fr" else f"Average per {unit}"
    name = labelled(asking.catalogue, asking.reading.query.object, over.path, language).lower()
    if language == "fr":
        return f"Moyenne par {name} (parmi ceux qui en ont)"
    return f"Average per {name} (of those that have any)"


def _shown(asking: Asking, label: str, ranked: list[Any]) -> tuple[Part, ...]:
    query, language = asking.reading.query, asking.request.language
    names = [
        [
            group_label(asking, g, v)
            for g, v in zip(query.group_by, key, strict=True)
            if g in named(query)
        ]
        for key, *_ in ranked
    ]
    columns = [column_label(asking, query.object, g) for g in named(query)]
    unit = unit_of(asking, query.measures[0])
    rows = [
        [*name, written(mean, unit, language), f"{written(total, unit, language)} / {n}"]
        for name, (_, mean, total, n) in zip(names, ranked, strict=True)
    ]
    means = [round(mean, 2) for _, mean, _, _ in ranked]
    table = figures_table([*columns, label, ""], rows, len(rows))
    return table, bars(
        label, [" · ".join(name) for name in names], {label: means}, line=along_calendar(query)
    )
