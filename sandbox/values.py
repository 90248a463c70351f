"""A JSON value as the org stores it, or Salesforce's refusal of it."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from sandbox.clock import clock_stamp, stamp
from sandbox.errors import ApiError
from sandbox.ids import is_valid, to_18
from sandbox.schema import Field, PicklistValue

_EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s.<>,;\"]+")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?Z?")
TRUTH = {"true": 1, "1": 1, "false": 0, "0": 0}


def stored(field: Field, value: Any) -> Any:
    """Return the value as stored; null and empty text are None. Raises `ApiError`."""
    if value is None or value == "":
        return 0 if field.type == "boolean" else None
    reader: Callable[[Field, Any], Any] = READERS.get(field.type, _text)
    return reader(field, value)


def _mismatch(field: Field, value: Any) -> ApiError:
    return ApiError(
        "INVALID_TYPE_ON_FIELD_IN_RECORD",
        f"{field.label.en}: value not of required type: {str(value)[:80]}",
        [field.name],
    )


def _text(field: Field, value: Any) -> str:
    if isinstance(value, bool | dict | list):
        raise _mismatch(field, value)
    text = str(value) if field.type == "textarea" else str(value).strip()
    if len(text) > field.length:
        raise ApiError(
            "STRING_TOO_LONG",
            f"{field.label.en}: data value too large: {text[:40]}… (max length={field.length})",
            [field.name],
        )
    return text


def _boolean(field: Field, value: Any) -> int:
    found = TRUTH.get(str(value).lower()) if isinstance(value, bool | int | str) else None
    if found is None:
        raise _mismatch(field, value)
    return found


def _number(field: Field, value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _mismatch(field, value)
    try:
        number = float(value)
    except ValueError as exc:
        raise _mismatch(field, value) from exc
    whole = max(field.precision - field.scale, 1) if field.precision else 18
    if not abs(number) < 10.0**whole:
        raise ApiError(
            "NUMBER_OUTSIDE_VALID_RANGE",
            f"{field.label.en}: value outside of valid range on numeric field: {value}",
            [field.name],
        )
    return _whole(field, value, number) if field.type == "int" else round(number, field.scale)


def _whole(field: Field, value: Any, number: float) -> int:
    if number != int(number):
        raise _mismatch(field, value)
    return int(number)


def _date(field: Field, value: Any) -> str:
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError as exc:
        raise _mismatch(field, value) from exc


def _datetime(field: Field, value: Any) -> str:
    try:
        moment = datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", str(value)))
    except ValueError as exc:
        raise _mismatch(field, value) from exc
    return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _time(field: Field, value: Any) -> str:
    if not _TIME.fullmatch(str(value)):
        raise _mismatch(field, value)
    return clock_stamp(time.fromisoformat(str(value).rstrip("Z")))


def _email(field: Field, value: Any) -> str:
    text = _text(field, value)
    if not _EMAIL.fullmatch(text):
        message = f"{field.label.en}: invalid email address: {text}"
        raise ApiError("INVALID_EMAIL_ADDRESS", message, [field.name])
    return text


def _bytes(field: Field, value: Any) -> bytes:
    try:
        return b64decode(str(value), validate=True)
    except ValueError as exc:
        raise ApiError(
            "JSON_PARSER_ERROR", f"{field.label.en}: value not valid base64", [field.name]
        ) from exc


def _reference(field: Field, value: Any) -> str:
    if not isinstance(value, str) or not is_valid(value):
        message = f"{field.label.en}: id value of incorrect type: {str(value)[:40]}"
        raise ApiError("MALFORMED_ID", message, [field.name])
    return to_18(value)


def _picklist(field: Field, value: Any) -> str:
    text = _text(field, value)
    return _known(field, text)


def _multi(field: Field, value: Any) -> str:
    parts = value if isinstance(value, list) else str(value).split(";")
    chosen = {_known(field, str(part).strip()) for part in parts if str(part).strip()}
    order = [entry.value for entry in field.picklist]
    ranked = sorted(chosen, key=lambda v: (order.index(v) if v in order else len(order), v))
    return ";".join(ranked)


def _known(field: Field, text: str) -> str:
    entry = find_value(field, text)
    if entry is not None:
        return entry.value
    if field.restricted:
        raise ApiError(
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            f"{field.label.en}: bad value for restricted picklist field: {text[:80]}",
            [field.name],
        )
    return text


def find_value(field: Field, text: str) -> PicklistValue | None:
    """Return the active picklist value with this API name."""
    return next((v for v in field.picklist if v.active and v.value == text), None)


READERS: dict[str, Callable[[Field, Any], Any]] = {
    "base64": _bytes,
    "boolean": _boolean,
    "int": _number,
    "double": _number,
    "currency": _number,
    "percent": _number,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "email": _email,
    "id": _reference,
    "reference": _reference,
    "picklist": _picklist,
    "multipicklist": _multi,
}
