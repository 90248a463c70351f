"""Files that visitors and customers attach: kept with their conversation, and gone with it.

A file is uploaded first and belongs to nothing until a message of the same conversation names it;
what no message names is dropped after an hour.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Column, Connection, DateTime, Integer, LargeBinary, String, Table
from sqlalchemy.sql import delete, func, select, update

from copilot.attachment_types import kind_of, safe_name
from copilot.errors import Infected, ScanUnavailable, Unknown
from copilot.store import METADATA, Store, stamp
from copilot.virus_scan import Scanner

LOG = logging.getLogger("comptoir.files")
Reason = Literal["kind", "too_large", "too_many", "full", "infected"]
State = Literal["kept", "unchecked", "infected", "on_case", "refused", "away"]
CLEAN, INFECTED, REFUSED, AWAY = "clean", "infected", "refused", "away"
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
    Column("verdict", String),
    Column("version", String),
    Column("refused", String),
)  # fmt: skip
COLUMNS = ATTACHMENTS.c
NOT_THERE = {"version": None, "refused": None}
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

    def __init__(self, store: Store, scanner: Scanner | None = None) -> None:
        """With a scanner, agents and Salesforce get a file only after its clean verdict."""
        self._store, self._scanner = store, scanner

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
            "verdict": await self._verdict(content),
        }  # fmt: skip
        if row["verdict"] == INFECTED:
            raise NotTaken("infected")
        return await self._store.run(lambda connection: self._kept(connection, row, room))

    async def _verdict(self, content: bytes) -> str | None:
        """Return what the scanner says; None without one, or where it is away."""
        try:
            return await self._scanner.verdict(content) if self._scanner else None
        except ScanUnavailable as error:
            LOG.warning("a file is not scanned yet: %s", error)
            return None

    async def released(self, id_: str, attachment: str) -> Any:
        """Return a file as agents may have it, scanned now where it was not.

        Raises `Unknown`, `Infected`, or `ScanUnavailable` as long as there is no verdict.
        """
        row = await self.find(id_, attachment)
        if row is None:
            raise Unknown("no such file in this conversation")
        verdict = row.verdict
        if self._scanner and verdict is None:
            verdict = await self._scanner.verdict(row.content)
            gone = {"content": b""} if verdict == INFECTED else {}
            await self.note(attachment, verdict=verdict, **gone)
        if verdict == INFECTED:
            raise Infected("a virus was found in this file")
        return row

    async def note(self, attachment: str, **values: Any) -> None:
        """Note what became of a file."""
        change = update(ATTACHMENTS).where(COLUMNS.attachment == attachment).values(**values)
        await self._store.run(lambda connection: connection.execute(change))

    async def waiting(self, id_: str) -> list[str]:
        """Return the keys of sent files that their case does not hold and nobody refused."""
        open_ = COLUMNS.version.is_(None) & COLUMNS.case_id.is_not(None)
        mine = (COLUMNS.id == id_) & COLUMNS.turn.is_not(None) & open_
        mine &= COLUMNS.refused.is_(None) | (COLUMNS.refused != REFUSED)
        query = select(COLUMNS.attachment).where(mine).order_by(COLUMNS.at)
        return await self._store.run(lambda connection: list(connection.execute(query).scalars()))

    async def states(self, id_: str) -> dict[str, State]:
        """Return what became of each file of a conversation, by its key."""
        query = select(COLUMNS.attachment, COLUMNS.verdict, COLUMNS.version, COLUMNS.refused)
        query = query.where(COLUMNS.id == id_)
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return {row.attachment: self._state(row) for row in rows}

    def _state(self, row: Any) -> State:
        if row.verdict == INFECTED:
            return "infected"
        if self._scanner and row.verdict != CLEAN:
            return "unchecked"
        if row.version:
            return "on_case"
        if row.refused == REFUSED:
            return "refused"
        return "away" if row.refused == AWAY else "kept"

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
            connection.execute(update(ATTACHMENTS).where(new).values(case_id=case, **NOT_THERE))
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
