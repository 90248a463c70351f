"""The stretch of days that figures are of, and how durations are summed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included, as they are in a time zone."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """When it begins, in UTC without zone, as the tables keep moments."""
        return self._utc(self.first)

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self._utc(self.last + timedelta(days=1))

    def days(self) -> Iterator[date]:
        """Yield every day."""
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)

    def day_of(self, moment: datetime) -> date:
        """Return the day of a kept moment."""
        return moment.replace(tzinfo=UTC).astimezone(self.zone).date()

    def holds(self, column: Any) -> Any:
        """Return the condition that a column of moments is within."""
        return (column >= self.start) & (column < self.end)

    def _utc(self, day: date) -> datetime:
        local = datetime.combine(day, time(), self.zone)
        return local.astimezone(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Durations:
    """How long something took, in seconds: how often it happened, its median and 90th percentile.

    The percentile is the nearest rank: the smallest value that 90 % do not exceed.
    """

    count: int
    median: float | None = None
    p90: float | None = None

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Durations:
        """Sum up measured durations."""
        if not seconds:
            return cls(0)
        ranked = sorted(seconds)
        return cls(len(ranked), median(ranked), ranked[ceil(0.9 * len(ranked)) - 1])
