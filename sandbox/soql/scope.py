"""From the paths of a query to columns: joins, polymorphic references, and what the user may see.

A hidden field or object is answered like one that does not exist. A parent record that the user
may not see is answered like no parent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.access import Access
from sandbox.catalog import Catalog
from sandbox.schema import Field, Label, SObject
from sandbox.soql import tree
from sandbox.soql.calendar import Calendar
from sandbox.soql.columns import Column, stored_column
from sandbox.soql.errors import malformed, unknown_field, unknown_parent
from sandbox.soql.sql import Sql, join, put, value

DEEPEST = 5
"""Parent relationships a path may cross."""

_OF_ANY_NAME = {
    "alias", "email", "firstname", "id", "isactive", "lastname", "name", "phone", "profileid",
    "recordtypeid", "title", "type", "username", "userroleid",
}  # fmt: skip
_OF_USERS = {"profile", "userrole"}


@dataclass
class Reader:
    """Who asks, of which org, when; shared by a statement and its sub-queries."""

    schema: Catalog
    access: Access
    calendar: Calendar
    language: str = "en"
    locale: str = "en_US"
    currency: str = "EUR"
    all_rows: bool = False
    _tables: int = 0

    def alias(self) -> str:
        """Return a fresh table alias."""
        self._tables += 1
        return f"q{self._tables}"

    def visible(self, sobject: SObject, alias: str) -> Sql:
        """Return the condition that the user may see a row."""
        return Sql(*self.access.rows(sobject.name, alias))

    def readable(self, sobject: SObject, found: Field | None) -> bool:
        """Whether the field exists for the user."""
        return found is not None and self.access.readable(sobject.name, found.name)


@dataclass(frozen=True)
class Table:
    """One table of the FROM clause, reached by `path` from the queried object."""

    sobject: SObject
    alias: str
    path: tuple[str, ...]
    reference: str | None = None


@dataclass
class Scope:
    """The tables of one SELECT, and the columns its paths mean."""

    reader: Reader
    root: Table
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joined: dict[tuple[str, ...], Table] = field(default_factory=dict)
    links: list[Sql] = field(default_factory=list)

    def column(self, path: tree.Path) -> Column:
        """Return the column a path means."""
        parts = self._without_alias(path.parts)
        if len(parts) - 1 > DEEPEST:
            raise malformed(f"A path may cross at most {DEEPEST} relationships.", path.at)
        table = self.root
        for index, relationship in enumerate(parts[:-1]):
            reference = self.parent(table, relationship, path.at)
            if len(reference.reference_to) > 1:
                rest = parts[index + 1 :]
                if len(rest) == 1:
                    return self.of_any(table, reference, rest[0], path.at)
                table = self._person(table, reference, rest[0], path.at)
            else:
                table = self.join(table, reference, reference.reference_to[0], path.at)
        return self.own(table, parts[-1], path.at)

    def table(self, relationships: tuple[str, ...], at: int) -> Table:
        """Return the table that relationships lead to; each must point to one object."""
        table = self.root
        for relationship in relationships:
            reference = self.parent(table, relationship, at)
            if len(reference.reference_to) > 1:
                raise unknown_parent(relationship, at)
            table = self.join(table, reference, reference.reference_to[0], at)
        return table

    def own(self, table: Table, name: str, at: int) -> Column:
        """Return a table's own column."""
        found = self.reader.schema.field(table.sobject, name)
        if found is None or not self.reader.readable(table.sobject, found):
            raise unknown_field(name, table.sobject.name, at)
        return stored_column(table.alias, found, (*table.path, found.name))

    def parent(self, table: Table, relationship: str, at: int) -> Field:
        """Return the reference behind a parent relationship."""
        found = self.reader.schema.parent(table.sobject, relationship)
        if found is None or not self.reader.readable(table.sobject, found):
            raise unknown_parent(relationship, at)
        return found

    def join(self, table: Table, reference: Field, target: str, at: int) -> Table:
        """Return the table of the parents a reference names, joined once a query."""
        relationship = reference.relationship or reference.name
        path = (*table.path, relationship)
        key = (*path, target)
        if key not in self.joined:
            if not self.reader.access.may(target, "read"):
                raise unknown_parent(relationship, at)
            sobject = self.reader.schema[target]
            found = Table(sobject, self.reader.alias(), path, f'{table.alias}."{reference.name}"')
            head = Sql(
                f'LEFT JOIN "{target}" {found.alias} ON {found.alias}."Id" = {found.reference}'
            )
            self.links.append(put("{} AND {}", head, self.reader.visible(sobject, found.alias)))
            self.joined[key] = found
        return self.joined[key]

    def of_any(self, table: Table, reference: Field, name: str, at: int) -> Column:
        """Return a column of whatever a polymorphic reference points to."""
        path = (*table.path, reference.relationship or reference.name)
        if name.lower() not in _OF_ANY_NAME:
            raise unknown_field(name, "Name", at)
        found = list(self._of_each(table, reference, name))
        if not found:
            raise unknown_field(name, "Name", at)
        column = f'{table.alias}."{reference.name}"'
        head = Sql(f"CASE substr({column}, 1, 3)")
        shown, key, folded = (
            put("{} {} END", head, join(" ", (cases[place] for cases, _ in found)))
            for place in range(3)
        )
        kind = found[0][1]
        canonical = next(
            (one for one in ("Id", "Name", "Type") if one.lower() == name.lower()), kind.name
        )
        merged = Field(canonical, kind.type, kind.label, length=kind.length)
        return Column(shown, key, merged, (*path, canonical), folded)

    def source(self) -> Sql:
        """Return the FROM clause with the joins asked for so far."""
        head = Sql(f'FROM "{self.root.sobject.name}" {self.root.alias}')
        return join(" ", [head, *self.links])

    def _of_each(
        self, table: Table, reference: Field, name: str
    ) -> Iterator[tuple[list[Sql], Field]]:
        """Yield, for each object the reference may name, its field and the WHENs of that field.

        The WHENs are those of the value, of its key and of its folded text.
        """
        for target in reference.reference_to:
            if not self.reader.access.may(target, "read"):
                continue
            sobject = self.reader.schema[target]
            alias = self.reader.alias()
            found = self._any_column(sobject, alias, name)
            if found is None:
                continue
            head = Sql(
                f'FROM "{target}" {alias} WHERE {alias}."Id" = {table.alias}."{reference.name}"'
            )
            tail = put("{} AND {}", head, self.reader.visible(sobject, alias))
            prefix = value(sobject.key_prefix)
            wanted = (found.shown, found.key, found.text)
            cases = [put("WHEN {} THEN (SELECT {} {})", prefix, sql, tail) for sql in wanted]
            yield cases, found.field

    def _any_column(self, sobject: SObject, alias: str, name: str) -> Column | None:
        if name.lower() == "type":
            kind = Field("Type", "string", Label("Type", "Type"))
            return Column(value(sobject.name), value(sobject.name.lower()), kind, ())
        wanted = sobject.name_field if name.lower() == "name" else name
        found = self.reader.schema.field(sobject, wanted)
        if found is None or not self.reader.readable(sobject, found):
            return None
        return stored_column(alias, found, ())

    def _person(self, table: Table, reference: Field, relationship: str, at: int) -> Table:
        if "User" not in reference.reference_to or relationship.lower() not in _OF_USERS:
            raise unknown_parent(relationship, at)
        return self.join(table, reference, "User", at)

    def _without_alias(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        first = parts[0].lower()
        if len(parts) > 1 and first in self.names:
            return (*self.names[first], *parts[1:])
        root = self.root.sobject
        if len(parts) > 1 and first == root.name.lower():
            return parts if self.reader.schema.parent(root, first) else parts[1:]
        return parts
