"""Conditions written as JSON between two messages, and read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm import AllOf, AnyOf, Compare, Condition, Not, Query, Related, Value


def kept_condition(condition: Condition) -> dict[str, Any]:
    """Return a condition as JSON values."""
    match condition:
        case Compare(path, operator, value):
            values = [_plain(one) for one in value] if isinstance(value, tuple) else _plain(value)
            return {"path": path, "op": operator, "value": values}
        case Related(path, inner, negated):
            return {
                "related": path,
                "object": inner.object,
                "field": inner.select[0],
                "where": kept_condition(inner.where),
                "negated": negated,
            }
        case AllOf(inner):
            return {"all": [kept_condition(one) for one in inner]}
        case AnyOf(inner):
            return {"any": [kept_condition(one) for one in inner]}
        case Not(one):
            return {"not": kept_condition(one)}


def recalled_condition(kept: Mapping[str, Any]) -> Condition:
    """Return the condition that was kept."""
    if "path" in kept:
        value = kept["value"]
        held = tuple(_value(one) for one in value) if _is_tuple(value) else _value(value)
        return Compare(kept["path"], kept["op"], held)
    if "related" in kept:
        inner = Query(kept["object"], (kept["field"],), recalled_condition(kept["where"]))
        return Related(kept["related"], inner, kept["negated"])
    if "not" in kept:
        return Not(recalled_condition(kept["not"]))
    if "any" in kept:
        return AnyOf(tuple(recalled_condition(one) for one in kept["any"]))
    return AllOf(tuple(recalled_condition(one) for one in kept["all"]))


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
