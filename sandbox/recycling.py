"""The recycle bin: what was deleted comes back whole, with its details and the references to it.

Source: Salesforce, SOAP API Developer Guide, "undelete()": records of the bin only, restored with
the records deleted with them and the relationships that were not replaced since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sandbox.call import Call
from sandbox.clock import stamp
from sandbox.errors import ApiError
from sandbox.schema import SObject
from sandbox.store import Row, Store

TABLE = """CREATE TABLE IF NOT EXISTS _unlinked (parent TEXT NOT NULL, object TEXT NOT NULL,
    record TEXT NOT NULL, field TEXT NOT NULL)"""


@dataclass(frozen=True)
class Result:
    """What one record's SOAP call did: ids by name, or the refusal."""

    made: Mapping[str, str] = field(default_factory=dict)
    error: ApiError | None = None


def prepare(store: Store) -> None:
    """Create the table of references that deletions cleared."""
    store.execute(TABLE)


def note_unlinked(store: Store, child: str, name: str, ids: Sequence[str]) -> None:
    """Remember which living records refer to these, before the references are cleared."""
    store.execute(TABLE)
    marks = ", ".join("?" * len(ids))
    store.execute(
        f'INSERT INTO _unlinked SELECT "{name}", ?, "Id", ? FROM "{child}" '  # noqa: S608
        f'WHERE "{name}" IN ({marks}) AND "IsDeleted" = 0',
        (child, name, *ids),
    )


def undelete(call: Call, record_id: str) -> Result:
    """Bring one record back from the bin of who deleted it."""
    try:
        sobject, row = _deleted(call, record_id)
        with call.org.store.write():
            _raise(call, sobject, row)
    except ApiError as error:
        return Result({"id": record_id}, error)
    return Result({"id": record_id})


def _deleted(call: Call, record_id: str) -> tuple[SObject, Row]:
    objects = call.access.schema.values()
    sobject = next((one for one in objects if one.key_prefix == record_id[:3]), None)
    row = call.org.store.row(sobject.name, record_id) if sobject else None
    if sobject is None or row is None or not row["IsDeleted"]:
        raise ApiError("UNDELETE_FAILED", "Entity is not in the recycle bin")
    own = row["LastModifiedById"] == call.user
    if not (own or call.access.may_delete_row(sobject.name, record_id)):
        raise ApiError("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id")
    return sobject, row


def _raise(call: Call, sobject: SObject, row: Row) -> None:
    """Restore a record, what was deleted in the same stroke, and the references to all of it."""
    store, buried = call.org.store, row["SystemModstamp"]
    now = stamp(call.now)
    restored = [str(row["Id"])]
    for child in call.access.schema.values():
        sql = (
            f'SELECT "Id" FROM "{child.name}" WHERE "IsDeleted" = 1 '  # noqa: S608
            'AND "SystemModstamp" = ? AND "LastModifiedById" = ?'
        )
        together = [one[0] for one in store.execute(sql, (buried, call.user))]
        for record in together:
            _live(store, child.name, record, now, call.user)
            restored.append(record)
    _live(store, sobject.name, str(row["Id"]), now, call.user)
    for parent in dict.fromkeys(restored):
        _relink(store, parent)


def _live(store: Store, name: str, record: str, now: str, user: str) -> None:
    sql = (
        f'UPDATE "{name}" SET "IsDeleted" = 0, "LastModifiedDate" = ?, '  # noqa: S608
        '"LastModifiedById" = ?, "SystemModstamp" = ? WHERE "Id" = ?'
    )
    store.execute(sql, (now, user, now, record))


def _relink(store: Store, parent: str) -> None:
    """Fill the references that were cleared and are still empty."""
    cleared = store.execute(
        "SELECT object, record, field FROM _unlinked WHERE parent = ?", (parent,)
    )
    for name, record, field_name in cleared:
        sql = f'UPDATE "{name}" SET "{field_name}" = ? WHERE "Id" = ? AND "{field_name}" IS NULL'  # noqa: S608
        store.execute(sql, (parent, record))
    store.execute("DELETE FROM _unlinked WHERE parent = ?", (parent,))
