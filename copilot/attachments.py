"""Files that visitors and customers attach: kept with their conversation, and gone with it.

A file is uploaded first and belongs to nothing until a message of the same conversation names it;
what no message names is dropped after an hour.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Column, Connection, DateTime, Integer, LargeBinary, String, Table
from sqlalchemy.sql import delete, func, select, update

from copilot.attachment_types import kind_of, safe_name
from copilot.store import METADATA, Store, stamp

Reason = Literal["kind", "too_large", "too_many", "full"]
MOST_AT_ONCE, MOST_IN_ALL = 5, 20
UNSENT = timedelta(hours=1)
ATTACHMENTS = Table(
    "attachments", METADATA,
    Column("attachment", String, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("turn", String),
    Column("name", String, nullable=False),
    Column("media", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("case_id", String),
    Column("at", DateTime, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip
COLUMNS = ATTACHMENTS.c
LISTED = (COLUMNS.attachment, COLUMNS.name, COLUMNS.media, COLUMNS.size)


class NotTaken(Exception):
    """A file is not taken; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"the file is not taken: {reason}")
        self.reason = reason


@dataclass(frozen=True)
class Room:
    """How much is taken, in bytes: of one file, and of all files together."""

    one: int
    all: int


def key_of(id_: str, given: str) -> str:
    """Return an attachment's key: the same file sent again to the same conversation is one."""
    return hashlib.sha256(f"{id_}\n{given}".encode()).hexdigest()[:32]


def told(row: Any) -> dict[str, Any]:
    """Return an attachment as a part of the message that carries it."""
    return {"type": "attachment", "id": row.attachment, "name": row.name, "media": row.media,
            "size": row.size}  # fmt: skip


class Attachments:
    """Keeps files; each is found by its key within its own conversation only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(
        self, id_: str, given: str, name: str, content: bytes, room: Room
    ) -> dict[str, Any]:
        """Keep a file of a conversation, once; `NotTaken` says why not.

        `given` is the sender's own id for it.
        """
        kind = kind_of(content)
        if len(content) > room.one:
            raise NotTaken("too_large")
        if kind is None:
            raise NotTaken("kind")
        row = {
            "attachment": key_of(id_, given), "id": id_, "name": safe_name(name, kind),
            "media": kind.media, "size": len(content), "at": stamp(), "content": content,
        }  # fmt: skip
        return await self._store.run(lambda connection: self._kept(connection, row, room))

    def _kept(self, connection: Connection, row: dict[str, Any], room: Room) -> dict[str, Any]:
        """Keep a row where there is room for it, in one transaction."""
        _drop_unsent(connection, row["at"])
        known = select(*LISTED).where(COLUMNS.attachment == row["attachment"])
        if connection.execute(known).first() is None:
            _check_room(connection, row, room)
            connection.execute(self._store.once(ATTACHMENTS, row))
        return told(connection.execute(known).one())

    async def attach(self, id_: str, turn: str, given: Sequence[str]) -> list[dict[str, Any]]:
        """Give a message its files, and return those that are there, in the order given."""
        keys = [key_of(id_, one) for one in given[:MOST_AT_ONCE]]
        free = COLUMNS.turn.is_(None) | (COLUMNS.turn == turn)
        mine = (COLUMNS.id == id_) & COLUMNS.attachment.in_(keys) & free

        def work(connection: Connection) -> dict[str, Any]:
            connection.execute(update(ATTACHMENTS).where(mine).values(turn=turn))
            return {row.attachment: row for row in connection.execute(select(*LISTED).where(mine))}

        found = await self._store.run(work)
        return [told(found[key]) for key in keys if key in found]

    async def find(self, id_: str, attachment: str) -> Any:
        """Return a file of a conversation with its content, or None."""
        mine = (COLUMNS.id == id_) & (COLUMNS.attachment == attachment)
        query = select(ATTACHMENTS).where(mine)
        return await self._store.run(lambda connection: connection.execute(query).first())

    async def unfiled(self, id_: str, case: str) -> list[Any]:
        """Return the files sent in a conversation that its case does not name, and mark them."""
        new = (COLUMNS.id == id_) & COLUMNS.turn.is_not(None)
        new &= COLUMNS.case_id.is_(None) | (COLUMNS.case_id != case)

        def work(connection: Connection) -> list[Any]:
            found = list(connection.execute(select(*LISTED).where(new).order_by(COLUMNS.at)))
            connection.execute(update(ATTACHMENTS).where(new).values(case_id=case))
            return found

        return await self._store.run(work)

    async def unfile(self, keys: Sequence[str]) -> None:
        """Forget that a case names these: writing it down failed."""
        change = update(ATTACHMENTS).where(COLUMNS.attachment.in_(keys)).values(case_id=None)
        await self._store.run(lambda connection: connection.execute(change))


def _check_room(connection: Connection, row: dict[str, Any], room: Room) -> None:
    mine = select(func.count()).select_from(ATTACHMENTS).where(COLUMNS.id == row["id"])
    if (connection.execute(mine).scalar() or 0) >= MOST_IN_ALL:
        raise NotTaken("too_many")
    held = connection.execute(select(func.sum(COLUMNS.size))).scalar() or 0
    if held + row["size"] > room.all:
        raise NotTaken("full")


def _drop_unsent(connection: Connection, now: datetime) -> None:
    late = COLUMNS.turn.is_(None) & (COLUMNS.at < now - UNSENT)
    connection.execute(delete(ATTACHMENTS).where(late))
