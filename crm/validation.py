"""Values held against describe before anyone is asked to confirm them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from crm.errors import Invalid, Refused
from crm.metadata import FieldInfo, ObjectInfo
from crm.paths import nearest
from crm.proposal import Operation
from crm.query import Value

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_ID = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")
_YEARS = (1700, 4000)
_PROBABILITY = "Probability"
"""The standard percent that Salesforce holds between 0 and 100, whatever its digits."""


def check_operation(described: ObjectInfo, operation: Operation) -> None:
    """Raise `Refused` where the user may not do that to any record of the object."""
    allowed = {
        "create": described.createable,
        "update": described.updateable,
        "delete": described.deletable,
    }
    if not allowed[operation]:
        raise Refused(described.name)


def check_values(
    described: ObjectInfo, operation: Operation, values: Mapping[str, Value]
) -> dict[str, Value]:
    """Return the values as the org will hold them; `Invalid` or `Refused` at the first fault."""
    checked = {
        name: check_value(_writable(described, operation, name), value)
        for name, value in values.items()
    }
    if operation == "create":
        _check_required(described, checked)
    return checked


def _writable(described: ObjectInfo, operation: Operation, name: str) -> FieldInfo:
    field = described.fields.get(name)
    if field is None:
        raise Invalid(name, "unknown", nearest(name, described.fields))
    if not (field.createable if operation == "create" else field.updateable):
        raise Refused(described.name, name)
    return field


def _check_required(described: ObjectInfo, values: Mapping[str, Value]) -> None:
    for field in described.fields.values():
        if field.required and values.get(field.name) is None:
            raise Invalid(field.name, "required")


def check_value(field: FieldInfo, value: Value) -> Value:
    """Return one value as the org will hold it, or raise `Invalid`."""
    if value is None or value == "":
        if not field.nillable and not field.defaulted:
            raise Invalid(field.name, "required")
        return None
    return _CHECKS.get(field.type, _text)(field, value)


def _of_type(field: FieldInfo, value: Value, kind: type) -> Value:
    if not isinstance(value, kind):
        raise Invalid(field.name, "type")
    return value


def _number(field: FieldInfo, value: Value) -> Value:
    """Round to the field's scale, as Salesforce would, and hold against its digits."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Invalid(field.name, "type")
    number = Decimal(str(value))
    if not number.is_finite():
        raise Invalid(field.name, "type")
    rounded = number.quantize(Decimal(1).scaleb(-field.scale), ROUND_HALF_UP)
    roof = Decimal(10) ** ((field.precision or 18) - field.scale)
    if abs(rounded) >= roof:
        raise Invalid(field.name, "range", (-roof + 1, roof - 1))
    if field.name == _PROBABILITY and not 0 <= rounded <= 100:
        raise Invalid(field.name, "range", (0, 100))
    return int(rounded) if field.type in ("int", "long") else rounded


def _time(field: FieldInfo, value: Value) -> Value:
    timed = isinstance(value, datetime)
    if not isinstance(value, date) or timed != (field.type == "datetime"):
        raise Invalid(field.name, "type")
    if isinstance(value, datetime) and value.tzinfo is None:
        raise Invalid(field.name, "type")
    if not _YEARS[0] <= value.year <= _YEARS[1]:
        raise Invalid(field.name, "range", _YEARS)
    return value


def _choice(field: FieldInfo, value: Value) -> Value:
    """Accept active entries only: the API would take others, and reports would then miss them."""
    text = str(_of_type(field, value, str))
    active = tuple(entry.value for entry in field.picklist)
    chosen = text.split(";") if field.type == "multipicklist" else [text]
    if field.picklist and not set(chosen) <= set(active):
        raise Invalid(field.name, "picklist", active)
    return text


def check_dependents(
    described: ObjectInfo, values: Mapping[str, Value], whole: Mapping[str, Value]
) -> None:
    """Raise `Invalid` where a dependent picklist's value does not go with its controlling field.

    `whole` is the record as it will be: what it holds now and the new values.
    """
    for name in described.fields:
        field = described.fields[name]
        touched = field.controller and (name in values or field.controller in values)
        if not touched or whole.get(name) is None:
            continue
        controlling = str(whole.get(str(field.controller)))
        for chosen in str(whole[name]).split(";"):
            entry = field.entry(chosen)
            if entry and controlling not in _controls(entry.valid_for):
                allowed = tuple(e.value for e in field.picklist if controlling in e.valid_for)
                raise Invalid(name, "dependent_picklist", allowed)


def _controls(valid_for: tuple[str, ...]) -> set[str]:
    return {*valid_for, *(value.capitalize() for value in valid_for if value in ("true", "false"))}


def _reference(field: FieldInfo, value: Value) -> Value:
    text = str(_of_type(field, value, str))
    if not _ID.fullmatch(text):
        raise Invalid(field.name, "reference")
    return text


def _text(field: FieldInfo, value: Value) -> Value:
    text = str(_of_type(field, value, str))
    if field.length and len(text) > field.length:
        raise Invalid(field.name, "length", (field.length,))
    if field.type == "email" and not _EMAIL.fullmatch(text):
        raise Invalid(field.name, "type")
    return text


def _flag(field: FieldInfo, value: Value) -> Value:
    return _of_type(field, value, bool)


_CHECKS: Mapping[str, Callable[[FieldInfo, Value], Value]] = {
    **dict.fromkeys(("currency", "double", "percent", "int", "long"), _number),
    **dict.fromkeys(("date", "datetime"), _time),
    **dict.fromkeys(("picklist", "multipicklist"), _choice),
    **dict.fromkeys(("reference", "id"), _reference),
    "boolean": _flag,
}
