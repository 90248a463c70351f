"""How many of one state there are for one of another: deals won for each one lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.asking import Asking, query_reading
from actions.contract import Result
from actions.figures import (
    bars,
    column_label,
    figures_table,
    group_key,
    group_label,
    keyed,
    named,
    written,
)
from actions.leading import along_calendar, first_line
from actions.parts import Part, Text, Value
from actions.ratio_order import ordered_ratios
from crm import AllOf, Measure, Query, Rows

Counted = dict[tuple[Any, ...], float]


async def odds(asking: Asking) -> Result:
    """Return one count over the other, alone or by group; nothing where there is none of the other.

    The ratio of a group without the second state is left empty: it has no value.
    """
    query = replace(asking.reading.query, measures=(Measure("count", None, "count"),))
    query = replace(query, order_by=(), limit=None, having=())
    sides = asking.reading.shared
    asked = [replace(query, where=AllOf((*asking.reading.conditions, side))) for side in sides]
    first, second = await asking.crm.run_many(asked)
    return _answer(asking, _counted(query, first), _counted(query, second), first.soql)


def _counted(query: Query, rows: Rows) -> Counted:
    return {
        tuple(row.get(group_key(g)) for g in query.group_by): float(row["count"] or 0)
        for row in rows.records
    }


def _answer(asking: Asking, first: Counted, second: Counted, soql: str) -> Result:
    query, language = asking.reading.query, asking.request.language
    pairs = {key: (first.get(key, 0.0), second.get(key, 0.0)) for key in {**second, **first}}
    ranked = ordered_ratios(query, {key: pair for key, pair in pairs.items() if pair[1]})
    ratios = {key: good / bad for key, (good, bad) in ranked}
    label = _label(asking)
    values = tuple(
        Value(measure="RATIO", label=label, unit=None, value=round(ratio, 4),
              group=keyed(asking, query, key)[0], period=keyed(asking, query, key)[1])
        for key, ratio in ratios.items()
    )  # fmt: skip
    colon = "\u202f: " if language == "fr" else ": "
    reading = query_reading(asking, soql)
    if not query.group_by:
        good, bad = (written(one, None, language) for one in pairs.get((), (0.0, 0.0)))
        figure = written(ratios.get(()), None, language)
        said = Text(text=f"{label} — {asking.line}{colon}**{figure}** ({good} / {bad})")
        return Result((said,), query=reading, values=values)
    led = first_line(asking, query, {k: round(v, 2) for k, v in ratios.items()}, None)
    head = Text(text=f"{label} — {asking.line}{colon if led else ''}{led}")
    empty = [] if query.limit else [(key, pair) for key, pair in pairs.items() if not pair[1]]
    shown = _shown(asking, label, [*ranked, *empty])
    return Result((head, *shown), query=reading, values=values)


def _shown(asking: Asking, label: str, ranked: list[Any]) -> tuple[Part, ...]:
    query, language = asking.reading.query, asking.request.language
    ratios = [round(good / bad, 2) if bad else None for _, (good, bad) in ranked]
    names = [
        [group_label(asking, g, v) for g, v in zip(query.group_by, key, strict=True)
         if g in named(query)]
        for key, _ in ranked
    ]  # fmt: skip
    rows = [
        [*name, written(ratio, None, language),
         f"{written(good, None, language)} / {written(bad, None, language)}"]
        for name, ratio, (_, (good, bad)) in zip(names, ratios, ranked, strict=True)
    ]  # fmt: skip
    columns = [column_label(asking, query.object, g) for g in named(query)]
    table = figures_table([*columns, label, ""], rows, len(rows))
    series = {label: ratios}
    chart = bars(label, [" · ".join(one) for one in names], series, line=along_calendar(query))
    return table, chart


def _label(asking: Asking) -> str:
    """Return what is held against what: « Ratio gagnées / perdues »."""
    name = asking.reading.query.object
    told = [asking.teller.tell(side, name) or "" for side in asking.reading.shared]
    return f"Ratio {' / '.join(told)}"
