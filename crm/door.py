"""One user's view of the org: everything the rest of the house may ask of Salesforce."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm.catalogue import CatalogueKeeper
from crm.connection import Connection
from crm.conversion import Conversion, propose_conversion
from crm.finding import Finder
from crm.metadata import Catalogue, ObjectInfo
from crm.paths import object_at
from crm.people import Counterpart, read_team, read_user
from crm.proposal import Operation, Outcome, Proposal
from crm.proposing import Proposer
from crm.proposing_many import ManyProposer, Plan
from crm.query import Compare, Query, Value
from crm.reading import Reader
from crm.rows import Found, Rows, User
from crm.writing import Writer
from crm.written import Bearing, Written, written_in, written_query

NAMED = ("Account", "Contact", "Opportunity", "Lead", "Case")
_TEAM_KEPT = 300.0
_CHUNK = 200


def utc_now() -> datetime:
    """Return the real time, in UTC."""
    return datetime.now(UTC)


class Crm:
    """The org as one user sees it, with that user's rights.

    Every name a caller uses is looked up in `catalogue()`, which is already cut to what the user
    may see; a policy that narrows it narrows everything here.
    """

    def __init__(self, connection: Connection, user: User, now: Callable[[], datetime]) -> None:
        """Take an open connection; nothing is called yet. `now` is in UTC."""
        self.user = user
        self._connection = connection
        self._keeper = CatalogueKeeper(connection)
        self._reader = Reader(connection, self._keeper, _zone(user.timezone))
        self._finder = Finder(self._keeper, self._reader)
        self._proposer = Proposer(connection, self._reader, user.id, user.language)
        self._many = ManyProposer(connection, self._reader, user.id, user.language)
        self._writer = Writer(connection, user.id, now)
        self._team: tuple[float, tuple[str, ...]] | None = None

    @classmethod
    async def open(cls, connection: Connection, now: Callable[[], datetime] = utc_now) -> Crm:
        """Return the view of the user an open connection belongs to."""
        return cls(connection, await read_user(connection, connection.ticket.user), now)

    async def ping(self) -> None:
        """Make one small authorised call; raises where it fails."""
        await self._connection.call("limits/")

    async def catalogue(self) -> Catalogue:
        """Return every object this user may query, described in both languages."""
        return await self._keeper.get()

    async def describe(self, name: str) -> ObjectInfo:
        """Return one object's description; `BadQuery` names the nearest where there is none."""
        return object_at(await self._keeper.get(), name)

    async def run(self, query: Query) -> Rows:
        """Run a query in one round trip (longer answers page, up to 10,000 records).

        Raises `BadQuery` before anything is sent where the query names what the user cannot see.
        """
        return (await self._reader.run_many([query]))[0]

    async def run_many(self, queries: Sequence[Query], *, totals: bool = True) -> list[Rows]:
        """Run several queries in one round trip for every five SOQL texts.

        Without `totals` a limited query is one text, not two: none counts what it leaves out.
        """
        return await self._reader.run_many(queries, totals=totals) if queries else []

    async def count(self, query: Query) -> int:
        """Return how many records the query's conditions hold for."""
        return await self._reader.count(query)

    async def find(self, words: str, objects: Sequence[str] = NAMED, limit: int = 5) -> Found:
        """Look a record up by what people call it: name, e-mail, phone, number, id or address.

        `match` is set only where one record clearly is meant; `candidates` has the choices, or the
        nearest where nothing fits. `objects` in order of likelihood breaks equal scores.
        """
        return await self._finder.find(words, objects, limit)

    async def written(
        self, text: str, objects: Sequence[str], bearing: Bearing = "anything"
    ) -> list[Written]:
        """Return the records of those objects whose whole name stands in a text, in its order.

        `bearing` is what a word of every name that is asked for bears.
        """
        catalogue = await self._keeper.get()
        seen = [catalogue[name] for name in objects if name in catalogue]
        queries = [written_query(text, one, bearing) for one in seen]
        asked = [(one, query) for one, query in zip(seen, queries, strict=True) if query]
        rows = await self.run_many([query for _, query in asked], totals=False)
        kept = [(one, answer.records) for (one, _), answer in zip(asked, rows, strict=True)]
        return written_in(text, kept)

    async def get(self, name: str, record: str, fields: Sequence[str]) -> Mapping[str, Any] | None:
        """Return some fields of one record, or None where the user sees no such record."""
        query = Query(name, tuple(fields), Compare("Id", "=", record))
        return next(iter((await self.run(query)).records), None)

    async def get_many(
        self, name: str, records: Sequence[str], fields: Sequence[str]
    ) -> dict[str, Mapping[str, Any]]:
        """Return some fields of several records by id; those the user does not see are absent."""
        chunks = [records[at : at + _CHUNK] for at in range(0, len(records), _CHUNK)]
        select = tuple(dict.fromkeys(("Id", *fields)))
        queries = [Query(name, select, Compare("Id", "in", tuple(chunk))) for chunk in chunks]
        return {one["Id"]: one for rows in await self.run_many(queries) for one in rows.records}

    async def propose(
        self,
        operation: Operation,
        name: str,
        record: str,
        values: Mapping[str, Value],
        now: datetime,
    ) -> Proposal:
        """Make an exact, checked change to one record, to be shown before it is executed.

        Raises `Refused` (object or field not writable), `Invalid` (field and reason), `NotFound`
        and `BadQuery` (no such object). Nothing is written.
        """
        catalogue = await self._keeper.get()
        return await self._proposer.propose(catalogue, operation, name, record, values, now=now)

    async def propose_many(
        self, operation: Operation, name: str, plans: Sequence[Plan], now: datetime
    ) -> Proposal:
        """Make one proposal for several records of an object: pairs of record id and new values.

        Raises what `propose` does; records that hold their new values already are left out.
        """
        catalogue = await self._keeper.get()
        return await self._many.propose(catalogue, operation, name, plans, now=now)

    async def propose_conversion(self, lead: str, wanted: Conversion, now: datetime) -> Proposal:
        """Make the proposal to convert a lead; its parts are what the lead becomes."""
        catalogue = await self._keeper.get()
        return await propose_conversion(
            self._connection, catalogue, lead, wanted, self.user.id, self.user.language, now
        )

    async def execute(
        self, proposal: Proposal, turn: str, since: datetime | None = None
    ) -> Outcome:
        """Write a confirmed proposal, once, against the revisions that were shown.

        `since` says that an earlier attempt may have begun then and not lived to tell: what it
        wrote is found and not written again. Of several records each is written or reported.
        Raises `Stale` (with the values as they are), `Expired`, `Refused`, `Invalid`, `Duplicates`,
        `NotFound`; `CrmUnavailable.in_doubt` where a write's answer was lost for good.
        """
        return await self._writer.execute(proposal, turn, await self._keeper.get(), since)

    async def undo(self, outcome: Outcome, turn: str) -> Outcome:
        """Take a change back where the records have not changed since; `NotUndoable` else."""
        return await self._writer.undo(outcome, turn, await self._keeper.get())

    async def team(self) -> tuple[str, ...]:
        """Return the ids of the active users below this one, by manager and by role."""
        if self._team is None or time.monotonic() - self._team[0] > _TEAM_KEPT:
            roles_seen = "UserRole" in await self._keeper.get()
            below = await read_team(self._reader, self.user.id, roles_seen=roles_seen)
            self._team = (time.monotonic(), below)
        return self._team[1]

    async def counterpart(self) -> Counterpart | None:
        """Return who looks after the asker as a customer: nobody does after a user of the org."""
        return None

    def record_url(self, name: str, record: str) -> str:
        """Return the address of a record's page in Lightning."""
        root = self._connection.ticket.instance_url.rstrip("/")
        return f"{root}/lightning/r/{name}/{record}/view"


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
