"""The resources of one object or record: describe, read, create, update, delete."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from sandbox import credentials, files, queries, records
from sandbox import describe as description
from sandbox.call import Answer, Call
from sandbox.clock import moment, stamp
from sandbox.errors import ApiError, missing
from sandbox.ids import is_valid, to_18
from sandbox.schema import SObject
from sandbox.traits import is_stored

_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,5}")


def list_resources(call: Call) -> Answer:
    """List what the version offers."""
    names = ("sobjects", "query", "queryAll", "search", "parameterizedSearch", "limits", "recent",
             "composite", "jobs")  # fmt: skip
    return Answer(200, {name: f"{call.root}/{name}" for name in names})


def describe_all(call: Call) -> Answer:
    """Answer `/sobjects`."""
    body = description.describe_global(call.access.schema, call.access, call.language, call.root)
    return tagged(call, body)


def basic(call: Call, name: str) -> Answer:
    """Answer `/sobjects/X`: the object in brief and what the user saw of it lately."""
    sobject = records.find_object(call, name)
    summary = description.summarize(sobject, call.access, call.language, call.root)
    return Answer(200, {"objectDescribe": summary, "recentItems": []})


def describe(call: Call, name: str) -> Answer:
    """Answer `/sobjects/X/describe`."""
    sobject = records.find_object(call, name)
    body = description.describe_object(
        sobject, call.access.schema, call.access, call.language, call.root
    )
    return tagged(call, body)


def tagged(call: Call, body: dict[str, Any]) -> Answer:
    """Answer with an ETag, or 304 if the caller has that body already."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    tag = f'"{digest[:32]}"'
    headers = {"ETag": tag, "Vary": "Accept-Language, Authorization"}
    known = {
        part.strip().removeprefix("W/") for part in call.headers.get("if-none-match", "").split(",")
    }
    return Answer(304, None, headers) if tag in known else Answer(200, body, headers)


def read(call: Call, name: str, record_id: str) -> Answer:
    """Answer `/sobjects/X/id?fields=…`."""
    sobject = records.find_object(call, name)
    row = records.find_row(call, sobject, record_id)
    changed = row["LastModifiedDate"]
    headers = {"Last-Modified": format_datetime(moment(changed), usegmt=True)}
    if records.is_unmodified(call, changed):
        return Answer(304, None, headers)
    body = queries.read_record(call, sobject, row["Id"], _asked(call, sobject))
    return Answer(200, body, headers)


def read_by_key(call: Call, name: str, key: str, value: str) -> Answer:
    """Answer `/sobjects/X/externalId/value`, or a record's parent or children by relationship."""
    sobject = records.find_object(call, name)
    found = sobject.fields.get(value)
    if key not in sobject.fields and found is not None and found.type == "base64":
        return files.download(call, sobject, records.find_row(call, sobject, key), value)
    if key not in sobject.fields and is_valid(key):
        return queries.related(call, sobject, records.find_row(call, sobject, key), value)
    return read(call, name, _only(call, sobject, key, value))


def create(call: Call, name: str) -> Answer:
    """Create a record."""
    record_id = records.create(call, records.find_object(call, name), call.mapping())
    headers = {"Location": f"{call.root}/sobjects/{name}/{record_id}"}
    return Answer(201, {"id": record_id, "success": True, "errors": []}, headers)


def update(call: Call, name: str, record_id: str) -> Answer:
    """Change a record."""
    records.update(call, records.find_object(call, name), record_id, call.mapping())
    return Answer(204)


def delete(call: Call, name: str, record_id: str) -> Answer:
    """Delete a record."""
    records.delete(call, records.find_object(call, name), record_id)
    return Answer(204)


def upsert(call: Call, name: str, key: str, value: str) -> Answer:
    """Create or change the record with this external id; 300 when several have it."""
    sobject = records.find_object(call, name)
    record_id, created = records.upsert(call, sobject, key, value, call.mapping())
    body = {"id": record_id, "success": True, "errors": [], "created": True}
    return Answer(201, body) if created else Answer(204)


def delete_by_key(call: Call, name: str, key: str, value: str) -> Answer:
    """Delete the record with this external id."""
    return delete(call, name, _only(call, records.find_object(call, name), key, value))


def deleted(call: Call, name: str) -> Answer:
    """Answer `/sobjects/X/deleted/?start=…&end=…`."""
    start, end = _span(call)
    found = _changed(call, records.find_object(call, name), start, end, deleted=1)
    body = {
        "deletedRecords": [{"id": row[0], "deletedDate": row[1]} for row in found],
        "earliestDateAvailable": start,
        "latestDateCovered": end,
    }
    return Answer(200, body)


def updated(call: Call, name: str) -> Answer:
    """Answer `/sobjects/X/updated/?start=…&end=…`."""
    start, end = _span(call)
    found = _changed(call, records.find_object(call, name), start, end, deleted=0)
    return Answer(200, {"ids": [row[0] for row in found], "latestDateCovered": end})


def recent(call: Call) -> Answer:
    """List the records the user created or changed last."""
    limit = min(call.number("limit", 200), 2000)
    found: list[tuple[str, str, str]] = []
    for sobject in call.access.schema.values():
        if sobject.searchable and call.access.may(sobject.name, "read"):
            sql = (
                f'SELECT "LastModifiedDate", "Id" FROM "{sobject.name}" '  # noqa: S608
                'WHERE "LastModifiedById" = ? AND "IsDeleted" = 0 ORDER BY 1 DESC LIMIT ?'
            )
            rows = call.org.store.execute(sql, (call.user, limit))
            found += [(row[0], sobject.name, row[1]) for row in rows]
    newest = sorted(found, reverse=True)[:limit]
    return Answer(200, [_brief(call, name, record_id) for _, name, record_id in newest])


def set_password(call: Call, user: str) -> Answer:
    """Set a user's password: one's own, or anybody's for who may edit users."""
    record = records.find_row(call, records.find_object(call, "User"), user)
    if record["Id"] != call.user and not call.access.may_edit_row("User", record["Id"]):
        raise records.LOCKED
    credentials.set_password(call.org.store, record["Id"], str(call.mapping().get("NewPassword")))
    return Answer(204)


def _brief(call: Call, name: str, record_id: str) -> dict[str, Any]:
    sobject = call.access.schema[name]
    return queries.read_record(call, sobject, record_id, ["Id", sobject.name_field])


def _asked(call: Call, sobject: SObject) -> list[str]:
    asked = call.params.get("fields")
    if asked is None:
        names = (field.name for field in sobject.fields.values())
        return [name for name in names if call.access.readable(sobject.name, name)]
    fields = [name.strip() for name in asked.split(",") if name.strip()]
    wrong = [name for name in fields if not _FIELD.fullmatch(name)]
    if wrong:
        raise ApiError("INVALID_FIELD", f"No such column '{wrong[0][:80]}' on {sobject.name}")
    return _unique([*fields, "Id"])


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _only(call: Call, sobject: SObject, key: str, value: str) -> str:
    field = sobject.fields.get(key)
    if field is None or not is_stored(field) or not (field.external_id or field.unique):
        raise ApiError(
            "NOT_FOUND",
            f"Provided external ID field does not exist or is not accessible: {key[:80]}",
        )
    visible = [
        record_id
        for record_id in records.matching(call, sobject, key, value)
        if call.access.may_read_row(sobject.name, record_id)
    ]
    if not visible:
        raise missing()
    if len(visible) > 1:
        raise records.several(call, sobject, visible)
    return visible[0]


def _span(call: Call) -> tuple[str, str]:
    try:
        start, end = (
            stamp(datetime.fromisoformat(call.params[name].replace(" ", "+")))
            for name in ("start", "end")
        )
    except (KeyError, ValueError) as exc:
        raise ApiError("INVALID_REPLICATION_DATE", "start and end must be ISO dates") from exc
    return start, end


def _changed(
    call: Call, sobject: SObject, start: str, end: str, *, deleted: int
) -> list[tuple[str, str]]:
    visible, values = call.access.rows(sobject.name, "t")
    sql = (
        f'SELECT t."Id", t."SystemModstamp" FROM "{sobject.name}" t '  # noqa: S608
        f'WHERE t."SystemModstamp" >= ? AND t."SystemModstamp" < ? AND t."IsDeleted" = ? '
        f"AND {visible} ORDER BY 2"
    )
    rows = call.org.store.execute(sql, (start, end, deleted, *values))
    return [(to_18(row[0]), row[1]) for row in rows]
