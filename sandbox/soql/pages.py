"""Running a query: parse, translate to one SQLite statement, shape a page of its answer."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.access import Access
from sandbox.soql import tree
from sandbox.soql.calendar import Calendar, first_weekday
from sandbox.soql.clauses import filtered, object_of, ordered, source_of
from sandbox.soql.errors import SoqlError, malformed
from sandbox.soql.groups import Groups, is_aggregate, is_count
from sandbox.soql.parsing import parse
from sandbox.soql.record_access import asks_access, record_access
from sandbox.soql.rows import Selection
from sandbox.soql.scope import Reader, Scope
from sandbox.soql.sql import Sql, join, put, value
from sandbox.store import Store

API_ROOT = "/services/data/v62.0"
"""What record URLs begin with unless the caller's API version says otherwise."""
PAGE_SIZE = 2000
"""Records in a page, and rows an aggregate query may answer."""
LAST_OFFSET = 2000
"""The largest OFFSET."""


@dataclass(frozen=True)
class Page:
    """A part of an answer: the size of the whole, the records of this part, whether it is the last.

    Records are Salesforce's JSON objects, `attributes` included.
    """

    total_size: int
    records: list[dict[str, Any]] = field(default_factory=list)
    done: bool = True


@dataclass(frozen=True)
class Window:
    """Which records of the answer a page holds, and where their URLs begin."""

    offset: int
    size: int | None
    root: str

    def within(self, limit: int | None) -> int:
        """Return how many records to fetch under the query's own limit; -1 means all."""
        left = None if limit is None else max(0, limit - self.offset)
        return min((count for count in (left, self.size) if count is not None), default=-1)


def run(
    store: Store,
    access: Access,
    soql: str,
    now: datetime,
    *,
    all_rows: bool = False,
    offset: int = 0,
    size: int | None = PAGE_SIZE,
    root: str = API_ROOT,
) -> Page:
    """Answer a query with the user's rights: `size` records from `offset` on (all, if None).

    `now` is an aware datetime; `all_rows` includes deleted records. Anything that is not a query
    the user may make raises `SoqlError` with Salesforce's code and message.
    """
    try:
        statement = parse(soql)
        reader = _reader(store, access, now, all_rows=all_rows or statement.all_rows)
        return _page(store, reader, statement, Window(offset, size, root))
    except SoqlError as exc:
        raise exc.located(soql) from exc


def query_as(
    store: Store, username: str, soql: str, now: datetime, *, all_rows: bool = False
) -> dict[str, Any]:
    """Answer a query with a user's rights, whole: `{"totalSize", "records"}`.

    An unknown username raises `KeyError`.
    """
    sql = 'SELECT "Id" FROM "User" WHERE "Username~" = collate_key(?)'
    found = store.execute(sql, (username,))
    if not found:
        raise KeyError(username)
    access = Access(store, found[0][0])
    page = run(store, access, soql, now, all_rows=all_rows, size=None)
    return {"totalSize": page.total_size, "records": page.records}


def _reader(store: Store, access: Access, now: datetime, *, all_rows: bool) -> Reader:
    user = access.user
    locale = str(user.get("LocaleSidKey") or "en_US")
    calendar = Calendar(
        now,
        str(user.get("TimeZoneSidKey") or "UTC"),
        first_weekday(locale),
        int(store.setting("FiscalYearStartMonth") or 1),
        store.setting("UsesStartDateAsFiscalYearName") == "true",
    )
    return Reader(
        access.schema,
        access,
        calendar,
        "fr" if str(user.get("LanguageLocaleKey")).startswith("fr") else "en",
        locale,
        store.setting("CurrencyIsoCode") or "EUR",
        all_rows,
    )


def _page(store: Store, reader: Reader, statement: tree.Statement, window: Window) -> Page:
    if statement.offset > LAST_OFFSET:
        message = f"Maximum SOQL offset allowed is {LAST_OFFSET}"
        raise SoqlError("NUMBER_OUTSIDE_VALID_RANGE", message)
    if statement.having and not statement.group:
        raise malformed("unexpected token: 'HAVING'", statement.at)
    if asks_access(statement):
        rights = record_access(store, reader, statement, window.root)
        return Page(len(rights), rights)
    scope = source_of(reader, statement, object_of(reader, statement))
    if is_count(statement):
        return Page(_count(store, scope, statement))
    if is_aggregate(statement):
        return _groups(store, scope, statement)
    return _records(store, scope, statement, window)


def _groups(store: Store, scope: Scope, statement: tree.Statement) -> Page:
    sql, read = Groups(scope, statement).write()
    most = PAGE_SIZE + 1 if statement.limit is None else statement.limit
    rows = _fetch(store, put("{} LIMIT {} OFFSET {}", sql, value(most), value(statement.offset)))
    if len(rows) > PAGE_SIZE:
        message = "Aggregate query does not support queryMore(), use LIMIT to restrict the results"
        raise SoqlError("EXCEEDED_ID_LIMIT", f"{message} to a single batch")
    return Page(len(rows), [read(row) for row in rows])


def _records(store: Store, scope: Scope, statement: tree.Statement, window: Window) -> Page:
    chosen = Selection(scope, window.root)
    chosen.choose(statement)
    condition = filtered(scope, statement)
    order = ordered(scope, statement)
    columns = join(", ", chosen.columns)
    select = put("SELECT {} {} {} {}", columns, scope.source(), condition, order)
    most, start = window.within(statement.limit), statement.offset + window.offset
    rows = _fetch(store, put("{} LIMIT {} OFFSET {}", select, value(most), value(start)))
    read = chosen.reader()
    records = [read(row) for row in rows]
    seen = window.offset + len(rows)
    if len(rows) != window.size:
        return Page(seen, records)
    total = _total(store, put("{} {}", scope.source(), condition), statement)
    return Page(total, records, done=seen >= total)


def _count(store: Store, scope: Scope, statement: tree.Statement) -> int:
    if len(statement.select) > 1 or statement.group or statement.order:
        raise malformed("COUNT() must be the only element in the SELECT list", statement.at)
    condition = filtered(scope, statement)
    return _total(store, put("{} {}", scope.source(), condition), statement)


def _total(store: Store, source: Sql, statement: tree.Statement) -> int:
    limits = (value(-1 if statement.limit is None else statement.limit), value(statement.offset))
    limited = put("SELECT count(*) FROM (SELECT 1 {} LIMIT {} OFFSET {})", source, *limits)
    whole = put("SELECT count(*) {}", source)
    plain = statement.limit is None and not statement.offset
    return int(_fetch(store, whole if plain else limited)[0][0])


def _fetch(store: Store, sql: Sql) -> list[tuple[Any, ...]]:
    try:
        return store.execute(sql.text, sql.values)
    except sqlite3.OperationalError as exc:
        if "locked" in str(exc):
            raise
        message = "The query is too complex to run."
        raise SoqlError("QUERY_TOO_COMPLICATED", message) from exc
