"""A checked `Query` as SOQL. The one place where SOQL is written.

Group and measure columns get our own aliases (`g0`, `m0`…): Salesforce names a grouped
`Owner.Name` and a grouped `Account.Name` both `Name`, and refuses the query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from crm.conditions import ConditionWriter
from crm.literals import literal
from crm.metadata import Catalogue
from crm.paths import field_at
from crm.query import Children, Compare, Condition, Group, Measure, Order, Query

MOST_GROUPS = 2000
_CALENDAR = {
    "weekday": ("DAY_IN_WEEK",),
    "year": ("CALENDAR_YEAR",),
    "quarter": ("CALENDAR_YEAR", "CALENDAR_QUARTER"),
    "month": ("CALENDAR_YEAR", "CALENDAR_MONTH"),
}


@dataclass(frozen=True)
class Column:
    """One column of an aggregate: its SOQL expression and our alias for it."""

    expression: str
    alias: str


def write_count(query: Query, catalogue: Catalogue, zone: ZoneInfo) -> str:
    """Write the query that counts the records another one selects."""
    return "SELECT COUNT()" + _Writer(catalogue, zone).source(query.object, query.where)


def write(query: Query, catalogue: Catalogue, zone: ZoneInfo) -> str:
    """Write a checked query; aggregates without their limit, so that groups can be counted."""
    writer = _Writer(catalogue, zone)
    return writer.aggregate(query) if query.measures else writer.records(query)


def group_columns(query: Query, catalogue: Catalogue) -> list[list[Column]]:
    """Return the columns each group of a query becomes: a quarter is a year and a quarter."""
    columns: list[list[Column]] = []
    for place, group in enumerate(query.group_by):
        kind = field_at(catalogue, query.object, group.path).type
        written = _group_expressions(group, kind)
        names = [f"g{place}"] if len(written) == 1 else [f"g{place}{c}" for c in "ab"]
        columns.append([Column(*pair) for pair in zip(written, names, strict=True)])
    return columns


def _group_expressions(group: Group, kind: str) -> list[str]:
    path = f"convertTimezone({group.path})" if kind == "datetime" else group.path
    if group.grain in _CALENDAR:
        return [f"{function}({path})" for function in _CALENDAR[group.grain]]
    if group.grain is not None and kind == "datetime":
        return [f"DAY_ONLY({path})"]
    return [group.path]


def measure_columns(query: Query) -> list[Column]:
    """Return the column each measure becomes."""
    return [Column(_measured(m), f"m{place}") for place, m in enumerate(query.measures)]


def _measured(measure: Measure) -> str:
    return f"{measure.function.upper()}({measure.path or 'Id'})"


class _Writer:
    def __init__(self, catalogue: Catalogue, zone: ZoneInfo) -> None:
        self._catalogue = catalogue
        self._zone = zone

    def records(self, query: Query, source: str | None = None) -> str:
        """Write a query for records; `source` stands after FROM where it is not the object."""
        described = self._catalogue[query.object]
        targets = {child.relationship: child.object for child in described.children}
        columns = list(dict.fromkeys(query.select))
        columns += [self._children(part, targets[part.relationship]) for part in query.children]
        keys = {order.by: [order.by] for order in query.order_by}
        return (
            f"SELECT {', '.join(columns)}"
            + self.source(query.object, query.where, source)
            + _ordered(query.order_by, keys)
            + (f" LIMIT {query.limit}" if query.limit is not None else "")
            + (f" OFFSET {query.offset}" if query.offset else "")
        )

    def aggregate(self, query: Query) -> str:
        """Write a query for groups and measures."""
        groups, measures = group_columns(query, self._catalogue), measure_columns(query)
        columns = [column for group in groups for column in group] + measures
        keys = _sort_keys(query, groups, measures)
        grouped = ", ".join(column.expression for group in groups for column in group)
        return (
            f"SELECT {', '.join(f'{c.expression} {c.alias}' for c in columns)}"
            + self.source(query.object, query.where)
            + (f" GROUP BY {grouped}" if grouped else "")
            + _having(query.having, keys)
            + _ordered(query.order_by, keys)
            + (f" LIMIT {MOST_GROUPS}" if grouped else "")
        )

    def source(self, name: str, where: Condition, source: str | None = None) -> str:
        """Write FROM and WHERE."""
        conditions = ConditionWriter(self._catalogue, name, self._zone, self.records).write(where)
        return f" FROM {source or name}" + (f" WHERE {conditions}" if conditions else "")

    def _children(self, children: Children, target: str) -> str:
        inner = Query(
            target,
            children.select,
            children.where,
            order_by=children.order_by,
            limit=children.limit,
        )
        return f"({self.records(inner, children.relationship)})"


def _sort_keys(
    query: Query, groups: list[list[Column]], measures: list[Column]
) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for group, columns in zip(query.group_by, groups, strict=True):
        expressions = [column.expression for column in columns]
        keys[group.path] = keys[f"{group.path}:{group.grain}"] = expressions
    for measure, column in zip(query.measures, measures, strict=True):
        keys[measure.alias] = [column.expression]
    return keys


def _ordered(orders: tuple[Order, ...], keys: Mapping[str, list[str]]) -> str:
    written = [
        f"{expression} {'DESC' if order.descending else 'ASC'} "
        f"NULLS {'LAST' if order.nulls_last else 'FIRST'}"
        for order in orders
        for expression in keys[order.by]
    ]
    return f" ORDER BY {', '.join(written)}" if written else ""


def _having(having: tuple[Compare, ...], keys: Mapping[str, list[str]]) -> str:
    written = [_held(compare, keys[compare.path][0]) for compare in having]
    return f" HAVING {' AND '.join(written)}" if written else ""


def _held(compare: Compare, expression: str) -> str:
    if isinstance(compare.value, tuple):
        values = ", ".join(map(literal, compare.value))
        return f"{expression} {compare.operator.upper()} ({values})"
    return f"{expression} {compare.operator} {literal(compare.value)}"
