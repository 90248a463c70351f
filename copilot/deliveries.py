"""Sending what nobody asked just now: to the conversation it was asked in, once.

Where a channel has a desk, a delivery is a letter like any other: on disk first, answered with the
rights its reader has by then, posted once. Elsewhere it is a notice, shown on the next visit. What
was asked for by mail goes to the desk of that channel.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import TypeAdapter
from sqlalchemy import Column, DateTime, String, Table
from sqlalchemy import Text as Words
from sqlalchemy.sql import select, update

from actions import Part, Text, goes_by_mail
from copilot.conversation import Conversation
from copilot.errors import AssistantUnavailable
from copilot.inbox import Letter
from copilot.places import Known, Places
from copilot.store import METADATA, Store, stamp
from copilot.turn import Identity, Language, Reply, Turn

PARTS: TypeAdapter[tuple[Part, ...]] = TypeAdapter(tuple[Part, ...])
NOTICES = Table(
    "notices", METADATA,
    Column("id", String, primary_key=True),
    Column("asker", String, nullable=False, index=True),
    Column("conversation", String, nullable=False),
    Column("due", Words, nullable=False),
    Column("made", DateTime, nullable=False),
    Column("seen", DateTime),
)  # fmt: skip
COLUMNS = NOTICES.c
MOST_AT_ONCE = 5


@dataclass(frozen=True)
class Due:
    """One thing to send: `words` to ask in the person's name, or `parts` that say it already."""

    id: str
    schedule: str
    heading: str
    language: Language
    words: str
    parts: tuple[Part, ...] = ()

    def dump(self) -> dict[str, Any]:
        """Return it as JSON."""
        parts = PARTS.dump_python(self.parts, mode="json")
        return {"id": self.id, "schedule": self.schedule, "heading": self.heading,
                "language": self.language, "words": self.words, "parts": parts}  # fmt: skip

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> Due:
        """Read what `dump` wrote."""
        return cls(**{**kept, "parts": PARTS.validate_python(kept["parts"])})


@dataclass(frozen=True)
class Notice:
    """What waits for somebody's next visit."""

    id: str
    conversation: str
    reply: Reply


class Counter(Protocol):
    """A channel's desk, as far as deliveries go."""

    def moment(self) -> str:
        """Return now as the channel's letters are sorted."""

    async def take(self, letter: Letter) -> bool:
        """Accept a letter for good."""


class Deliveries:
    """Sends to desks by the first word of a conversation's name, and else keeps notices."""

    def __init__(self, store: Store, conversation: Conversation) -> None:
        self._store, self._conversation = store, conversation
        self._places = Places(store)
        self.desks: dict[str, Counter] = {}

    async def send(self, conversation: str, identity: Identity, due: Due) -> None:
        """Keep a delivery for good; what came before is sent once."""
        channel = conversation.partition(":")[0]
        known = await self._place(conversation, identity)
        if channel not in self.desks or known is None:
            await self.keep_notice(conversation, identity, due)
            return
        desk = self.desks[channel]
        place = {**known.place, "message": None, "due": due.dump()}
        await desk.take(
            Letter(due.id, channel, conversation, known.person, desk.moment(), due.words, place)
        )

    async def notices(self, identity: Identity) -> list[Notice]:
        """Return what waits for a person, oldest first, a few at once."""
        waiting = (COLUMNS.asker == identity.key) & COLUMNS.seen.is_(None)
        query = select(NOTICES).where(waiting).order_by(COLUMNS.made).limit(MOST_AT_ONCE)
        rows = await self._store.run(lambda connection: connection.execute(query).all())
        found = [await self._made(row, identity) for row in rows]
        return [notice for notice in found if notice]

    async def seen(self, identity: Identity, notice: str) -> bool:
        """Note that a notice was shown; False where the person has none such."""
        mine = (COLUMNS.asker == identity.key) & (COLUMNS.id == notice)
        change = update(NOTICES).where(mine).values(seen=stamp())
        return await self._store.run(lambda connection: connection.execute(change).rowcount > 0)

    async def keep_notice(self, conversation: str, identity: Identity, due: Due) -> None:
        """Keep a delivery for the person's next visit."""
        row = {"id": due.id, "asker": identity.key, "conversation": conversation,
               "due": json.dumps(due.dump()), "made": stamp()}  # fmt: skip
        keep = self._store.once(NOTICES, row)
        await self._store.run(lambda connection: connection.execute(keep))

    async def _place(self, conversation: str, identity: Identity) -> Known | None:
        """Return where a delivery goes: mail needs to know nothing but whose it is."""
        if goes_by_mail(conversation):
            return Known(identity.name, {"owner": identity.owner})
        return await self._places.at(conversation, identity.key)

    async def _made(self, row: Any, identity: Identity) -> Notice | None:
        """Return a notice with its answer; None where it waits for the dialogue service."""
        due = Due.load(json.loads(row.due))
        try:
            reply = await composed(self._conversation, due, identity)
        except AssistantUnavailable:
            return None
        return Notice(row.id, row.conversation, reply)


async def composed(conversation: Conversation, due: Due, identity: Identity) -> Reply:
    """Return what a delivery says, its heading first.

    A report is asked in a conversation of its own, so that what is being talked about where it is
    shown stays what it was; asked again, it is the same answer. `AssistantUnavailable` where
    there is none yet: an apology is no report.
    """
    turn = Turn(f"schedule:{due.schedule}", due.id, due.words, identity, due.language)
    heading = Text(text=due.heading)
    if due.parts:
        return await conversation.announce(turn, (heading, *due.parts))
    reply = await conversation.reply(turn)
    if reply.refused == "unavailable":
        raise AssistantUnavailable("the dialogue service is away; what is due waits for it")
    return reply.model_copy(update={"parts": [heading, *reply.parts]})


def digest(*facts: object) -> str:
    """Return the id of a delivery: the same however often it is tried."""
    return hashlib.sha256("\0".join(map(str, facts)).encode()).hexdigest()[:48]
