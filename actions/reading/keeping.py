"""A reading kept as JSON between two messages, and recalled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from typing import Any

from actions.reading.kept_conditions import kept_condition, recalled_condition
from actions.reading.paced import Lasting
from actions.reading.reading import Reading
from crm import (
    AllOf,
    Candidate,
    Catalogue,
    Compare,
    Group,
    Measure,
    Order,
    Query,
)
from language import Period


def keep(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON values, small enough for a slot."""
    query = reading.query
    return {
        "object": query.object,
        "select": list(query.select),
        "task": reading.task,
        "whose": reading.whose,
        "conditions": [kept_condition(one) for one in reading.conditions],
        "group_by": [[group.path, group.grain] for group in query.group_by],
        "measures": [[m.function, m.path, m.alias] for m in query.measures],
        "having": [kept_condition(one) for one in query.having],
        "order_by": [[order.by, order.descending] for order in query.order_by],
        "limit": query.limit,
        "offset": query.offset,
        "shared": [kept_condition(one) for one in reading.shared],
        "names": [[one.object, one.id, one.name] for one in reading.names],
        "part": [kept_condition(one) for one in reading.part],
        **_figures(reading),
    }


def _figures(reading: Reading) -> dict[str, Any]:
    """Return what is worked out and over which dates, the parts that say nothing left out."""
    lasted, over, versus = reading.lasting, reading.over, reading.versus
    said = {
        "statistic": reading.statistic if reading.statistic != "avg" else None,
        "beside": list(reading.beside) or None,
        "span": list(reading.span) if reading.span else None,
        "against": list(reading.against) if reading.against else None,
        "lasting": list(astuple(lasted)) if lasted else None,
        "over": [over.path, over.grain] if over else None,
        "along": reading.along,
        "apart": [reading.apart.path, reading.apart.grain] if reading.apart else None,
        "through": reading.through,
        "period": _period(reading.period) if reading.period else None,
        "dated": kept_condition(reading.period_condition) if reading.period_condition else None,
        "versus": [_period(versus[0]), kept_condition(versus[1])] if versus else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _period(period: Period) -> list[str | None]:
    dates = (one.isoformat() if one else None for one in (period.start, period.end))
    return [*dates, period.label_fr, period.label_en, period.grain]


def recall(kept: Mapping[str, Any], catalogue: Catalogue) -> Reading | None:
    """Return the reading that was kept; None where the org has no such object any more."""
    if kept.get("object") not in catalogue:
        return None
    conditions = tuple(recalled_condition(one) for one in kept.get("conditions", ()))
    having = tuple(map(recalled_condition, kept.get("having", ())))
    query = Query(
        kept["object"],
        tuple(kept.get("select") or ("Id",)),
        AllOf(conditions),
        group_by=tuple(Group(*one) for one in kept.get("group_by", ())),
        measures=tuple(Measure(*one) for one in kept.get("measures", ())),
        having=tuple(one for one in having if isinstance(one, Compare)),
        order_by=tuple(Order(by, descending=down) for by, down in kept.get("order_by", ())),
        limit=kept.get("limit"),
        offset=kept.get("offset") or 0,
    )
    names = tuple(
        Candidate(name, record, called, 1.0) for name, record, called in kept.get("names", ())
    )
    return Reading(
        query,
        kept.get("task", "list"),
        conditions,
        kept.get("whose", "all"),
        names=names,
        shared=tuple(recalled_condition(one) for one in kept.get("shared", ())),
        part=tuple(recalled_condition(one) for one in kept.get("part", ())),
        **_recalled_figures(kept),
    )


def _recalled_figures(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a reading that `_figures` wrote."""
    pair, span, versus = (kept.get(name) for name in ("against", "span", "versus"))
    return {
        "statistic": kept.get("statistic", "avg"),
        "beside": tuple(kept.get("beside") or ()),
        "span": tuple(span) if span else None,
        "against": tuple(pair) if pair else None,
        "lasting": Lasting(*kept["lasting"]) if kept.get("lasting") else None,
        "over": Group(*kept["over"]) if kept.get("over") else None,
        "along": kept.get("along"),
        "apart": Group(*kept["apart"]) if kept.get("apart") else None,
        "through": kept.get("through"),
        "period": _recalled_period(kept["period"]) if kept.get("period") else None,
        "period_condition": recalled_condition(kept["dated"]) if kept.get("dated") else None,
        "versus": (_recalled_period(versus[0]), recalled_condition(versus[1])) if versus else None,
    }


def _recalled_period(kept: list[Any]) -> Period:
    start, end = (date.fromisoformat(one) if one else None for one in kept[:2])
    return Period(start, end, (0, 0), kept[2], kept[3], kept[4], "within")
