"""The org's data: one SQLite file (WAL) that several threads and processes may use at once.

Each SObject is a table of its own name; tables beginning with `_` are the sandbox's own (metadata,
settings, sequences, rights). Name columns in raw SQL: a table also holds generated comparison keys
(`"Name~"`, see `collation`), which `SELECT *` would show.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter

from sandbox.catalog import Catalog
from sandbox.clock import Clock, in_zone, stamp
from sandbox.collation import collate, folded
from sandbox.ids import new_id
from sandbox.schema import SObject
from sandbox.tables import (
    INCREASE,
    OWN,
    REMEMBER,
    RESERVE,
    check,
    insertion,
    statements,
    transaction,
)
from sandbox.traits import is_stored

Row = dict[str, Any]
"""One record by field names; booleans are 0/1, dates and datetimes text (see `schema`)."""

_METADATA = TypeAdapter(SObject)


class Store:
    """An org's database. Connections are per thread, made when first needed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock: Clock = lambda: datetime.now(UTC)
        """The org's clock, which formulas read; who serves the org sets it."""
        self._local = threading.local()
        self._lock = threading.Lock()
        self._schema = ("", Catalog())
        for statement in OWN:
            self.execute(statement)

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection, in autocommit mode."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = _connect(self.path)
            found.create_function("org_now", 0, lambda: stamp(self.clock()))
            self._local.depth = 0
        return found

    def close(self) -> None:
        """Close the calling thread's connection."""
        self.connection.close()
        self._local.connection = None

    def execute(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
    ) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows as tuples."""
        return self.connection.execute(sql, parameters).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock: everything inside is committed together, or not at all.

        A `write` inside another is a savepoint: an error in it undoes its own part only, if the
        outer one catches the error.
        """
        connection = self.connection
        depth, self._local.depth = self._local.depth, self._local.depth + 1
        begin, commit, undo = transaction(depth)
        try:
            connection.execute(begin)
            try:
                yield connection
                connection.execute(commit)
            except BaseException:
                for statement in undo:
                    connection.execute(statement)
                raise
        finally:
            self._local.depth = depth

    def define(self, objects: Iterable[SObject]) -> None:
        """Create each object's table, or extend it with new fields, and remember its metadata."""
        with self.write() as connection:
            # Read afresh: what `schema` returned may have been changed by the caller since.
            known = self._catalog()
            for sobject in objects:
                check(sobject)
                former, columns = known.get(sobject.name), self._columns(sobject.name)
                for statement in statements(sobject, former, columns):
                    connection.execute(statement)
                body = _METADATA.dump_json(sobject).decode()
                connection.execute(REMEMBER, (sobject.name, body))
            # Never a version that was used before, not even one that was rolled back.
            self.set_setting("schema_version", uuid4().hex)

    def schema(self) -> Catalog:
        """Return every object by API name, as last defined by any process."""
        version = self.setting("schema_version") or ""
        with self._lock:
            if self._schema[0] != version:
                self._schema = (version, self._catalog())
            return self._schema[1]

    def next_id(self, sobject: str) -> str:
        """Return an id of the object that nobody else gets."""
        return self.next_ids(sobject, 1)[0]

    def next_ids(self, sobject: str, count: int) -> list[str]:
        """Return `count` fresh ids of the object."""
        prefix = self.schema()[sobject].key_prefix
        last = self.execute(RESERVE, (sobject, count))[0][0]
        return [new_id(prefix, number) for number in range(last - count + 1, last + 1)]

    def insert_rows(self, sobject: str, rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Insert rows as they are, without checks, and return their ids.

        A row without an `Id` gets a fresh one; empty text is stored as null, True and False as
        1 and 0. Fields that the object does not store raise `KeyError`.
        """
        definition = self.schema()[sobject]
        ready = [dict(row) for row in rows]
        bare = [row for row in ready if not row.get("Id")]
        for row, fresh in zip(bare, self.next_ids(sobject, len(bare)) if bare else (), strict=True):
            row["Id"] = fresh
        with self.write() as connection:
            for columns, group in _by_columns(ready).items():
                sql = insertion(definition, columns)
                connection.executemany(
                    sql, [[_stored(row[name]) for name in columns] for row in group]
                )
        return [row["Id"] for row in ready]

    def row(self, sobject: str, record_id: str) -> Row | None:
        """Return one record's stored fields whoever asks, deleted or not; None if there is none."""
        fields = self.schema()[sobject].fields.values()
        names = [field.name for field in fields if is_stored(field)]
        columns = ", ".join(f'"{name}"' for name in names)
        found = self.execute(f'SELECT {columns} FROM "{sobject}" WHERE "Id" = ?', (record_id,))  # noqa: S608
        return dict(zip(names, found[0], strict=True)) if found else None

    def setting(self, name: str) -> str | None:
        """Return an org-wide value such as `FiscalYearStartMonth`, or None if nobody set it."""
        found = self.execute("SELECT value FROM _setting WHERE name = ?", (name,))
        return str(found[0][0]) if found else None

    def set_setting(self, name: str, value: str) -> None:
        """Set an org-wide value."""
        self.execute("INSERT OR REPLACE INTO _setting VALUES (?, ?)", (name, value))

    def increase(self, name: str, by: int = 1) -> int:
        """Add to a counter kept among the settings (API calls of a day); return its new value."""
        return int(self.execute(INCREASE, (name, by))[0][0])

    def optimize(self) -> None:
        """Refresh what the query planner knows; call it after a bulk load."""
        self.execute("ANALYZE")

    def _catalog(self) -> Catalog:
        bodies = self.execute("SELECT name, body FROM _object ORDER BY name")
        return Catalog((name, _METADATA.validate_json(body)) for name, body in bodies)

    def _columns(self, table: str) -> set[str]:
        return {row[1] for row in self.execute(f'PRAGMA table_xinfo("{table}")')}


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=30, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "cache_size=-65536",
        "trusted_schema=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("collate_key", 1, collate, deterministic=True)
    connection.create_function("org_matches", 2, _matches, deterministic=True)
    connection.create_function("folded", 1, folded, deterministic=True)
    connection.create_function("in_zone", 2, in_zone, deterministic=True)
    return connection


def _matches(text: object, pattern: str) -> bool:
    """Whether a whole text has that form; a blank one is an empty text, as in formulas."""
    return re.fullmatch(pattern, "" if text is None else str(text)) is not None


def _stored(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value


def _by_columns(rows: Iterable[Row]) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    return groups
