"""Counts, sums and averages as an answer, alone, by group, or against another period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.asking import Asking, emptied_by, query_reading
from actions.contract import Result
from actions.figures import (
    bars,
    figures_table,
    group_label,
    measure_label,
    measured,
    period_of,
    said_period,
    unit_of,
    written,
)
from actions.parts import Part, PeriodRef, RecordRef, Text, Value
from actions.query_lines import LINES
from actions.reading.paths import labelled
from actions.wording import text
from crm import AllOf, Condition, Measure, Query, Rows
from crm.query import Group

PAGE = 100


async def aggregate(asking: Asking) -> Result:
    """Run the query for its measures."""
    if asking.reading.versus is not None:
        return await _compared(asking)
    query = with_count(asking.reading.query)
    rows = await asking.crm.run(query)
    if query.group_by:
        return await _grouped(asking, query, rows)
    return await _single(asking, query, rows)


def with_count(query: Query) -> Query:
    """Return the query with a measure, where only groups were asked for."""
    return query if query.measures else replace(query, measures=(Measure("count", None, "count"),))


async def _single(asking: Asking, query: Query, rows: Rows) -> Result:
    record: Mapping[str, Any] = rows.records[0] if rows.records else {}
    values = tuple(measured(asking, one, record.get(one.alias)) for one in query.measures)
    said = ", ".join(
        _said(asking, one, value) for one, value in zip(query.measures, values, strict=True)
    )
    parts: list[Part] = [Text(text=f"{asking.line}{_colon(asking)} **{said}**")]
    if all(not value.value for value in values):
        emptied = await emptied_by(asking)
        parts += [emptied] if emptied else []
    return Result(tuple(parts), query=query_reading(asking, rows.soql), values=values)


def _said(asking: Asking, measure: Measure, value: Value) -> str:
    figure = written(value.value, value.unit, asking.request.language)
    if measure.function == "count":
        return figure
    return f"{measure_label(asking, measure)}{_colon(asking)} {figure}"


def _colon(asking: Asking) -> str:
    return "\u202f:" if asking.request.language == "fr" else ":"


async def _grouped(asking: Asking, query: Query, rows: Rows) -> Result:
    records = _cut(rows.records, query)
    values = tuple(_values(asking, query, records))
    reading = query_reading(asking, rows.soql)
    language = asking.request.language
    if not records:
        emptied = await emptied_by(asking)
        nothing = text(LINES, "nothing", language, reading=asking.line)
        return Result((nothing, emptied) if emptied else (nothing,), query=reading)
    parts = [_headline(asking, query, records), _table(asking, query, records)]
    parts.append(_chart(asking, query, records))
    refs = _refs(asking, query, records)
    return Result(tuple(parts), query=reading, values=values, records=refs)


def named(query: Query) -> list[Group]:
    """Return the groups a reader sees: not the ids that keep namesakes apart."""
    return [group for group in query.group_by if not _is_id(group)]


def _is_id(group: Group) -> bool:
    return group.grain is None and group.path.endswith(("Id", "__c.Id"))


def _refs(
    asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]
) -> tuple[RecordRef, ...]:
    """Return the records that groups stand for, where they are records."""
    if len(query.group_by) < 2 or not _is_id(query.group_by[0]):
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


def column_label(asking: Asking, name: str, group: Group) -> str:
    """Return what a group's column is called: the unit of the calendar, or the field."""
    if group.grain:
        units = {
            "day": ("Jour", "Day"),
            "week": ("Semaine", "Week"),
            "month": ("Mois", "Month"),
            "quarter": ("Trimestre", "Quarter"),
            "year": ("Année", "Year"),
        }
        return units[group.grain][0 if asking.request.language == "fr" else 1]
    return labelled(asking.catalogue, name, group.path, asking.request.language)


def _cut(records: Sequence[Mapping[str, Any]], query: Query) -> Sequence[Mapping[str, Any]]:
    """Keep the first groups, and those that tie with the last one kept."""
    if query.limit is None or len(records) <= query.limit:
        return records
    alias = query.order_by[0].by if query.order_by else query.measures[0].alias
    last = records[query.limit - 1].get(alias)
    return [
        one for place, one in enumerate(records) if place < query.limit or one.get(alias) == last
    ]


def _key(group: Group) -> str:
    return f"{group.path}:{group.grain}" if group.grain else group.path


def _values(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> list[Value]:
    found = []
    for record in records:
        group = {g.path: _raw(record.get(_key(g)), g, asking) for g in named(query)}
        period = _period(asking, query, record)
        found += [
            measured(asking, one, record.get(one.alias), group, period) for one in query.measures
        ]
    return found


def _raw(value: Any, group: Group, asking: Asking) -> str | None:
    """Return a group's value as stored; a calendar unit by its name."""
    if value is None:
        return None
    return group_label(asking, group, value) if group.grain else str(value)


def _period(asking: Asking, query: Query, record: Mapping[str, Any]) -> PeriodRef | None:
    for group in query.group_by:
        if group.grain:
            return period_of(record.get(_key(group)), group.grain, asking.request.language)
    return None


def _headline(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> Text:
    first = query.measures[0]
    language = asking.request.language
    if first.function not in {"count", "sum"} or query.limit is not None:
        return Text(text=asking.line)
    total = sum(float(one.get(first.alias) or 0) for one in records)
    figure = written(total, unit_of(asking, first), language)
    return Text(text=f"{asking.line}{_colon(asking)} **{figure}**")


def _table(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> Part:
    name = query.object
    columns = [column_label(asking, name, group) for group in named(query)]
    columns += [measure_label(asking, one) for one in query.measures]
    rows = [
        [
            *(group_label(asking, group, record.get(_key(group))) for group in named(query)),
            *(_figure(asking, one, record) for one in query.measures),
        ]
        for record in records[:PAGE]
    ]
    return figures_table(columns, rows, len(records))


def _figure(asking: Asking, measure: Measure, record: Mapping[str, Any]) -> str:
    amount = record.get(measure.alias)
    figure = None if amount is None else float(amount)
    return written(figure, unit_of(asking, measure), asking.request.language)


def _chart(asking: Asking, query: Query, records: Sequence[Mapping[str, Any]]) -> Part:
    names = [
        " · ".join(group_label(asking, group, one.get(_key(group))) for group in named(query))
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


async def _compared(asking: Asking) -> Result:
    """Run the same measures over both periods and say the change."""
    reading = asking.reading
    query = with_count(replace(reading.query, order_by=(), limit=None))
    if reading.versus is None or reading.period is None or reading.period_condition is None:
        return Result(())
    other, condition = reading.versus
    now, before = await asking.crm.run_many([query, _over(asking, query, condition)])
    values = _of_period(asking, query, now, said_period(reading.period, asking.request.language))
    values += _of_period(asking, query, before, said_period(other, asking.request.language))
    labels = [period.label(asking.request.language) for period in (reading.period, other)]
    rows = _side_by_side(asking, query, now, before)
    names = [
        labelled(asking.catalogue, query.object, g.path, asking.request.language)
        for g in query.group_by
    ]
    change = "Évolution" if asking.request.language == "fr" else "Change"
    parts: list[Part] = [
        Text(text=asking.line),
        figures_table([*names, "", *labels, change], rows, len(rows)),
    ]
    return Result(tuple(parts), query=query_reading(asking, now.soql), values=tuple(values))


def _over(asking: Asking, query: Query, condition: Condition) -> Query:
    """Return the query over the other period."""
    replaced = tuple(
        condition if one == asking.reading.period_condition else one
        for one in asking.reading.conditions
    )
    return replace(query, where=AllOf(replaced))


def _of_period(asking: Asking, query: Query, rows: Rows, period: PeriodRef | None) -> list[Value]:
    if not query.group_by:
        record: Mapping[str, Any] = rows.records[0] if rows.records else {}
        return [
            measured(asking, one, record.get(one.alias), None, period) for one in query.measures
        ]
    return [
        measured(
            asking,
            one,
            record.get(one.alias),
            {g.path: _raw(record.get(_key(g)), g, asking) for g in query.group_by},
            period,
        )
        for record in rows.records
        for one in query.measures
    ]


def _side_by_side(asking: Asking, query: Query, now: Rows, before: Rows) -> list[list[str]]:
    def keyed(rows: Rows) -> dict[tuple[Any, ...], Mapping[str, Any]]:
        return {tuple(one.get(_key(g)) for g in query.group_by): one for one in rows.records}

    left, right = keyed(now), keyed(before)
    found = []
    for key in dict.fromkeys([*left, *right]):
        for one in query.measures:
            pair = [_plain(side.get(key, {}).get(one.alias)) for side in (left, right)]
            names = [group_label(asking, g, v) for g, v in zip(query.group_by, key, strict=True)]
            figures = [written(v, unit_of(asking, one), asking.request.language) for v in pair]
            found.append([*names, measure_label(asking, one), *figures, _change(asking, *pair)])
    return found


def _change(asking: Asking, now: float | None, before: float | None) -> str:
    if not before or now is None:
        return "—"
    percent = (now - before) / abs(before) * 100
    return f"{'+' if percent > 0 else ''}{written(round(percent, 1), '%', asking.request.language)}"
