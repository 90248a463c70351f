"""What somebody asked to be sent: a report in a rhythm, or an alert when something happens.

Rights are not kept: each delivery is made with those the asker has by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol


@dataclass(frozen=True)
class Scheduled:
    """One thing to send.

    `words` are what is asked each time in the person's name (a report), or what they want to hear
    of (an alert); `said` tells when, in their language. `due` is the next moment, timezone-aware
    UTC; `zone` the person's own. `rule` is JSON: a rhythm, or what is watched and was seen.
    """

    id: str
    kind: Literal["report", "alert"]
    words: str = field(repr=False)
    said: str
    language: Literal["fr", "en"]
    zone: str
    due: datetime
    rule: Mapping[str, Any] = field(repr=False)
    conversation: str = ""


class Schedules(Protocol):
    """One person's scheduled reports and alerts; new ones are sent where they were asked for."""

    async def keep(self, scheduled: Scheduled) -> None:
        """Store one, in place of the one with its id where there is one."""

    async def all(self) -> list[Scheduled]:
        """Return the person's own, oldest first."""

    async def stop(self, scheduled: str) -> bool:
        """End one; False where the person has none with this id."""
