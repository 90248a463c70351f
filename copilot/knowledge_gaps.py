"""Questions nobody answered: kept without anything personal, to say what articles are missing."""

from __future__ import annotations

import asyncio
import json
import logging

from sqlalchemy import Column, DateTime, String, Table, Text

from copilot.store import METADATA, Store, stamp
from copilot.turn import Reply, Turn
from guard import Guard, GuardError

LOG = logging.getLogger("comptoir.gaps")
UNANSWERED = "unknown"
LONGEST = 500
GAPS = Table(
    "knowledge_gaps", METADATA,
    Column("turn", String, primary_key=True),
    Column("question", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("nearest", Text, nullable=False),
    Column("at", DateTime, nullable=False, index=True),
)  # fmt: skip


class KnowledgeGaps:
    """Keeps questions the knowledge base had no answer to, masked before they are written."""

    def __init__(self, store: Store, guard: Guard) -> None:
        self._store, self._guard = store, guard

    async def heard(self, turn: Turn, reply: Reply) -> Reply:
        """Keep a turn's question where it was not answered; pass the reply on.

        What cannot be masked is not kept.
        """
        if reply.refused != UNANSWERED:
            return reply
        text = " ".join(turn.text.split())[:LONGEST]
        try:
            masked = await asyncio.to_thread(self._guard.mask_text, text, reply.language)
        except GuardError as error:
            LOG.warning("turn %s: %s", turn.key, type(error).__name__)
            return reply
        row = {
            "turn": turn.key, "question": masked.text, "language": reply.language,
            "audience": turn.identity.kind, "at": stamp(),
            "nearest": json.dumps([source.title for source in reply.sources]),
        }  # fmt: skip
        kept = self._store.once(GAPS, row)
        await self._store.run(lambda connection: connection.execute(kept))
        return reply
