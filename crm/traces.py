"""What an earlier attempt left in the org, where its answer never came.

A write that was cut off (a lost answer, a process killed between the yes and the answer) may have
happened. Before it is tried again the org is asked: a record that holds every new value, last
touched by the same user after it was shown, was written by that attempt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crm.composite import run_queries
from crm.connection import Connection
from crm.literals import quote
from crm.metadata import Catalogue, ObjectInfo
from crm.payloads import values_of
from crm.proposal import Change, Part
from crm.proposing import REVISION
from crm.query import AllOf, Compare, Condition, Order, Query
from crm.soql import write

_CLOCKS_DIFFER = timedelta(minutes=1)
_TOUCHED_BY = "LastModifiedById"
_CHUNK = 200


async def read_parts(
    connection: Connection, parts: Sequence[Part], described: ObjectInfo
) -> dict[str, Mapping[str, Any]]:
    """Read the changed fields, the revision and who touched it last, by record id."""
    wanted = {change.field for part in parts for change in part.changes}
    fields = sorted({"Id", REVISION, _TOUCHED_BY, *wanted} & {"Id", *described.fields})
    chunks = [parts[at : at + _CHUNK] for at in range(0, len(parts), _CHUNK)]
    texts = [
        f"SELECT {', '.join(fields)} FROM {described.name} "  # noqa: S608 - names of describe
        f"WHERE Id IN ({', '.join(quote(part.record) for part in chunk)})"
        for chunk in chunks
    ]
    answers = await run_queries(connection, texts)
    return {record["Id"]: record for answer in answers for record in answer["records"]}


def bears(record: Mapping[str, Any], part: Part, described: ObjectInfo, user: str) -> bool:
    """Whether a record is as this user's change would have left it."""
    held = values_of(record, part.changes, described)
    touched = record.get(_TOUCHED_BY, user) == user
    return touched and all(held.get(change.field) == change.new for change in part.changes)


async def made_since(
    connection: Connection,
    name: str,
    changes: Sequence[Change],
    catalogue: Catalogue,
    user: str,
    since: datetime,
) -> Mapping[str, Any] | None:
    """Find the record an earlier attempt made: the same values, by this user, since then."""
    described = catalogue[name]
    same: list[Condition] = [
        Compare(change.field, "=", change.new)
        for change in changes
        if change.new is not None and described.fields[change.field].filterable
    ]
    mine = Compare("CreatedById", "=", user)
    recent = Compare("CreatedDate", ">=", since - _CLOCKS_DIFFER)
    newest = (Order("CreatedDate", descending=True),)
    query = Query(name, ("Id", REVISION), AllOf((mine, recent, *same)), order_by=newest, limit=1)
    answers = await run_queries(connection, [write(query, catalogue, ZoneInfo("UTC"))])
    found: Mapping[str, Any] | None = next(iter(answers[0]["records"]), None)
    return found
