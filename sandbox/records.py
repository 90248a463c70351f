"""Creating, changing and deleting records with a user's rights, as Salesforce would."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from sandbox import derived, duplicates, history, recycling
from sandbox.call import Call
from sandbox.clock import moment, stamp
from sandbox.errors import ApiError, SeveralMatch, missing
from sandbox.ids import is_valid, to_18
from sandbox.input import check_whole, defaults, read_input
from sandbox.schema import SObject
from sandbox.store import Row
from sandbox.traits import is_stored
from sandbox.unique import check_unique, equals
from sandbox.validation import check_rules

ACTIVITIES = {("Task", "WhatId"), ("Event", "WhatId")}
"""References whose records go with what they are about, though describe does not say so."""

LOCKED = ApiError("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id")


def find_object(call: Call, name: str) -> SObject:
    """Return the object of that API name (case does not count) if the user may read it."""
    schema = call.access.schema
    found = schema.get(name) or next(
        (o for o in schema.values() if o.name.lower() == name.lower()), None
    )
    if found is None or not call.access.may(found.name, "read"):
        raise missing()
    return found


def find_row(call: Call, sobject: SObject, record_id: str) -> Row:
    """Return the living record the user may see."""
    if not is_valid(record_id):
        raise ApiError("MALFORMED_ID", f"malformed id {record_id[:40]}")
    full = to_18(record_id)
    row = call.org.store.row(sobject.name, full)
    if row is None or not call.access.may_read_row(sobject.name, full):
        raise missing()
    if row["IsDeleted"]:
        raise ApiError("ENTITY_IS_DELETED", "entity is deleted")
    return row


def create(call: Call, sobject: SObject, body: Mapping[str, Any]) -> str:
    """Create a record and return its id."""
    if not call.access.may(sobject.name, "create"):
        raise ApiError(
            "INSUFFICIENT_ACCESS_OR_READONLY",
            f"insufficient access rights to create {sobject.name}",
        )
    with call.org.store.write():
        given = read_input(call, sobject, body, "create")
        row = defaults(sobject, call.user) | given
        row = derived.before_save(call, sobject, None, row, frozenset(given))
        check_whole(call, sobject, row, frozenset(row))
        check_unique(call, sobject, row, None)
        duplicates.check(call, sobject, row, frozenset(row))
        record_id = insert(call, sobject, row)
        check_rules(call, sobject, None, row, record_id)
        history.after_save(call, sobject, None, row)
        derived.after_save(call, sobject, None, row)
    return record_id


def insert(call: Call, sobject: SObject, row: Row) -> str:
    """Insert a checked row with its system fields, and return its id."""
    now = stamp(call.now)
    row |= {
        "IsDeleted": 0, "CreatedDate": now, "CreatedById": call.user, "LastModifiedDate": now,
        "LastModifiedById": call.user, "SystemModstamp": now,
    }  # fmt: skip
    kept = {k: v for k, v in row.items() if k in sobject.fields and is_stored(sobject.fields[k])}
    row["Id"] = call.org.store.insert_rows(sobject.name, [kept])[0]
    return str(row["Id"])


def update(call: Call, sobject: SObject, record_id: str, body: Mapping[str, Any]) -> str:
    """Change a record and return its id."""
    with call.org.store.write():
        old = find_row(call, sobject, record_id)
        check_unmodified(call, old)
        _check_editable(call, sobject, old)
        given = read_input(call, sobject, body, "update")
        merged = derived.before_save(call, sobject, old, old | given, frozenset(given))
        changed = frozenset(k for k, v in merged.items() if old.get(k) != v)
        check_whole(call, sobject, merged, changed | frozenset(given))
        check_unique(call, sobject, merged, old["Id"])
        duplicates.check(call, sobject, merged, changed)
        set_fields(call, sobject, old["Id"], {name: merged[name] for name in changed})
        check_rules(call, sobject, old, merged, old["Id"])
        history.after_save(call, sobject, old, merged)
        derived.after_save(call, sobject, old, merged)
    return str(old["Id"])


def set_fields(call: Call, sobject: SObject, record_id: str, values: Mapping[str, Any]) -> None:
    """Write checked values and who wrote them when."""
    now = stamp(call.now)
    row = dict(values) | {
        "LastModifiedDate": now, "LastModifiedById": call.user, "SystemModstamp": now,
    }  # fmt: skip
    pairs = {k: v for k, v in row.items() if is_stored(sobject.fields[k])}
    columns = ", ".join(f'"{name}" = ?' for name in pairs)
    sql = f'UPDATE "{sobject.name}" SET {columns} WHERE "Id" = ?'  # noqa: S608
    call.org.store.execute(sql, (*pairs.values(), record_id))


def upsert(
    call: Call, sobject: SObject, field: str, value: str, body: Mapping[str, Any]
) -> tuple[str, bool]:
    """Update the record with this external id, or create it; say whether it was created."""
    external = sobject.fields.get(field)
    if external is None or not (external.external_id or field == "Id"):
        raise ApiError(
            "NOT_FOUND", f"Provided external ID field does not exist or is not accessible: {field}"
        )
    if field in body and str(body[field]) != value:
        message = f"The {field} field should not be specified in the sobject data."
        raise ApiError("INVALID_FIELD", message, [field])
    rest = {key: item for key, item in body.items() if key != field}
    with call.org.store.write():
        matches = matching(call, sobject, field, value)
        if len(matches) > 1:
            raise several(call, sobject, matches)
        if matches:
            return update(call, sobject, matches[0], rest), False
        if field == "Id":
            raise missing()
        return create(call, sobject, rest | {field: value}), True


def several(call: Call, sobject: SObject, ids: list[str]) -> SeveralMatch:
    """Return the answer to an external id that these records share."""
    return SeveralMatch([f"{call.root}/sobjects/{sobject.name}/{found}" for found in ids])


def matching(call: Call, sobject: SObject, field: str, value: str) -> list[str]:
    """Return the ids of the living records with this external id, whoever sees them."""
    same = equals(sobject.fields[field])
    sql = (
        f'SELECT "Id" FROM "{sobject.name}" WHERE {same} '  # noqa: S608
        'AND "IsDeleted" = 0 ORDER BY "Id"'
    )
    wanted = to_18(value) if field == "Id" else value
    return [row[0] for row in call.org.store.execute(sql, (wanted,))]


def delete(call: Call, sobject: SObject, record_id: str) -> None:
    """Delete a record softly, with everything that cannot live without it."""
    with call.org.store.write():
        old = find_row(call, sobject, record_id)
        check_unmodified(call, old)
        if sobject.name == "User":
            raise ApiError("DELETE_FAILED", "users cannot be deleted; deactivate them instead")
        if not call.access.may_delete_row(sobject.name, old["Id"]):
            raise LOCKED
        _bury(call, sobject, [old["Id"]])
        derived.after_save(call, sobject, old, old | {"IsDeleted": 1})


def check_unmodified(call: Call, row: Row) -> None:
    """Refuse the call if the record changed after its `If-Unmodified-Since`."""
    header = call.headers.get("if-unmodified-since")
    changed = moment(row["LastModifiedDate"]).replace(microsecond=0)
    if header and changed > _http_date(header):
        raise ApiError(
            "PRECONDITION_FAILED", "the record was modified since the date in If-Unmodified-Since"
        )


def is_unmodified(call: Call, changed: str) -> bool:
    """Whether the caller already has what last changed then (`If-Modified-Since`)."""
    header = call.headers.get("if-modified-since")
    return bool(header) and moment(changed).replace(microsecond=0) <= _http_date(header or "")


def _http_date(header: str) -> Any:
    try:
        return parsedate_to_datetime(header)
    except ValueError as exc:
        raise ApiError("INVALID_HEADER", f"not an HTTP date: {header[:60]}") from exc


def _check_editable(call: Call, sobject: SObject, row: Row) -> None:
    allowed = call.access.may(sobject.name, "edit")
    if not allowed or not call.access.may_edit_row(sobject.name, row["Id"]):
        raise LOCKED


def _bury(call: Call, sobject: SObject, ids: list[str]) -> None:
    """Mark records deleted; details go with them, other references to them are cleared."""
    store, now = call.org.store, stamp(call.now)
    marks = ", ".join("?" * len(ids))
    sql = (
        f'UPDATE "{sobject.name}" SET "IsDeleted" = 1, "LastModifiedDate" = ?, '  # noqa: S608
        f'"LastModifiedById" = ?, "SystemModstamp" = ? WHERE "Id" IN ({marks})'
    )
    store.execute(sql, (now, call.user, now, *ids))
    for child, field in _references_to(call, sobject):
        column = f'"{field.name}" IN ({marks}) AND "IsDeleted" = 0'
        if field.cascade_delete or (field.name, child.name) in {
            ("WhatId", "Task"),
            ("WhatId", "Event"),
        }:
            found = store.execute(f'SELECT "Id" FROM "{child.name}" WHERE {column}', ids)  # noqa: S608
            if found:
                _bury(call, child, [row[0] for row in found])
        else:
            recycling.note_unlinked(store, child.name, field.name, ids)
            update = f'UPDATE "{child.name}" SET "{field.name}" = NULL WHERE {column}'  # noqa: S608
            store.execute(update, ids)


def _references_to(call: Call, sobject: SObject) -> list[tuple[SObject, Any]]:
    return [
        (child, field)
        for child in call.access.schema.values()
        for field in child.fields.values()
        if sobject.name in field.reference_to and is_stored(field)
    ]
