"""Who was in charge of a conversation, from when to when: what waits and handling times stand on.

requested ─▶ began ─▶ first_reply ─▶ ended        `held` counts seconds on hold within it
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Column, Connection, DateTime, Float, Integer, String, Table
from sqlalchemy.sql import insert, select, update

from copilot.store import METADATA, Store, stamp

End = Literal["released", "transferred", "wrapped"]
STINTS = Table(
    "stints", METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, index=True),
    Column("agent", String, nullable=False),
    Column("agent_name", String, nullable=False),
    Column("requested", DateTime),
    Column("began", DateTime, nullable=False, index=True),
    Column("first_reply", DateTime),
    Column("held_since", DateTime),
    Column("held", Float, nullable=False),
    Column("ended", DateTime),
    Column("how", String),
)  # fmt: skip
COLUMNS = STINTS.c


class Stints:
    """Begins, marks and ends the time an agent is in charge; at most one is open at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def begin(self, id_: str, agent: str, name: str, requested: datetime | None) -> None:
        """Note that an agent took a conversation over, asked for at `requested`."""
        row = {
            "id": id_, "agent": agent, "agent_name": name, "requested": requested,
            "began": stamp(), "held": 0.0,
        }  # fmt: skip
        await self._store.run(lambda connection: connection.execute(insert(STINTS).values(row)))

    async def replied(self, id_: str) -> None:
        """Note the first reply of the open stint; it ends a hold."""
        first = update(STINTS).where(_open(id_), COLUMNS.first_reply.is_(None))

        def work(connection: Connection) -> None:
            connection.execute(first.values(first_reply=stamp()))
            _resume(connection, id_)

        await self._store.run(work)

    async def hold(self, id_: str) -> bool:
        """Note that the customer is on hold; False where they are already."""
        held = update(STINTS).where(_open(id_), COLUMNS.held_since.is_(None))
        return await self._changed(held.values(held_since=stamp()))

    async def resume(self, id_: str) -> bool:
        """Note the end of a hold; False where there was none."""
        return await self._store.run(lambda connection: _resume(connection, id_))

    async def end(self, id_: str, how: End) -> None:
        """Note that nobody is in charge any more, and how that came."""
        ended = update(STINTS).where(_open(id_)).values(ended=stamp(), how=how)

        def work(connection: Connection) -> None:
            _resume(connection, id_)
            connection.execute(ended)

        await self._store.run(work)

    async def held(self) -> dict[str, datetime]:
        """Return since when each conversation on hold is."""
        query = select(COLUMNS.id, COLUMNS.held_since).where(
            COLUMNS.ended.is_(None), COLUMNS.held_since.is_not(None)
        )
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return {row.id: row.held_since for row in rows}

    async def _changed(self, change: Any) -> bool:
        return bool(await self._store.run(lambda one: one.execute(change).rowcount))


def _open(id_: str) -> Any:
    return (COLUMNS.id == id_) & COLUMNS.ended.is_(None)


def _resume(connection: Connection, id_: str) -> bool:
    """Add what a hold lasted; say whether there was one."""
    mine = select(COLUMNS.n, COLUMNS.held_since).where(_open(id_))
    since = connection.execute(mine).first()
    if since is None or since.held_since is None:
        return False
    lasted = (stamp() - since.held_since).total_seconds()
    # Of two at once one ends it, or what it lasted would count twice.
    still = (COLUMNS.n == since.n) & COLUMNS.held_since.is_not(None)
    ended = update(STINTS).where(still).values(held=COLUMNS.held + lasted, held_since=None)
    return connection.execute(ended).rowcount > 0
