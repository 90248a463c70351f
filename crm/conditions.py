"""Conditions written as SOQL: comparisons by type, days as instants, semi-joins and anti-joins.

Names come from the catalogue, where `check` has found every one of them; values are written as
literals of their type. Nothing else enters the text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.literals import day_start, literal, next_day, quote_like
from crm.metadata import Catalogue
from crm.paths import field_at
from crm.query import AllOf, AnyOf, Compare, Condition, Not, Query, Related, Value

_NEVER, _ALWAYS = "Id = null", "Id != null"


class ConditionWriter:
    """Writes the conditions of one object. `inner` writes the query of a semi-join."""

    def __init__(
        self, catalogue: Catalogue, name: str, zone: ZoneInfo, inner: Callable[[Query], str]
    ) -> None:
        """`zone` is where the user's days begin and end."""
        self._catalogue = catalogue
        self._object = name
        self._zone = zone
        self._inner = inner

    def write(self, condition: Condition) -> str:
        """Return the condition as SOQL; empty where it always holds."""
        match condition:
            case AllOf(conditions):
                return self._join(conditions, " AND ", "")
            case AnyOf(conditions):
                return self._join(conditions, " OR ", _NEVER)
            case Not(inner):
                return self._negate(inner)
            case Related():
                return self._related(condition)
            case Compare():
                return self._compare(condition)

    def _join(self, conditions: tuple[Condition, ...], word: str, empty: str) -> str:
        written = [self.write(condition) or _ALWAYS for condition in conditions]
        if len(written) < 2:
            return written[0] if written else empty
        return word.join(_wrapped(part) for part in written)

    def _negate(self, condition: Condition) -> str:
        """Negate; a semi-join turns into its opposite, as SOQL cannot put NOT before one."""
        if isinstance(condition, Related):
            return self._related(Related(condition.path, condition.inner, not condition.negated))
        if isinstance(condition, Not):
            return self.write(condition.condition)
        return f"NOT ({self.write(condition) or _ALWAYS})"

    def _related(self, related: Related) -> str:
        word = "NOT IN" if related.negated else "IN"
        inner = _without_nulls(related.inner) if related.negated else related.inner
        return f"{related.path} {word} ({self._inner(inner)})"

    def _compare(self, compare: Compare) -> str:
        kind = field_at(self._catalogue, self._object, compare.path).type
        path, operator = compare.path, compare.operator
        values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
        if kind == "datetime" and any(_is_day(value) for value in values):
            return self._days(path, operator, values)
        if kind == "date":
            values = tuple(self._as_day(value) for value in values)
        if operator in ("in", "not in"):
            return _membership(path, operator, tuple(literal(value) for value in values))
        if operator in ("includes", "excludes"):
            return f"{path} {operator.upper()} ({', '.join(map(literal, values))})"
        if operator == "like":
            return f"{path} LIKE {quote_like(str(values[0]))}"
        return f"{path} {operator} {literal(values[0])}"

    def _as_day(self, value: Value) -> Value:
        return value.astimezone(self._zone).date() if isinstance(value, datetime) else value

    def _days(self, path: str, operator: str, values: tuple[Value, ...]) -> str:
        """Hold a datetime field against whole days."""
        spans = [self._day(path, "=" if "in" in operator else operator, value) for value in values]
        joined = " OR ".join(_wrapped(span) for span in spans) if len(spans) > 1 else spans[0]
        return f"(NOT ({joined}))" if operator == "not in" else f"({joined})"

    def _day(self, path: str, operator: str, value: Value) -> str:
        if not _is_day(value) or not isinstance(value, date):
            return f"{path} {operator} {literal(value)}"
        start = literal(day_start(value, self._zone))
        end = literal(day_start(next_day(value), self._zone))
        return {
            "=": f"{path} >= {start} AND {path} < {end}",
            "!=": f"{path} < {start} OR {path} >= {end} OR {path} = null",
            "<": f"{path} < {start}",
            "<=": f"{path} < {end}",
            ">": f"{path} >= {end}",
            ">=": f"{path} >= {start}",
        }[operator]


def _is_day(value: Value) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _membership(path: str, operator: str, values: tuple[str, ...]) -> str:
    """Write IN; of nothing it never holds, NOT IN of nothing always does (SOQL has no `()`)."""
    if not values:
        return _NEVER if operator == "in" else _ALWAYS
    return f"{path} {operator.upper()} ({', '.join(values)})"


def _without_nulls(query: Query) -> Query:
    """Leave empty references out of an anti-join: one null in the list would match nothing."""
    present = Compare(query.select[0], "!=", None)
    return Query(query.object, query.select, AllOf((query.where, present)))


def _wrapped(part: str) -> str:
    return f"({part})" if " AND " in part or " OR " in part or part.startswith("NOT") else part
