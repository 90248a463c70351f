"""A reading kept as JSON between two messages, and recalled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from actions.reading.reading import Reading
from crm import (
    AllOf,
    AnyOf,
    Candidate,
    Catalogue,
    Compare,
    Condition,
    Group,
    Measure,
    Not,
    Order,
    Query,
    Related,
    Value,
)


def keep(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON values, small enough for a slot."""
    query = reading.query
    return {
        "object": query.object,
        "select": list(query.select),
        "task": reading.task,
        "whose": reading.whose,
        "conditions": [_kept(one) for one in reading.conditions],
        "group_by": [[group.path, group.grain] for group in query.group_by],
        "measures": [[m.function, m.path, m.alias] for m in query.measures],
        "having": [_kept(one) for one in query.having],
        "order_by": [[order.by, order.descending] for order in query.order_by],
        "limit": query.limit,
        "offset": query.offset,
        "shared": [_kept(one) for one in reading.shared],
        "names": [[one.object, one.id, one.name] for one in reading.names],
    }


def recall(kept: Mapping[str, Any], catalogue: Catalogue) -> Reading | None:
    """Return the reading that was kept; None where the org has no such object any more."""
    if kept.get("object") not in catalogue:
        return None
    conditions = tuple(_recalled(one) for one in kept.get("conditions", ()))
    having = tuple(c for c in map(_recalled, kept.get("having", ())) if isinstance(c, Compare))
    query = Query(
        kept["object"],
        tuple(kept.get("select") or ("Id",)),
        AllOf(conditions),
        group_by=tuple(Group(*one) for one in kept.get("group_by", ())),
        measures=tuple(Measure(*one) for one in kept.get("measures", ())),
        having=having,
        order_by=tuple(Order(by, descending=down) for by, down in kept.get("order_by", ())),
        limit=kept.get("limit"),
        offset=kept.get("offset") or 0,
    )
    shared = tuple(_recalled(one) for one in kept.get("shared", ()))
    names = tuple(
        Candidate(name, record, called, 1.0) for name, record, called in kept.get("names", ())
    )
    return Reading(
        query,
        kept.get("task", "list"),
        conditions,
        kept.get("whose", "all"),
        names=names,
        shared=shared,
    )


def _kept(condition: Condition) -> dict[str, Any]:
    match condition:
        case Compare(path, operator, value):
            values = [_plain(one) for one in value] if isinstance(value, tuple) else _plain(value)
            return {"path": path, "op": operator, "value": values}
        case Related(path, inner, negated):
            return {
                "related": path,
                "object": inner.object,
                "field": inner.select[0],
                "where": _kept(inner.where),
                "negated": negated,
            }
        case AllOf(inner):
            return {"all": [_kept(one) for one in inner]}
        case AnyOf(inner):
            return {"any": [_kept(one) for one in inner]}
        case Not(one):
            return {"not": _kept(one)}


def _recalled(kept: Mapping[str, Any]) -> Condition:
    if "path" in kept:
        value = kept["value"]
        held = tuple(_value(one) for one in value) if _is_tuple(value) else _value(value)
        return Compare(kept["path"], kept["op"], held)
    if "related" in kept:
        inner = Query(kept["object"], (kept["field"],), _recalled(kept["where"]))
        return Related(kept["related"], inner, kept["negated"])
    if "not" in kept:
        return Not(_recalled(kept["not"]))
    if "any" in kept:
        return AnyOf(tuple(_recalled(one) for one in kept["any"]))
    return AllOf(tuple(_recalled(one) for one in kept["all"]))


def _is_tuple(value: Any) -> bool:
    return isinstance(value, list) and not (
        len(value) == 2 and value[0] in {"date", "datetime", "decimal"}
    )


def _plain(value: Value) -> Any:
    """Write a value as JSON, with its type where JSON has none."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    return value


def _value(kept: Any) -> Value:
    if not isinstance(kept, list):
        value: Value = kept
        return value
    kind, written = kept
    if kind == "date":
        return date.fromisoformat(written)
    return datetime.fromisoformat(written) if kind == "datetime" else Decimal(written)
