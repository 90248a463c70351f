"""Counts, sums and averages as an answer, alone, by group, or against another period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.along import along_columns, along_values
from actions.among import part_columns, part_queries, part_said, part_values, with_part
from actions.asking import Asking, emptied_by, measure_name, query_reading
from actions.compared import compared
from actions.contract import Result
from actions.figures import (
    bars,
    column_label,
    figures_table,
    group_key,
    group_label,
    measure_label,
    measured,
    named,
    raw,
    stretch_of,
    unit_of,
    written,
)
from actions.first_ones import firsts_of_each
from actions.gaps import gap_of_sides
from actions.leading import first_line
from actions.parts import Part, RecordRef, Text, Value
from actions.query_lines import LINES
from actions.tallies import run_tallied, tally_of_first, unread_line
from actions.wording import text
from crm import Measure, Query, Rows
from language import format_number

PAGE = 100


async def aggregate(asking: Asking) -> Result:
    """Run the query for its measures."""
    if asking.reading.versus is not None:
        whole = replace(asking.reading.query, order_by=(), limit=None)
        return await compared(asking, with_count(whole))
    query = with_count(asking.reading.query)
    if query.limit and not query.group_by:
        return await _single(asking, query, await tally_of_first(asking, query))
    whole = replace(query, limit=None)  # ties are kept below
    rows, *parts = await run_tallied(asking, [whole, *part_queries(asking, query)])
    rows = with_part(query, rows, parts)
    made = await (_grouped if query.group_by else _single)(asking, query, rows)
    return replace(made, parts=(*made.parts, *unread_line(asking, [rows])))


def with_count(query: Query) -> Query:
    """Return the query with a measure, where only groups were asked for."""
    return query if query.measures else replace(query, measures=(Measure("count", None, "count"),))


async def _single(asking: Asking, query: Query, rows: Rows) -> Result:
    record: Mapping[str, Any] = rows.records[0] if rows.records else {}
    values = tuple(measured(asking, one, record.get(one.alias)) for one in query.measures)
    beside = part_values(asking, query, (record,))
    said = ", ".join(
        _said(asking, one, value) for one, value in zip(query.measures, values, strict=True)
    )
    parts: list[Part] = [
        Text(text=f"{asking.line}{_colon(asking)} **{said}**{part_said(asking, query, record)}")
    ]
    if all(not value.value for value in values):
        emptied = await emptied_by(asking)
        parts += [emptied] if emptied else []
    return Result(tuple(parts), query=query_reading(asking, rows.soql), values=(*values, *beside))


def _said(asking: Asking, measure: Measure, value: Value) -> str:
    figure = written(value.value, value.unit, asking.request.language)
    if measure.function == "count":
        return figure
    return f"{measure_label(asking, measure)}{_colon(asking)} {figure}"


def _colon(asking: Asking) -> str:
    return "\u202f:" if asking.request.language == "fr" else ":"


async def _grouped(asking: Asking, query: Query, rows: Rows) -> Result:
    records = in_week_order(query, rows.records)
    each = asking.reading.apart
    firsts = firsts_of_each(asking, each, records) if each in query.group_by else None
    records = _cut(records, query) if firsts is None else firsts
    if asking.reading.place:
        records = records[asking.reading.place - 1 : asking.reading.place]
    values = (*_values(asking, query, records), *along_values(asking, query, records),
              *part_values(asking, query, records))  # fmt: skip
    reading = query_reading(asking, rows.soql)
    language = asking.request.language
    if not records:
        emptied = await emptied_by(asking)
        nothing = text(LINES, "nothing", language, reading=asking.line)
        return Result((nothing, emptied) if emptied else (nothing,), query=reading)
    parts = [_headline(asking, query, records), _table(asking, query, records)]
    parts.append(_chart(asking, query, records))
    refs = _refs(asking, query, records)
    for one in query.measures:
        named_as = measure_name(one.function, one.path), measure_label(asking, one)
        unit = unit_of(asking, one)
        figures = {
            tuple(row.get(group_key(g)) for g in query.group_by): _plain(row.get(one.alias))
            for row in records
        }
        said, apart = gap_of_sides(asking, (*named_as, unit), figures, unit)
        parts, values = [*parts, *said], (*values, *apart)
    return Result(tuple(parts), query=reading, values=values, records=refs)


def _refs(
    asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]
) -> tuple[RecordRef, ...]:
    """Return the records that groups stand for, where they are records."""
    if len(named(query)) == len(query.group_by) or query.group_by[0] in named(query):
        return ()
    key, title = query.group_by[0].path, query.group_by[1].path
    prefixes = {info.key_prefix: name for name, info in asking.catalogue.items()}
    return tuple(
        RecordRef(
            object=prefixes.get(str(one[key])[:3], ""), id=str(one[key]), name=str(one[title])
        )
        for one in records
        if one.get(key)
    )


def in_week_order(
    query: Query, records: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """Return rows from Monday to Sunday, which SOQL would begin on a Sunday."""
    keys = [group_key(g) for g in query.group_by if g.grain == "weekday"]
    sorted_by = [order.by for order in query.order_by]
    if not keys or keys[0] not in sorted_by[:1]:
        return records
    return sorted(records, key=lambda one: one.get(keys[0]) or 0)


def _cut(records: Sequence[Mapping[str, Any]], query: Query) -> Sequence[Mapping[str, Any]]:
    """Keep the first groups, and those that tie with the last one kept."""
    if query.limit is None or len(records) <= query.limit:
        return records
    alias = query.order_by[0].by if query.order_by else query.measures[0].alias
    last = records[query.limit - 1].get(alias)
    return [
        one for place, one in enumerate(records) if place < query.limit or one.get(alias) == last
    ]


def _values(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> list[Value]:
    found = []
    for record in records:
        group = {g.path: raw(record.get(group_key(g)), g, asking) for g in named(query)}
        period = stretch_of(asking, query, record)
        found += [
            measured(asking, one, record.get(one.alias), group, period) for one in query.measures
        ]
    return found


def _headline(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> Text:
    """Say what is measured and how the question was read; the totals too, where all is shown."""
    called = ", ".join(measure_label(asking, one) for one in query.measures if one.path)
    line = f"{called} — {asking.line}" if called else asking.line
    added = [one for one in query.measures if one.function in {"count", "sum"}]
    if len(added) < len(query.measures) or query.limit is not None or query.having:
        led = ", ".join(one for one in (_how_many(asking, query, records),
                                        _led(asking, query, records)) if one)  # fmt: skip
        return Text(text=f"{line}{_colon(asking)} {led}" if led else line)
    totals = ", ".join(f"**{_total(asking, one, records)}**" for one in added)
    return Text(text=f"{line}{_colon(asking)} {totals}")


def _how_many(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> str:
    """Return how many records meet a bound of each: « 81 comptes »; nothing of other groups."""
    kinds = {one.object for one in _refs(asking, query, records)} - {""}
    if query.limit is not None or not query.having or len(kinds) != 1:
        return ""
    language = asking.request.language
    info = asking.catalogue[kinds.pop()]
    noun = (info.labels if len(records) == 1 else info.plurals).of(language).lower()
    return f"**{format_number(len(records), language)} {noun}**"


def _led(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> str:
    """Return the first figure of what is measured, and whose it is."""
    ordered = next((m for m in query.measures if query.order_by
                    and m.alias == query.order_by[0].by), query.measures[0])  # fmt: skip
    if any(one.path == ordered.alias and one.operator == "=" for one in query.having):
        return ""  # all have that figure
    figures = {
        tuple(one.get(group_key(g)) for g in query.group_by): _plain(one.get(ordered.alias))
        for one in records
    }
    return first_line(asking, query, figures, unit_of(asking, ordered))


def _total(asking: Asking, measure: Measure, records: Sequence[Mapping[str, Any]]) -> str:
    total = sum(float(one.get(measure.alias) or 0) for one in records)
    return written(total, unit_of(asking, measure), asking.request.language)


def _table(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> Part:
    name = query.object
    columns = [column_label(asking, name, group) for group in named(query)]
    columns += [measure_label(asking, one) for one in query.measures]
    further = along_columns(asking, query, records) + part_columns(asking, query, records)
    columns += [name for name, _ in further]
    cents = {one.alias for one in query.measures if _has_cents(one, records)}
    rows = [
        [
            *(group_label(asking, group, record.get(group_key(group))) for group in named(query)),
            *(_figure(asking, one, record, cents=one.alias in cents) for one in query.measures),
            *(cells[place] for _, cells in further),
        ]
        for place, record in enumerate(records[:PAGE])
    ]
    return figures_table(columns, rows, len(records))


def _has_cents(measure: Measure, records: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a figure has cents in any row: then all its amounts show them."""
    return any((_plain(one.get(measure.alias)) or 0) % 1 for one in records[:PAGE])


def _figure(asking: Asking, measure: Measure, record: Mapping[str, Any], *, cents: bool) -> str:
    figure = _plain(record.get(measure.alias))
    return written(figure, unit_of(asking, measure), asking.request.language, cents=cents)


def _chart(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> Part:
    names = [
        " · ".join(group_label(asking, group, one.get(group_key(group))) for group in named(query))
        for one in records
    ]
    series = {
        measure_label(asking, one): [_plain(record.get(one.alias)) for record in records]
        for one in query.measures
    }
    along = any(group.grain for group in query.group_by)
    return bars(measure_label(asking, query.measures[0]), names, series, line=along)


def _plain(amount: Any) -> float | None:
    return None if amount is None else float(amount)
