"""Proposals from the moment they are shown until they are undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import insert, select, update

from copilot.store import PROPOSALS, Store, stamp
from crm import Change, Outcome, Proposal

WAITING, CLAIMED, DONE, CANCELLED, UNDONE = "waiting", "claimed", "done", "cancelled", "undone"
COLUMNS = PROPOSALS.c


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _typed(value: dict[str, Any]) -> Any:
    readers: dict[str, Callable[[str], Any]] = {
        "$datetime": datetime.fromisoformat,
        "$date": date.fromisoformat,
        "$decimal": Decimal,
    }
    key = next(iter(value), "")
    return readers[key](value[key]) if key in readers else value


def dump(proposal: Proposal) -> str:
    """Write a proposal as JSON that keeps the types of its values."""
    return json.dumps(asdict(proposal), default=_plain)


def load(text: str) -> Proposal:
    """Read what `dump` wrote."""
    kept = json.loads(text, object_hook=_typed)
    changes = tuple(Change(**change) for change in kept.pop("changes"))
    return Proposal(**kept, changes=changes)


class SqlLedger:
    """The ledger on the service's database; every method is scoped to one user."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(self, proposal: Proposal, conversation: str, words: str) -> None:
        """Store a proposal that was shown; older ones of the conversation are dropped."""

        def work(connection: Connection) -> None:
            mine = (COLUMNS.user == proposal.user) & (COLUMNS.conversation == conversation)
            connection.execute(
                update(PROPOSALS).where(mine, COLUMNS.state == WAITING).values(state=CANCELLED)
            )
            connection.execute(
                insert(PROPOSALS).values(
                    id=proposal.id, user=proposal.user, conversation=conversation, words=words,
                    state=WAITING, proposal=dump(proposal), kept=stamp(),
                )
            )  # fmt: skip

        await self._store.run(work)

    async def waiting(self, user: str, conversation: str) -> Proposal | None:
        """Return the newest proposal neither confirmed nor cancelled."""
        found = await self._newest(user, conversation, WAITING)
        return load(found.proposal) if found else None

    async def proposal(self, user: str, proposal: str) -> Proposal | None:
        """Return that user's proposal, whatever its state."""
        query = select(COLUMNS.proposal).where(COLUMNS.id == proposal, COLUMNS.user == user)
        text = await self._store.run(lambda connection: connection.execute(query).scalar())
        return load(text) if text else None

    async def conversation(self, user: str, proposal: str) -> str | None:
        """Return the conversation in which that user's proposal was shown."""
        query = select(COLUMNS.conversation).where(COLUMNS.id == proposal, COLUMNS.user == user)
        return await self._store.run(lambda connection: connection.execute(query).scalar())

    async def claim(self, user: str, proposal: str, turn: str) -> bool:
        """Mark it as being executed by this turn; a repeated turn claims it again."""
        again = (COLUMNS.state == CLAIMED) & (COLUMNS.turn == turn)
        free = (COLUMNS.state == WAITING) | again
        return await self._move(user, proposal, free, state=CLAIMED, turn=turn)

    async def settle(self, outcome: Outcome, turn: str) -> None:
        """Record that it was executed."""
        proposal = outcome.proposal
        kept = {"record": outcome.record, "revision": outcome.revision}
        await self._move(
            proposal.user, proposal.id, COLUMNS.turn == turn,
            state=DONE, outcome=json.dumps(kept), settled=stamp(),
        )  # fmt: skip

    async def release(self, user: str, proposal: str) -> None:
        """Record that executing it failed without a write."""
        await self._move(user, proposal, COLUMNS.state == CLAIMED, state=WAITING)

    async def cancel(self, user: str, proposal: str) -> bool:
        """Drop it; False if it is not waiting any more."""
        return await self._move(user, proposal, COLUMNS.state == WAITING, state=CANCELLED)

    async def last_outcome(self, user: str, conversation: str) -> Outcome | None:
        """Return the newest executed change of this conversation that was not undone."""
        found = await self._newest(user, conversation, DONE)
        return Outcome(load(found.proposal), **json.loads(found.outcome)) if found else None

    async def undone(self, user: str, proposal: str) -> None:
        """Record that its outcome was undone."""
        await self._move(user, proposal, COLUMNS.state == DONE, state=UNDONE)

    async def _newest(self, user: str, conversation: str, state: str) -> Any:
        query = (
            select(PROPOSALS)
            .where(COLUMNS.user == user, COLUMNS.conversation == conversation)
            .where(COLUMNS.state == state)
            .order_by(COLUMNS.settled.desc(), COLUMNS.kept.desc())
            .limit(1)
        )
        return await self._store.run(lambda connection: connection.execute(query).first())

    async def _move(self, user: str, proposal: str, condition: Any, **values: Any) -> bool:
        change = (
            update(PROPOSALS)
            .where(COLUMNS.id == proposal, COLUMNS.user == user, condition)
            .values(**values)
        )
        done = await self._store.run(lambda connection: connection.execute(change).rowcount)
        return bool(done)
