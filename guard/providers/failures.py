"""What a failure of the `openai` client means: whether to try again, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from guard.errors import ProviderUnavailable

_SPENT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
"""Codes of a 429 that waiting does not cure."""


def unavailable(error: Exception) -> ProviderUnavailable:
    """Return what an error of the client means to us. Its own message may hold words: not kept."""
    from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError  # noqa: PLC0415  slow

    told = f"the model failed: {type(error).__name__}"
    if isinstance(error, APITimeoutError):
        return ProviderUnavailable(told, kind="slow")
    if isinstance(error, APIConnectionError):
        return ProviderUnavailable(told, kind="unreachable", again=True)
    if isinstance(error, APIStatusError):
        return _by_status(error.status_code, getattr(error, "code", None), error.response, told)
    if type(error) is APIError:
        # An error told in the middle of an answer that is heard while it is written.
        return ProviderUnavailable(told, kind="broken", again=True)
    return ProviderUnavailable(told)


def _by_status(status: int, code: object, response: Any, told: str) -> ProviderUnavailable:
    """Return what a status means."""
    if status == 429:
        spent = code in _SPENT
        after = None if spent else retry_after(response.headers.get("retry-after"))
        return ProviderUnavailable(told, kind="busy", again=not spent, after=after)
    if status in {408, 409} or status >= 500:
        after = retry_after(response.headers.get("retry-after"))
        return ProviderUnavailable(told, kind="broken", again=True, after=after)
    return ProviderUnavailable(told, kind="denied")


def retry_after(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a date (RFC 9110)."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        return _until(header)
    return seconds if 0 <= seconds < float("inf") else None


def _until(header: str) -> float | None:
    """Return the seconds until a date."""
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
