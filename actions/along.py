"""Figures along the calendar: their running totals, or their growth from each unit to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.asking import Asking, measure_name
from actions.figures import group_key, measure_label, named, raw, stretch_of, unit_of, written
from actions.parts import Part, Value
from actions.query_lines import LINES
from actions.reading.figure_words import sums_up
from actions.wording import text
from crm import Measure, Query
from crm.query import Group
from language.stretches import move

Records = Sequence[Mapping[str, Any]]
_LABELS = {
    "running": ("{0}, cumul", "{0}, running total"),
    "growth": ("{0}, évolution", "{0}, change"),
}


def along_values(asking: Asking, query: Query, records: Records) -> list[Value]:
    """Return what is worked out along the calendar, one value a row and measure."""
    if not _applies(asking, query):
        return []
    return [
        Value(
            measure=f"{_prefix(asking)}_{measure_name(measure.function, measure.path)}",
            label=_label(asking, measure),
            unit=_unit(asking, measure),
            value=figure,
            group={g.path: raw(record.get(group_key(g)), g, asking) for g in named(query)},
            period=stretch_of(asking, query, record),
        )
        for measure in query.measures
        for record, figure in zip(records, _worked(asking, query, measure, records), strict=True)
        if figure is not None
    ]


def along_columns(asking: Asking, query: Query, records: Records) -> list[tuple[str, list[str]]]:
    """Return the same as columns: a label, and a cell for each row."""
    if not _applies(asking, query):
        return []
    language = asking.request.language
    return [
        (
            _label(asking, measure),
            [written(one, _unit(asking, measure), language)
             for one in _worked(asking, query, measure, records)],
        )
        for measure in query.measures
    ]  # fmt: skip


def unsummed(asking: Asking) -> list[Part]:
    """Say that what was asked for has no running total, where one was asked for."""
    reading = asking.reading
    told = reading.along == "running" and reading.versus is None and not sums_up(reading)
    return [text(LINES, "unsummed", asking.request.language)] if told else []


def _applies(asking: Asking, query: Query) -> bool:
    if asking.reading.along == "difference":
        return False
    adds = asking.reading.along != "running" or sums_up(asking.reading)
    return asking.reading.along is not None and _cut(query) is not None and adds


def _cut(query: Query) -> Group | None:
    return next((g for g in query.group_by if g.grain and g.grain != "weekday"), None)


def _prefix(asking: Asking) -> str:
    return (asking.reading.along or "").upper()


def _label(asking: Asking, measure: Measure) -> str:
    form = _LABELS[asking.reading.along or "running"][0 if asking.request.language == "fr" else 1]
    return form.format(measure_label(asking, measure))


def _unit(asking: Asking, measure: Measure) -> str | None:
    return "%" if asking.reading.along == "growth" else unit_of(asking, measure)


def _worked(asking: Asking, query: Query, measure: Measure, records: Records) -> list[float | None]:
    """Return the running total of each row, or its growth in percent; within each other group."""
    cut = _cut(query)
    totals: dict[tuple[Any, ...], float] = {}
    found: list[float | None] = []
    figures = {_place(query, one): _figure(measure, one) for one in records}
    for one in records:
        rest = tuple(one.get(group_key(g)) for g in query.group_by if g is not cut)
        if asking.reading.along == "running":
            totals[rest] = totals.get(rest, 0.0) + _figure(measure, one)
            found.append(round(totals[rest], 4))
        else:
            found.append(_growth(query, cut, one, figures, measure))
    return found


def _place(query: Query, record: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(record.get(group_key(g)) for g in query.group_by)


def _figure(measure: Measure, record: Mapping[str, Any]) -> float:
    return float(record.get(measure.alias) or 0)


def _growth(
    query: Query,
    cut: Group | None,
    record: Mapping[str, Any],
    figures: Mapping[tuple[Any, ...], float],
    measure: Measure,
) -> float | None:
    """Return the growth from the unit before, in percent; None where nothing was there."""
    if cut is None or cut.grain is None or not record.get(group_key(cut)):
        return None
    earlier = {group_key(cut): move(record[group_key(cut)], cut.grain, -1)}
    before = figures.get(_place(query, {**record, **earlier}))
    now = _figure(measure, record)
    return round(100 * (now - before) / abs(before), 4) if before else None
