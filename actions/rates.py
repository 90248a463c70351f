"""Rates and shares: won out of closed, converted out of all, a part out of a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.asking import Asking, query_reading
from actions.compared import compared_figures, earlier
from actions.contract import Result
from actions.figures import (
    bars,
    column_label,
    figures_table,
    group_label,
    keyed,
    measure_label,
    named,
    unit_of,
    written,
)
from actions.gaps import gap_of_sides
from actions.held_against import held, needed
from actions.leading import along_calendar
from actions.parts import Part, Text, Value
from actions.ratio_order import Ratios, first_said, kept_ratios, ordered_ratios, whole_said
from actions.tallies import run_tallied, unread_line
from crm import AllOf, Compare, Condition, Measure, Query, Rows
from crm.query import Group

_COUNT = (Measure("count", None, "count"),)


async def rates(asking: Asking) -> Result:
    """Return won over closed, or converted over all, for each group; over both periods if two."""
    query = asking.reading.query
    wins, _ = _flag(asking)
    measure, label = "WIN_RATE" if wins else "CONVERSION_RATE", _label(asking, wins=wins)
    asked = _queries(asking, asking.reading.conditions)
    if asking.reading.versus is None:
        parts, every = await asking.crm.run_many(asked)
        return _answer(asking, measure, label, _ratios(query, parts, every), every.soql)
    before = _queries(asking, earlier(asking.reading))
    parts, every, *others = await asking.crm.run_many([*asked, *before])
    both = _percent(query, parts, every), _percent(query, *others)
    return compared_figures(asking, (measure, label, "%", "%"), both, every.soql)


def _queries(asking: Asking, conditions: tuple[Condition, ...]) -> list[Query]:
    """Return what counts the good ones, and all of them."""
    wins, flag = _flag(asking)
    base = _without(conditions, flag)
    over = flag.replace("IsWon", "IsClosed")
    closed: tuple[Condition, ...] = (Compare(over, "=", value=True),) if wins else ()
    counted = replace(
        asking.reading.query, measures=(_records(asking),), order_by=(), limit=None, having=()
    )
    whole = replace(counted, where=AllOf((*base, *closed)))
    return [replace(whole, where=AllOf((*base, Compare(flag, "=", value=True)))), whole]


def _flag(asking: Asking) -> tuple[bool, str]:
    """Return whether it is a win that is looked for, and the path of what says so."""
    fields = asking.catalogue[asking.reading.query.object].fields
    if asking.reading.through:
        return True, f"{asking.reading.through}.IsWon"
    return ("IsWon" in fields, "IsWon" if "IsWon" in fields else "IsConverted")


def _records(asking: Asking) -> Measure:
    """Return what is counted: the records, once each deal whose lines are read, or their money."""
    through = asking.reading.through
    if weighed := _weighed(asking):
        return replace(weighed, alias="count")
    return Measure("count_distinct", f"{through}.Id", "count") if through else _COUNT[0]


def _weighed(asking: Asking) -> Measure | None:
    """Return the amount a rate is worked out in, where it is no number of records."""
    return next((one for one in asking.reading.query.measures if one.function == "sum"), None)


def _label(asking: Asking, *, wins: bool) -> str:
    names = (("Taux de gain", "Win rate"), ("Taux de conversion", "Conversion rate"))[not wins]
    name = names[0 if asking.request.language == "fr" else 1]
    weighed = _weighed(asking)
    return f"{name} ({measure_label(asking, weighed)})" if weighed else name


def _without(conditions: tuple[Condition, ...], flag: str) -> tuple[Condition, ...]:
    return tuple(
        one
        for one in conditions
        if not (isinstance(one, Compare) and one.path in {flag, flag.replace("IsWon", "IsClosed")})
    )


def _ratios(query: Query, parts: Rows, every: Rows) -> Ratios:
    """Return (part, whole) by group; a group with none of the part has 0."""

    def keyed(rows: Rows) -> dict[tuple[Any, ...], float]:
        return {
            tuple(one.get(_key(g)) for g in query.group_by): one["count"] or 0
            for one in rows.records
        }

    good, whole = keyed(parts), keyed(every)
    return {key: (good.get(key, 0), total) for key, total in whole.items() if total}


def _percent(query: Query, parts: Rows, every: Rows) -> dict[tuple[Any, ...], float]:
    return _hundreds(_ratios(query, parts, every))


def _key(group: Group) -> str:
    return f"{group.path}:{group.grain}" if group.grain else group.path


def _answer(asking: Asking, measure: str, label: str, found: Ratios, soql: str) -> Result:
    query, language = asking.reading.query, asking.request.language
    ranked = ordered_ratios(query, kept_ratios(query, found))
    values = tuple(
        Value(
            measure=measure,
            label=label,
            unit="%",
            value=round(100 * good / whole, 4),
            group=keyed(asking, query, key)[0],
            period=keyed(asking, query, key)[1],
        )
        for key, (good, whole) in ranked
    )
    colon = "\u202f:" if language == "fr" else ":"
    if not query.group_by:
        figure = written(values[0].value if values else None, "%", language)
        good, whole = ranked[0][1] if ranked else (0, 0)
        both = f"{_part(asking, good)} / {_part(asking, whole)}"
        said = Text(text=f"{label} — {asking.line}{colon} **{figure}** ({both})")
        return Result((said,), query=query_reading(asking, soql), values=values)
    whole_of = whole_said(asking, measure, found) or first_said(asking, ranked)
    head = Text(text=f"{label} — {asking.line}{f'{colon} {whole_of}' if whole_of else ''}")
    figures = {key: 100 * good / whole for key, (good, whole) in ranked}
    beside, apart = gap_of_sides(asking, (measure, label, "%"), figures, "%")
    parts: tuple[Part, ...] = (head, *_shown(asking, label, ranked), *beside)
    return Result(parts, query=query_reading(asking, soql), values=(*values, *apart))


def _part(asking: Asking, figure: float) -> str:
    """Return a part or a whole as the reader writes it: an amount where amounts are shared."""
    measures = asking.reading.query.measures
    unit = unit_of(asking, measures[0]) if measures else None
    return written(float(figure), unit, asking.request.language)


def _shown(asking: Asking, label: str, ranked: list[Any]) -> tuple[Part, ...]:
    query, language = asking.reading.query, asking.request.language
    shown = named(query)
    names = [
        [group_label(asking, g, v) for g, v in zip(query.group_by, key, strict=True) if g in shown]
        for key, _ in ranked
    ]
    shares = [round(100 * good / whole, 1) for _, (good, whole) in ranked]
    columns = [column_label(asking, query.object, g) for g in shown]
    of = "sur" if language == "fr" else "of"
    rows = [
        [*name, written(rate, "%", language), f"{_part(asking, good)} {of} {_part(asking, whole)}"]
        for name, rate, (_, (good, whole)) in zip(names, shares, ranked, strict=True)
    ]
    table = figures_table([*columns, label, ""], rows, len(rows))
    chart = bars(label, [" · ".join(name) for name in names], {label: shares},
                 line=along_calendar(query))  # fmt: skip
    return table, chart


async def share(asking: Asking) -> Result:
    """Return a part out of the whole it is taken from; by group, each group's part of the total."""
    query = asking.reading.query
    label = "Part" if asking.request.language == "fr" else "Share"
    measured = query.measures or _COUNT
    counted = replace(query, measures=measured, order_by=(), limit=None, having=())
    if held(asking.reading):
        return await _held_share(asking, label, counted)
    found, soql = await _parts_of(asking, counted, asking.reading.conditions)
    if asking.reading.versus is None:
        return _answer(asking, "SHARE", label, found, soql)
    before, _ = await _parts_of(asking, counted, earlier(asking.reading))
    return compared_figures(
        asking, ("SHARE", label, "%", "%"), (_hundreds(found), _hundreds(before)), soql
    )


async def _parts_of(
    asking: Asking, counted: Query, conditions: tuple[Condition, ...]
) -> tuple[Ratios, str]:
    """Return the parts of a whole over some conditions: of each group, or each group of all."""
    measure = counted.measures[0]
    counted = replace(counted, where=AllOf(conditions))
    rest = tuple(one for one in conditions if one not in asking.reading.shared)
    whole_of = replace(counted, where=AllOf(rest))
    if counted.group_by and not asking.reading.shared:
        rows = await asking.crm.run(counted)
        amounts = {
            tuple(one.get(_key(g)) for g in counted.group_by): _one(one, measure)
            for one in rows.records
        }
        total = sum(amounts.values())
        return {key: (part, total) for key, part in amounts.items()} if total else {}, rows.soql
    part, whole = await asking.crm.run_many([counted, whole_of])
    if counted.group_by:
        return _each(counted, (part, whole), measure), whole.soql
    good, every = (_one(rows.records[0], measure) if rows.records else 0 for rows in (part, whole))
    return {(): (good, every)} if every else {}, part.soql


def _hundreds(found: Ratios) -> dict[tuple[Any, ...], float]:
    return {key: round(100 * good / whole, 4) for key, (good, whole) in found.items()}


async def _held_share(asking: Asking, label: str, counted: Query) -> Result:
    """Return the part of the records that are kept by two of their fields, of those with both."""
    known = (Compare(one, "!=", None) for one in needed(asking.reading))
    counted = replace(counted, where=AllOf((*asking.reading.conditions, *known)))
    (part,) = await run_tallied(asking, [counted])
    whole = await asking.crm.run(counted)
    made = _answer(asking, "SHARE", label, _each(counted, [part, whole], counted.measures[0]),
                   whole.soql)  # fmt: skip
    return replace(made, parts=(*made.parts, *unread_line(asking, [part])))


def _each(query: Query, rows: Sequence[Rows], measure: Measure) -> Ratios:
    """Return each group's part out of that group; none of it is 0."""

    def keyed(rows: Rows) -> dict[tuple[Any, ...], float]:
        return {tuple(one.get(_key(g)) for g in query.group_by): _one(one, measure)
                for one in rows.records}  # fmt: skip

    good, whole = (keyed(one) for one in rows)
    return {key: (good.get(key, 0), total) for key, total in whole.items() if total}


def _one(record: Mapping[str, Any], measure: Measure) -> float:
    """Return a measure of a row: whole where it counts."""
    amount = record.get(measure.alias) or 0
    return int(amount) if measure.path is None else float(amount)
