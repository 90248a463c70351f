"""Queries whose rows are groups: GROUP BY, ROLLUP, CUBE, HAVING and the aggregate functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

from sandbox.collation import PAIRED
from sandbox.schema import Field, FieldType, Label
from sandbox.soql import shapes, tree
from sandbox.soql.clauses import filtered, sort_key
from sandbox.soql.columns import Column
from sandbox.soql.conditions import Conditions
from sandbox.soql.errors import SoqlError, malformed, not_allowed
from sandbox.soql.functions import AGGREGATES, only, row_column
from sandbox.soql.rows import formatter
from sandbox.soql.scope import Scope
from sandbox.soql.sql import Sql, join, put, value
from sandbox.traits import NUMERIC, is_aggregatable, is_groupable

MOST_SUBTOTALS = 3
"""Fields ROLLUP and CUBE take."""

_SUBTOTALS = frozenset({"rollup", "cube"})
_PLAIN = {"count": "count({})", "sum": "sum({})", "avg": "avg({})"}
_RANKED = 6


def is_aggregate(statement: tree.Statement) -> bool:
    """Whether the statement answers groups rather than records."""
    return bool(statement.group) or any(
        isinstance(item, tree.Selected) and _aggregates(item.expression)
        for item in statement.select
    )


def is_count(statement: tree.Statement) -> bool:
    """Whether the statement is `SELECT COUNT()`: a size without rows."""
    first = statement.select[0]
    return isinstance(first, tree.Selected) and _is_bare_count(first.expression)


class Groups:
    """Writes an aggregate statement: one SELECT for each grouping set, put together."""

    def __init__(self, scope: Scope, statement: tree.Statement) -> None:
        self.scope = scope
        self.statement = statement
        self.keys: dict[Any, Column] = {}
        self.sets = list(self._sets())
        self.names = list(self._names())

    def write(self) -> tuple[Sql, shapes.Read]:
        """Return the SQL and what shapes its rows."""
        statement = self.statement
        if not statement.group and statement.limit is not None:
            message = (
                "Non-grouped query that uses overall aggregate functions cannot also use LIMIT"
            )
            raise malformed(message, statement.at)
        members = [self._member(index) for index in range(len(self.names))]
        selects = [self._select(grouping) for grouping in self.sets]
        order = join(", ", (sort_key(Sql(f"o{i}"), key) for i, key in enumerate(statement.order)))
        tail = put("ORDER BY {}", order) if statement.order else Sql("")
        return put("SELECT * FROM ({}) {}", join(" UNION ALL ", selects), tail), shapes.aggregate(
            members
        )

    def _select(self, grouping: frozenset[Any]) -> Sql:
        """Write the SELECT of one grouping set."""
        shown = [
            put(f"{{}} AS c{index}", self._column(expression, grouping).shown)
            for index, (_, expression) in enumerate(self.names)
        ]
        order = [
            put(f"{{}} AS o{index}", self._column(self._meant(key.expression), grouping).sorting)
            for index, key in enumerate(self.statement.order)
        ]
        condition = filtered(self.scope, self.statement)
        having = self._having(grouping)
        keys = join(", ", (self.keys[key].key for key in self.keys if key in grouping))
        by = put("GROUP BY {}", keys) if keys.text else Sql("")
        if self.statement.group and not keys.text:
            # A grand total of no rows is no row.
            having = put("HAVING count(*) > 0 AND {}", having)
        elif self.statement.having:
            having = put("HAVING {}", having)
        else:
            having = Sql("")
        columns = join(", ", [*shown, *order])
        return put("SELECT {} {} {} {} {}", columns, self.scope.source(), condition, by, having)

    def _having(self, grouping: frozenset[Any]) -> Sql:
        if self.statement.having is None:
            return Sql("1")
        conditions = Conditions(
            lambda expression: self._column(expression, grouping),
            self.scope.reader.calendar,
            None,
        )
        return conditions.write(self.statement.having)

    def _member(self, index: int) -> tuple[str, shapes.Read]:
        name, expression = self.names[index]
        field = self._column(expression, frozenset(self.keys)).field
        read = shapes.leaf(index, field, nullable=len(self.sets) > 1)
        if isinstance(expression, tree.Call) and expression.function == "format":
            read = formatter(read, field, self.scope.reader)
        return name, read

    def _names(self) -> Iterator[tuple[str, tree.Expression]]:
        """Yield each selected expression with the name it has in the answer."""
        taken: set[str] = set()
        unnamed = 0
        for item in self.statement.select:
            if not isinstance(item, tree.Selected):
                raise malformed("Grouped queries take only fields and functions", self.statement.at)
            if item.alias:
                name = item.alias
            elif isinstance(item.expression, tree.Path):
                name = self._column(item.expression, frozenset(self.keys)).path[-1]
            else:
                name = f"expr{unnamed}"
                unnamed += 1
            if name.lower() in taken:
                raise malformed(f"duplicate alias: {name}", item.expression.at)
            taken.add(name.lower())
            yield name, item.expression

    def _meant(self, expression: tree.Expression) -> tree.Expression:
        """Return what an ORDER BY key means: an alias stands for its expression."""
        if isinstance(expression, tree.Path) and len(expression.parts) == 1:
            alias = expression.parts[0].lower()
            for item in self.statement.select:
                if isinstance(item, tree.Selected) and (item.alias or "").lower() == alias:
                    return item.expression
        return expression

    def _sets(self) -> Iterator[frozenset[Any]]:
        """Yield the grouping sets, and remember the grouped columns."""
        first = self.statement.group[0] if self.statement.group else None
        if not isinstance(first, tree.Call) or first.function not in _SUBTOTALS:
            yield frozenset([self._key(expression) for expression in self.statement.group])
            return
        if len(self.statement.group) > 1 or not 0 < len(first.arguments) <= MOST_SUBTOTALS:
            message = (
                f"{first.function.upper()} stands alone and takes 1 to {MOST_SUBTOTALS} fields"
            )
            raise malformed(message, first.at)
        keys = [self._key(expression) for expression in first.arguments]
        for size in range(len(keys), -1, -1):
            if first.function == "rollup":
                yield frozenset(keys[:size])
            else:
                yield from map(frozenset, combinations(keys, size))

    def _key(self, expression: tree.Expression) -> Any:
        if isinstance(expression, tree.Call) and expression.function in _SUBTOTALS:
            raise malformed(f"unexpected token: '{expression.function}'", expression.at)
        column = row_column(self.scope, expression)
        if not is_groupable(column.field):
            raise not_allowed(column.field.name, "grouped", expression.at)
        signature = self._signature(expression)
        self.keys[signature] = column
        return signature

    def _signature(self, expression: tree.Expression) -> Any:
        """Return what equal expressions share, however they are written."""
        if isinstance(expression, tree.Path):
            return self.scope.column(expression).path
        return (expression.function, *map(self._signature, expression.arguments))

    def _column(self, expression: tree.Expression, grouping: frozenset[Any]) -> Column:
        """Return the column of a grouped field or an aggregate within a grouping set."""
        if isinstance(expression, tree.Call):
            if expression.function == "format":
                return self._column(only(expression), grouping)
            if expression.function in AGGREGATES:
                return self._aggregate(expression)
            if expression.function == "grouping":
                return self._grouping(expression, grouping)
        signature = self._signature(expression)
        if signature not in self.keys:
            raise self._ungrouped(expression)
        column = self.keys[signature]
        if signature not in grouping:
            return replace(column, shown=Sql("NULL"), key=Sql("NULL"))
        return replace(column, shown=put("min({})", column.shown)) if column.is_text else column

    def _ungrouped(self, expression: tree.Expression) -> SoqlError:
        row_column(self.scope, expression)
        name = (
            ".".join(expression.parts) if isinstance(expression, tree.Path) else expression.function
        )
        return malformed(f"Field must be grouped or aggregated: {name}", expression.at)

    def _grouping(self, call: tree.Call, grouping: frozenset[Any]) -> Column:
        signature = self._signature(only(call))
        if signature not in self.keys:
            raise self._ungrouped(only(call))
        return _number("grouping", value(int(signature not in grouping)), "int")

    def _aggregate(self, call: tree.Call) -> Column:
        if call.function == "count" and not call.arguments:
            raise malformed("COUNT() stands alone; name a field: COUNT(Id)", call.at)
        column = row_column(self.scope, only(call))
        numeric = call.function in ("sum", "avg")
        if not is_aggregatable(column.field) or (numeric and column.field.type not in NUMERIC):
            message = f"field {column.field.name} does not support aggregate operator"
            raise SoqlError("INVALID_FIELD", f"{message} {call.function.upper()}", call.at)
        if call.function == "count_distinct":
            return _number(call.function, put("count(DISTINCT {})", column.key), "int")
        if call.function in _PLAIN:
            sql = put(_PLAIN[call.function], column.shown)
            kind: FieldType = "int" if call.function == "count" else column.field.type
            return _number(call.function, sql, "double" if call.function == "avg" else kind)
        return _extreme(call.function, column)


def _extreme(function: str, column: Column) -> Column:
    """Return MIN or MAX: by the order of its list for a picklist, by key for other text."""
    if column.field.type == "picklist" and column.field.picklist:
        rank = put(
            f"{function}(printf('%0{_RANKED}d', {{}}) || {{}})", column.sorting, column.shown
        )
        shown = put(f"substr({{}}, {_RANKED + 1})", rank)
        return replace(column, shown=shown, key=put("collate_key({})", shown))
    if column.is_text:
        pair = put(f"{function}({{}} || {{}} || {{}})", column.key, value(PAIRED), column.shown)
        at = put("instr({}, {})", pair, value(PAIRED))
        shown = put("substr({}, {} + 1)", pair, at)
        return replace(column, shown=shown, key=put("substr({}, 1, {} - 1)", pair, at))
    found = put(f"{function}({{}})", column.shown)
    return replace(column, shown=found, key=found)


def _number(name: str, sql: Sql, kind: FieldType) -> Column:
    return Column(sql, sql, Field(name, kind, Label(name, name)), (name,))


def _aggregates(expression: tree.Expression) -> bool:
    if isinstance(expression, tree.Path):
        return False
    known = expression.function in AGGREGATES or expression.function == "grouping"
    return known or any(map(_aggregates, expression.arguments))


def _is_bare_count(expression: tree.Expression) -> bool:
    return (
        isinstance(expression, tree.Call)
        and expression.function == "count"
        and not expression.arguments
    )
