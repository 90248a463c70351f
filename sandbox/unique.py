"""Unique fields: no two living records hold the same value, case aside."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.schema import Field, SObject
from sandbox.store import Row
from sandbox.traits import is_collated, is_stored


def equals(field: Field) -> str:
    """Return the SQL condition, with one mark, that the field holds a value, case aside."""
    if is_collated(field):
        return f'"{field.name}~" = collate_key(?)'
    return f'"{field.name}" = ?'


def check_unique(call: Call, sobject: SObject, row: Row, own_id: str | None) -> None:
    """Refuse a row whose unique value another living record has."""
    for field in sobject.fields.values():
        value: Any = row.get(field.name)
        if not field.unique or value is None or not is_stored(field):
            continue
        sql = (
            f'SELECT "Id" FROM "{sobject.name}" WHERE {equals(field)} '  # noqa: S608
            'AND "IsDeleted" = 0 AND "Id" <> ?'
        )
        found = call.org.store.execute(sql, (value, own_id or ""))
        if found:
            message = (
                f"duplicate value found: {field.name} duplicates value on record with id: "
                f"{found[0][0]}"
            )
            raise ApiError("DUPLICATE_VALUE", message, [field.name])
