"""The book of what is sent by itself: whose it is, where it goes, when it is due next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, String, Table, Text
from sqlalchemy.sql import delete, exists, select, update

from actions import Scheduled
from copilot.places import PLACES
from copilot.store import METADATA, Store, stamp
from copilot.turn import Identity

SCHEDULES = Table(
    "schedules", METADATA,
    Column("id", String, primary_key=True),
    Column("asker", String, nullable=False, index=True),
    Column("username", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("rule", Text, nullable=False),
    Column("due", DateTime, nullable=False, index=True),
    Column("made", DateTime, nullable=False),
)  # fmt: skip
COLUMNS = SCHEDULES.c


class Book:
    """Everybody's scheduled reports and alerts, on the service's database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, identity: Identity, conversation: str) -> Own:
        """Return one person's, with the conversation they are in."""
        return Own(self._store, identity, conversation)

    async def due(self, now: datetime) -> list[tuple[Scheduled, Identity]]:
        """Return what is due by now and whose it is, the longest due first."""
        query = select(SCHEDULES).where(COLUMNS.due <= _plain(now)).order_by(COLUMNS.due)
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return [(_read(row), Identity("employee", row.username, owner=row.owner)) for row in rows]

    async def hold_places(self) -> None:
        """Keep the places where something is still to be sent, however long ago they were used."""
        wanted = exists().where(
            COLUMNS.conversation == PLACES.c.conversation, COLUMNS.asker == PLACES.c.asker
        )
        change = update(PLACES).where(wanted).values(seen=stamp())
        await self._store.run(lambda connection: connection.execute(change))

    async def move(self, scheduled: str, due: datetime, rule: Mapping[str, Any]) -> None:
        """Note when one is due next, and what an alert has seen."""
        change = update(SCHEDULES).where(COLUMNS.id == scheduled)
        change = change.values(due=_plain(due), rule=json.dumps(dict(rule)))
        await self._store.run(lambda connection: connection.execute(change))


class Own:
    """One person's scheduled reports and alerts."""

    def __init__(self, store: Store, identity: Identity, conversation: str) -> None:
        self._store, self._identity, self._conversation = store, identity, conversation

    async def keep(self, scheduled: Scheduled) -> None:
        """Store one, sent to the conversation it was asked in."""
        row = {
            "id": scheduled.id, "asker": self._identity.key, "username": self._identity.name,
            "owner": self._identity.owner, "made": stamp(), "kind": scheduled.kind,
            "conversation": scheduled.conversation or self._conversation,
            "words": scheduled.words, "said": scheduled.said, "language": scheduled.language,
            "zone": scheduled.zone, "rule": json.dumps(dict(scheduled.rule)),
            "due": _plain(scheduled.due),
        }  # fmt: skip
        mine = COLUMNS.asker == self._identity.key
        change = self._store.latest(SCHEDULES, row, first=("made",), where=mine)
        await self._store.run(lambda connection: connection.execute(change))

    async def all(self) -> list[Scheduled]:
        """Return the person's own, oldest first."""
        mine = COLUMNS.asker == self._identity.key
        query = select(SCHEDULES).where(mine).order_by(COLUMNS.made)
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return [_read(row) for row in rows]

    async def stop(self, scheduled: str) -> bool:
        """End one; False where the person has none with this id."""
        mine = (COLUMNS.asker == self._identity.key) & (COLUMNS.id == scheduled)
        gone = delete(SCHEDULES).where(mine)
        return await self._store.run(lambda connection: connection.execute(gone).rowcount > 0)


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _read(row: Any) -> Scheduled:
    return Scheduled(
        row.id, row.kind, row.words, row.said, row.language, row.zone,
        row.due.replace(tzinfo=UTC), json.loads(row.rule), row.conversation,
    )  # fmt: skip
