"""How long things take: from their creation to their close, on average, alone or by group.

Over two periods where a question compares them; the middle one, the longest or the shortest where
it asks for that instead of the mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from statistics import fmean, median
from typing import Any
from zoneinfo import ZoneInfo

from actions.asking import Asking, query_reading
from actions.compared import compared_figures, earlier
from actions.contract import Result
from actions.figures import (
    bars,
    column_label,
    figures_table,
    group_label,
    keeps,
    keyed,
    named,
    written,
)
from actions.gaps import gap_of_sides
from actions.held_against import MOST
from actions.leading import along_calendar, first_line
from actions.parts import Part, Text, Value
from actions.reading.measuring import Statistic
from actions.reading.states import finished
from actions.reading.traits import finish_field
from actions.tallies import key_of, unread_said
from crm import AllOf, Compare, Condition, Query, Rows, value_at

_DAY = 86_400
_WORKED: Mapping[str, Callable[[Sequence[float]], float]] = {
    "avg": fmean, "median": median, "min": min, "max": max,
}  # fmt: skip
_CALLED: Mapping[str, tuple[str, str]] = {
    "avg": ("Durée moyenne (jours)", "Average duration (days)"),
    "median": ("Durée médiane (jours)", "Median duration (days)"),
    "min": ("Durée la plus courte (jours)", "Shortest duration (days)"),
    "max": ("Durée la plus longue (jours)", "Longest duration (days)"),
}
Lasted = dict[tuple[Any, ...], list[float]]
Further = tuple[Statistic, dict[tuple[Any, ...], float]]
"""Another figure of the same durations, by group."""


async def durations(asking: Asking) -> Result:
    """Return the number of days from creation to close of what is closed."""
    span = _span(asking)
    sides = [asking.reading.conditions]
    if asking.reading.versus is not None:
        sides.append(earlier(asking.reading))
    rows = await asking.crm.run_many([_fetched(asking, span, one) for one in sides])
    lasted = [_lasted(asking, one, span) for one in rows]
    unread = unread_said(asking, max(one.total - len(one.records) for one in rows))
    if len(lasted) > 1:
        statistic = _WORKED[asking.reading.statistic]
        now, before = ({key: round(statistic(d), 4) for key, d in one.items()} for one in lasted)
        unit = "jours" if asking.request.language == "fr" else "days"
        named = (_measure(asking), _label(asking), "days", unit)
        made = compared_figures(asking, named, (now, before), rows[0].soql)
    else:
        made = _answer(asking, lasted[0], rows[0].soql)
    return Result((*made.parts, *unread), query=made.query, values=made.values)


def _span(asking: Asking) -> tuple[str, str]:
    """Return the two dates a duration runs between; to now where the second is empty."""
    finish = finish_field(asking.catalogue[asking.reading.query.object])
    return asking.reading.span or ("CreatedDate", finish.name if finish else "")


def _fetched(asking: Asking, span: tuple[str, str], conditions: tuple[Condition, ...]) -> Query:
    """Return the query for the records that have both dates, over where the end is their close."""
    query = asking.reading.query
    info = asking.catalogue[query.object]
    finish, (start, end) = finish_field(info), span
    over = finished(info, over=True) if finish and finish.name == end else None
    if not end:
        over = finished(info, over=False) if finish else None
    if over is not None and over not in conditions and not _closed(conditions):
        conditions = (*conditions, over)
    paths = [group.path for group in query.group_by]
    return Query(
        query.object,
        tuple(dict.fromkeys(("Id", start, end or start, *paths))),
        AllOf((*conditions, Compare(end or start, "!=", None))),
        limit=MOST,
    )


def _closed(conditions: tuple[Condition, ...]) -> bool:
    return any(isinstance(one, Compare) and one.path in {"IsClosed", "IsWon"} for one in conditions)


def _lasted(asking: Asking, rows: Rows, span: tuple[str, str]) -> Lasted:
    zone = ZoneInfo(asking.crm.user.timezone)
    found: Lasted = {}
    for record in rows.records:
        days = _days(record, span, zone) if span[1] else _age(record, span[0], asking.today, zone)
        if days is not None:
            key = key_of(record, asking.reading.query.group_by, zone)
            found.setdefault(key, []).append(days)
    return found


def _age(record: Mapping[str, Any], born: str, today: date, zone: ZoneInfo) -> float | None:
    """Return the days from a date to today."""
    start = value_at(record, born)
    return None if start is None else float((today - _day_of(start, zone)).days)


def _days(record: Mapping[str, Any], span: tuple[str, str], zone: ZoneInfo) -> float | None:
    """Return the days between: exact between instants, whole where either is a day."""
    start, finish = (value_at(record, one) for one in span)
    if start is None or finish is None:
        return None
    if isinstance(finish, datetime) and isinstance(start, datetime):
        return (finish - start).total_seconds() / _DAY
    return float((_day_of(finish, zone) - _day_of(start, zone)).days)


def _day_of(moment: date, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def _label(asking: Asking, statistic: Statistic | None = None) -> str:
    called = _CALLED[statistic or asking.reading.statistic]
    return called[0 if asking.request.language == "fr" else 1]


def _measure(asking: Asking) -> str:
    return f"{asking.reading.statistic.upper()}_DURATION"


def _beside(asking: Asking, lasted: Lasted, keys: Sequence[tuple[Any, ...]]) -> list[Further]:
    """Return the other figures asked for of the same durations: « moyenne et médiane »."""
    return [
        (one, {key: _WORKED[one](lasted[key]) for key in keys}) for one in asking.reading.beside
    ]


def _further_values(asking: Asking, further: list[Further]) -> list[Value]:
    query = asking.reading.query
    return [
        Value(measure=f"{one.upper()}_DURATION", label=_label(asking, one), unit="days",
              value=round(figure, 4), group=keyed(asking, query, key)[0],
              period=keyed(asking, query, key)[1])
        for one, figures in further
        for key, figure in figures.items()
    ]  # fmt: skip


def _answer(asking: Asking, lasted: Lasted, soql: str) -> Result:
    query, language = asking.reading.query, asking.request.language
    label, statistic = _label(asking), _WORKED[asking.reading.statistic]
    unit = "jours" if language == "fr" else "days"
    counted = [
        (key, statistic(days), len(days))
        for key, days in lasted.items()
        if keeps(query.having, len(days))
    ]
    ranked = _cut(_ordered(asking, counted), query.limit)
    values = tuple(
        Value(
            measure=_measure(asking),
            label=label,
            unit="days",
            value=round(mean, 4),
            group=keyed(asking, query, key)[0],
            period=keyed(asking, query, key)[1],
        )
        for key, mean, _ in ranked
    )
    further = _beside(asking, lasted, [key for key, _, _ in ranked])
    values = (*values, *_further_values(asking, further))
    reading = query_reading(asking, soql)
    if not query.group_by or not ranked:
        colon = "\u202f:" if language == "fr" else ":"
        figure = written(values[0].value if values else None, unit, language)
        others = (f", {one.label}{colon} **{written(one.value, unit, language)}**"
                  for one in values[1:])  # fmt: skip
        said = f"{label} — {asking.line}{colon} **{figure}**{''.join(others)}"
        return Result((Text(text=said),), query=reading, values=values)
    led = first_line(asking, query, {key: round(mean, 2) for key, mean, _ in ranked}, unit)
    colon = "\u202f: " if language == "fr" else ": "
    head = Text(text=f"{label} — {asking.line}{colon}{led}" if led else f"{label} — {asking.line}")
    figures = {key: mean for key, mean, _ in ranked}
    beside, apart = gap_of_sides(asking, (_measure(asking), label, "days"), figures, unit)
    shown = (head, *_shown(asking, label, ranked, further), *beside)
    return Result(shown, query=reading, values=(*values, *apart))


def _ordered(asking: Asking, counted: list[Any]) -> list[Any]:
    """Return groups the shortest first, unless the longest are asked for; a calendar by date."""
    query = asking.reading.query
    if query.group_by and query.group_by[0].grain and query.limit is None:
        return sorted(counted, key=lambda one: (one[0][0] is None, one[0][0]))
    falling = bool(query.order_by) and query.order_by[0].descending
    return sorted(counted, key=lambda one: -one[1] if falling else one[1])


def _cut(ranked: list[Any], limit: int | None) -> list[Any]:
    """Keep the first, and those that tie with the last one kept."""
    if limit is None or len(ranked) <= limit:
        return ranked
    return [
        one for place, one in enumerate(ranked) if place < limit or one[1] == ranked[limit - 1][1]
    ]


def _shown(
    asking: Asking, label: str, ranked: list[Any], further: list[Further]
) -> tuple[Part, ...]:
    query, language = asking.reading.query, asking.request.language
    names = [
        [
            group_label(asking, g, v)
            for g, v in zip(query.group_by, key, strict=True)
            if g in named(query)
        ]
        for key, _, _ in ranked
    ]
    columns = [column_label(asking, query.object, g) for g in named(query)]
    means = [round(mean, 1) for _, mean, _ in ranked]
    rows = [
        [*name, written(mean, None, language),
         *(written(round(figures[key], 1), None, language) for _, figures in further), str(count)]
        for name, mean, (key, _, count) in zip(names, means, ranked, strict=True)
    ]  # fmt: skip
    labels = [label, *(_label(asking, one) for one, _ in further)]
    plural = asking.catalogue[query.object].plurals.of(language)
    table = figures_table([*columns, *labels, plural], rows, len(rows))
    return table, bars(
        label, [" · ".join(name) for name in names], {label: means}, line=along_calendar(query)
    )
