"""Which agents look at a conversation now: told to each other, so that two do not both begin.

Kept in the store, true for seconds: agents who work through different service processes see each
other too.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Column, Connection, DateTime, String, Table
from sqlalchemy.sql import delete, select

from copilot.store import METADATA, Store, stamp

LOOKS = timedelta(seconds=45)
VIEWERS = Table(
    "viewers", METADATA,
    Column("id", String, primary_key=True),
    Column("agent", String, primary_key=True),
    Column("agent_name", String, nullable=False),
    Column("until", DateTime, nullable=False, index=True),
)  # fmt: skip
COLUMNS = VIEWERS.c


class Viewers:
    """Who was seen at which conversation, and until when that counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def look(self, id_: str, agent: str, name: str) -> list[str]:
        """Note that an agent looks at a conversation; return the names of the others who do."""
        now = stamp()
        row = {"id": id_, "agent": agent, "agent_name": name, "until": now + LOOKS}
        others = select(COLUMNS.agent_name).where(
            COLUMNS.id == id_, COLUMNS.agent != agent, COLUMNS.until > now
        )

        def work(connection: Connection) -> list[str]:
            connection.execute(self._store.latest(VIEWERS, row))
            connection.execute(delete(VIEWERS).where(COLUMNS.until < now - LOOKS))
            return sorted(connection.execute(others).scalars())

        return await self._store.run(work)
