"""The part counted beside each figure of the whole: « 531 tickets, dont fermés : 500 »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.asking import Asking, measure_name
from actions.figures import group_key, measure_label, named, raw, stretch_of, unit_of, written
from actions.parts import Value
from crm import AllOf, Measure, Query, Rows

Record = Mapping[str, Any]


def part_queries(asking: Asking, query: Query) -> list[Query]:
    """Return the same figures asked of the part alone; none where no part is asked for."""
    if not asking.reading.part:
        return []
    where = AllOf((*asking.reading.conditions, *asking.reading.part))
    return [replace(query, where=where, having=(), order_by=(), limit=None)]


def with_part(query: Query, rows: Rows, parts: Sequence[Rows]) -> Rows:
    """Return the rows of the whole, each with the figures of its part; a group of none has zero."""
    if not parts:
        return rows
    found = {_key(query, one): one for one in parts[0].records}
    records = [
        {**one, **{_alias(m): found.get(_key(query, one), {}).get(m.alias) or 0
                   for m in query.measures}}
        for one in rows.records
    ]  # fmt: skip
    return replace(rows, records=records)


def part_values(asking: Asking, query: Query, records: Sequence[Record]) -> list[Value]:
    """Return the figures of the part, one a row and measure."""
    return [
        Value(
            measure=f"PART_{measure_name(one.function, one.path)}",
            label=_label(asking, one),
            unit=unit_of(asking, one),
            value=float(record[_alias(one)]),
            group={g.path: raw(record.get(group_key(g)), g, asking) for g in named(query)} or None,
            period=stretch_of(asking, query, record),
        )
        for one in query.measures
        for record in records
        if _alias(one) in record
    ]


def part_columns(
    asking: Asking, query: Query, records: Sequence[Record]
) -> list[tuple[str, list[str]]]:
    """Return the same as columns: a label, and a cell for each row."""
    if not asking.reading.part:
        return []
    return [
        (_label(asking, one), [_written(asking, one, record) for record in records])
        for one in query.measures
    ]


def part_said(asking: Asking, query: Query, record: Record) -> str:
    """Return the figures of the part after those of the whole: « , dont gagnées : 12 »."""
    if not asking.reading.part or _alias(query.measures[0]) not in record:
        return ""
    colon = "\u202f:" if asking.request.language == "fr" else ":"
    figures = ", ".join(_written(asking, one, record) for one in query.measures)
    return f", {asking.teller.part(asking.reading)}{colon} {figures}"


def _key(query: Query, record: Record) -> tuple[Any, ...]:
    return tuple(record.get(group_key(g)) for g in query.group_by)


def _alias(measure: Measure) -> str:
    return f"part_{measure.alias}"


def _label(asking: Asking, measure: Measure) -> str:
    return f"{measure_label(asking, measure)}, {asking.teller.part(asking.reading)}"


def _written(asking: Asking, measure: Measure, record: Record) -> str:
    return written(float(record[_alias(measure)]), unit_of(asking, measure),
                   asking.request.language)  # fmt: skip
