"""One user's view of the org: everything the rest of the house may ask of Salesforce."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from crm.metadata import Catalogue, ObjectInfo
from crm.proposal import Operation, Outcome, Proposal
from crm.query import Query, Value
from crm.rows import Found, Rows, User

NAMED = ("Account", "Contact", "Opportunity", "Lead", "Case")


class Crm:
    """The org as one user sees it, with that user's rights."""

    user: User

    async def catalogue(self) -> Catalogue:
        """Return every object this user may query, described in both languages."""
        raise NotImplementedError

    async def describe(self, name: str) -> ObjectInfo:
        """Return one object's description."""
        raise NotImplementedError

    async def run(self, query: Query) -> Rows:
        """Run a query in one round trip."""
        raise NotImplementedError

    async def run_many(self, queries: Sequence[Query]) -> list[Rows]:
        """Run several queries in one round trip."""
        raise NotImplementedError

    async def count(self, query: Query) -> int:
        """Return how many records the query's conditions hold for."""
        raise NotImplementedError

    async def find(self, words: str, objects: Sequence[str] = NAMED, limit: int = 5) -> Found:
        """Look a record up by what people call it."""
        raise NotImplementedError

    async def get(self, name: str, id: str, fields: Sequence[str]) -> Mapping[str, Any] | None:  # noqa: A002
        """Return some fields of one record, or None where the user sees no such record."""
        raise NotImplementedError

    async def propose(
        self,
        operation: Operation,
        name: str,
        record: str,
        values: Mapping[str, Value],
        now: datetime,
    ) -> Proposal:
        """Make an exact, checked change to one record, to be shown before it is executed."""
        raise NotImplementedError

    async def execute(self, proposal: Proposal, turn: str) -> Outcome:
        """Write a confirmed proposal, once, against the revision that was shown."""
        raise NotImplementedError

    async def undo(self, outcome: Outcome, turn: str) -> Outcome:
        """Take a change back where the record has not changed since."""
        raise NotImplementedError

    async def team(self) -> tuple[str, ...]:
        """Return the ids of the active users below this one."""
        raise NotImplementedError

    def record_url(self, name: str, id: str) -> str:  # noqa: A002
        """Return the address of a record's page."""
        raise NotImplementedError
