"""Numbers of an answer: named, with their unit, as a table and as a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.asking import CURRENCY, Asking, measure_name
from actions.contract import Language
from actions.display import picked
from actions.parts import Chart, PeriodRef, Table, Value
from actions.reading.figure_words import GRAINS
from actions.reading.paths import labelled, target
from crm import Compare, Measure, Query
from crm.query import Grain, Group
from language import Period, format_date, format_money, format_month, format_number, format_percent
from language.period_labels import stretch_label
from language.stretches import unit_around

_NAMES: Mapping[str, tuple[str, str]] = {
    "sum": ("{0} : total", "Total {1}"),
    "avg": ("{0} : moyenne", "Average {1}"),
    "min": ("{0} : minimum", "Lowest {1}"),
    "max": ("{0} : maximum", "Highest {1}"),
    "median": ("{0} : médiane", "Median {1}"),
    "count_distinct": ("{0} : valeurs différentes", "Different values of {1}"),
}
_MOST_BARS = 30


def unit_of(asking: Asking, measure: Measure) -> str | None:
    """Return the ISO currency, "%" or nothing."""
    if measure.path is None:
        return None
    field = target(asking.catalogue, asking.reading.query.object, measure.path)
    kinds = {"currency": CURRENCY, "percent": "%"}
    counts = measure.function in {"count", "count_distinct"}
    return kinds.get(field.type) if field and not counts else None


def measure_label(asking: Asking, measure: Measure) -> str:
    """Return what a measure is called."""
    language = asking.request.language
    name = asking.reading.query.object
    if measure.path is None or measure.function not in _NAMES:
        return asking.catalogue[name].plurals.of(language)
    label = labelled(asking.catalogue, name, measure.path, language)
    form = _NAMES[measure.function][0 if language == "fr" else 1]
    return form.format(label, label.lower()).replace(" :", "\u202f:")


def measured(
    asking: Asking,
    measure: Measure,
    amount: Any,
    group: dict[str, str | None] | None = None,
    period: PeriodRef | None = None,
) -> Value:
    """Return one number of an answer."""
    return Value(
        measure=measure_name(measure.function, measure.path),
        label=measure_label(asking, measure),
        unit=unit_of(asking, measure),
        value=None if amount is None else float(amount),
        group=group,
        period=period,
    )


def written(
    value: float | None, unit: str | None, language: Language, *, cents: bool = False
) -> str:
    """Return a number as the reader writes it, with its unit; money always with its `cents`."""
    if value is None:
        return "—"
    if unit == "%":
        return format_percent(value, language)
    if unit and len(unit) == 3 and unit.isupper():
        return format_money(value, unit, language, cents=cents)
    number = format_number(round(value, 2), language)
    return f"{number}\u00a0{unit}" if unit else number


def named(query: Query) -> list[Group]:
    """Return the groups a reader sees: not the ids that keep namesakes apart."""
    names = [group.path for group in query.group_by]
    return [one for one in query.group_by if not (one.grain is None and _tells(one.path, names))]


def _tells(path: str, names: Sequence[str]) -> bool:
    """Whether a path is the id of a record whose name is grouped by too."""
    stem = f"{path[:-1]}r." if path.endswith("__c") else f"{path.removesuffix('Id').rstrip('.')}."
    return path.endswith(("Id", "__c")) and any(name.startswith(stem) for name in names)


def keeps(having: Sequence[Compare], count: float) -> bool:
    """Whether a group of so many records is kept: « les agents ayant fermé plus de 50 tickets »."""
    figure = float(count)
    held = {">": figure.__gt__, ">=": figure.__ge__, "<": figure.__lt__, "<=": figure.__le__}
    return all(held.get(one.operator, figure.__eq__)(float(str(one.value))) for one in having)


def group_key(group: Group) -> str:
    """Return the name a row gives a group under."""
    return f"{group.path}:{group.grain}" if group.grain else group.path


def raw(value: Any, group: Group, asking: Asking) -> str | None:
    """Return a group's value as stored; a calendar unit by its name."""
    if value is None:
        return None
    return group_label(asking, group, value) if group.grain else str(value)


def keyed(
    asking: Asking, query: Query, key: Sequence[Any]
) -> tuple[dict[str, str | None] | None, PeriodRef | None]:
    """Return what a group's key stands for, field by field, and its dates where it has any."""
    pairs = list(zip(query.group_by, key, strict=True))
    stretches = (period_of(v, g.grain, asking.request.language) for g, v in pairs)
    found = {g.path: raw(value, g, asking) for g, value in pairs}
    return found or None, next((one for one in stretches if one), None)


def column_label(asking: Asking, name: str, group: Group) -> str:
    """Return what a group's column is called: the unit of the calendar, or the field."""
    if group.grain:
        called = GRAINS[group.grain][0 if asking.request.language == "fr" else 1]
        return called.capitalize()
    return labelled(asking.catalogue, name, group.path, asking.request.language)


def group_label(asking: Asking, group: Group, value: Any) -> str:
    """Return a group's value as the reader sees it: a quarter by its name, a stage by its label."""
    language = asking.request.language
    if value is None:
        return "(vide)" if language == "fr" else "(empty)"
    if group.grain and isinstance(value, date):
        return _unit_label(value, group.grain, language)
    if group.grain == "weekday":
        from babel import Locale  # noqa: PLC0415 - CLDR data is slow to load

        return str(Locale(language).days["format"]["wide"][int(value) - 1])
    if isinstance(value, bool):
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[language][value]
    return picked(
        str(value), target(asking.catalogue, asking.reading.query.object, group.path), language
    )


def _unit_label(day: date, grain: Grain, language: Language) -> str:
    if grain == "month":
        return format_month(day, language)
    if grain == "day":
        return format_date(day, language)
    return _whole(day, grain, language).label


def _whole(day: date, grain: Grain, language: Language) -> PeriodRef:
    """Return the whole unit that begins on a day."""
    whole = unit_around(day, "day" if grain == "weekday" else grain)
    label = stretch_label(whole.start, whole.end, grain, language)
    return period_ref(label, whole.start, whole.end)


def period_of(value: Any, grain: Grain | None, language: Language) -> PeriodRef | None:
    """Return the dates of a calendar group."""
    if grain is None or not isinstance(value, date):
        return None
    return _whole(value, grain, language)


def stretch_of(asking: Asking, query: Query, record: Mapping[str, Any]) -> PeriodRef | None:
    """Return the dates of the calendar group a row is of; None where there is none."""
    for group in query.group_by:
        if group.grain:
            return period_of(record.get(group_key(group)), group.grain, asking.request.language)
    return None


def said_period(period: Period, language: Language) -> PeriodRef | None:
    """Return a period of the question with its dates."""
    if period.start is None or period.end is None:
        return None
    return period_ref(period.label(language), period.start, period.end)


def period_ref(label: str, start: date, end: date) -> PeriodRef:
    """Return a period's reference."""
    return PeriodRef.model_validate(
        {"label": label, "from": start.isoformat(), "to": end.isoformat()}
    )


def figures_table(columns: list[str], rows: list[list[str]], total: int) -> Table:
    """Return numbers as a table."""
    return Table(columns=columns, rows=rows, truncated=len(rows) < total, total=total)


def bars(
    title: str, names: Sequence[str], series: Mapping[str, Sequence[float | None]], *, line: bool
) -> Chart:
    """Return grouped numbers as an ECharts option: a line along the calendar, else bars."""
    shown = list(names[:_MOST_BARS])
    spec: dict[str, Any] = {
        "tooltip": {"trigger": "axis"},
        "legend": {"show": len(series) > 1},
        "xAxis": {"type": "category", "data": shown},
        "yAxis": {"type": "value"},
        "series": [
            {"name": name, "type": "line" if line else "bar", "data": list(values[: len(shown)])}
            for name, values in series.items()
        ],
    }
    first = next(iter(series.values()), [])
    pairs = [
        f"{name} {value:g}" for name, value in zip(shown, first, strict=False) if value is not None
    ]
    return Chart(spec=spec, title=title, alt=f"{title} : {', '.join(pairs)}")
