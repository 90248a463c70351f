"""The service's own database: turns answered, proposals, feedback. Not a second CRM."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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
    create_engine,
    event,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import select, update

T = TypeVar("T")
METADATA = MetaData()

TURNS = Table(
    "turns", METADATA,
    Column("turn", String(32), primary_key=True),
    Column("sender", String(64), nullable=False, index=True),
    Column("accepted", DateTime, nullable=False),
    Column("language", String(2)),
    Column("reply", Text),
)  # fmt: skip
FEEDBACK = Table(
    "feedback", METADATA,
    Column("turn", String(32), primary_key=True),
    Column("rating", String(4), nullable=False),
    Column("reason", Text, nullable=False),
    Column("given", DateTime, nullable=False),
)  # fmt: skip


def stamp() -> datetime:
    """Return the current time in UTC, without the zone SQLite cannot keep."""
    return datetime.now(UTC).replace(tzinfo=None)


def _tune(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class Store:
    """One SQLite file; each call is one transaction in a thread.

    Who is in `rated` is told of feedback: its turn, that turn's sender, the rating, the reason.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.engine: Engine = create_engine(f"sqlite:///{path}")
        event.listen(self.engine, "connect", _tune)
        METADATA.create_all(self.engine)
        self.rated: list[Callable[[str, str, str, str], None]] = []

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction, in a thread."""

        def transaction() -> T:
            with self.engine.begin() as connection:
                return work(connection)

        return await asyncio.to_thread(transaction)

    async def accept(self, turn: str, sender: str) -> str | None:
        """Note that a turn came in; return its reply (JSON) if it was answered already."""

        def work(connection: Connection) -> str | None:
            row = {"turn": turn, "sender": sender, "accepted": stamp()}
            connection.execute(insert(TURNS).values(row).on_conflict_do_nothing())
            return connection.execute(select(TURNS.c.reply).where(TURNS.c.turn == turn)).scalar()

        return await self.run(work)

    async def answered(self, turn: str, reply: str, language: str) -> None:
        """Keep a turn's reply (JSON)."""
        change = update(TURNS).where(TURNS.c.turn == turn).values(reply=reply, language=language)
        await self.run(lambda connection: connection.execute(change))

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
            connection.execute(
                insert(FEEDBACK).values(row).on_conflict_do_update(["turn"], set_=row)
            )
            return str(sender)

        sender = await self.run(work)
        for told in self.rated if sender else ():
            told(turn, str(sender), rating, reason)
        return sender is not None

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
