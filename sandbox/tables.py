"""The SQL that makes tables out of metadata. Names come from the schema and are checked here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from sandbox.schema import Field, SObject
from sandbox.traits import is_collated, is_column

OWN = (
    "CREATE TABLE IF NOT EXISTS _object (name TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS _setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS _sequence (object TEXT PRIMARY KEY, last INTEGER NOT NULL)",
    """CREATE TABLE IF NOT EXISTS _permission (profile TEXT, object TEXT, can_create INTEGER,
        can_read INTEGER, can_edit INTEGER, can_delete INTEGER, view_all INTEGER,
        modify_all INTEGER, PRIMARY KEY (profile, object))""",
    """CREATE TABLE IF NOT EXISTS _field_permission (profile TEXT, object TEXT, field TEXT,
        readable INTEGER, editable INTEGER, PRIMARY KEY (profile, object, field))""",
    """CREATE TABLE IF NOT EXISTS _share (object TEXT, record TEXT, user TEXT, editable INTEGER,
        PRIMARY KEY (user, object, record)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS _sharing_rule (object TEXT, owner_role TEXT, to_role TEXT,
        editable INTEGER, PRIMARY KEY (object, owner_role, to_role))""",
    "CREATE TABLE IF NOT EXISTS _blob (record TEXT PRIMARY KEY, content BLOB NOT NULL)",
)
"""The sandbox's own tables."""

REMEMBER = "INSERT OR REPLACE INTO _object VALUES (?, ?)"
RESERVE = """INSERT INTO _sequence VALUES (?, ?)
    ON CONFLICT (object) DO UPDATE SET last = last + excluded.last RETURNING last"""
INCREASE = """INSERT INTO _setting VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + excluded.value
    RETURNING value"""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}")
_ALIAS = re.compile(r"'(?:[^']|'')*'|\bt\.")
_INTEGERS = frozenset({"boolean", "int"})
_REALS = frozenset({"currency", "double", "percent"})
_DATED = frozenset({"CreatedDate", "LastModifiedDate", "LastActivityDate", "SystemModstamp"})
_AUDIT = frozenset({"CreatedById", "LastModifiedById"})


def check(sobject: SObject) -> None:
    """Raise `ValueError` unless the object's and its fields' names are API names."""
    for name in (sobject.name, *sobject.fields):
        if not _NAME.fullmatch(name):
            raise ValueError(f"not an API name: {name!r}")


def statements(
    sobject: SObject, former: SObject | None, existing: Collection[str]
) -> Iterator[str]:
    """Yield what brings the table from its existing columns (none: no table) to the object's.

    `former` is the object as it was defined before.
    """
    fields = [field for field in sobject.fields.values() if is_column(field)]
    if not existing:
        columns = ", ".join(ddl for field in fields for _, ddl in _columns(field, "STORED"))
        yield f'CREATE TABLE "{sobject.name}" ({columns})'
    else:
        yield from _changes(sobject, former, set(existing))
    yield from (_index(sobject, column) for field in fields for column in _indexed(sobject, field))


def _changes(sobject: SObject, former: SObject | None, existing: set[str]) -> Iterator[str]:
    table = f'ALTER TABLE "{sobject.name}"'
    for field in sobject.fields.values():
        before = former.fields.get(field.name) if former else None
        if before and before.formula != field.formula:
            for name in (f"{field.name}~", field.name):
                yield f'DROP INDEX IF EXISTS "{sobject.name}.{name}"'
                if name in existing:
                    existing.remove(name)
                    yield f'{table} DROP COLUMN "{name}"'
        # SQLite cannot add a stored generated column, only a virtual one; the index stores it.
        for name, ddl in _columns(field, "VIRTUAL") if is_column(field) else ():
            if name not in existing:
                yield f"{table} ADD COLUMN {ddl}"


def insertion(sobject: SObject, names: tuple[str, ...]) -> str:
    """Return the INSERT statement of these fields; an unknown one raises `KeyError`."""
    columns = ", ".join(f'"{sobject.fields[name].name}"' for name in names)
    marks = ", ".join("?" * len(names))
    return f'INSERT INTO "{sobject.name}" ({columns}) VALUES ({marks})'  # noqa: S608


def bound(formula: str, alias: str = "") -> str:
    """Return a formula with its table alias `t` replaced (by nothing, unless one is given)."""
    prefix = f"{alias}." if alias else ""
    return _ALIAS.sub(lambda found: prefix if found[0] == "t." else found[0], formula)


def transaction(depth: int) -> tuple[str, str, tuple[str, ...]]:
    """Return the statements that begin, commit and undo a transaction at a nesting depth."""
    if depth == 0:
        return "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)
    point = f"inner_{depth}"
    return f"SAVEPOINT {point}", f"RELEASE {point}", (f"ROLLBACK TO {point}", f"RELEASE {point}")


def _columns(field: Field, storage: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the definition of each column of a field."""
    key = " PRIMARY KEY" if field.name == "Id" else ""
    formula = f" GENERATED ALWAYS AS ({bound(field.formula)}) {storage}" if field.formula else ""
    yield field.name, f'"{field.name}" {_affinity(field)}{key}{formula}'
    if is_collated(field):
        made = f'TEXT GENERATED ALWAYS AS (collate_key("{field.name}")) {storage}'
        yield f"{field.name}~", f'"{field.name}~" {made}'


def _affinity(field: Field) -> str:
    if field.type in _INTEGERS:
        return "INTEGER"
    return "REAL" if field.type in _REALS else "TEXT"


def _indexed(sobject: SObject, field: Field) -> Iterator[str]:
    looked_up = field.unique or field.external_id or field.type == "email"
    if field.type == "reference" and field.name not in _AUDIT:
        yield field.name
    if field.type == "date" or field.name in _DATED:
        yield field.name
    if is_collated(field) and (looked_up or field.name == sobject.name_field):
        yield f"{field.name}~"


def _index(sobject: SObject, column: str) -> str:
    name = f"{sobject.name}.{column}"
    return f'CREATE INDEX IF NOT EXISTS "{name}" ON "{sobject.name}" ("{column}")'
