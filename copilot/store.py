"""The service's own database: turns answered, proposals, feedback. Not a second CRM.

Tables stand beside the code that uses them, all in `METADATA`. Texts have no length: SQLite would
not hold them to it, and Postgres would refuse what SQLite takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import select, update

from copilot.database import open_engine
from copilot.leases import Leases, lease_table
from copilot.migration import Migrated, migrate

T = TypeVar("T")
METADATA = MetaData()
THREADS = {"sqlite": 2}
"""Threads that work on a database at once. SQLite has one writer: more would wait for it asleep,
up to a tenth of a second each time, and hold up those it waits for."""

TURNS = Table(
    "turns", METADATA,
    Column("turn", String, primary_key=True),
    Column("sender", String, nullable=False, index=True),
    Column("accepted", DateTime, nullable=False),
    Column("language", String),
    Column("reply", Text),
)  # fmt: skip
FEEDBACK = Table(
    "feedback", METADATA,
    Column("turn", String, primary_key=True),
    Column("rating", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("given", DateTime, nullable=False),
)  # fmt: skip
LEASES = lease_table(METADATA)


def stamp() -> datetime:
    """Return the current time in UTC, without the zone SQLite cannot keep."""
    return datetime.now(UTC).replace(tzinfo=None)


class Store:
    """One database, its layout brought up to date; each call is one transaction in a thread.

    `place` is a SQLite file, or a database's URL. Who is in `rated` is told of feedback: its turn,
    that turn's sender, the rating, the reason.
    """

    def __init__(self, place: Path | str) -> None:
        self.engine: Engine = open_engine(place)
        self.migrated: Migrated = migrate(self.engine)
        self._threads = ThreadPoolExecutor(THREADS.get(self.engine.dialect.name), "store")
        self.rated: list[Callable[[str, str, str, str], None]] = []
        self.leases = Leases(self, LEASES, TURNS)

    @staticmethod
    def now() -> datetime:
        """Return the moment that rows are stamped with."""
        return stamp()

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction, in a thread of the store's own."""

        def transaction() -> T:
            with self.engine.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._threads, transaction)

    def once(self, table: Table, row: Any) -> Any:
        """Return the INSERT of a row (or rows) that leaves alone what is there already."""
        return self._insert(table).values(row).on_conflict_do_nothing()

    def latest(
        self, table: Table, row: Mapping[str, Any], *, first: Sequence[str] = (), where: Any = None
    ) -> Any:
        """Return the INSERT of a row that overwrites the one with the same primary key.

        The `first` columns stay as they were first written; `where` says which rows may change.
        """
        key = [column.name for column in table.primary_key]
        again = {name: value for name, value in row.items() if name not in first}
        made = self._insert(table).values(row)
        return made.on_conflict_do_update(index_elements=key, set_=again, where=where)

    def _insert(self, table: Table) -> Any:
        made = sqlite.insert if self.engine.dialect.name == "sqlite" else postgresql.insert
        # Whether a row was there already is told by the count, which Postgres else forgets.
        return made(table).execution_options(preserve_rowcount=True)

    async def accept(self, turn: str, sender: str) -> str | None:
        """Note that a turn came in; return its reply (JSON) if it was answered already.

        It returns once no other process answers this conversation.
        """

        def work(connection: Connection) -> tuple[str | None, bool]:
            row = {"turn": turn, "sender": sender, "accepted": stamp()}
            connection.execute(self.once(TURNS, row))
            mine = select(TURNS.c.reply).where(TURNS.c.turn == turn)
            kept = connection.execute(mine).scalar()
            if kept is not None or not self.leases.claim(connection, sender, turn):
                return kept, kept is not None
            # Another process may have answered it before the lease was had: Postgres shows it now.
            return (connection.execute(mine).scalar() if self.leases.shared else None), True

        kept, free = await self.run(work)
        while not free:
            await asyncio.sleep(self.leases.again)
            kept, free = await self.run(work)
        if kept is None:
            self.leases.hold(sender, turn)
        return kept

    async def answered(self, turn: str, reply: str, language: str) -> None:
        """Keep a turn's reply (JSON)."""
        change = update(TURNS).where(TURNS.c.turn == turn).values(reply=reply, language=language)
        await self.run(lambda connection: connection.execute(change))
        self.leases.answered(turn)

    async def reply(self, turn: str, prefix: str) -> str | None:
        """Return the kept reply (JSON) to a turn of the caller (whose senders begin with it)."""
        mine = TURNS.c.sender.startswith(prefix, autoescape=True)
        kept = select(TURNS.c.reply).where(TURNS.c.turn == turn, mine)
        return await self.run(lambda connection: connection.execute(kept).scalar())

    async def replies(self, sender: str, limit: int) -> list[str]:
        """Return the latest kept replies (JSON) of a conversation, oldest first."""
        latest = (
            select(TURNS.c.reply)
            .where(TURNS.c.sender == sender, TURNS.c.reply.is_not(None))
            .order_by(TURNS.c.accepted.desc())
            .limit(limit)
        )
        rows = await self.run(lambda connection: connection.execute(latest).scalars().all())
        return [str(one) for one in reversed(rows)]

    async def language(self, sender: str) -> str | None:
        """Return the language of the conversation's last answered turn."""
        last = (
            select(TURNS.c.language)
            .where(TURNS.c.sender == sender, TURNS.c.language.is_not(None))
            .order_by(TURNS.c.accepted.desc())
            .limit(1)
        )
        return await self.run(lambda connection: connection.execute(last).scalar())

    async def rate(self, turn: str, prefix: str, rating: str, reason: str) -> bool:
        """Keep feedback on a turn of the caller (whose senders begin with `prefix`)."""

        def work(connection: Connection) -> str | None:
            sender = connection.execute(select(TURNS.c.sender).where(TURNS.c.turn == turn)).scalar()
            if sender is None or not str(sender).startswith(prefix):
                return None
            row = {"turn": turn, "rating": rating, "reason": reason, "given": stamp()}
            connection.execute(self.latest(FEEDBACK, row))
            return str(sender)

        sender = await self.run(work)
        for told in self.rated if sender else ():
            told(turn, str(sender), rating, reason)
        return sender is not None

    async def check(self) -> str:
        """Return "ok", or what to look at where the database does not answer."""
        try:
            await self.run(lambda connection: connection.execute(select(1)))
        except SQLAlchemyError as error:
            return f"the database does not answer ({type(error).__name__}); is it running?"
        return "ok"

    def close(self) -> None:
        """Close every connection; what is under way is done first."""
        self._threads.shutdown()
        self.engine.dispose()
