"""Messages that came in and their answers' way out: what makes a channel survive a kill.

    waiting ─▶ posting ─▶ answered          the answer is known before it is posted
       │          └────▶ failed             the channel will not take it, ever
       └─▶ held ─▶ waiting                  its author has an account to link first

A letter is written here before its channel acknowledges it. Once it is answered or failed its words
are erased; what stays is who wrote where, and which answer became which message.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Index, String, Table, Text
from sqlalchemy.sql import select, update

from copilot.places import Places
from copilot.store import METADATA, Store, stamp

WAITING, HELD, POSTING, ANSWERED, FAILED = "waiting", "held", "posting", "answered", "failed"
LONGEST_HELD = timedelta(days=1)
INBOX = Table(
    "inbox", METADATA,
    Column("id", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("person", String, nullable=False),
    Column("state", String, nullable=False),
    Column("sent", String, nullable=False),
    Column("body", Text),
    Column("turn", String),
    Column("posted", String),
    Column("arrived", DateTime, nullable=False),
    Index("inbox_state", "channel", "state"),
    Index("inbox_thread", "channel", "conversation", "person"),
    Index("inbox_posted", "channel", "posted"),
)  # fmt: skip
COLUMNS = INBOX.c


@dataclass(frozen=True)
class Letter:
    """One message on its way to an answer.

    `id` is the same whenever the channel repeats the event; `sent` sorts a conversation's letters;
    `person` is the author as the channel knows them; `place` is where the answer goes, as JSON.
    """

    id: str
    channel: str
    conversation: str
    person: str
    sent: str
    text: str = field(repr=False)
    place: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Posted:
    """An answer that became a message: its turn, whom it answered, in which conversation."""

    turn: str
    person: str
    conversation: str


class Inbox:
    """The letters of every channel, on the service's database."""

    def __init__(self, store: Store) -> None:
        self._store, self.places = store, Places(store)

    async def accept(self, letter: Letter) -> bool:
        """Keep a letter for good; False if it came before."""
        row = {
            "id": letter.id, "channel": letter.channel, "conversation": letter.conversation,
            "person": letter.person, "state": WAITING, "sent": letter.sent, "arrived": stamp(),
            "body": json.dumps({"text": letter.text, "place": letter.place}),
        }  # fmt: skip
        keep = self._store.once(INBOX, row)
        return bool(await self._store.run(lambda connection: connection.execute(keep).rowcount))

    async def unanswered(self, channel: str) -> list[tuple[Letter, bool]]:
        """Return what a process left behind, as sent; True where it may have been posted."""
        states = COLUMNS.state.in_((WAITING, POSTING))
        query = select(INBOX).where(COLUMNS.channel == channel, states).order_by(COLUMNS.sent)
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        return [(_letter(row), row.state == POSTING) for row in rows]

    async def drafted(self, letter: Letter, message: str) -> None:
        """Note which message of the channel shows the answer being made."""
        letter.place["draft"] = message
        body = json.dumps({"text": letter.text, "place": letter.place})
        await self._change(COLUMNS.id == letter.id, body=body)

    async def posting(self, letter: Letter, turn: str) -> None:
        """Note that the letter's answer is known and about to be posted."""
        await self._change(COLUMNS.id == letter.id, state=POSTING, turn=turn)

    async def answered(self, letter: Letter, posted: str) -> None:
        """Note which message the answer became, and erase the words."""
        await self._change(COLUMNS.id == letter.id, state=ANSWERED, posted=posted, body=None)

    async def failed(self, letter: Letter) -> None:
        """Note that no answer can be posted, and erase the words."""
        await self._change(COLUMNS.id == letter.id, state=FAILED, body=None)

    async def hold(self, letter: Letter) -> None:
        """Keep the letter until its author's account is known; one held for a day is erased."""
        await self._change(COLUMNS.id == letter.id, state=HELD)
        late = (COLUMNS.state == HELD) & (COLUMNS.arrived < stamp() - LONGEST_HELD)
        await self._change(late, state=FAILED, body=None)

    async def release(self, channel: str, person: str, age: timedelta) -> list[Letter]:
        """Return a person's held letters no older than `age`, waiting again; older ones fail."""

        def work(connection: Connection) -> list[Letter]:
            held = (COLUMNS.channel == channel, COLUMNS.person == person, COLUMNS.state == HELD)
            fresh = COLUMNS.arrived >= stamp() - age
            freed = update(INBOX).where(*held, fresh).values(state=WAITING).returning(INBOX)
            letters = [_letter(row) for row in connection.execute(freed)]
            connection.execute(update(INBOX).where(*held).values(state=FAILED, body=None))
            return sorted(letters, key=lambda letter: letter.sent)

        return await self._store.run(work)

    async def spoke(self, channel: str, conversation: str, person: str) -> bool:
        """Whether this person has addressed the copilot in this conversation."""
        query = select(COLUMNS.id).where(
            COLUMNS.channel == channel, COLUMNS.conversation == conversation,
            COLUMNS.person == person,
        ).limit(1)  # fmt: skip
        found = await self._store.run(lambda connection: connection.execute(query).scalar())
        return found is not None

    async def answer_at(self, channel: str, posted: str) -> Posted | None:
        """Return which answer a message of ours is."""
        query = select(INBOX).where(COLUMNS.channel == channel, COLUMNS.posted == posted)
        row = await self._store.run(lambda connection: connection.execute(query).first())
        return Posted(row.turn, row.person, row.conversation) if row and row.turn else None

    async def _change(self, condition: Any, **values: Any) -> None:
        change = update(INBOX).where(condition).values(**values)
        await self._store.run(lambda connection: connection.execute(change))


def _letter(row: Any) -> Letter:
    body = json.loads(row.body)
    return Letter(
        row.id, row.channel, row.conversation, row.person, row.sent, body["text"], body["place"]
    )
