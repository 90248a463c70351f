"""Where people can be reached in Teams without having just written: the conversations we know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, DateTime, String, Table, Text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import delete, select

from copilot.channels.teams.incoming import conversation_of, person_of
from copilot.store import METADATA, Store, stamp

REFERENCES = Table(
    "teams_references", METADATA,
    Column("conversation", String(64), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("place", Text, nullable=False),
    Column("seen", DateTime, nullable=False),
)  # fmt: skip


class References:
    """Keeps the place of each conversation a person spoke to us in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(self, place: Mapping[str, Any]) -> None:
        """Keep a place; the last one known of a conversation counts."""
        row = {
            "conversation": conversation_of(place), "person": person_of(place),
            "kind": place["kind"], "place": json.dumps(dict(place)), "seen": stamp(),
        }  # fmt: skip
        change = insert(REFERENCES).values(row)
        change = change.on_conflict_do_update(["conversation", "person"], set_=row)
        await self._store.run(lambda connection: connection.execute(change))

    async def at(self, conversation: str, person: str = "") -> dict[str, Any] | None:
        """Return the place of a conversation, as `person` spoke there where one is named."""
        query = select(REFERENCES.c.place).where(REFERENCES.c.conversation == conversation)
        if person:
            query = query.where(REFERENCES.c.person == person)
        query = query.order_by(REFERENCES.c.seen.desc()).limit(1)
        found = await self._store.run(lambda connection: connection.execute(query).scalar())
        return json.loads(found) if found else None

    async def forget(self, conversation: str) -> None:
        """Forget a conversation we were removed from."""
        gone = delete(REFERENCES).where(REFERENCES.c.conversation == conversation)
        await self._store.run(lambda connection: connection.execute(gone))
