"""The org's daily API allowance, counted across processes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox.call import Answer, Call, Org
from sandbox.errors import ApiError


def spend(org: Org, now: datetime) -> dict[str, str]:
    """Count one call and return the `Sforce-Limit-Info` header; refuse it beyond the allowance."""
    used = org.store.increase(_counter(now))
    allowed = allowance(org)
    if used > allowed:
        org.store.increase(_counter(now), -1)
        raise ApiError("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
    return {"Sforce-Limit-Info": f"api-usage={used}/{allowed}"}


def allowance(org: Org) -> int:
    """Return how many calls a day the org allows (the org setting `daily_calls` overrides)."""
    own = org.store.setting("daily_calls")
    return int(own) if own else org.daily_calls


def show(call: Call) -> Answer:
    """Answer `/limits`."""
    allowed = allowance(call.org)
    used = int(call.org.store.setting(_counter(call.now)) or 0)
    limits = {name: _limit(maximum, 0) for name, maximum in FIXED.items()}
    return Answer(200, {"DailyApiRequests": _limit(allowed, used), **limits})


FIXED = {
    "DailyBulkApiBatches": 15_000,
    "DailyBulkV2QueryJobs": 10_000,
    "DataStorageMB": 1_024,
    "FileStorageMB": 1_024,
    "HourlyODataCallout": 20_000,
    "SingleEmail": 5_000,
}


def _limit(maximum: int, used: int) -> dict[str, Any]:
    return {"Max": maximum, "Remaining": max(maximum - used, 0)}


def _counter(now: datetime) -> str:
    return f"calls:{now:%Y-%m-%d}"
