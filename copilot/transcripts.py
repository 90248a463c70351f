"""What was said in visitors' and customers' conversations, and who is in charge of each.

    bot ─▶ waiting ─▶ taken ─▶ released (the bot again)
             ▲──────────────────┘

Employees' conversations are not written down here.
"""

from __future__ import annotations

import asyncio
import json
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from weakref import WeakValueDictionary

from sqlalchemy import Column, Connection, DateTime, Integer, String, Table, Text
from sqlalchemy.sql import func, select, update

from copilot.store import METADATA, Store, stamp

State = Literal["bot", "waiting", "taken", "released"]
Author = Literal["customer", "bot", "agent", "system"]
BOT, WAITING, TAKEN, RELEASED = "bot", "waiting", "taken", "released"
CONVERSATIONS = Table(
    "conversations", METADATA,
    Column("id", String, primary_key=True),
    Column("conversation", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("email", String),
    Column("language", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("failures", Integer, nullable=False),
    Column("case_id", String),
    Column("case_number", String),
    Column("agent", String),
    Column("agent_name", String),
    Column("routed", String),
    Column("routing", Text),
    Column("began", DateTime, nullable=False),
    Column("requested", DateTime),
    Column("taken", DateTime),
    Column("updated", DateTime, nullable=False, index=True),
    Column("rating", Integer),
)  # fmt: skip
SAID = Table(
    "said", METADATA,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, index=True),
    Column("event", String, nullable=False, unique=True),
    Column("author", String, nullable=False),
    Column("name", String),
    Column("text", Text, nullable=False),
    Column("parts", Text),
    Column("turn", String),
    Column("language", String, nullable=False),
    Column("at", DateTime, nullable=False),
)  # fmt: skip
COLUMNS = CONVERSATIONS.c
GLANCE = 3.0
"""Seconds between two looks for news where other processes may have written them."""


@dataclass(frozen=True)
class Line:
    """One thing said; `event` makes it be kept once. `parts` are an answer's, as JSON."""

    event: str
    author: Author
    text: str
    language: str
    name: str | None = None
    parts: list[dict[str, Any]] | None = None
    turn: str | None = None


class Transcripts:
    """Conversations and what was said in them; who waits for news of one is woken."""

    def __init__(self, store: Store) -> None:
        self._store, self.glance = store, GLANCE
        self._news: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()

    async def open(
        self, id_: str, conversation: str, kind: str, email: str | None, language: str
    ) -> Any:
        """Return a conversation's row, made where there is none."""
        row = {
            "id": id_, "conversation": conversation, "kind": kind, "email": email,
            "language": language, "state": BOT, "failures": 0, "began": stamp(), "updated": stamp(),
        }  # fmt: skip

        def work(connection: Connection) -> Any:
            connection.execute(self._store.once(CONVERSATIONS, row))
            return connection.execute(select(CONVERSATIONS).where(COLUMNS.id == id_)).first()

        return await self._store.run(work)

    async def find(self, id_: str) -> Any:
        """Return a conversation's row, or None."""
        query = select(CONVERSATIONS).where(COLUMNS.id == id_)
        return await self._store.run(lambda connection: connection.execute(query).first())

    async def live(self, since: datetime, limit: int) -> Sequence[Any]:
        """Return conversations active since then: who waits first, longest first."""
        waits = COLUMNS.state != WAITING
        query = (
            select(CONVERSATIONS)
            .where((COLUMNS.updated >= since) | COLUMNS.state.in_((WAITING, TAKEN)))
            .order_by(waits, COLUMNS.requested.nulls_first(), COLUMNS.updated.desc())
            .limit(limit)
        )
        return await self._store.run(lambda connection: connection.execute(query).all())

    async def last_said(self, ids: Sequence[str]) -> dict[str, Any]:
        """Return the last thing said in each of these conversations."""
        last = select(func.max(SAID.c.n)).where(SAID.c.id.in_(ids)).group_by(SAID.c.id)
        query = select(SAID).where(SAID.c.n.in_(last))
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return {row.id: row for row in rows}

    async def mentioning(self, text: str, ids: Sequence[str]) -> set[str]:
        """Return which of these conversations have a line with all those words.

        Case and accents do not matter.
        """
        query = select(SAID.c.id, SAID.c.text).where(SAID.c.id.in_(ids))
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        wanted = _bare(text).split()
        said = [(row.id, _bare(row.text)) for row in rows]
        return {id_ for id_, line in said if all(word in line for word in wanted)}

    async def change(
        self, id_: str, *, unless: str | None = None, held_by: str | None = None, **values: Any
    ) -> bool:
        """Change a conversation's row; `unless` another agent has it. Says whether it did.

        With `held_by`, only while that very agent has it.
        """
        where = COLUMNS.id == id_
        if held_by is not None:
            where &= (COLUMNS.state == TAKEN) & (COLUMNS.agent == held_by)
        if unless is not None:
            where &= (COLUMNS.state != TAKEN) | (COLUMNS.agent == unless)
        change = update(CONVERSATIONS).where(where).values(updated=stamp(), **values)
        return bool(await self._store.run(lambda one: one.execute(change).rowcount))

    async def count(self, state: str) -> int:
        """Return how many conversations are in that state."""
        query = select(func.count()).select_from(CONVERSATIONS).where(COLUMNS.state == state)
        found = await self._store.run(lambda connection: connection.execute(query).scalar())
        return found or 0

    async def taken_by(self) -> dict[str, int]:
        """Return how many conversations each agent has now."""
        query = (
            select(COLUMNS.agent, func.count())
            .where(COLUMNS.state == TAKEN)
            .group_by(COLUMNS.agent)
        )
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return {str(agent): int(count) for agent, count in rows}

    async def waits(self, limit: int = 20) -> list[float]:
        """Return how long those last taken had waited, in seconds."""
        query = (
            select(COLUMNS.requested, COLUMNS.taken)
            .where(COLUMNS.taken.is_not(None), COLUMNS.requested.is_not(None))
            .order_by(COLUMNS.taken.desc())
            .limit(limit)
        )
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return [max(0.0, (row.taken - row.requested).total_seconds()) for row in rows]

    async def say(self, id_: str, line: Line) -> None:
        """Keep one thing said, once, and wake who waits for it."""
        row = {
            "id": id_, "event": line.event, "author": line.author, "name": line.name,
            "text": line.text, "turn": line.turn, "language": line.language, "at": stamp(),
            "parts": json.dumps(line.parts) if line.parts is not None else None,
        }  # fmt: skip

        def work(connection: Connection) -> None:
            # First the conversation's row, which holds off other writers to it: lines are numbered
            # in the order in which readers come to see them, so who asks for news misses none.
            touched = update(CONVERSATIONS).where(COLUMNS.id == id_).values(updated=stamp())
            connection.execute(touched)
            connection.execute(self._store.once(SAID, row))

        await self._store.run(work)
        self.wake(id_)

    async def said(self, id_: str, after: int = 0) -> Sequence[Any]:
        """Return what was said after the n-th thing, in order."""
        query = select(SAID).where(SAID.c.id == id_, SAID.c.n > after).order_by(SAID.c.n)
        return await self._store.run(lambda connection: connection.execute(query).all())

    def wake(self, id_: str) -> None:
        """Wake who waits for news of a conversation."""
        news = self._news.pop(id_, None)
        if news:
            news.set()

    async def follow(self, id_: str, after: int, seconds: float) -> Sequence[Any]:
        """Return what was said after the n-th thing, waiting for it at most that long."""
        news = self._news.setdefault(id_, asyncio.Event())
        said = await self.said(id_, after)
        if said or seconds <= 0:
            return said
        # Another process wakes nobody here: where there are several, one looks now and then.
        slice_ = self.glance if self._store.leases.shared else seconds
        while seconds > 0 and not said and not news.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), min(slice_, seconds))
            seconds -= slice_
            if self._store.leases.shared or news.is_set():
                said = await self.said(id_, after)
        return said


def _bare(text: str) -> str:
    """Return a text without case and accents, fast: thousands are looked through at once."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore")
    return plain.decode().casefold()
