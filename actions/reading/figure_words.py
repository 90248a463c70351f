"""What a question's figures are, in words: what each group must reach, which are shown, over what.

They are the parts of the line that says how a question was read which are no condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from actions.reading.holding import RATE
from actions.reading.paths import labelled, target
from actions.reading.reading import Reading
from crm import Catalogue, Compare, Measure
from language import format_money, format_number, format_percent

Language = Literal["fr", "en"]
GRAINS: Mapping[str, tuple[str, str]] = {
    "day": ("jour", "day"),
    "weekday": ("jour de la semaine", "day of the week"),
    "week": ("semaine", "week"),
    "month": ("mois", "month"),
    "quarter": ("trimestre", "quarter"),
    "year": ("année", "year"),
}
"""What the units of the calendar are called, in French and in English."""
_BOUNDS: Mapping[str, tuple[str, str]] = {
    "=": ("{0} : {1}", "{0}: {1}"),
    "<": ("{0} : moins de {1}", "{0} below {1}"),
    "<=": ("{0} : au plus {1}", "{0} up to {1}"),
    ">": ("{0} : plus de {1}", "{0} above {1}"),
    ">=": ("{0} : au moins {1}", "{0} from {1}"),
}
_FUNCTIONS: Mapping[str, tuple[str, str]] = {
    "sum": ("total de « {0} »", "total {0}"),
    "avg": ("moyenne de « {0} »", "average {0}"),
    "median": ("médiane de « {0} »", "median {0}"),
    "min": ("minimum de « {0} »", "lowest {0}"),
    "max": ("maximum de « {0} »", "highest {0}"),
}
_ADDED = frozenset({"count", "count_distinct", "sum"})
_ALONG = {
    "running": ("en cumul", "running total"),
    "growth": ("évolution d’une période à l’autre", "change from one period to the next"),
}


def figures_said(
    reading: Reading, catalogue: Catalogue, language: Language, currency: str
) -> Iterator[str]:
    """Yield what is said of the figures, in the order of a reading's line."""
    place = 0 if language == "fr" else 1
    for one in reading.query.having:
        yield _bound(reading, one, catalogue, language, currency)
    cut = any(group.grain for group in reading.query.group_by)
    grown = reading.along == "growth" and reading.versus is not None
    added = reading.along != "running" or sums_up(reading)
    if reading.along in _ALONG and added and (grown or (cut and reading.versus is None)):
        yield _ALONG[str(reading.along)][place]
    yield from _cut_said(reading, catalogue, language)


def _cut_said(reading: Reading, catalogue: Catalogue, language: Language) -> Iterator[str]:
    """Yield by what rows are ordered where they are cut, and how many are left."""
    query, place = reading.query, 0 if language == "fr" else 1
    listed = bool(query.order_by) and not query.group_by and reading.task != "difference"
    if not query.limit or not (query.group_by or query.order_by):
        return
    falling = not query.order_by or query.order_by[0].descending
    if listed:
        by = labelled(catalogue, query.object, query.order_by[0].by, language)
        sorted_by = (("tri croissant par {0}", "by {0}, ascending"),
                     ("tri décroissant par {0}", "by {0}, descending"))[falling][place]  # fmt: skip
        yield sorted_by.format(by)
        falling = True
    shown = (("{0} premiers", "top {0}"), ("{0} derniers", "bottom {0}"))[not falling][place]
    alone = (("premier", "first"), ("dernier", "last"))[not falling][place]
    if reading.place:
        yield ("n° {0}", "no. {0}")[place].format(reading.place)
        return
    said = shown.format(query.limit) if query.limit > 1 else alone
    each = reading.apart
    if each is not None:
        label = labelled(catalogue, query.object, each.path, language)
        whose = GRAINS[each.grain][place] if each.grain else f"{label[:1].lower()}{label[1:]}"
        said = f"{said} {('par', 'per')[place]} {whose}"
    yield said


def sums_up(reading: Reading) -> bool:
    """Whether figures have a running total: counts and sums do, no rate, mean or duration."""
    added = all(one.function in _ADDED for one in reading.query.measures)
    return reading.task == "aggregate" and added


def _bound(
    reading: Reading, bound: Compare, catalogue: Catalogue, language: Language, currency: str
) -> str:
    place = 0 if language == "fr" else 1
    measure = next((m for m in reading.query.measures if m.alias == bound.path), None)
    if bound.path == RATE:
        said = format_percent(float(str(bound.value)), language)
        return _BOUNDS[bound.operator][place].format(("taux", "rate")[place], said)
    figure = _figure(reading, measure, bound, catalogue, language, currency)
    return _BOUNDS[bound.operator][place].format(
        _called(reading, measure, catalogue, language), figure
    )


def _called(
    reading: Reading, measure: Measure | None, catalogue: Catalogue, language: Language
) -> str:
    place = 0 if language == "fr" else 1
    form = _FUNCTIONS.get(measure.function) if measure and measure.path else None
    if measure is None or measure.path is None or form is None:
        return ("nombre", "number")[place]
    label = labelled(catalogue, reading.query.object, measure.path, language)
    return form[place].format(label if language == "fr" else label.lower())


def _figure(
    reading: Reading,
    measure: Measure | None,
    bound: Compare,
    catalogue: Catalogue,
    language: Language,
    currency: str,
) -> str:
    number = float(str(bound.value))
    counts = measure is None or measure.path is None or measure.function.startswith("count")
    field = None
    if measure is not None and measure.path and not counts:
        field = target(catalogue, reading.query.object, measure.path)
    if field is not None and field.type == "currency":
        return format_money(number, currency, language)
    if field is not None and field.type == "percent":
        return format_percent(number, language)
    return format_number(number, language)
