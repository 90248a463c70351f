"""One cell of a CSV as JSON-like value: dates in several formats, numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sandbox.schema import Field, PicklistValue
from sandbox.values import stored

TRUE = {"true", "1", "yes", "y", "oui", "o", "vrai", "x"}
FALSE = {"false", "0", "no", "n", "non", "faux"}
_PARTS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_CLOCK = re.compile(r"[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def month_first(texts: Iterable[str]) -> bool:
    """Whether a file's slashed dates put the month first; the day comes first where none tells."""
    found = [(int(m[1]), int(m[2])) for text in texts if (m := _PARTS.match(text.strip()))]
    return any(second > 12 for _, second in found) and not any(first > 12 for first, _ in found)


def read_cell(field: Field, value: Any, *, american: bool) -> Any:
    """Return a cell or tree value as stored; `ApiError` or `ValueError` tell what is wrong."""
    if isinstance(value, list):
        raise ValueError(f"{field.name} is a list, not a value")
    text = value.strip() if isinstance(value, str) else value
    if text is None or text in {"", "#N/A"}:
        return stored(field, None)
    if isinstance(text, str):
        text = _plain(field, text, american=american)
    return stored(field, text)


def _plain(field: Field, text: str, *, american: bool) -> Any:
    if field.type == "boolean":
        return _truth(text)
    if field.type in {"currency", "double", "percent", "int"}:
        return _number(text)
    if field.type in {"date", "datetime"}:
        return _moment(text, american=american)
    if field.type == "picklist":
        return _value(field.picklist, text)
    if field.type == "multipicklist":
        return [_value(field.picklist, part.strip()) for part in text.split(";")]
    return text


def _truth(text: str) -> bool:
    folded = text.casefold()
    if folded not in TRUE | FALSE:
        raise ValueError(f"{text[:40]!r} is neither true nor false")
    return folded in TRUE


def _number(text: str) -> float:
    bare = re.sub(r"[\s\u00a0\u202f€$£%]", "", text)
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif "," in bare:
        bare = bare.replace(".", "").replace(",", ".")
    try:
        return float(bare)
    except ValueError as exc:
        raise ValueError(f"{text[:40]!r} is not a number") from exc


def _moment(text: str, *, american: bool) -> str:
    found = _PARTS.match(text)
    if found is None:
        return text.replace(" ", "T", 1) if re.match(r"\d{4}-\d\d-\d\d \d", text) else text
    first, second, year = (int(part) for part in found.groups())
    month, day = (first, second) if american else (second, first)
    clock = _CLOCK.search(text)
    try:
        if clock is None:
            return date(year, month, day).isoformat()
        hour, minute, second = (int(part or 0) for part in clock.groups())
        return datetime(year, month, day, hour, minute, second).isoformat()
    except ValueError as exc:
        raise ValueError(f"{text[:40]!r} is not a date") from exc


def value_named(values: tuple[PicklistValue, ...], text: str) -> str | None:
    """Return the API value a text names, by itself or by a label in either language."""
    folded = text.casefold()
    for entry in values:
        if folded in {entry.value.casefold(), entry.label.en.casefold(), entry.label.fr.casefold()}:
            return entry.value
    return None


def _value(values: tuple[PicklistValue, ...], text: str) -> str:
    return value_named(values, text) or text
