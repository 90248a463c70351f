"""Which agents look at a conversation now: told to each other, so that two do not both begin.

Kept in memory: it is true for seconds only.
"""

from __future__ import annotations

import time
from collections import OrderedDict

LOOKS = 45.0
MOST = 2_000


class Viewers:
    """Who was seen at which conversation, and when; times are those of a monotonic clock."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], tuple[float, str]] = OrderedDict()

    def look(self, id_: str, agent: str, name: str) -> list[str]:
        """Note that an agent looks at a conversation; return the names of the others who do."""
        now = time.monotonic()
        self._seen[id_, agent] = (now, name)
        self._seen.move_to_end((id_, agent))
        while len(self._seen) > MOST:
            self._seen.popitem(last=False)
        return sorted(
            seen_name
            for (where, who), (when, seen_name) in self._seen.items()
            if where == id_ and who != agent and now - when < LOOKS
        )
