"""How long things take: from their creation to their close, on average, alone or by group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from actions.asking import Asking, query_reading
from actions.contract import Result
from actions.figures import bars, figures_table, group_label, keeps, written
from actions.parts import Part, Text, Value
from actions.reading.paths import labelled
from actions.reading.states import finished
from actions.reading.traits import finish_field
from crm import AllOf, Compare, Condition, Query, value_at
from crm.query import Group

MOST = 10_000
_DAY = 86_400


async def durations(asking: Asking) -> Result:
    """Return the mean number of days from creation to close of what is closed."""
    query = asking.reading.query
    info = asking.catalogue[query.object]
    finish = finish_field(info)
    start, end = asking.reading.span or ("CreatedDate", finish.name if finish else "")
    over = finished(info, over=True) if finish and finish.name == end else None
    if not end:
        over = finished(info, over=False) if finish else None
    conditions: tuple[Condition, ...] = asking.reading.conditions
    if over is not None and over not in conditions and not _closed(conditions):
        conditions = (*conditions, over)
    paths = [group.path for group in query.group_by]
    fetched = Query(
        query.object,
        tuple(dict.fromkeys(("Id", start, end or start, *paths))),
        AllOf((*conditions, Compare(end or start, "!=", None))),
        limit=MOST,
    )
    rows = await asking.crm.run(fetched)
    lasted = _lasted(asking, query.group_by, rows.records, (start, end))
    return _answer(asking, lasted, rows.soql)


def _closed(conditions: tuple[Condition, ...]) -> bool:
    return any(isinstance(one, Compare) and one.path in {"IsClosed", "IsWon"} for one in conditions)


def _lasted(
    asking: Asking, groups: tuple[Group, ...], records: Any, span: tuple[str, str]
) -> dict[tuple[Any, ...], list[float]]:
    zone = ZoneInfo(asking.crm.user.timezone)
    found: dict[tuple[Any, ...], list[float]] = {}
    for record in records:
        days = _days(record, span, zone) if span[1] else _age(record, span[0], asking.today, zone)
        if days is not None:
            key = tuple(value_at(record, group.path) for group in groups)
            found.setdefault(key, []).append(days)
    return found


def _age(record: Mapping[str, Any], born: str, today: date, zone: ZoneInfo) -> float | None:
    """Return the days from a date to today."""
    start = record.get(born)
    return None if start is None else float((today - _day_of(start, zone)).days)


def _days(record: Mapping[str, Any], span: tuple[str, str], zone: ZoneInfo) -> float | None:
    """Return the days between: exact between instants, whole where either is a day."""
    start, finish = (record.get(one) for one in span)
    if start is None or finish is None:
        return None
    if isinstance(finish, datetime) and isinstance(start, datetime):
        return (finish - start).total_seconds() / _DAY
    return float((_day_of(finish, zone) - _day_of(start, zone)).days)


def _day_of(moment: date, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def _answer(asking: Asking, lasted: dict[tuple[Any, ...], list[float]], soql: str) -> Result:
    query, language = asking.reading.query, asking.request.language
    label = "Durée moyenne (jours)" if language == "fr" else "Average duration (days)"
    unit = "jours" if language == "fr" else "days"
    falling = bool(query.order_by) and query.order_by[0].descending
    ranked = sorted(
        (
            (key, fmean(days), len(days))
            for key, days in lasted.items()
            if keeps(query.having, len(days))
        ),
        key=lambda one: -one[1] if falling else one[1],
    )
    ranked = _cut(ranked, query.limit)
    values = tuple(
        Value(
            measure="AVG_DURATION",
            label=label,
            unit="days",
            value=round(mean, 4),
            group={
                g.path: None if v is None else str(v)
                for g, v in zip(query.group_by, key, strict=True)
            }
            or None,
        )
        for key, mean, _ in ranked
    )
    reading = query_reading(asking, soql)
    if not query.group_by or not ranked:
        figure = written(values[0].value if values else None, unit, language)
        return Result(
            (Text(text=f"{label} — {asking.line} : **{figure}**"),), query=reading, values=values
        )
    return Result(
        (Text(text=f"{label} — {asking.line}"), *_shown(asking, label, ranked)),
        query=reading,
        values=values,
    )


def _cut(ranked: list[Any], limit: int | None) -> list[Any]:
    """Keep the first, and those that tie with the last one kept."""
    if limit is None or len(ranked) <= limit:
        return ranked
    return [
        one for place, one in enumerate(ranked) if place < limit or one[1] == ranked[limit - 1][1]
    ]


def _shown(asking: Asking, label: str, ranked: list[Any]) -> tuple[Part, ...]:
    query, language = asking.reading.query, asking.request.language
    names = [
        [group_label(asking, g, v) for g, v in zip(query.group_by, key, strict=True)]
        for key, _, _ in ranked
    ]
    columns = [labelled(asking.catalogue, query.object, g.path, language) for g in query.group_by]
    means = [round(mean, 1) for _, mean, _ in ranked]
    rows = [
        [*name, written(mean, None, language), str(count)]
        for name, mean, (_, _, count) in zip(names, means, ranked, strict=True)
    ]
    plural = asking.catalogue[query.object].plurals.of(language)
    table = figures_table([*columns, label, plural], rows, len(rows))
    return table, bars(label, [" · ".join(name) for name in names], {label: means}, line=False)
