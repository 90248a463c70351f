"""The figures of a text as JSON values, with one vocabulary of labels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from language import Amount, Count, Period, find_amounts, find_contacts, find_counts, find_periods

_LABELS = {"email": "email", "phone": "phone", "salesforce_id": "id"}


class Figure(NamedTuple):
    """`text[start:end]` read as `value`.

    `label` is amount, count, email, id, ordinal, period or phone.
    """

    start: int
    end: int
    label: str
    value: Any


@lru_cache(maxsize=1)
def find_figures(text: str, today: date) -> tuple[Figure, ...]:
    """Return the addresses, ids, periods, amounts, counts and ranks of a text, in its order.

    Where two readings overlap, the one that comes first in that list is kept: the digits of a
    telephone number are no amount, « 15 » in « 15 janvier » is no count. Two components ask about
    the same message: the latest answer is kept.
    """
    kept: list[Figure] = []
    for figure in _readings(text, today):
        if all(figure.end <= other.start or other.end <= figure.start for other in kept):
            kept.append(figure)
    return tuple(sorted(kept))


def _readings(text: str, today: date) -> Iterator[Figure]:
    for point in find_contacts(text):
        yield Figure(*point.span, _LABELS[point.kind], point.normal)
    for period in find_periods(text, today):
        yield Figure(*period.span, "period", period_value(period))
    amounts = find_amounts(text)
    for amount in amounts:
        if amount.marked:
            yield Figure(*amount.span, "amount", amount_value(amount))
    for count in find_counts(text):
        yield Figure(*count.span, "ordinal" if count.ordinal else "count", count_value(count))
    for amount in amounts:
        yield Figure(*amount.span, "amount", amount_value(amount))


def period_value(period: Period) -> dict[str, Any]:
    """Return a period's ISO dates (null where open), grain and relation."""
    return {
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
        "grain": period.grain, "relation": period.relation, "recurs": period.recurs,
    }  # fmt: skip


def amount_value(amount: Amount) -> dict[str, Any]:
    """Return an amount as decimal strings with its currency, unit and comparison."""
    return {
        "value": str(amount.value), "upper": str(amount.upper) if amount.upper else None,
        "currency": amount.currency, "unit": amount.unit, "comparator": amount.comparator,
    }  # fmt: skip


def count_value(count: Count) -> int:
    """Return how many, or which one counted from 1 (-1 is the last)."""
    return count.value
