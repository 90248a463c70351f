"""What the org's sharing lets a user do with records, asked before a change is shown."""

from __future__ import annotations

from collections.abc import Sequence

from crm.composite import run_queries
from crm.connection import Connection
from crm.errors import BadQuery
from crm.literals import literal, quote
from crm.proposal import Operation

_MOST = 200
"""Records one query of `UserRecordAccess` takes."""
_FOLLOWING = ("00T", "00U", "00v")
"""How ids of tasks, events and campaign members begin: what they are of decides at the write."""


async def withheld(
    connection: Connection, user: str, operation: Operation, records: Sequence[str]
) -> frozenset[str]:
    """Return the records that sharing keeps this user from changing (or deleting) so.

    What the org does not tell is not withheld: it decides when the change is written.
    """
    records = [one for one in records if not one.startswith(_FOLLOWING)]
    right = "HasDeleteAccess" if operation == "delete" else "HasEditAccess"
    texts = [
        f"SELECT RecordId, {right} FROM UserRecordAccess WHERE UserId = {quote(user)} "  # noqa: S608
        f"AND RecordId IN ({', '.join(map(literal, records[at : at + _MOST]))})"
        for at in range(0, len(records), _MOST)
    ]
    try:
        answers = await run_queries(connection, texts) if texts else []
    except BadQuery:
        return frozenset()
    rows = [row for answer in answers for row in answer["records"]]
    return frozenset(str(row["RecordId"]) for row in rows if row[right] is False)
