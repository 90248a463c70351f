"""Proposals from the moment they are shown until they are undone, and the log of what was done.

    waiting ─▶ claimed ─▶ done ─▶ undone
       │          └──▶ waiting        refused: nothing was written
       └─▶ cancelled

A proposal is claimed by the turn that executes it. A claim of a process that is gone, or one whose
answer was lost, may be claimed again, and then says since when: what was written meanwhile is
looked for before anything is written.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, DateTime, String, Table, Text
from sqlalchemy.sql import insert, select, update

from actions import Claim, Entry
from copilot.kept_changes import dump, dump_outcome, load, load_outcome
from copilot.store import METADATA, Store, stamp
from crm import Outcome, Proposal

WAITING, CLAIMED, DONE, CANCELLED, UNDONE = "waiting", "claimed", "done", "cancelled", "undone"
CHANGES = Table(
    "changes", METADATA,
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False, index=True),
    Column("conversation", String, nullable=False),
    Column("state", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("outcome", Text),
    Column("turn", String),
    Column("process", String),
    Column("claimed", DateTime),
    Column("settled", DateTime),
    Column("kept", DateTime, nullable=False),
    Column("ordered", DateTime),
)  # fmt: skip
COLUMNS = CHANGES.c


class SqlLedger:
    """The ledger on the service's database; every method is scoped to one user."""

    def __init__(self, store: Store) -> None:
        """Claims made before this very process began are those of processes that are gone."""
        self._store = store
        self._process = uuid.uuid4().hex

    async def keep(self, proposal: Proposal, conversation: str, words: str) -> None:
        """Store a proposal that was shown; older ones of the conversation are dropped."""

        def work(connection: Connection) -> None:
            _drop(connection, proposal.user, conversation)
            connection.execute(
                insert(CHANGES).values(
                    id=proposal.id, user=proposal.user, conversation=conversation, words=words,
                    state=WAITING, proposal=dump(proposal), kept=stamp(),
                )
            )  # fmt: skip

        await self._store.run(work)

    async def waiting(self, user: str, conversation: str) -> Proposal | None:
        """Return the newest proposal neither confirmed nor cancelled, or whose writing was cut."""
        found = await self._newest(user, conversation, self._open())
        return load(found.proposal) if found else None

    async def open(self, user: str, now: datetime, limit: int = 5) -> list[Proposal]:
        """Return that user's proposals that a yes may still execute, newest first."""
        query = (
            select(COLUMNS.proposal)
            .where(COLUMNS.user == user, COLUMNS.state == WAITING)
            .order_by(COLUMNS.kept.desc())
            .limit(4 * limit)
        )
        rows = await self._store.run(lambda connection: connection.execute(query).scalars().all())
        return [one for one in map(load, rows) if one.expires > now][:limit]

    async def proposal(self, user: str, proposal: str) -> Proposal | None:
        """Return that user's proposal, whatever its state."""
        text = await self._one(user, proposal, COLUMNS.proposal)
        return load(text) if text else None

    async def conversation(self, user: str, proposal: str) -> str | None:
        """Return the conversation in which that user's proposal was shown."""
        return await self._one(user, proposal, COLUMNS.conversation)

    async def words(self, user: str, proposal: str) -> str:
        """Return the words that asked for that user's proposal."""
        return await self._one(user, proposal, COLUMNS.words) or ""

    async def claim(self, user: str, proposal: str, turn: str, at: datetime) -> Claim | None:
        """Mark it as being executed by this turn; a repeated turn claims it again."""

        def work(connection: Connection) -> Claim | None:
            mine = (COLUMNS.id == proposal) & (COLUMNS.user == user)
            again = (COLUMNS.state == CLAIMED) & (COLUMNS.turn == turn)
            since = connection.execute(
                select(COLUMNS.claimed).where(mine, self._open() | again).with_for_update()
            ).first()
            change = (
                update(CHANGES)
                .where(mine, self._open() | again)
                .values(state=CLAIMED, turn=turn, process=self._process, claimed=_naive(at))
            )
            if since is None or not connection.execute(change).rowcount:
                return None
            return Claim(_aware(since.claimed) if since.claimed else None)

        return await self._store.run(work)

    async def settle(self, outcome: Outcome, turn: str, at: datetime) -> None:
        """Record that it was executed."""
        proposal = outcome.proposal
        await self._move(
            proposal.user, proposal.id, COLUMNS.turn == turn,
            state=DONE, outcome=dump_outcome(outcome), settled=_naive(at), ordered=stamp(),
        )  # fmt: skip

    async def release(self, user: str, proposal: str) -> None:
        """Record that executing it failed without a write."""
        await self._move(user, proposal, COLUMNS.state == CLAIMED, state=WAITING, claimed=None)

    async def doubt(self, user: str, proposal: str) -> None:
        """Record that nobody knows whether it was written: the next yes looks before it writes."""
        await self._move(user, proposal, COLUMNS.state == CLAIMED, process=None)

    async def cancel(self, user: str, proposal: str) -> bool:
        """Drop it; False if it is not waiting any more."""
        return await self._move(user, proposal, COLUMNS.state == WAITING, state=CANCELLED)

    async def drop(self, user: str, conversation: str) -> None:
        """Drop what still waits in a conversation: something else is being asked now."""
        await self._store.run(lambda connection: _drop(connection, user, conversation))

    async def last_outcome(self, user: str, conversation: str) -> Outcome | None:
        """Return the newest executed change of this conversation that was not undone."""
        found = await self._newest(user, conversation, COLUMNS.state == DONE)
        return load_outcome(found.proposal, found.outcome) if found else None

    async def undone(self, user: str, proposal: str) -> None:
        """Record that its outcome was undone."""
        await self._move(user, proposal, COLUMNS.state == DONE, state=UNDONE)

    async def log(self, user: str, start: datetime, end: datetime) -> list[Entry]:
        """Return what was executed for that user from `start` until before `end`, oldest first."""
        query = (
            select(CHANGES)
            .where(COLUMNS.user == user, COLUMNS.state.in_((DONE, UNDONE)))
            .where(COLUMNS.settled >= _naive(start), COLUMNS.settled < _naive(end))
            .order_by(COLUMNS.ordered)
        )
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return [
            Entry(load_outcome(row.proposal, row.outcome), row.words, _aware(row.settled),
                  row.state == UNDONE)
            for row in rows
        ]  # fmt: skip

    def _open(self) -> Any:
        """Hold for what a yes may execute: what waits, and what a process left half done."""
        left = (COLUMNS.process.is_(None)) | (COLUMNS.process != self._process)
        return (COLUMNS.state == WAITING) | ((COLUMNS.state == CLAIMED) & left)

    async def _one(self, user: str, proposal: str, column: Any) -> str | None:
        query = select(column).where(COLUMNS.id == proposal, COLUMNS.user == user)
        return await self._store.run(lambda connection: connection.execute(query).scalar())

    async def _newest(self, user: str, conversation: str, condition: Any) -> Any:
        query = (
            select(CHANGES)
            .where(COLUMNS.user == user, COLUMNS.conversation == conversation)
            .where(condition)
            .order_by(COLUMNS.ordered.desc().nulls_last(), COLUMNS.kept.desc())
            .limit(1)
        )
        return await self._store.run(lambda connection: connection.execute(query).first())

    async def _move(self, user: str, proposal: str, condition: Any, **values: Any) -> bool:
        change = (
            update(CHANGES)
            .where(COLUMNS.id == proposal, COLUMNS.user == user, condition)
            .values(**values)
        )
        done = await self._store.run(lambda connection: connection.execute(change).rowcount)
        return bool(done)


def _drop(connection: Connection, user: str, conversation: str) -> None:
    mine = (COLUMNS.user == user) & (COLUMNS.conversation == conversation)
    connection.execute(
        update(CHANGES).where(mine, COLUMNS.state == WAITING).values(state=CANCELLED)
    )


def _naive(moment: datetime) -> datetime:
    """Return the moment in UTC, without the zone SQLite cannot keep."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
