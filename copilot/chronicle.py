"""What the audit trail is told of turns, thumbs and changes: ids, kinds and counts, never words.

A turn whose answer was kept, but whose line a kill prevented, gets it when the service starts again
(`catch_up`): no answered turn is without its line.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.sql import select

from copilot.ledger import SqlLedger
from copilot.store import TURNS, Store, stamp
from copilot.turn import Identity, Reply, Turn
from crm import Outcome, Proposal
from guard.audit.entry import Entry, written
from guard.audit.errors import AuditError
from guard.audit.trail import Trail

LOG = logging.getLogger("comptoir.audit")
LOOKED_BACK = timedelta(days=2)
KEY = 24
"""How many characters of a sender are its person's key."""


class Chronicle:
    """Tells the trail; nothing here fails or waits."""

    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self._born = stamp()

    def turn(self, turn: Turn, reply: Reply, user: str) -> None:
        """Tell what a person asked for and what became of it; `user` is their Salesforce id."""
        facts = {"audience": turn.identity.kind, **facts_of(reply)}
        self._turn(turn.sender, reply, user, facts)

    def found(self, sender: str, reply: Reply) -> None:
        """Tell of a turn that was answered before a kill."""
        self._turn(sender, reply, "", {**facts_of(reply), "caught_up": True})

    def _turn(self, sender: str, reply: Reply, user: str, facts: dict[str, Any]) -> None:
        self.trail.note(
            Entry(
                "turn", person=self.trail.pseudonym(sender[:KEY]), user=user,
                conversation=self.trail.pseudonym(sender), turn=reply.turn,
                action=reply.action or (reply.intent.name if reply.intent else ""),
                records=tuple((one.object, one.id) for one in reply.records), facts=facts,
            )
        )  # fmt: skip

    def feedback(self, turn: str, sender: str, rating: str, reason: str) -> None:
        """Tell of a thumb; of its reason only that there was one."""
        facts = {"rating": rating, "with_reason": bool(reason.strip())}
        person, conversation = map(self.trail.pseudonym, (sender[:KEY], sender))
        entry = Entry("feedback", person=person, conversation=conversation, turn=turn, facts=facts)
        self.trail.note(entry)

    def change(self, proposal: Proposal, turn: str, done: str, written: int, failed: int) -> None:
        """Tell of a confirmed change: which fields of which records, never their values."""
        parts = [(one.object, one.record) for one in proposal.parts]
        named = [(proposal.object, proposal.record), *parts]
        changes = [*proposal.changes, *(one for part in proposal.parts for one in part.changes)]
        facts = {
            "proposal": proposal.id, "object": proposal.object, "done": done,
            "fields": sorted({one.field for one in changes}), "written": written, "failed": failed,
        }  # fmt: skip
        records = tuple((object_, record) for object_, record in named if record)
        action = f"{proposal.operation}"
        self.trail.note(
            Entry("change", user=proposal.user, turn=turn, action=action, records=records,
                  facts=facts)
        )  # fmt: skip

    def read(self, identity: Identity, user: str, count: int) -> None:
        """Tell that somebody read the trail itself."""
        person = self.trail.pseudonym(identity.key)
        self.trail.note(Entry("read", person=person, user=user, facts={"lines": count}))

    async def catch_up(self, store: Store) -> int:
        """Tell of answered turns that have no line; return how many there were."""
        start = self._born - LOOKED_BACK
        answered = select(TURNS).where(
            TURNS.c.accepted >= start, TURNS.c.accepted < self._born, TURNS.c.reply.is_not(None)
        )
        rows = await store.run(lambda connection: connection.execute(answered).all())
        try:
            told = await asyncio.to_thread(
                self.trail.book.turns, written(start.replace(tzinfo=UTC))
            )
        except AuditError as error:
            LOG.error("audit: turns before the start are not looked at: %s", error)
            return 0
        missing = [row for row in rows if row.turn not in told]
        for row in missing:
            self.found(row.sender, Reply.model_validate_json(row.reply))
        if missing:
            LOG.warning("audit: %d answered turns had no line; they have now", len(missing))
        return len(missing)


def facts_of(reply: Reply) -> dict[str, Any]:
    """Return what a reply says about itself, without its words."""
    facts: dict[str, Any] = {
        "language": reply.language,
        "intent": reply.intent.name if reply.intent else None,
        "confidence": round(reply.intent.confidence, 3) if reply.intent else None,
        "refused": reply.refused,
        "parts": [part.type for part in reply.parts],
        "sources": [source.article for source in reply.sources],
        "ms": reply.timings_ms.get("total"),
    }
    if reply.query:
        facts["object"] = reply.query.object
    if reply.proposal:
        facts["proposal"] = reply.proposal.id
    if reply.model:
        facts["model"] = reply.model.model_dump()
    return facts


class ToldLedger(SqlLedger):
    """The ledger whose executed and undone changes the trail is told of."""

    def __init__(self, store: Store, chronicle: Chronicle) -> None:
        super().__init__(store)
        self._chronicle = chronicle

    async def settle(self, outcome: Outcome, turn: str, at: datetime) -> None:
        """Record that it was executed."""
        await super().settle(outcome, turn, at)
        failed = sum(1 for one in outcome.each if one.problem)
        written = len(outcome.each) - failed if outcome.each else 1
        proposal = outcome.proposal
        self._chronicle.change(proposal, turn, "written", written, failed)

    async def undone(self, user: str, proposal: str) -> None:
        """Record that its outcome was undone."""
        await super().undone(user, proposal)
        kept = await self.proposal(user, proposal)
        if kept:
            self._chronicle.change(kept, "", "undone", max(1, len(kept.parts)), 0)
