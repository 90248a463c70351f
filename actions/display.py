"""How a record's values look to the reader: labels and formats of their language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from actions.contract import Language
from actions.reading.paths import labelled
from crm import Catalogue, FieldInfo, value_at
from language import (
    format_date,
    format_datetime,
    format_money,
    format_number,
    format_percent,
    format_phone,
)

CURRENCY = "EUR"
EMPTY = "—"


def field_at(catalogue: Catalogue, name: str, path: str) -> FieldInfo | None:
    """Return the field at the end of a dotted path, or None where the user sees no such field."""
    info = catalogue.get(name)
    *parents, last = path.split(".")
    for parent in parents:
        if info is None:
            return None
        link = next((f for f in info.fields.values() if f.relationship == parent), None)
        info = catalogue.get(link.reference_to[0]) if link and link.reference_to else None
    return info.fields.get(last) if info else None


def label_at(catalogue: Catalogue, name: str, path: str, language: Language) -> str:
    """Return what a column is called: a parent's name goes by what the parent is called."""
    return labelled(catalogue, name, path, language)


def shown(value: Any, field: FieldInfo | None, language: Language, zone: str = "UTC") -> str:
    """Return a value as the reader writes it; an empty one as a dash."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[language][value]
    if isinstance(value, datetime):
        return format_datetime(value, language, zone)
    if isinstance(value, date):
        return format_date(value, language)
    if isinstance(value, int | float | Decimal):
        return number(value, field, language)
    return picked(str(value), field, language)


def number(value: float | Decimal, field: FieldInfo | None, language: Language) -> str:
    """Return money, a percentage or a plain number."""
    if field and field.type == "currency":
        return format_money(value, CURRENCY, language)
    if field and field.type == "percent":
        return format_percent(value, language)
    return format_number(value, language)


def picked(value: str, field: FieldInfo | None, language: Language) -> str:
    """Return the labels of picklist values, else the text itself."""
    if field and field.type == "time":
        return value[:5]
    if field and field.type == "phone":
        return format_phone(value)
    if field is None or not field.picklist:
        return value
    labels = {entry.value: entry.labels.of(language) for entry in field.picklist}
    return ", ".join(labels.get(one, one) for one in value.split(";"))


def cell(
    record: Mapping[str, Any], catalogue: Catalogue, name: str, path: str, language: Language,
    zone: str = "UTC",
) -> str:  # fmt: skip
    """Return one formatted cell of a record."""
    return shown(value_at(record, path), field_at(catalogue, name, path), language, zone)
