"""Literals held against a field: checked against its type, turned into what the column stores."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from sandbox.clock import clock_stamp, stamp
from sandbox.collation import collate, fold
from sandbox.ids import is_valid, to_18
from sandbox.schema import Field
from sandbox.soql.calendar import Calendar
from sandbox.soql.errors import SoqlError, malformed, wrong_type
from sandbox.soql.tree import Literal
from sandbox.traits import NUMERIC, TEXT

_T = TypeVar("_T")
_ESCAPES = {
    "n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\",
}  # fmt: skip
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)


@dataclass(frozen=True)
class Range:
    """A date literal: from `start` (included) to `end` (not included), as stored."""

    start: str
    end: str


Operand = str | int | float | Range | None
"""What a literal means to a column; None is null."""


def operand(literal: Literal, field: Field, calendar: Calendar) -> Operand:
    """Return what the literal means to the field, or raise `SoqlError` if it fits not."""
    if literal.kind == "word" and literal.text == "NULL":
        return None
    return _READERS[_family(field)](literal, field, calendar)


def text_of(literal: Literal) -> str:
    """Return a string literal's text, its escapes resolved."""
    return _unescape(literal, {})


def pattern_of(literal: Literal) -> str:
    r"""Return a LIKE pattern in folded text, for `ESCAPE '\'`."""
    return fold(_unescape(literal, {"%": "\\%", "_": "\\_", "\\": "\\\\"}))


def _unescape(literal: Literal, more: dict[str, str]) -> str:
    known = _ESCAPES | more

    def resolve(found: re.Match[str]) -> str:
        letter = found[1]
        if len(letter) == 5:
            return chr(int(letter[1:], 16))
        letter = letter.lower()
        if letter not in known:
            raise malformed(
                f"Invalid string literal '{literal.text}'. Illegal character sequence '{found[0]}' "
                "in string literal.",
                literal.at,
            )
        return known[letter]

    return _ESCAPE.sub(resolve, literal.text) if "\\" in literal.text else literal.text


def _family(field: Field) -> str:
    if field.type in TEXT or field.type == "multipicklist":
        return "text"
    if field.type in NUMERIC:
        return "number"
    return {"id": "id", "reference": "id"}.get(field.type, field.type)


def _text(literal: Literal, field: Field, _: Calendar) -> Operand:
    if literal.kind != "string":
        raise wrong_type(field.name, "string", literal.at)
    return collate(text_of(literal)) or None


def _id(literal: Literal, field: Field, _: Calendar) -> Operand:
    if literal.kind != "string":
        raise wrong_type(field.name, "string", literal.at)
    if not literal.text:
        return None
    if not is_valid(literal.text):
        message = f"invalid ID field: {literal.text}"
        raise SoqlError("INVALID_QUERY_FILTER_OPERATOR", message, literal.at)
    return to_18(literal.text[:15])


def _number(literal: Literal, field: Field, _: Calendar) -> Operand:
    if literal.kind != "number":
        kind = "int" if field.type == "int" else "double"
        raise wrong_type(field.name, kind, literal.at)
    whole = literal.text.lstrip("+-").isdigit() and len(literal.text) < 19
    return int(literal.text) if whole else float(literal.text)


def _boolean(literal: Literal, field: Field, _: Calendar) -> Operand:
    if literal.text not in ("TRUE", "FALSE") or literal.kind != "word":
        raise wrong_type(field.name, "boolean", literal.at)
    return int(literal.text == "TRUE")


def _date(literal: Literal, field: Field, calendar: Calendar) -> Operand:
    if literal.kind == "date":
        return _valid(date.fromisoformat, literal).isoformat()
    first, end = _days(literal, field, calendar, "date")
    return Range(first.isoformat(), end.isoformat())


def _datetime(literal: Literal, field: Field, calendar: Calendar) -> Operand:
    if literal.kind == "datetime":
        # Python reads at most six decimals, Salesforce keeps three.
        text = re.sub(r"(\.\d{3})\d+", r"\1", literal.text.upper())
        return stamp(_valid(datetime.fromisoformat, Literal("datetime", text, literal.at)))
    first, end = _days(literal, field, calendar, "dateTime")
    return Range(calendar.midnight(first), calendar.midnight(end))


def _days(literal: Literal, field: Field, calendar: Calendar, kind: str) -> tuple[date, date]:
    if literal.kind != "word":
        raise wrong_type(field.name, kind, literal.at)
    try:
        days = calendar.days(literal.text)
    except OverflowError as exc:
        raise malformed(f"Date literal out of range: {literal.text}", literal.at) from exc
    if days is None:
        raise malformed(f"unexpected token: '{literal.text}'", literal.at)
    return days


def _valid(read: Callable[[str], _T], literal: Literal) -> _T:
    try:
        return read(literal.text)
    except ValueError as exc:
        raise malformed(f"Invalid {literal.kind}: {literal.text}", literal.at) from exc


def _time(literal: Literal, field: Field, _: Calendar) -> Operand:
    if literal.kind != "time":
        raise wrong_type(field.name, "time", literal.at)
    bare = Literal("time", literal.text.rstrip("Zz"), literal.at)
    return clock_stamp(_valid(time.fromisoformat, bare))


def _never(literal: Literal, field: Field, _: Calendar) -> Operand:
    raise wrong_type(field.name, field.type, literal.at)


_READERS: dict[str, Callable[[Literal, Field, Calendar], Operand]] = {
    "address": _never,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "id": _id,
    "number": _number,
    "text": _text,
    "time": _time,
}
