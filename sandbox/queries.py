"""SOQL over REST: queries, their pages, and single records read through the same door."""

from __future__ import annotations

import re
import secrets
from typing import Any

from sandbox import soql
from sandbox.call import Answer, Call
from sandbox.errors import ApiError
from sandbox.schema import SObject
from sandbox.soql import PAGE_SIZE, Page
from sandbox.store import Row, Store

TABLE = """CREATE TABLE IF NOT EXISTS _cursor (id TEXT PRIMARY KEY, user TEXT NOT NULL,
    soql TEXT NOT NULL, all_rows INTEGER NOT NULL, size INTEGER NOT NULL, made REAL NOT NULL)"""
CURSOR_SECONDS = 2 * 86400
SMALLEST_PAGE = 200
_BATCH = re.compile(r"batchSize\s*=\s*(\d+)", re.IGNORECASE)


def prepare(store: Store) -> None:
    """Create the table of open cursors."""
    store.execute(TABLE)


def query(call: Call) -> Answer:
    """Answer `/query?q=…`."""
    return _first(call, all_rows=False)


def query_all(call: Call) -> Answer:
    """Answer `/queryAll?q=…`, deleted records included."""
    return _first(call, all_rows=True)


def more(call: Call, locator: str) -> Answer:
    """Answer a `nextRecordsUrl`."""
    cursor, _, start = locator.rpartition("-")
    sql = "SELECT soql, all_rows, size FROM _cursor WHERE id = ? AND user = ?"
    found = call.org.store.execute(sql, (cursor, call.user))
    if not found or not start.isdigit():
        raise ApiError("INVALID_QUERY_LOCATOR", "invalid query locator")
    text, all_rows, size = found[0]
    page = _run(call, text, all_rows=bool(all_rows), offset=int(start), size=size)
    return _page(call, page, cursor, int(start) + len(page.records))


def run_all(call: Call, text: str, *, all_rows: bool = False) -> list[Row]:
    """Return every record of a query."""
    return _run(call, text, all_rows=all_rows, size=None).records


def read_record(call: Call, sobject: SObject, record_id: str, fields: list[str]) -> dict[str, Any]:
    """Return one record's fields, parents' fields by dotted path included."""
    names = ", ".join(dict.fromkeys(_selectable(sobject, fields)))
    text = f"SELECT {names} FROM {sobject.name} WHERE Id = '{record_id}'"  # noqa: S608
    records = run_all(call, text)
    if not records:
        raise ApiError("NOT_FOUND", "The requested resource does not exist")
    return records[0]


def related(call: Call, sobject: SObject, row: Row, relation: str) -> Answer:
    """Answer `/sobjects/X/id/relationship`: the parent record, or a page of child records."""
    schema = call.access.schema
    parent = next((f for f in sobject.fields.values() if f.relationship == relation), None)
    if parent is not None and call.access.readable(sobject.name, parent.name):
        target = schema.of_prefix(str(row[parent.name] or "")[:3])
        if target is None:
            raise ApiError("NOT_FOUND", f"The {relation} of this record is empty")
        return Answer(200, read_record(call, target, row[parent.name], _readable(call, target)))
    child = schema.child(sobject, relation)
    if child is None:
        raise ApiError("NOT_FOUND", "The requested resource does not exist")
    names = ", ".join(_selectable(child.sobject, _readable(call, child.sobject)))
    condition = f"WHERE {child.field.name} = '{row['Id']}'"
    text = f"SELECT {names} FROM {child.sobject.name} {condition}"  # noqa: S608
    return _answer(call, text, all_rows=False)


def _readable(call: Call, sobject: SObject) -> list[str]:
    return [name for name in sobject.fields if call.access.readable(sobject.name, name)]


def _selectable(sobject: SObject, fields: list[str]) -> list[str]:
    """Leave out compound addresses, whose parts are fields themselves."""
    known = sobject.fields
    return [name for name in fields if name not in known or known[name].type != "address"]


def _first(call: Call, *, all_rows: bool) -> Answer:
    text = call.params.get("q")
    if not text or not text.strip():
        raise ApiError("MALFORMED_QUERY", "A query string has to be specified")
    return _answer(call, text, all_rows=all_rows)


def _answer(call: Call, text: str, *, all_rows: bool) -> Answer:
    size = _page_size(call)
    page = _run(call, text, all_rows=all_rows, size=size)
    cursor = "" if page.done else _open(call, text, size, all_rows=all_rows)
    return _page(call, page, cursor, len(page.records))


def _run(
    call: Call, text: str, *, all_rows: bool = False, offset: int = 0, size: int | None = PAGE_SIZE
) -> Page:
    return soql.run(
        call.org.store,
        call.access,
        text,
        call.now,
        all_rows=all_rows,
        offset=offset,
        size=size,
        root=call.root,
    )


def _page(call: Call, page: Page, cursor: str, seen: int) -> Answer:
    body: dict[str, Any] = {"totalSize": page.total_size, "done": page.done}
    if not page.done:
        body["nextRecordsUrl"] = f"{call.root}/query/{cursor}-{seen}"
    return Answer(200, body | {"records": page.records})


def _open(call: Call, text: str, size: int, *, all_rows: bool) -> str:
    """Keep a query for its next pages and return its locator."""
    store, now = call.org.store, call.now.timestamp()
    store.execute("DELETE FROM _cursor WHERE made < ?", (now - CURSOR_SECONDS,))
    cursor = "01g" + secrets.token_hex(8).upper()
    row = (cursor, call.user, text, int(all_rows), size, now)
    store.execute("INSERT INTO _cursor VALUES (?, ?, ?, ?, ?, ?)", row)
    return cursor


def _page_size(call: Call) -> int:
    found = _BATCH.search(call.headers.get("sforce-query-options", ""))
    return min(max(int(found[1]), SMALLEST_PAGE), PAGE_SIZE) if found else PAGE_SIZE
