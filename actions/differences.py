"""By how much one field is above another: of each record, or of what groups of them add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.asking import Asking, query_reading
from actions.contract import Result
from actions.figures import (
    column_label,
    group_key,
    group_label,
    keyed,
    named,
    unit_of,
    written,
)
from actions.listing import MOST, PAGE
from actions.parts import PeriodRef, Table, Text, Value
from actions.reading.paths import labelled
from crm import AllOf, Compare, Measure, Query
from language import format_number

Record = Mapping[str, Any]


async def differences(asking: Asking) -> Result:
    """Return both numbers and the first less the second, the largest first, with their total.

    Percentages have none. A record that lacks either of the two has no difference: it is left out.
    """
    rows = await asking.crm.run(_query(asking))
    falling = all(order.descending for order in asking.reading.query.order_by)
    known = [one for one in rows.records if None not in _both(one)]
    ranked = sorted(known, key=_gap, reverse=falling)[: asking.reading.query.limit]
    language, total = asking.request.language, sum(_gap(one) for one in ranked)
    colon = "\u202f: " if language == "fr" else ": "
    adds = _unit(asking) != "%"
    figure = (
        written(total, _unit(asking), language) if adds else format_number(len(ranked), language)
    )
    return Result(
        (Text(text=f"{asking.line}{colon}**{figure}**"), _table(asking, ranked)),
        query=query_reading(asking, rows.soql),
        values=(
            *((_value(asking, total),) if adds else ()),
            *(_valued(asking, one) for one in ranked),
        ),
    )


def _query(asking: Asking) -> Query:
    """Return what reads both numbers: of each record, or summed by group."""
    query, (left, right) = asking.reading.query, _fields(asking)
    plain = replace(query, order_by=(), limit=None, having=())
    if query.group_by:
        known = (Compare(one, "!=", None) for one in (left, right))
        plain = replace(plain, where=AllOf((*asking.reading.conditions, *known)))
        return replace(plain, measures=(Measure("sum", left, left), Measure("sum", right, right)))
    name = asking.catalogue[query.object].name_field
    return replace(plain, select=("Id", name, left, right), limit=MOST)


def _fields(asking: Asking) -> tuple[str, str]:
    left, _, right = asking.reading.against or ("", "-", "")
    return left, right


def _both(record: Record) -> tuple[Any, Any]:
    """Return the two numbers, which end a row whatever it begins with."""
    *_, left, right = record.values()
    return left, right


def _gap(record: Record) -> float:
    left, right = _both(record)
    return float(left) - float(right)


def _unit(asking: Asking) -> str | None:
    return unit_of(asking, Measure("sum", _fields(asking)[0], "sum"))


def _value(
    asking: Asking,
    figure: float,
    group: dict[str, str | None] | None = None,
    period: PeriodRef | None = None,
) -> Value:
    left, right = _fields(asking)
    name = asking.reading.query.object
    labels = [labelled(asking.catalogue, name, one, asking.request.language)
              for one in (left, right)]  # fmt: skip
    return Value(
        measure=f"DIFFERENCE({left},{right})",
        label=" − ".join(labels),
        unit=_unit(asking),
        value=round(figure, 2),
        group=group,
        period=period,
    )


def _valued(asking: Asking, record: Record) -> Value:
    query = asking.reading.query
    if query.group_by:
        group, period = keyed(asking, query, [record.get(group_key(g)) for g in query.group_by])
        return _value(asking, _gap(record), group, period)
    name = asking.catalogue[query.object].name_field
    return _value(asking, _gap(record), {name: str(record[name])})


def _table(asking: Asking, ranked: Sequence[Record]) -> Table:
    query, language = asking.reading.query, asking.request.language
    unit, info = _unit(asking), asking.catalogue[query.object]
    shown = named(query)
    called = [column_label(asking, info.name, g) for g in shown]
    labels = [labelled(asking.catalogue, info.name, one, language, full=True)
              for one in _fields(asking)]  # fmt: skip
    cents = any(number % 1 for one in ranked for number in map(float, _both(one)))

    def figures(one: Record) -> list[str]:
        numbers = (*map(float, _both(one)), _gap(one))
        return [written(number, unit, language, cents=cents) for number in numbers]

    def head(one: Record) -> list[str]:
        return [group_label(asking, g, one.get(group_key(g))) for g in shown] or [
            str(one[info.name_field])
        ]

    page = ranked[query.offset : query.offset + PAGE]
    return Table(
        columns=[*(called or [info.labels.of(language)]), *labels,
                 "Écart" if language == "fr" else "Difference"],
        rows=[[*head(one), *figures(one)] for one in page],
        records=[] if query.group_by else [one["Id"] for one in page],
        truncated=len(page) < len(ranked),
        total=len(ranked),
    )  # fmt: skip
