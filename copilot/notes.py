"""What agents tell each other beside a conversation, and how far each has read it.

Notes have a table of their own: nothing that a customer's page or the bot reads can hold one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Integer, String, Table, Text
from sqlalchemy.sql import func, select

from copilot.store import METADATA, Store, stamp
from copilot.transcripts import SAID

NOTES = Table(
    "notes", METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, index=True),
    Column("event", String, nullable=False, unique=True),
    Column("agent", String, nullable=False),
    Column("agent_name", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)  # fmt: skip
READ = Table(
    "read_marks", METADATA,
    Column("agent", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("n", Integer, nullable=False),
)  # fmt: skip


class Notes:
    """Internal notes of conversations, and each agent's read marks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, id_: str, event: str, agent: str, name: str, text: str) -> None:
        """Keep a note, once."""
        row = {"id": id_, "event": f"{id_[:40]}:{event}"[:80], "agent": agent, "agent_name": name,
               "text": text, "at": stamp()}  # fmt: skip
        kept = self._store.once(NOTES, row)
        await self._store.run(lambda connection: connection.execute(kept))

    async def of(self, id_: str) -> Sequence[Any]:
        """Return a conversation's notes, in order."""
        query = select(NOTES).where(NOTES.c.id == id_).order_by(NOTES.c.n)
        return await self._store.run(lambda connection: connection.execute(query).all())

    async def read(self, agent: str, id_: str, n: int) -> None:
        """Note that an agent has read a conversation up to its n-th line."""
        row = {"agent": agent, "id": id_, "n": n}
        farther = self._store.latest(READ, row, where=READ.c.n < n)
        await self._store.run(lambda connection: connection.execute(farther))

    async def unread(self, agent: str, ids: Sequence[str]) -> dict[str, int]:
        """Return how many of the customer's lines the agent has not read, by conversation."""
        mine = (READ.c.id == SAID.c.id) & (READ.c.agent == agent)
        query = (
            select(SAID.c.id, func.count())
            .select_from(SAID.outerjoin(READ, mine))
            .where(SAID.c.id.in_(ids), SAID.c.author == "customer")
            .where(SAID.c.n > func.coalesce(READ.c.n, 0))
            .group_by(SAID.c.id)
        )

        def work(connection: Connection) -> dict[str, int]:
            return {str(id_): int(count) for id_, count in connection.execute(query)}

        return await self._store.run(work)
