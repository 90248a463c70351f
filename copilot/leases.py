"""Who answers a conversation now, where several service processes share one database.

A lease is a row: a conversation's turn, the process that answers it, until when that holds. It is
free again once the turn has its reply, so that a turn costs one statement more; a process renews
what it holds in one statement every few seconds, and what a killed one held runs out.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Connection, DateTime, MetaData, String, Table
from sqlalchemy.sql import delete, exists, literal_column, or_, select, update

LASTS, RENEWED, AGAIN = timedelta(seconds=15), 5.0, 0.5


def lease_table(metadata: MetaData) -> Table:
    """Declare the table of leases."""
    return Table(
        "leases", metadata,
        Column("id", String, primary_key=True),
        Column("turn", String, nullable=False),
        Column("holder", String, nullable=False),
        Column("until", DateTime, nullable=False),
    )  # fmt: skip


class Leases:
    """This process's leases; without `shared`, it is alone and nothing is written."""

    def __init__(self, store: Any, table: Table, turns: Table) -> None:
        """`store` is the one whose transactions claim."""
        self._store, self._table, self._turns = store, table, turns
        self.shared, self.again = False, AGAIN
        self.holder = uuid.uuid4().hex
        self._held: dict[str, str] = {}
        self._renewing: asyncio.Task[None] | None = None

    def claim(self, connection: Connection, sender: str, turn: str) -> bool:
        """Take a conversation's lease for a turn, within a transaction; False: another has it."""
        if not self.shared:
            return True
        columns, now = self._table.c, self._store.now()
        row = {"id": sender, "turn": turn, "holder": self.holder, "until": now + LASTS}
        # Named as text: a column would bring its table into the inner FROM, which is then true as
        # soon as any conversation's turn is answered.
        held = literal_column(f"{self._table.name}.turn", String)
        replied = self._turns.c.reply.is_not(None)
        done = exists(select(self._turns.c.turn).where(self._turns.c.turn == held, replied))
        free = or_(columns.until < now, columns.holder == self.holder, done)
        return bool(connection.execute(self._store.latest(self._table, row, where=free)).rowcount)

    def hold(self, sender: str, turn: str) -> None:
        """Keep a claimed lease renewed until its turn is answered or left."""
        if self.shared:
            self._held[sender] = turn
            if self._renewing is None or self._renewing.done():
                self._renewing = asyncio.create_task(self._renew())

    def answered(self, turn: str) -> None:
        """Let go of a turn that has its reply: that alone frees its conversation."""
        self._held = {sender: held for sender, held in self._held.items() if held != turn}

    @asynccontextmanager
    async def leaving(self, sender: str) -> AsyncIterator[None]:
        """Free a conversation whose turn ended without a reply."""
        try:
            yield
        finally:
            turn = self._held.pop(sender, None)
            if turn:
                columns = self._table.c
                mine = (columns.id == sender) & (columns.turn == turn)
                gone = delete(self._table).where(mine, columns.holder == self.holder)
                await self._store.run(lambda connection: connection.execute(gone))

    async def close(self) -> None:
        """Stop renewing."""
        if self._renewing:
            self._renewing.cancel()
            with suppress(asyncio.CancelledError):
                await self._renewing

    async def _renew(self) -> None:
        while self._held:
            await asyncio.sleep(RENEWED)
            columns = self._table.c
            mine = (columns.holder == self.holder) & columns.id.in_(list(self._held))
            later = update(self._table).where(mine).values(until=self._store.now() + LASTS)
            await self._store.run(lambda connection, change=later: connection.execute(change))
