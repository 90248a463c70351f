"""The clauses that statements of records and of groups share: FROM, WHERE, ORDER BY."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.schema import SObject
from sandbox.soql import tree
from sandbox.soql.columns import Column
from sandbox.soql.conditions import Conditions
from sandbox.soql.errors import malformed, not_allowed, unknown_object
from sandbox.soql.functions import row_column
from sandbox.soql.scope import Reader, Scope, Table
from sandbox.soql.sql import Sql, join, put, value
from sandbox.traits import is_sortable


def object_of(reader: Reader, statement: tree.Statement) -> SObject:
    """Return the object a statement is about, if the user may read it."""
    path = statement.sources[0].path
    name = ".".join(path.parts)
    found = reader.schema.object(name)
    if found is None or not reader.access.may(found.name, "read"):
        raise unknown_object(name, path.at)
    return found


def source_of(reader: Reader, statement: tree.Statement, sobject: SObject) -> Scope:
    """Return the scope of a statement: its table, and what its aliases stand for."""
    first, *others = statement.sources
    scope = Scope(reader, Table(sobject, reader.alias(), ()))
    if first.alias:
        scope.names[first.alias.lower()] = ()
    for other in others:
        head, *relationships = other.path.parts
        if head.lower() not in scope.names or not other.alias or not relationships:
            raise malformed(f"unexpected token: '{'.'.join(other.path.parts)}'", other.path.at)
        path = (*scope.names[head.lower()], *relationships)
        scope.table(path, other.path.at)
        scope.names[other.alias.lower()] = path
    return scope


def filtered(scope: Scope, statement: tree.Statement, links: Iterable[Sql] = ()) -> Sql:
    """Return the WHERE clause: the links, what the user may see, and what the query asks."""
    root, reader = scope.root, scope.reader
    parts = [*links, reader.visible(root.sobject, root.alias)]
    if not reader.all_rows and "IsDeleted" in root.sobject.fields:
        parts.append(Sql(f'{root.alias}."IsDeleted" IS NOT 1'))
    if statement.scope:
        parts.append(_scope(scope, statement))
    if statement.where is not None:
        parts.append(_where(scope).write(statement.where))
    return put("WHERE {}", join(" AND ", parts))


def ordered(scope: Scope, statement: tree.Statement) -> Sql:
    """Return the ORDER BY clause; records that tie come in the order they were created."""
    keys = [
        sort_key(_sortable(row_column(scope, order.expression), order.expression.at), order)
        for order in statement.order
    ]
    return put("ORDER BY {}", join(", ", [*keys, Sql(f"{scope.root.alias}.rowid")]))


def sort_key(sql: Sql, order: tree.Order) -> Sql:
    """Return one sort key with its direction; nulls come first unless the query says otherwise."""
    direction = "DESC" if order.descending else "ASC"
    nulls = "LAST" if order.nulls_last else "FIRST"
    return put(f"{{}} {direction} NULLS {nulls}", sql)


def semi_join(reader: Reader, inner: tree.Statement) -> Sql:
    """Return the inner query of a semi-join: a SELECT of one column."""
    if inner.order or inner.limit is not None or inner.offset or inner.group or inner.having:
        raise malformed("Semi join sub-selects take only a WHERE clause", inner.at)
    chosen = inner.select[0]
    if len(inner.select) != 1 or not isinstance(chosen, tree.Selected):
        raise malformed("Only one field can be selected in a semi join sub-select", inner.at)
    scope = source_of(reader, inner, object_of(reader, inner))
    column = row_column(scope, chosen.expression)
    if column.field.type not in ("id", "reference"):
        message = f"The selected field '{column.field.name}' in the subquery must be an id field"
        raise malformed(message, chosen.expression.at)
    condition = filtered(scope, inner)
    return put("SELECT {} {} {}", column.shown, scope.source(), condition)


def _where(scope: Scope) -> Conditions:
    return Conditions(
        lambda expression: row_column(scope, expression),
        scope.reader.calendar,
        lambda inner: semi_join(scope.reader, inner),
    )


def _scope(scope: Scope, statement: tree.Statement) -> Sql:
    access = scope.reader.access
    owners = {
        "mine": {access.user_id},
        "team": access.team(),
        "mine_and_my_groups": access.owners(),
    }
    if statement.scope == "everything":
        return Sql("1")
    if statement.scope not in owners or "OwnerId" not in scope.root.sobject.fields:
        raise malformed(f"Scope '{statement.scope}' is not supported here", statement.at)
    marks = join(", ", map(value, sorted(owners[statement.scope])))
    return put(f'{scope.root.alias}."OwnerId" IN ({{}})', marks)


def _sortable(column: Column, at: int) -> Sql:
    if not is_sortable(column.field):
        raise not_allowed(column.field.name, "sorted", at)
    return column.sorting
