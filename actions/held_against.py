"""Records kept by comparing two of their own fields, which SOQL cannot do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.asking import Asking
from actions.parts import Value
from crm import Query, Rows

MOST = 10_000


async def compared_rows(asking: Asking, query: Query) -> Rows:
    """Return the rows of a list; where two fields are compared, those for which it holds."""
    pair = asking.reading.against
    if pair is None:
        return await asking.crm.run(query)
    left, _, right = pair
    select = tuple(dict.fromkeys((*query.select, left, right)))
    rows = await asking.crm.run(replace(query, select=select, limit=MOST))
    kept = [one for one in rows.records if _holds(one, asking)]
    return Rows(len(kept), kept[: query.limit or None], rows.soql)


async def compared_count(asking: Asking, value: Value) -> tuple[Value, str]:
    """Return how many records hold, with the query they were read by."""
    rows = await compared_rows(asking, Query(asking.reading.query.object, ("Id",),
                                             asking.reading.query.where))  # fmt: skip
    return value.model_copy(update={"value": float(rows.total)}), rows.soql


def _holds(record: Mapping[str, Any], asking: Asking) -> bool:
    left, sign, right = asking.reading.against or ("", "=", "")
    zone = ZoneInfo(asking.crm.user.timezone)
    one, other = (_comparable(record.get(name), zone) for name in (left, right))
    if one is None or other is None:
        return False
    if sign in {"=", "!="}:
        return bool((one == other) == (sign == "="))
    return bool(one < other if sign == "<" else one > other)


def _comparable(value: Any, zone: ZoneInfo) -> Any:
    """Return a moment as its day, so that it can be held against a date."""
    if isinstance(value, datetime):
        return value.astimezone(zone).date()
    return value if isinstance(value, date) or value is None else float(value)
