"""Running queries: checked, written, sent together, read back as Python values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from crm.alternatives import MOST_READ, nested, unnested
from crm.catalogue import CatalogueKeeper
from crm.check import check
from crm.composite import run_queries
from crm.connection import Connection
from crm.errors import BadQuery
from crm.metadata import Catalogue
from crm.query import Query, Value
from crm.results import read_groups, read_records
from crm.rows import Rows, value_at
from crm.soql import write, write_count
from crm.weeks import by_week, daily, weekly

MOST_RECORDS = 10_000


@dataclass(frozen=True)
class _Plan:
    """A query, the query that is really sent (a weekly one goes out daily), and their SOQL."""

    query: Query
    sent: Query
    soql: str
    count: str | None

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.soql,) if self.count is None else (self.soql, self.count)


class Reader:
    """Runs queries with one user's connection, catalogue and time zone."""

    def __init__(self, connection: Connection, keeper: CatalogueKeeper, zone: ZoneInfo) -> None:
        """Nothing is read yet."""
        self._connection = connection
        self._keeper = keeper
        self.zone = zone

    async def run_many(self, queries: Sequence[Query], *, totals: bool = True) -> list[Rows]:
        """Run queries together; a refusal that a newer catalogue explains is explained by it.

        Without `totals` a limited query's `total` is only what it returned, for half the work.
        """
        catalogue = await self._keeper.get()
        try:
            return await self._run(queries, catalogue, totals)
        except BadQuery:
            newer = await self._keeper.doubt()
            if newer is catalogue:
                raise
            return await self._run(queries, newer, totals)

    async def _run(
        self, queries: Sequence[Query], catalogue: Catalogue, totals: bool
    ) -> list[Rows]:
        whole = [await self._unnested(query, catalogue) for query in queries]
        plans = [self._plan(query, catalogue, totals) for query in whole]
        answers = iter(
            await run_queries(self._connection, [text for plan in plans for text in plan.texts])
        )
        return [await self._rows(plan, answers, catalogue) for plan in plans]

    async def _unnested(self, query: Query, catalogue: Catalogue) -> Query:
        """Return the query with ids for what SOQL cannot nest; checked first, as it was asked."""
        if not nested(query.where):
            return query
        check(query, catalogue)

        async def held(inner: Query) -> list[Value]:
            asked = replace(inner, limit=MOST_READ + 1)
            rows = (await self._run([asked], catalogue, totals=False))[0]
            return [value_at(record, inner.select[0]) for record in rows.records]

        return replace(query, where=await unnested(query.where, held))

    def _plan(self, query: Query, catalogue: Catalogue, totals: bool) -> _Plan:
        check(query, catalogue)
        sent = daily(query) if by_week(query) else query
        limited = not query.measures and (query.limit is not None or query.offset > 0)
        counted = write_count(query, catalogue, self.zone) if limited and totals else None
        return _Plan(query, sent, write(sent, catalogue, self.zone), counted)

    async def _rows(
        self, plan: _Plan, answers: Iterator[Mapping[str, Any]], catalogue: Catalogue
    ) -> Rows:
        answer = next(answers)
        if plan.query.measures:
            return _groups(plan, answer["records"], catalogue)
        total = next(answers)["totalSize"] if plan.count else answer["totalSize"]
        records = await self._all_pages(answer)
        return Rows(total, read_records(records, catalogue), plan.soql)

    async def _all_pages(self, answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Follow the pages of an answer, up to 10,000 records."""
        records = list(answer["records"])
        while not answer.get("done", True) and len(records) < MOST_RECORDS:
            page = str(answer["nextRecordsUrl"]).split("/query/", 1)[1]
            answer = await self._connection.call(f"query/{page}")
            records += answer["records"]
        return records

    async def count(self, query: Query) -> int:
        """Return how many records a query's conditions hold for."""
        catalogue = await self._keeper.get()
        check(query, catalogue)
        query = await self._unnested(query, catalogue)
        soql = write_count(query, catalogue, self.zone)
        return int((await run_queries(self._connection, [soql]))[0]["totalSize"])


def _groups(plan: _Plan, records: Sequence[Mapping[str, Any]], catalogue: Catalogue) -> Rows:
    """Read an aggregate; its limit is cut here, so that the total counts every group."""
    groups = read_groups(records, plan.sent, catalogue)
    if plan.sent is not plan.query:
        groups = weekly(groups, plan.query)
    start, limit = plan.query.offset, plan.query.limit
    kept = groups[start:] if limit is None else groups[start : start + limit]
    return Rows(len(groups), kept, plan.soql)
