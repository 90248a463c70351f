"""Where people can be reached without having just written: the conversations we know of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, DateTime, Index, String, Table, Text
from sqlalchemy.sql import delete, select

from copilot.store import METADATA, Store, stamp

PLACES = Table(
    "places", METADATA,
    Column("conversation", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("asker", String),
    Column("place", Text, nullable=False),
    Column("seen", DateTime, nullable=False),
    Index("places_asker", "conversation", "asker"),
)  # fmt: skip
COLUMNS = PLACES.c


@dataclass(frozen=True)
class Known:
    """A person, as their channel knows them, and the place of one of their conversations."""

    person: str
    place: dict[str, Any]


class Places:
    """Keeps the place of each conversation a person has with us."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(
        self, conversation: str, person: str, place: Mapping[str, Any], asker: str = ""
    ) -> None:
        """Keep a place; `asker` is the key of whose rights they have, once that is known."""
        row = {
            "conversation": conversation, "person": person, "place": json.dumps(dict(place)),
            "seen": stamp(), **({"asker": asker} if asker else {}),
        }  # fmt: skip
        change = self._store.latest(PLACES, row)
        await self._store.run(lambda connection: connection.execute(change))

    async def at(self, conversation: str, asker: str = "") -> Known | None:
        """Return the place of a conversation, as `asker` has it where one is named."""
        query = select(PLACES).where(COLUMNS.conversation == conversation)
        if asker:
            query = query.where(COLUMNS.asker == asker)
        query = query.order_by(COLUMNS.seen.desc()).limit(1)
        row = await self._store.run(lambda connection: connection.execute(query).first())
        return Known(row.person, json.loads(row.place)) if row else None

    async def forget(self, conversation: str) -> None:
        """Forget a conversation we were removed from."""
        gone = delete(PLACES).where(COLUMNS.conversation == conversation)
        await self._store.run(lambda connection: connection.execute(gone))
