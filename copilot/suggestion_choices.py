"""Which suggested replies agents were shown, and what each did with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Column, Connection, DateTime, Float, String, Table, Text
from sqlalchemy.sql import select

from copilot.article_replies import Suggestion
from copilot.errors import Unknown
from copilot.store import METADATA, Store, stamp

Choice = Literal["accepted", "edited", "refused"]
SUGGESTED = Table(
    "suggested", METADATA,
    Column("suggestion", String, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("shown", DateTime, nullable=False, index=True),
)  # fmt: skip
CHOICES = Table(
    "suggestion_choices", METADATA,
    Column("suggestion", String, primary_key=True),
    Column("agent", String, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("agent_name", String, nullable=False),
    Column("choice", String, nullable=False),
    Column("event", String),
    Column("at", DateTime, nullable=False),
)  # fmt: skip


def key_of(id_: str, text: str) -> str:
    """Return the key of a suggestion: the same text in the same conversation is the same one."""
    return hashlib.sha256(f"{id_}\n{text}".encode()).hexdigest()[:32]


class SuggestionChoices:
    """Keeps what was suggested in a conversation and each agent's choice."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def offer(
        self, id_: str, agent: str, suggestions: Sequence[Suggestion]
    ) -> dict[str, Suggestion]:
        """Keep what an agent is shown, by key; what that agent refused is left out."""
        offered = {key_of(id_, one.text): one for one in suggestions}
        rows = [
            {"suggestion": key, "id": id_, "text": one.text, "confidence": one.confidence,
             "sources": json.dumps([source.article for source in one.sources]), "shown": stamp()}
            for key, one in sorted(offered.items())
        ]  # fmt: skip
        refused = select(CHOICES.c.suggestion).where(
            CHOICES.c.id == id_, CHOICES.c.agent == agent, CHOICES.c.choice == "refused"
        )

        def work(connection: Connection) -> set[str]:
            if rows:
                connection.execute(self._store.once(SUGGESTED, rows))
            return set(connection.execute(refused).scalars())

        gone = await self._store.run(work)
        return {key: one for key, one in offered.items() if key not in gone}

    async def sent(
        self, id_: str, suggestion: str, agent: str, name: str, text: str, event: str
    ) -> Choice:
        """Record a reply made from a suggestion: accepted where its words are the same."""
        shown = " ".join((await self._text(id_, suggestion)).split())
        choice: Choice = "accepted" if " ".join(text.split()) == shown else "edited"
        await self._choose(id_, suggestion, agent, name, choice, event)
        return choice

    async def refuse(self, id_: str, suggestion: str, agent: str, name: str) -> None:
        """Record that an agent will not use a suggestion."""
        await self._text(id_, suggestion)
        await self._choose(id_, suggestion, agent, name, "refused", None)

    async def _text(self, id_: str, suggestion: str) -> str:
        query = select(SUGGESTED.c.text).where(
            SUGGESTED.c.suggestion == suggestion, SUGGESTED.c.id == id_
        )
        found = await self._store.run(lambda connection: connection.execute(query).scalar())
        if found is None:
            raise Unknown("no such suggestion in this conversation")
        return str(found)

    async def _choose(
        self, id_: str, suggestion: str, agent: str, name: str, choice: Choice, event: str | None
    ) -> None:
        row = {"suggestion": suggestion, "agent": agent, "id": id_, "agent_name": name,
               "choice": choice, "event": event, "at": stamp()}  # fmt: skip
        kept = self._store.latest(CHOICES, row)
        await self._store.run(lambda connection: connection.execute(kept))
