"""Queries whose rows are records: what to select, and how to shape it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.schema import Field
from sandbox.soql import shapes, tree
from sandbox.soql.clauses import filtered, ordered, source_of
from sandbox.soql.columns import Column
from sandbox.soql.errors import malformed, unknown_child, unknown_object
from sandbox.soql.formats import write
from sandbox.soql.functions import only, row_column
from sandbox.soql.scope import Reader, Scope, Table
from sandbox.soql.sql import Sql, join, put, value

FIELDS_LIMIT = 200
"""Rows a query with FIELDS(ALL) or FIELDS(CUSTOM) may ask for."""

_CHUNK = 100
_ADDRESS = (
    "City", "Country", "CountryCode", "GeocodeAccuracy", "Latitude", "Longitude", "PostalCode",
    "State", "StateCode", "Street",
)  # fmt: skip


@dataclass
class Branch:
    """The members of one record of the answer: plain values, parents, children."""

    index: int
    members: dict[str, shapes.Read | Branch] = field(default_factory=dict)


class Selection:
    """The columns a SELECT list needs, and how they become records."""

    def __init__(self, scope: Scope, root: str) -> None:
        self.scope = scope
        self.root = root
        self.columns: list[Sql] = []
        self.record = Branch(self._add(Sql(f'{scope.root.alias}."Id"')))

    def choose(self, statement: tree.Statement) -> None:
        """Take in everything the statement selects."""
        for item in statement.select:
            if isinstance(item, tree.Statement):
                self._children(item)
            elif isinstance(item, tree.TypeOf):
                self._typeof(item)
            elif isinstance(item.expression, tree.Path):
                self._plain(item)
            elif item.expression.function == "fields":
                self._fields(item.expression, statement)
            else:
                self._called(item, item.expression)

    def reader(self) -> shapes.Read:
        """Return what turns a row of the columns into a record."""
        return self._read(self.record)

    def _read(self, branch: Branch) -> shapes.Read:
        members = [
            (key, self._read(member) if isinstance(member, Branch) else member)
            for key, member in branch.members.items()
        ]
        return shapes.record(branch.index, self.scope.reader.schema, self.root, members)

    def _add(self, sql: Sql) -> int:
        self.columns.append(sql)
        return len(self.columns) - 1

    def _put(self, path: tuple[str, ...], read: shapes.Read, at: int) -> None:
        branch = self._branch(path[:-1], at)
        if path[-1] in branch.members:
            raise malformed(f"duplicate field selected: {'.'.join(path)}", at)
        branch.members[path[-1]] = read

    def _branch(self, path: tuple[str, ...], at: int) -> Branch:
        branch = self.record
        for depth, relationship in enumerate(path, start=1):
            inner = branch.members.get(relationship)
            if inner is None:
                own_id = self.scope.column(tree.Path((*path[:depth], "Id"), at))
                inner = branch.members[relationship] = Branch(self._add(own_id.shown))
            if not isinstance(inner, Branch):
                raise malformed(f"duplicate field selected: {'.'.join(path)}", at)
            branch = inner
        return branch

    def _plain(self, item: tree.Selected) -> None:
        assert isinstance(item.expression, tree.Path)  # noqa: S101 (narrowed by the caller)
        if item.alias:
            raise malformed("only aggregate expressions use field aliasing", item.expression.at)
        self._show(self.scope.column(item.expression), item.expression.at)

    def _show(self, column: Column, at: int) -> None:
        if column.field.type == "address":
            self._put(column.path, self._address(column, at), at)
        elif column.field.type == "base64":
            self._put(column.path, self._download(column, at), at)
        else:
            read = shapes.leaf(self._add(column.shown), column.field)
            self._put(column.path, read, at)

    def _download(self, column: Column, at: int) -> shapes.Read:
        """Return what reads where a file's bytes are fetched."""
        *parents, name = column.path
        own_id = self.scope.column(tree.Path((*parents, "Id"), at))
        sobject = self.scope.table(tuple(parents), at).sobject.name
        return shapes.address(self._add(own_id.shown), f"{self.root}/sobjects/{sobject}", name)

    def _address(self, column: Column, at: int) -> shapes.Read:
        *parents, name = column.path
        prefix = name.removesuffix("Address")
        table = self.scope.table(tuple(parents), at)
        parts = []
        for part in _ADDRESS:
            found = self.scope.reader.schema.field(table.sobject, prefix + part)
            if self.scope.reader.readable(table.sobject, found):
                own = self.scope.own(table, prefix + part, at)
                parts.append((part[0].lower() + part[1:], self._add(own.shown)))
        return shapes.compound(parts)

    def _called(self, item: tree.Selected, call: tree.Call) -> None:
        """Take in toLabel() and FORMAT(), under the field's own name unless there is an alias."""
        formatted = call.function == "format"
        if not formatted and call.function != "tolabel":
            raise malformed(f"unexpected token: '{call.function}'", call.at)
        column = row_column(self.scope, only(call) if formatted else call)
        read = shapes.leaf(self._add(column.shown), column.field)
        if formatted:
            read = formatter(read, column.field, self.scope.reader)
        self._put((item.alias,) if item.alias else column.path, read, call.at)

    def _fields(self, call: tree.Call, statement: tree.Statement) -> None:
        group = only(call)
        names = {"all": (True, False), "standard": (False,), "custom": (True,)}
        word = group.parts[0].lower() if isinstance(group, tree.Path) else ""
        if word not in names:
            raise malformed(f"unexpected token: '{word}'", call.at)
        if word != "standard" and (statement.limit is None or statement.limit > FIELDS_LIMIT):
            message = f"The SOQL FIELDS function must have a LIMIT of at most {FIELDS_LIMIT}"
            raise malformed(message, call.at)
        sobject = self.scope.root.sobject
        for found in sobject.fields.values():
            wanted = found.name.endswith("__c") in names[word]
            if wanted and self.scope.reader.readable(sobject, found):
                self._show(self.scope.own(self.scope.root, found.name, call.at), call.at)

    def _children(self, inner: tree.Statement) -> None:
        relationship, sql, read = child_query(self.scope, inner, self.root)
        self._put((relationship,), shapes.children(self._add(sql), read), inner.at)

    def _typeof(self, item: tree.TypeOf) -> None:
        *parents, relationship = item.path.parts
        at = item.path.at
        table = self.scope.table(tuple(parents), at)
        reference = self.scope.parent(table, relationship, at)
        path = (*table.path, reference.relationship or relationship)
        cases: dict[str | None, shapes.Read] = {}
        index = self._add(self.scope.of_any(table, reference, "Id", at).shown)
        for case in item.cases:
            name, branch = self._case(table, reference, case, index)
            cases[name] = self._read(branch)
        cases.setdefault(None, self._read(Branch(index)))
        self._put(path, shapes.branches(index, self.scope.reader.schema, cases), at)

    def _case(
        self, table: Table, reference: Field, case: tree.Case, index: int
    ) -> tuple[str | None, Branch]:
        branch = Branch(index)
        target = None
        if case.sobject is not None:
            found = self.scope.reader.schema.object(case.sobject)
            if found is None or found.name not in reference.reference_to:
                raise unknown_object(case.sobject, case.at)
            target = found.name
        for path in case.paths:
            if target is None:
                column = self.scope.of_any(table, reference, path.parts[-1], path.at)
            else:
                joined = self.scope.join(table, reference, target, path.at)
                column = self.scope.own(joined, path.parts[-1], path.at)
            branch.members[column.path[-1]] = shapes.leaf(self._add(column.shown), column.field)
        return target, branch


def child_query(outer: Scope, inner: tree.Statement, root: str) -> tuple[str, Sql, shapes.Read]:
    """Return a child sub-query: its relationship's name, its SQL, and what reads its records."""
    path = inner.sources[0].path
    found = outer.reader.schema.child(outer.root.sobject, path.parts[-1])
    if found is None or not outer.reader.readable(found.sobject, found.field):
        raise unknown_child(path.parts[-1], path.at)
    scope = source_of(outer.reader, inner, found.sobject)
    chosen = Selection(scope, root)
    chosen.choose(inner)
    link = Sql(f'{scope.root.alias}."{found.field.name}" = {outer.root.alias}."Id"')
    condition = filtered(scope, inner, [link])
    order = ordered(scope, inner)
    cells = put("json_array({})", join(", ", _chunks(chosen.columns)))
    limit = value(-1 if inner.limit is None else inner.limit)
    rows = put(
        "SELECT {} AS r {} {} {} LIMIT {} OFFSET {}",
        cells, scope.source(), condition, order, limit, value(inner.offset),
    )  # fmt: skip
    sql = put("(SELECT json_group_array(json(r)) FROM ({}))", rows)
    return found.field.child_relationship or path.parts[-1], sql, chosen.reader()


def formatter(read: shapes.Read, field: Field, reader: Reader) -> shapes.Read:
    """Return a reader that writes the value as the user's locale does."""
    zone, locale, currency = reader.calendar.zone, reader.locale, reader.currency
    return lambda row: write(read(row), field, locale=locale, zone=zone, currency=currency)


def _chunks(columns: list[Sql]) -> Iterator[Sql]:
    # SQLite functions take at most 127 arguments.
    for start in range(0, len(columns), _CHUNK):
        yield put("json_array({})", join(", ", columns[start : start + _CHUNK]))
