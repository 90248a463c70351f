"""WHERE and HAVING as SQL. A condition on null is false, and its NOT is true."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from sandbox.collation import bare, fold
from sandbox.schema import Field
from sandbox.soql import tree
from sandbox.soql.calendar import Calendar
from sandbox.soql.columns import Column
from sandbox.soql.errors import SoqlError, malformed, not_allowed, wrong_operator, wrong_type
from sandbox.soql.functions import Resolve
from sandbox.soql.operands import Operand, Range, operand, pattern_of, text_of
from sandbox.soql.sql import Sql, join, put, value
from sandbox.traits import NUMERIC, is_filterable

DEEPEST = 200
"""Parentheses and NOTs within each other."""

_LAST = "\U0010ffff"
_UNORDERED = {"boolean": "boolean", "id": "id", "reference": "id", "multipicklist": "multipicklist"}
_MARKS = 200


SemiJoin = Callable[[tree.Statement], Sql]
"""Writes the inner query of a semi-join: a SELECT of one column."""


class Conditions:
    """Writes conditions on the columns that `resolve` finds; `semi_join` writes inner queries."""

    def __init__(self, resolve: Resolve, calendar: Calendar, semi_join: SemiJoin | None) -> None:
        self.resolve = resolve
        self.calendar = calendar
        self.semi_join = semi_join

    def write(self, node: tree.Condition, depth: int = 0, *, alone: bool = True) -> Sql:
        """Write a condition; `alone` says that only ANDs stand above it."""
        if depth > DEEPEST:
            raise SoqlError("QUERY_TOO_COMPLICATED", "The condition is nested too deeply.")
        if isinstance(node, tree.Both):
            parts = [self.write(part, depth + 1, alone=alone) for part in node.parts]
            return put("({})", join(" AND ", parts))
        if isinstance(node, tree.Either):
            parts = [self.write(part, depth + 1, alone=False) for part in node.parts]
            return put("({})", join(" OR ", parts))
        if isinstance(node, tree.Negation):
            return put("({} IS NOT TRUE)", self.write(node.part, depth + 1, alone=False))
        return self._compare(node, alone=alone)

    def _compare(self, node: tree.Compare, *, alone: bool) -> Sql:
        column = self.resolve(node.left)
        if not is_filterable(column.field):
            raise not_allowed(column.field.name, "filtered", node.at)
        if isinstance(node.right, tree.Statement):
            return self._join(node, column, node.right, alone=alone)
        if isinstance(node.right, tuple):
            return self._set(node, column, node.right)
        if node.operator == "like":
            return _like(column, node.right)
        kind = _UNORDERED.get(column.field.type)
        if kind and node.operator not in ("=", "!="):
            raise wrong_operator(kind, node.at)
        return compared(column.key, node.operator, self._operand(column.field, node.right))

    def _operand(self, field: Field, literal: tree.Literal) -> Operand:
        return operand(literal, field, self.calendar)

    def _join(
        self, node: tree.Compare, column: Column, inner: tree.Statement, *, alone: bool
    ) -> Sql:
        if self.semi_join is None or node.operator not in ("in", "not in"):
            raise malformed("unexpected token: 'SELECT'", inner.at)
        if not alone:
            message = "Semi join sub-selects are only allowed at the top level WHERE expressions"
            raise malformed(f"{message} and not in nested WHERE expressions.", inner.at)
        if column.field.type not in ("id", "reference"):
            message = f"The left operand field '{column.field.name}' must be an id field"
            raise malformed(message, node.at)
        # An inner null names no record: NOT IN must not become unknown because of one.
        found = put("({} IN ({}))", column.key, self.semi_join(inner))
        return found if node.operator == "in" else put("({} IS NOT TRUE)", found)

    def _set(self, node: tree.Compare, column: Column, literals: Sequence[tree.Literal]) -> Sql:
        if node.operator in ("includes", "excludes"):
            found = _includes(column, literals, node.at)
            return found if node.operator == "includes" else put("({} IS NOT TRUE)", found)
        operands = [self._operand(column.field, literal) for literal in literals]
        found = _one_of(column.key, operands)
        return found if node.operator == "in" else put("({} IS NOT TRUE)", found)


def compared(key: Sql, operator: str, right: Operand) -> Sql:
    """Write one comparison of a key with what a literal means."""
    if right is None:
        words = {"=": "({} IS NULL)", "!=": "({} IS NOT NULL)"}
        return put(words[operator], key) if operator in words else Sql("0")
    if isinstance(right, Range):
        return _ranged(key, operator, right)
    if operator == "!=":
        return put("({} IS NOT {})", key, value(right))
    return put(f"({{}} {operator} {{}})", key, value(right))


def _ranged(key: Sql, operator: str, right: Range) -> Sql:
    start, end = value(right.start), value(right.end)
    if operator == "=":
        return put("({} >= {} AND {} < {})", key, start, key, end)
    if operator == "!=":
        return put("(({} >= {} AND {} < {}) IS NOT TRUE)", key, start, key, end)
    sign, edge = {"<": ("<", start), "<=": ("<", end), ">": (">=", end), ">=": (">=", start)}[
        operator
    ]
    return put(f"({{}} {sign} {{}})", key, edge)


def _one_of(key: Sql, operands: Sequence[Operand]) -> Sql:
    ways = [compared(key, "=", one) for one in operands if one is None or isinstance(one, Range)]
    exact = [one for one in operands if not (one is None or isinstance(one, Range))]
    if len(exact) > _MARKS:
        listed = value(json.dumps(exact))
        ways.append(put("({} IN (SELECT value FROM json_each({})))", key, listed))
    elif exact:
        ways.append(put("({} IN ({}))", key, join(", ", map(value, exact))))
    return put("({})", join(" OR ", ways))


def _like(column: Column, literal: tree.Literal) -> Sql:
    kind = "number" if column.field.type in NUMERIC else column.field.type
    if not column.is_text or column.field.type == "multipicklist":
        raise wrong_operator({"reference": "id"}.get(kind, kind), literal.at)
    if literal.kind != "string":
        raise wrong_type(column.field.name, "string", literal.at)
    pattern = pattern_of(literal)
    found = put("({} LIKE {} ESCAPE '\\')", column.text, value(pattern))
    start = _fixed_start(pattern) if column.is_kept else ""
    if not start:
        return found
    # A range on the key lets an index find what begins alike.
    first, last = value(start), value(start + _LAST)
    return put("({} >= {} AND {} < {} AND {})", column.key, first, column.key, last, found)


def _fixed_start(pattern: str) -> str:
    """Return what every matching key begins with: the pattern up to its first wildcard."""
    letters = []
    escaped = False
    for letter in pattern:
        if not escaped and letter in "%_":
            break
        if escaped or letter != "\\":
            letters.append(letter)
        escaped = letter == "\\" and not escaped
    return bare("".join(letters))


def _includes(column: Column, literals: Sequence[tree.Literal], at: int) -> Sql:
    if column.field.type != "multipicklist":
        message = "includes or excludes operator only valid on multipicklist field"
        raise SoqlError("INVALID_QUERY_FILTER_OPERATOR", message, at)
    return put("({})", join(" OR ", (_includes_all(column, literal) for literal in literals)))


def _includes_all(column: Column, literal: tree.Literal) -> Sql:
    if literal.kind == "word" and literal.text == "NULL":
        return put("({} IS NULL)", column.key)
    if literal.kind != "string":
        raise wrong_type(column.field.name, "string", literal.at)
    wanted = [f";{fold(part)};" for part in text_of(literal).split(";")]
    listed = put("';' || {} || ';'", column.text)
    holds = (put("instr({}, {})", listed, value(part)) for part in wanted)
    return put("({})", join(" AND ", holds))
