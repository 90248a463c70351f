"""In what order groups held over two periods come, and which of them are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.asking import Asking
from actions.leading import along_calendar

Key = tuple[Any, ...]
Pair = tuple[float | None, float | None]


def ranked_pairs(asking: Asking, pairs: Mapping[Key, Pair]) -> list[Key]:
    """Return the groups: a calendar's by date, others by their figure, or by what was asked.

    Where a growth or a difference is asked for they are ranked by that; the first are kept where
    so many are asked for, with those that tie with the last of them.
    """
    query = asking.reading.query
    if along_calendar(query) and query.limit is None:
        return sorted(pairs, key=lambda key: tuple((v is None, str(v)) for v in key))
    rising = bool(query.order_by) and not query.order_by[0].descending
    weighed = {key: _weight(asking, pair) for key, pair in pairs.items()}
    known = [key for key, weight in weighed.items() if weight is not None]
    ranked = sorted(known, key=lambda key: weighed[key] or 0.0, reverse=not rising)
    if query.limit is not None:
        last = [weighed[key] for key in ranked[: query.limit]][-1:]
        return [key for place, key in enumerate(ranked)
                if place < query.limit or weighed[key] in last]  # fmt: skip
    return [*ranked, *(key for key in pairs if weighed[key] is None)]


def _weight(asking: Asking, pair: Pair) -> float | None:
    """Return what a group is ranked by; nothing where it cannot be worked out."""
    now, before = pair
    ranks = bool(asking.reading.query.order_by) and asking.reading.query.limit is not None
    if asking.reading.along == "difference" and ranks:
        return None if now is None or before is None else now - before
    if asking.reading.along == "growth":
        return None if now is None or not before else (now - before) / abs(before)
    return now
