"""What runs the book: looks at what is due, sends it, and notes when it is due again.

A delivery is kept before the book is changed, under an id made of what it is: a kill between the
two repeats nothing. What was missed while the service was down is sent once, and says so.
"""

from __future__ import annotations

import asyncio
import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from actions import Clock, Look, Scheduled, headed, look_again, next_time
from copilot.channels.desk import softly
from copilot.conversation import Conversation
from copilot.deliveries import Deliveries, Due, digest
from copilot.people import People
from copilot.schedules import Book
from copilot.turn import Identity
from language import format_datetime

PAUSE_SECONDS = 20.0
# Every few hours the places of what is still to be sent are kept from being swept away.
ROUNDS_TO_HOLD = 500
BETWEEN_LOOKS = timedelta(minutes=15)
LATE = timedelta(minutes=10)


class Scheduler:
    """Sends what is due. One runs in the service; `tick` is one round."""

    def __init__(
        self, book: Book, deliveries: Deliveries, people: People, conversation: Conversation,
        clock: Clock,
    ) -> None:  # fmt: skip
        self._book, self._deliveries, self._people = book, deliveries, people
        self._conversation, self._clock = conversation, clock

    async def run(self) -> None:
        """Look at the book for as long as the service runs."""
        for round_ in itertools.count():
            # Desks first pick up what the last process left.
            await asyncio.sleep(PAUSE_SECONDS)
            if round_ % ROUNDS_TO_HOLD == 0:
                await self._book.hold_places()
            await self.tick()

    async def tick(self) -> None:
        """Send everything that is due; what fails is tried again, the others are not held up."""
        for scheduled, identity in await self._book.due(self._clock.now()):
            work = self._alert if scheduled.kind == "alert" else self._report
            await softly(work(scheduled, identity))

    async def _report(self, scheduled: Scheduled, identity: Identity) -> None:
        now = self._clock.now()
        late = _moment(scheduled) if now - scheduled.due > LATE else ""
        due = Due(
            digest(scheduled.id, scheduled.due.isoformat()), scheduled.id,
            headed(scheduled, late), scheduled.language, scheduled.words,
        )  # fmt: skip
        await self._deliveries.send(scheduled.conversation, identity, due)
        again = next_time(scheduled.rule, scheduled.zone, now)
        await self._book.move(scheduled.id, again, scheduled.rule)

    async def _alert(self, scheduled: Scheduled, identity: Identity) -> None:
        again = self._clock.now() + BETWEEN_LOOKS
        # Noted first: an alert whose look fails waits its turn instead of asking every round.
        await self._book.move(scheduled.id, again, scheduled.rule)
        found = await self._look(scheduled, identity)
        if found.parts:
            due = Due(
                digest(scheduled.id, scheduled.rule.get("told", 0), *found.news), scheduled.id,
                headed(scheduled), scheduled.language, scheduled.words, found.parts,
            )  # fmt: skip
            await self._deliveries.send(scheduled.conversation, identity, due)
        told = scheduled.rule.get("told", 0) + bool(found.parts)
        await self._book.move(scheduled.id, again, {**found.rule, "told": told})

    async def _look(self, scheduled: Scheduled, identity: Identity) -> Look:
        crm = await self._people.crm(identity)
        if crm is None:
            return Look((), scheduled.rule)
        tools = self._conversation.tools_with(crm)
        return await look_again(scheduled, tools)


def _moment(scheduled: Scheduled) -> str:
    """Return when something was due, on the person's clock."""
    local: datetime = scheduled.due.astimezone(ZoneInfo(scheduled.zone))
    return format_datetime(local, scheduled.language, scheduled.zone)
