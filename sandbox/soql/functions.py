"""Date functions and toLabel: functions of one field of one row."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.schema import FieldType
from sandbox.soql import tree
from sandbox.soql.calendar import Calendar
from sandbox.soql.columns import Column, computed, labelled
from sandbox.soql.errors import SoqlError, malformed
from sandbox.soql.scope import Scope
from sandbox.soql.sql import Sql, put, value

AGGREGATES = frozenset({"avg", "count", "count_distinct", "max", "min", "sum"})
"""The functions of many rows."""

_YEAR = "CAST(substr({}, 1, 4) AS INTEGER)"
_MONTH = "CAST(substr({}, 6, 2) AS INTEGER)"
_DAY = "CAST(substr({}, 9, 2) AS INTEGER)"
_DAY_OF_YEAR = "CAST(strftime('%j', substr({}, 1, 10)) AS INTEGER)"
_SIMPLE = {
    "calendar_month": _MONTH,
    "calendar_quarter": f"(({_MONTH} + 2) / 3)",
    "calendar_year": _YEAR,
    "day_in_month": _DAY,
    "day_in_week": "(CAST(strftime('%w', substr({}, 1, 10)) AS INTEGER) + 1)",
    "day_in_year": _DAY_OF_YEAR,
    "day_only": "substr({}, 1, 10)",
    "hour_in_day": "CAST(substr({}, 12, 2) AS INTEGER)",
    "week_in_month": f"(({_DAY} + 6) / 7)",
    "week_in_year": f"(({_DAY_OF_YEAR} + 6) / 7)",
}
_FISCAL = frozenset({"fiscal_month", "fiscal_quarter", "fiscal_year"})
_OF_MOMENTS = frozenset({"day_only", "hour_in_day"})


def row_column(scope: Scope, expression: tree.Expression) -> Column:
    """Return the column of a path, or of a function of one."""
    if isinstance(expression, tree.Path):
        return scope.column(expression)
    if expression.function == "tolabel":
        return labelled(row_column(scope, only(expression)), scope.reader.language)
    if expression.function in AGGREGATES or expression.function == "grouping":
        raise malformed("aggregate function is not allowed here", expression.at)
    return _date_function(scope, expression)


def only(call: tree.Call) -> tree.Expression:
    """Return the one argument of a call."""
    if len(call.arguments) != 1:
        raise malformed(f"{call.function.upper()} takes one argument", call.at)
    return call.arguments[0]


def _date_function(scope: Scope, call: tree.Call) -> Column:
    if call.function not in _SIMPLE and call.function not in _FISCAL:
        raise malformed(f"Unknown function: {call.function}", call.at)
    column = _moment(scope, only(call))
    if column.field.type == "date" and call.function in _OF_MOMENTS:
        raise _unfit(call, column)
    kind: FieldType = "date" if call.function == "day_only" else "int"
    if call.function in _FISCAL:
        return computed(column, _fiscal(call.function, column.shown, scope.reader.calendar), kind)
    template = _SIMPLE[call.function]
    return computed(column, put(template, column.shown), kind)


def _moment(scope: Scope, argument: tree.Expression) -> Column:
    """Return the date or datetime a date function reads: UTC, unless convertTimezone says local."""
    if isinstance(argument, tree.Call) and argument.function == "converttimezone":
        column = row_column(scope, only(argument))
        if column.field.type != "datetime":
            raise _unfit(argument, column)
        zone = value(scope.reader.calendar.zone)
        return computed(column, put("in_zone({}, {})", column.shown, zone), "datetime")
    if isinstance(argument, tree.Call):
        raise malformed(f"unexpected token: '{argument.function}'", argument.at)
    column = scope.column(argument)
    if column.field.type not in ("date", "datetime"):
        raise _unfit(tree.Call("date function", (argument,), argument.at), column)
    return column


def _fiscal(function: str, moment: Sql, calendar: Calendar) -> Sql:
    shift = value((13 - calendar.fiscal_start) % 12)
    month, year = put(_MONTH, moment), put(_YEAR, moment)
    number = put("(({} - 1 + {}) % 12 + 1)", month, shift)
    if function == "fiscal_month":
        return number
    if function == "fiscal_quarter":
        return put("(({} + 2) / 3)", number)
    start = put("({} - ({} < {}))", year, month, value(calendar.fiscal_start))
    ends_later = calendar.fiscal_start > 1 and not calendar.named_by_start
    return put("({} + {})", start, value(int(ends_later)))


def _unfit(call: tree.Call, column: Column) -> SoqlError:
    message = f"field {column.field.name} does not support the function {call.function.upper()}"
    return SoqlError("INVALID_FIELD", message, call.at)


Resolve = Callable[[tree.Expression], Column]
"""Finds the column an expression means: of rows in WHERE, of groups in HAVING."""
