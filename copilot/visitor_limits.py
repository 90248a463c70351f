"""How much one visitor, and one address, may send: token buckets, and an answer that says when."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

MOST_KEPT = 50_000


class TooMany(Exception):
    """The limit is reached; `seconds` until there is room again."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many messages")
        self.seconds = math.ceil(seconds)


@dataclass
class _Bucket:
    left: float
    at: float


class Rate:
    """Lets `per_minute` through for each key, half of it at once; the oldest are forgotten."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_minute / 60
        self._room = max(3.0, per_minute / 2)
        self._monotonic = monotonic
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str) -> None:
        """Count one; raise `TooMany` where the key has no room left."""
        now = self._monotonic()
        bucket = self._buckets.pop(key, None) or _Bucket(self._room, now)
        bucket.left = min(self._room, bucket.left + (now - bucket.at) * self._per_second)
        bucket.at = now
        self._buckets[key] = bucket
        if len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            raise TooMany((1 - bucket.left) / self._per_second)
        bucket.left -= 1


class Limits:
    """The limits of the website's visitors."""

    def __init__(self, of_visitor: int, of_address: int) -> None:
        self._visitor, self._address = Rate(of_visitor), Rate(of_address)
        self._codes, self._tries, self._files = Rate(6), Rate(20), Rate(20)
        self._cases, self._cases_from = Rate(1), Rate(10)

    def message(self, visitor: str, address: str | None) -> None:
        """Count a message. This very machine has no address of its own to be limited by."""
        self.call(address)
        self._visitor.take(visitor)

    def call(self, address: str | None) -> None:
        """Count a call that no session makes yet."""
        if address and not _local(address):
            self._address.take(address)

    def file(self, visitor: str, address: str | None) -> None:
        """Count a file that is sent."""
        self.call(address)
        self._files.take(visitor)

    def case(self, visitor: str, address: str | None) -> None:
        """Count a case that is opened by the form: three at once, then one a minute."""
        self.call(address)
        if address and not _local(address):
            self._cases_from.take(address)
        self._cases.take(visitor)

    def code(self, address: str | None) -> None:
        """Count a request for a code."""
        self._codes.take(address or "unknown")

    def attempt(self, address: str | None) -> None:
        """Count a try to sign in."""
        self._tries.take(address or "unknown")


def _local(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
