"""`UserRecordAccess`: what one user may do with some records, as the org's sharing has it.

No table holds it: it is worked out for the records a query names. Salesforce answers it only for
one user and at most 200 records, and a record that is not there like one nobody shares.
"""

from __future__ import annotations

from typing import Any

from sandbox.access import Access
from sandbox.ids import to_18
from sandbox.soql import tree
from sandbox.soql.errors import malformed, unknown_field
from sandbox.soql.scope import Reader
from sandbox.store import Store

NAME = "UserRecordAccess"
MOST_RECORDS = 200
_LEVELS = ("Read", "Edit", "Delete", "Transfer", "All")
_FIELDS = {
    name.lower(): name
    for name in ("RecordId", "MaxAccessLevel", *(f"Has{level}Access" for level in _LEVELS))
}


def asks_access(statement: tree.Statement) -> bool:
    """Whether a statement asks for the rights on records."""
    return ".".join(statement.sources[0].path.parts).lower() == NAME.lower()


def record_access(
    store: Store, reader: Reader, statement: tree.Statement, root: str
) -> list[dict[str, Any]]:
    """Return one row a record, in the order they are named."""
    named = [_field(one) for one in statement.select]
    user, records = _asked(statement)
    own = user == reader.access.user_id
    access = reader.access if own else Access(store, user)
    rows = [_rights(access, record) for record in dict.fromkeys(records)]
    return [
        {
            "attributes": {"type": NAME, "url": f"{root}/sobjects/{NAME}/{row['RecordId']}"},
            **{name: row[name] for name in named},
        }
        for row in rows
    ]


def _field(one: tree.Selected | tree.TypeOf | tree.Statement) -> str:
    if not isinstance(one, tree.Selected) or not isinstance(one.expression, tree.Path):
        raise malformed(f"Only fields can be selected from {NAME}")
    path = one.expression
    name = ".".join(path.parts)
    if name.lower() not in _FIELDS:
        raise unknown_field(name, NAME, path.at)
    return _FIELDS[name.lower()]


def _asked(statement: tree.Statement) -> tuple[str, list[str]]:
    """Return the user and the records of the only conditions this object takes."""
    where = statement.where
    parts = where.parts if isinstance(where, tree.Both) else (where,)
    held = dict(filter(None, map(_condition, parts)))
    users, records = held.get("userid", []), held.get("recordid", [])
    if len(parts) != 2 or len(users) != 1 or not 0 < len(records) <= MOST_RECORDS:
        raise malformed(
            f"{NAME} must be filtered by one UserId and by RecordId, "
            f"of which at most {MOST_RECORDS} can be given",
            statement.at,
        )
    return users[0], records


def _condition(part: tree.Condition | None) -> tuple[str, list[str]] | None:
    """Return a field and the ids it is held to."""
    if not isinstance(part, tree.Compare) or not isinstance(part.left, tree.Path):
        return None
    right = part.right if isinstance(part.right, tuple) else (part.right,)
    texts = [to_18(one.text) for one in right if isinstance(one, tree.Literal)]
    held = part.operator in ("=", "in") and len(texts) == len(right)
    return (".".join(part.left.parts).lower(), texts) if held else None


def _rights(access: Access, record: str) -> dict[str, Any]:
    """Return what the user may do; who may delete a record owns it, or is above who does."""
    sobject = access.schema.of_prefix(record[:3])
    name = sobject.name if sobject else ""
    read = bool(name) and access.may_read_row(name, record)
    edit = read and access.may_edit_row(name, record)
    owns = read and access.may_delete_row(name, record)
    held = (read, edit, owns, edit and owns, edit and owns)
    most = [level for level, has in zip(_LEVELS, held, strict=True) if has]
    rights = {f"Has{level}Access": has for level, has in zip(_LEVELS, held, strict=True)}
    return {"RecordId": record, "MaxAccessLevel": most[-1] if most else "None", **rights}
