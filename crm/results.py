"""Salesforce's JSON rows as Python values, and aggregate columns under the caller's names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm.metadata import Catalogue, FieldInfo
from crm.paths import field_at
from crm.query import Query
from crm.soql import Column, group_columns, measure_columns

Record = Mapping[str, Any]


def read_number(value: Any) -> Decimal:
    """Return a JSON number as a Decimal, without the float's noise and without a needless `.0`."""
    number = Decimal(str(value))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def read_int(value: Any) -> int:
    """Return a whole number, which Salesforce may write as a float."""
    return int(value)


READERS: Mapping[str, Callable[[Any], Any]] = {
    "currency": read_number,
    "double": read_number,
    "percent": read_number,
    "int": read_int,
    "long": read_int,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def read_value(value: Any, kind: str) -> Any:
    """Return one JSON value as the Python value of a field of that type."""
    reader = READERS.get(kind)
    return value if value is None or reader is None else reader(value)


def read_records(records: Iterable[Record], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Read records with their parents and children; types come from each record's own object."""
    known: dict[str, dict[str, Callable[[Any], Any]]] = {}
    return [_record(record, catalogue, known) for record in records]


def _record(
    record: Record, catalogue: Catalogue, known: dict[str, dict[str, Callable[[Any], Any]]]
) -> dict[str, Any]:
    name = record.get("attributes", {}).get("type", "")
    if name not in known:
        known[name] = _readers(catalogue, name)
    readers, read = known[name], {}
    for key, value in record.items():
        if key == "attributes":
            continue
        if isinstance(value, dict):
            read[key] = _related(value, catalogue, known)
        elif value is not None and key in readers:
            read[key] = readers[key](value)
        else:
            read[key] = value
    return read


def _related(
    value: Record, catalogue: Catalogue, known: dict[str, dict[str, Callable[[Any], Any]]]
) -> Any:
    if "records" in value:
        return [_record(child, catalogue, known) for child in value["records"]]
    return _record(value, catalogue, known) if "attributes" in value else dict(value)


def _readers(catalogue: Catalogue, name: str) -> dict[str, Callable[[Any], Any]]:
    described = catalogue.get(name)
    fields: Iterable[FieldInfo] = described.fields.values() if described else ()
    return {field.name: READERS[field.type] for field in fields if field.type in READERS}


def read_groups(rows: Sequence[Record], query: Query, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Read aggregate rows: our column aliases back to group paths and measure aliases."""
    groups = group_columns(query, catalogue)
    kinds = [field_at(catalogue, query.object, group.path).type for group in query.group_by]
    measures = [
        (measure.alias, column.alias, _measure_kind(query, place, catalogue))
        for place, (measure, column) in enumerate(
            zip(query.measures, measure_columns(query), strict=True)
        )
    ]
    read = []
    for row in rows:
        values: dict[str, Any] = {}
        for group, columns, kind in zip(query.group_by, groups, kinds, strict=True):
            key = group.path if group.grain is None else f"{group.path}:{group.grain}"
            values[key] = _group_value(row, columns, kind, group.grain)
        values |= {alias: read_value(row.get(column), kind) for alias, column, kind in measures}
        read.append(values)
    return read


def _group_value(row: Record, columns: list[Column], kind: str, grain: str | None) -> Any:
    values = [row.get(column.alias) for column in columns]
    if values[0] is None:
        return None
    if grain is None:
        return read_value(values[0], kind)
    if grain == "weekday":
        return (int(values[0]) + 5) % 7 + 1  # SOQL counts from Sunday
    if grain in _FIRST_MONTHS:
        return date(int(values[0]), _FIRST_MONTHS[grain](int(values[-1] or 1)), 1)
    return date.fromisoformat(str(values[0])[:10])


_FIRST_MONTHS: dict[str, Callable[[int], int]] = {
    "year": lambda _: 1,
    "quarter": lambda quarter: 3 * quarter - 2,
    "month": lambda month: month,
}


def _measure_kind(query: Query, place: int, catalogue: Catalogue) -> str:
    measure = query.measures[place]
    if measure.function in ("count", "count_distinct") or measure.path is None:
        return "int"
    kind = field_at(catalogue, query.object, measure.path).type
    return "double" if measure.function == "avg" else kind
