"""From rows of SQL to the records Salesforce's JSON holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from sandbox.catalog import Catalog
from sandbox.schema import Field

Row = Sequence[Any]
Read = Callable[[Row], Any]
"""Takes one member of a record out of its row."""
Record = dict[str, Any]

_REALS = frozenset({"currency", "double", "percent"})


def leaf(index: int, field: Field, *, nullable: bool = False) -> Read:
    """Return what reads a plain value as its field's type.

    A checkbox is never null, unless it is `nullable`: a subtotal over all its values.
    """
    if field.type == "boolean":
        return lambda row: None if nullable and row[index] is None else bool(row[index])
    if field.type in _REALS:
        return lambda row: None if row[index] is None else float(row[index])
    return lambda row: row[index]


def address(index: int, root: str, field: str) -> Read:
    """Return what reads the address a file field's bytes are fetched from."""
    return lambda row: None if row[index] is None else f"{root}/{row[index]}/{field}"


def compound(parts: Sequence[tuple[str, int]]) -> Read:
    """Return what reads an address: its parts, or null where all are."""

    def read(row: Row) -> Record | None:
        found = {key: row[index] for key, index in parts}
        return found if any(part is not None for part in found.values()) else None

    return read


def record(index: int, schema: Catalog, root: str, members: Sequence[tuple[str, Read]]) -> Read:
    """Return what reads a record whose id is in this column: null where there is no id."""

    def read(row: Row) -> Record | None:
        record_id = row[index]
        if record_id is None:
            return None
        sobject = schema.of_prefix(record_id[:3])
        kind = sobject.name if sobject else "Name"
        attributes = {"type": kind, "url": f"{root}/sobjects/{kind}/{record_id}"}
        shown: Record = {"attributes": attributes}
        for key, member in members:
            shown[key] = member(row)
        return shown

    return read


def children(index: int, one: Read) -> Read:
    """Return what reads a sub-query's records out of its JSON: null where there are none."""

    def read(row: Row) -> Record | None:
        found = row[index]
        rows = json.loads(found) if isinstance(found, str) else found
        if not rows:
            return None
        records = [one([cell for chunk in chunks for cell in chunk]) for chunks in rows]
        return {"totalSize": len(records), "done": True, "records": records}

    return read


def branches(index: int, schema: Catalog, cases: dict[str | None, Read]) -> Read:
    """Return what reads a TYPEOF: the branch of the record's object, else the one for all."""

    def read(row: Row) -> Any:
        record_id = row[index]
        sobject = schema.of_prefix(record_id[:3]) if record_id else None
        name = sobject.name if sobject else None
        return cases[name if name in cases else None](row)

    return read


def aggregate(members: Sequence[tuple[str, Read]]) -> Read:
    """Return what reads one row of an aggregate query."""

    def read(row: Row) -> Record:
        shown: Record = {"attributes": {"type": "AggregateResult"}}
        for key, member in members:
            shown[key] = member(row)
        return shown

    return read
