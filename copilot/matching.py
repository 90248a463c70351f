"""Recognising a chat's user by e-mail address, where an administrator allows it."""

from __future__ import annotations

import time

from copilot.people import People
from crm import AllOf, AnyOf, Compare, Query

KEPT_SECONDS = 600.0


class Matching:
    """Finds the one active Salesforce user with an address; what is found is kept for a while."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._kept: dict[str, tuple[float, str]] = {}

    async def username(self, email: str) -> str | None:
        """Return the username of the one active user with this address; None for none or two."""
        kept = self._kept.get(email)
        if kept and time.monotonic() - kept[0] < KEPT_SECONDS:
            return kept[1]
        if "@" not in email:
            return None
        named = AnyOf((Compare("Username", "=", email), Compare("Email", "=", email)))
        where = AllOf((Compare("IsActive", "=", value=True), named))
        crm = await self._people.integration()
        rows = await crm.run(Query("User", ("Username",), where=where, limit=2))
        if len(rows.records) != 1:
            return None
        username = str(rows.records[0]["Username"])
        self._kept[email] = (time.monotonic(), username)
        return username
