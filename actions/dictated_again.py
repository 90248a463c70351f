"""« Non, rappeler mercredi »: what was dictated is put right in its own words.

A day said after words of the text that waits replaces the day they stand before there; it is no
date of the record itself: a call made today is not moved to the day of the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from actions.label_words import content_words
from crm import Value
from language import Period, find_periods

_DICTATED = "Description"


def dictated_again(text: str, held: Mapping[str, Value], today: date) -> dict[str, Value]:
    """Return the dictated text with the day that a message corrects; nothing where it has none."""
    told = str(held.get(_DICTATED) or "")
    said = find_periods(text, today, prefer="future")
    own = {one for one in map(_day, held.values()) if one}
    if not told or len(said) != 1 or any(day > today for day in own):
        return {}
    start, end = said[0].span
    led = _led_by(text, said[0], 0)
    places = find_periods(told, today, prefer="future")
    since = [0, *(one.span[1] for one in places)]
    meant = [one for one, after in zip(places, since, strict=False)
             if led and _led_by(told, one, after)[-1:] == led[-1:]]  # fmt: skip
    if len(meant) != 1 or meant[0].day in own:
        return {}
    at, until = meant[0].span
    return {_DICTATED: f"{told[:at]}{text[start:end]}{told[until:]}"}


def _day(value: Value) -> date | None:
    """Return the day of a date or a moment."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _led_by(text: str, period: Period, since: int) -> tuple[str, ...]:
    """Return the words that lead to a period, after the one before it."""
    return tuple(content_words(text[since : period.span[0]]))
