"""How a text may write a field's value: dates and numbers as French and English do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALES = ("fr", "en_GB", "en_US")
DATES = ("short", "medium", "long", "full", "dd/MM/y", "d/M/y", "dd.MM.y", "dd-MM-y", "d MMMM y")
SHORTEST_NUMBER = 4
"""Digits: a shorter number stands for too many other things to be masked wherever it is read."""
SHORTEST = 3
PIECES = re.compile(r"(?<=[.!?…])\s+|[\r\n;]+")


def written_forms(value: Any, kind: str) -> list[str]:
    """Return the ways a value of a describe type may stand in a text; none where it says little."""
    forms = dict.fromkeys(_forms(value, kind))
    return [form for form in forms if len(form.strip()) >= SHORTEST]


def _forms(value: Any, kind: str) -> Iterator[str]:
    if isinstance(value, bool):
        return
    if isinstance(value, date):
        yield from _dates(value.date() if isinstance(value, datetime) else value)
    elif isinstance(value, int | float | Decimal):
        yield from _numbers(Decimal(str(value)))
    elif kind in {"textarea", "multipicklist"}:
        yield from (str(value), *PIECES.split(str(value)))
    else:
        yield str(value)


def _dates(day: date) -> Iterator[str]:
    yield day.isoformat()
    yield day.strftime("%Y%m%d")
    for locale in LOCALES:
        for pattern in DATES:
            yield format_date(day, pattern, locale)
    yield format_date(day, "MMMM d, y", "en_US")


def _numbers(number: Decimal) -> Iterator[str]:
    plain = format(number.normalize(), "f")
    if sum(character.isdigit() for character in plain) < SHORTEST_NUMBER:
        return
    yield plain
    yield format(number.quantize(Decimal("0.01")), "f")
    for locale in LOCALES:
        for pattern in ("#,##0.00", "#,##0.##"):
            yield format_decimal(number, pattern, locale)
    yield plain.replace(".", ",")
