"""Two periods side by side: each with its figure, and the change from the one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.asking import Asking, measure_name, query_reading
from actions.contract import Result
from actions.figures import (
    bars,
    figures_table,
    group_key,
    group_label,
    keyed,
    measure_label,
    measured,
    said_period,
    unit_of,
    written,
)
from actions.gaps import gap_values, signed
from actions.leading import along_calendar
from actions.parts import Part, Text, Value
from actions.ranked_pairs import ranked_pairs
from actions.reading import Reading
from actions.reading.paths import labelled
from actions.tallies import run_tallied, unread_line
from crm import AllOf, Condition, Measure, Query, Rows
from language.stretches import MONTHS, move

Pair = tuple[float | None, float | None]
Sides = tuple[Mapping[tuple[Any, ...], float], Mapping[tuple[Any, ...], float]]


async def compared(asking: Asking, query: Query) -> Result:
    """Run the same measures over both periods and say the change."""
    query = replace(query, order_by=(), limit=None)
    over = replace(query, where=AllOf(earlier(asking.reading)))
    sides = await run_tallied(asking, [query, over])
    values: list[Value] = []
    for rows, period in zip(sides, _periods(asking.reading), strict=True):
        ref = said_period(period, asking.request.language)
        for record in rows.records or ({},):
            key = [record.get(group_key(g)) for g in query.group_by]
            group, own = keyed(asking, query, key)
            values += [
                measured(asking, one, record.get(one.alias), group, own or ref)
                for one in query.measures
            ]
    parts: list[Part] = []
    kept: list[tuple[Any, ...]] = []
    for one in query.measures:
        shift = _shift(asking.reading)
        now, before = _keyed(query, one, sides[0]), _keyed(query, one, sides[1], shift)
        pairs = {key: (now.get(key), before.get(key)) for key in {**now, **before}}
        kept = kept or ranked_pairs(asking, pairs)
        pairs = {key: pairs[key] for key in kept if key in pairs}
        parts += _parts(asking, measure_label(asking, one), unit_of(asking, one), pairs)
        values += _growths(asking, query, one, pairs)
        named = measure_name(one.function, one.path), measure_label(asking, one)
        values += gap_values(asking, query, (*named, unit_of(asking, one)), pairs)
    parts += unread_line(asking, sides)
    values = [one for one in values if _is_kept(asking, query, one, kept)]
    return Result(tuple(parts), query=query_reading(asking, sides[0].soql), values=tuple(values))


def _is_kept(asking: Asking, query: Query, value: Value, kept: list[tuple[Any, ...]]) -> bool:
    """Whether a figure is of a group that is shown; along the calendar every one is."""
    if along_calendar(query):
        return True
    return value.group in [keyed(asking, query, key)[0] for key in kept]


def _growths(
    asking: Asking, query: Query, measure: Measure, pairs: Mapping[tuple[Any, ...], Pair]
) -> list[Value]:
    """Return the growth of each pair in percent, where it was asked for."""
    if asking.reading.along != "growth" or asking.reading.period is None:
        return []
    label = "Évolution" if asking.request.language == "fr" else "Change"
    return [
        Value(
            measure=f"GROWTH_{measure_name(measure.function, measure.path)}",
            label=f"{measure_label(asking, measure)}, {label.lower()}",
            unit="%",
            value=round(100 * (now - before) / abs(before), 4),
            group=keyed(asking, query, key)[0],
            period=said_period(asking.reading.period, asking.request.language),
        )
        for key, (now, before) in pairs.items()
        if now is not None and before
    ]


def compared_figures(
    asking: Asking, named: tuple[str, str, str | None, str | None], both: Sides, soql: str
) -> Result:
    """Say a rate or a duration over both periods, with the change; between rates, in points.

    `named` is the measure, its label, its unit and how that unit is written.
    """
    query = asking.reading.query
    measure, label, unit, said = named
    values = tuple(
        Value(
            measure=measure,
            label=label,
            unit=unit,
            value=figure,
            group=keyed(asking, query, key)[0],
            period=said_period(period, asking.request.language),
        )
        for side, period in zip(both, _periods(asking.reading), strict=True)
        for key, figure in side.items()
    )
    pairs = {key: (both[0].get(key), both[1].get(key)) for key in {**both[0], **both[1]}}
    pairs = {key: pairs[key] for key in ranked_pairs(asking, pairs)}
    parts = _parts(asking, label, said, pairs)
    apart = gap_values(asking, query, (measure, label, unit), pairs)
    kept = [one for one in values if _is_kept(asking, query, one, list(pairs))]
    return Result(tuple(parts), query=query_reading(asking, soql), values=(*kept, *apart))


def earlier(reading: Reading) -> tuple[Condition, ...]:
    """Return the question's conditions over the period it is held against."""
    if reading.versus is None:
        return reading.conditions
    other = reading.versus[1]
    return tuple(other if one == reading.period_condition else one for one in reading.conditions)


def _periods(reading: Reading) -> list[Any]:
    return [reading.period, reading.versus[0] if reading.versus else None]


def _shift(reading: Reading) -> int:
    """Return how many months after the other period the one asked for begins."""
    now, other = (one.start if one else None for one in _periods(reading))
    if now is None or other is None:
        return 0
    months: int = 12 * (now.year - other.year) + now.month - other.month
    return months


def _keyed(
    query: Query, measure: Measure, rows: Rows, shift: int = 0
) -> dict[tuple[Any, ...], float | None]:
    """Return figures by group; a unit of the calendar is moved to its fellow in the other period.

    Months, quarters and years have fellows, so that a quarter stands beside the same one a year on.
    """
    found = {}
    for one in rows.records:
        amount = one.get(measure.alias)
        values = ((one.get(group_key(g)), g.grain) for g in query.group_by)
        key = tuple(move(v, "month", shift) if v and g in MONTHS else v for v, g in values)
        found[key] = None if amount is None else float(amount)
    return found


def _parts(
    asking: Asking, label: str, unit: str | None, pairs: Mapping[tuple[Any, ...], Pair]
) -> list[Part]:
    """Return the line with both figures where there is one pair; else a table and its chart."""
    query, language = asking.reading.query, asking.request.language
    names = [period.label(language) for period in _periods(asking.reading)]
    if not query.group_by:
        pair = pairs.get((), (None, None))
        now, before = (written(_rounded(one, unit), unit, language) for one in pair)
        joint = "contre" if language == "fr" else "against"
        colon = "\u202f: " if language == "fr" else ": "
        said = f"**{now}** ({names[0]}) {joint} **{before}** ({names[1]})"
        change = _change(asking, unit, *pair)
        gap = _apart(asking, unit, *pair)
        return [Text(text=f"{_titled(asking, label)}{colon}{said}, {gap}{change}.")]
    columns = [labelled(asking.catalogue, query.object, g.path, language) for g in query.group_by]
    change = ("Évolution", "Change")[language != "fr"]
    apart = asking.reading.along == "difference"
    if apart:
        change = ("Écart", "Difference")[language != "fr"]
    groups = [
        [group_label(asking, g, v) for g, v in zip(query.group_by, key, strict=True)]
        for key in pairs
    ]
    rows = [
        [
            *group,
            *(written(_rounded(one, unit), unit, language) for one in pair),
            _apart(asking, unit, *pair).removesuffix(", ")
            if apart
            else _change(asking, unit, *pair),
        ]
        for group, pair in zip(groups, pairs.values(), strict=True)
    ]
    table = figures_table([*columns, *names, change], rows, len(rows))
    series = {name: [pair[side] for pair in pairs.values()] for side, name in enumerate(names)}
    chart = bars(label, [" · ".join(group) for group in groups], series, line=False)
    return [Text(text=_titled(asking, label)), table, chart]


def _titled(asking: Asking, label: str) -> str:
    """Return the line under what is measured; a count is called as the records of the line are."""
    return asking.line if asking.line.startswith(label) else f"{label} — {asking.line}"


def _rounded(value: float | None, unit: str | None) -> float | None:
    return round(value, 1) if value is not None and unit == "%" else value


def _apart(asking: Asking, unit: str | None, now: float | None, before: float | None) -> str:
    """Return the difference in the measure's own unit; between two rates the change says it."""
    if now is None or before is None:
        return ""
    return f"{signed(now - before, 'points' if unit == '%' else unit, asking)}, " * (unit != "%")


def _change(asking: Asking, unit: str | None, now: float | None, before: float | None) -> str:
    """Return the change in percent; between two rates, in points."""
    language = asking.request.language
    if now is None or before is None or (not before and unit != "%"):
        return "—"
    if unit == "%":
        points = round(now - before, 1)
        return f"{'+' if points > 0 else ''}{written(points, 'points', language)}"
    percent = round((now - before) / abs(before) * 100, 1)
    return f"{'+' if percent > 0 else ''}{written(percent, '%', language)}"
