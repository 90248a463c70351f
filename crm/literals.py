"""Values as SOQL literals, and the days of a user's time zone as instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from crm.query import Value

_ESCAPES = str.maketrans(
    {
        "\\": r"\\",
        "'": r"\'",
        '"': r"\"",
        "\n": r"\n",
        "\r": r"\r",
        "\t": r"\t",
        "\b": r"\b",
        "\f": r"\f",
    }
)


def quote(text: str) -> str:
    """Write a text as a SOQL string."""
    return f"'{text.translate(_ESCAPES)}'"


def quote_like(pattern: str) -> str:
    r"""Write a `like` pattern as a SOQL string, in which `\%` and `\_` stay what they are."""
    written, rest = "", iter(pattern)
    for letter in rest:
        if letter != "\\":
            written += letter.translate(_ESCAPES)
            continue
        escaped = next(rest, "\\")
        written += f"\\{escaped}" if escaped in "%_" else quote("\\" + escaped)[1:-1]
    return f"'{written}'"


def instant(moment: datetime) -> str:
    """Write an aware datetime as SOQL has it: UTC, milliseconds only where there are some."""
    utc = moment.astimezone(UTC)
    fraction = f".{utc.microsecond // 1000:03d}" if utc.microsecond else ""
    return f"{utc:%Y-%m-%dT%H:%M:%S}{fraction}Z"


def literal(value: Value) -> str:
    """Write a value by its own type."""
    match value:
        case None | bool():
            return {None: "null", True: "TRUE", False: "FALSE"}[value]
        case str():
            return quote(value)
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case _:
            return format(Decimal(str(value)), "f")


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a day where the user lives."""
    return datetime.combine(day, time.min, zone)


def next_day(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1)
