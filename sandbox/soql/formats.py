"""FORMAT(): numbers, dates and money as the user's locale writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_date_format
from babel.numbers import format_currency, format_decimal, format_percent

from sandbox.clock import moment
from sandbox.schema import Field
from sandbox.traits import NUMERIC


def write(value: Any, field: Field, *, locale: str, zone: str, currency: str) -> str | None:
    """Write a stored value as the locale has it; text stays as it is, None stays None."""
    if value is None:
        return None
    known = _locale(locale)
    if field.type == "date":
        return _day(date.fromisoformat(value), known)
    if field.type == "datetime":
        local = moment(value).astimezone(ZoneInfo(zone))
        return f"{_day(local.date(), known)} {format_time(local, 'short', locale=known)}"
    return _number(value, field, known, currency) if field.type in NUMERIC else str(value)


def _number(value: float, field: Field, locale: Locale, currency: str) -> str:
    exact = Decimal(str(value))
    if field.type == "currency":
        return str(format_currency(exact, currency, locale=locale))
    if field.type == "percent":
        return str(format_percent(exact / 100, locale=locale, decimal_quantization=False))
    return str(format_decimal(exact, locale=locale))


def _day(day: date, locale: Locale) -> str:
    # Salesforce writes the short date with the whole year.
    pattern = get_date_format("short", locale=locale).pattern
    if "yyyy" not in pattern:
        pattern = pattern.replace("yy", "y")
    return format_date(day, pattern, locale=locale)


def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return Locale("en", "US")
