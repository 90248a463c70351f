"""The rows of the demo company while it is being made, and the calendar they are written on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sandbox.clock import stamp
from sandbox.store import Row, Store

_BLOCK = 500


class Ledger:
    """Rows by object, in the order in which they were made, and the ids they got.

    `today` is the day the company is looked at: nothing is created after its early morning.
    """

    def __init__(self, store: Store, today: date) -> None:
        self.today = today
        self.now = datetime.combine(today, time(5, 30), UTC)
        self.rows: dict[str, dict[str, Row]] = defaultdict(dict)
        self._store = store
        self._free: dict[str, list[str]] = defaultdict(list)

    def add(self, sobject: str, created: datetime, by: str | None, **values: Any) -> str:
        """Note a record created at a moment by a user, and return its id."""
        record = self._fresh(sobject)
        made = stamp(self.clip(created))
        marks = {"CreatedDate": made, "LastModifiedDate": made, "SystemModstamp": made}
        by_whom = {"CreatedById": by, "LastModifiedById": by}
        self.rows[sobject][record] = {"Id": record, "IsDeleted": 0, **marks, **by_whom, **values}
        return record

    def touch(self, sobject: str, record: str, moment: datetime, by: str | None) -> None:
        """Note that a user last changed the record at that moment."""
        changed = stamp(self.clip(moment))
        row = self.rows[sobject][record]
        if changed > row["LastModifiedDate"]:
            row |= {"LastModifiedDate": changed, "SystemModstamp": changed, "LastModifiedById": by}

    def of(self, sobject: str) -> Iterator[Row]:
        """Return the object's rows, oldest first."""
        return iter(self.rows[sobject].values())

    def clip(self, moment: datetime) -> datetime:
        """Return the moment, or this morning if it lies in the future."""
        return min(moment, self.now)

    def day(self, ago: float) -> date:
        """Return the day that lies so many days before today."""
        return self.today - timedelta(days=round(ago))

    def write(self) -> None:
        """Store all rows at once."""
        with self._store.write():
            for sobject, rows in self.rows.items():
                self._store.insert_rows(sobject, rows.values())

    def _fresh(self, sobject: str) -> str:
        free = self._free[sobject]
        if not free:
            free.extend(reversed(self._store.next_ids(sobject, _BLOCK)))
        return free.pop()


def at(day: date, rng: Random, first: int = 7, last: int = 17) -> datetime:
    """Return a moment of the day within working hours (UTC)."""
    minutes = rng.randrange(first * 60, last * 60, 5)
    return datetime.combine(day, time(0, 0), UTC) + timedelta(minutes=minutes)


def workday(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
