"""What Rasa remembers of a conversation between two turns: its slots.

One rule answers one message, so nothing that was said before decides what comes next; the
service keeps the transcript. Rasa's own store keeps every event and reads them all again with
every turn, which then takes longer and longer (docs/benchmarks.md).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

# Those longest silent are forgotten first; they lose what « son téléphone » points to.
CONVERSATIONS = 20_000


class SlotStore(TrackerStore):
    """Keeps the slots of the latest conversations in memory.

    A turn that fails before it is saved leaves the slots as the turn before left them.
    """

    def __init__(
        self, domain: Domain, event_broker: EventBroker | None = None, **settings: Any
    ) -> None:
        """Begin empty."""
        self._slots: OrderedDict[str, dict[str, Any]] = OrderedDict()
        super().__init__(domain, event_broker, **settings)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the slots that are set; hand the events to the broker, if there is one."""
        await self.stream_events(tracker)
        values = tracker.current_slot_values()
        self._slots[tracker.sender_id] = {k: v for k, v in values.items() if v is not None}
        self._slots.move_to_end(tracker.sender_id)
        if len(self._slots) > CONVERSATIONS:
            self._slots.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return a conversation that waits for its next message, or None for a new one."""
        slots = self._slots.get(sender_id)
        if slots is None:
            return None
        tracker = self.init_tracker(sender_id)
        for event in _waiting(slots):
            tracker.update(event, self.domain)
        return tracker

    async def keys(self) -> Iterable[str]:
        """Return the names of the conversations kept."""
        return self._slots.keys()


def _waiting(slots: dict[str, Any]) -> list[Event]:
    """Return the events of a session that has begun with these slots and listens."""
    return [
        ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(),
        *(SlotSet(name, value) for name, value in slots.items()),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]  # fmt: skip
