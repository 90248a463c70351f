from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

import bot.trackers
from bot.trackers import SlotStore

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet"],
        "actions": ["action_greet"],
        "slots": {
            name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
            for name in ("focus", "query")
        },
    }
)


@pytest.fixture
def store() -> SlotStore:
    return SlotStore(DOMAIN)


def turn(store: SlotStore, sender: str, *events: SlotSet) -> DialogueStateTracker:
    """Live one turn of a conversation as Rasa does, and return it as the next turn finds it."""

    async def live() -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        said = [UserUttered("bonjour", {"name": "greet"}), ActionExecuted("action_greet")]
        for event in (*said, *events, ActionExecuted(ACTION_LISTEN_NAME)):
            tracker.update(event, DOMAIN)
        await store.save(tracker)
        found = await store.retrieve(sender)
        assert found is not None
        return found

    return asyncio.run(live())


def test_the_next_turn_finds_the_slots_and_nothing_that_was_said(store: SlotStore) -> None:
    turn(store, "a", SlotSet("focus", {"id": "001"}), SlotSet("query", [1, 2]))
    found = turn(store, "a", SlotSet("query", None))
    assert found.current_slot_values() == {"focus": {"id": "001"}, "query": None,
                                           "session_started_metadata": None}  # fmt: skip
    assert found.latest_action_name == ACTION_LISTEN_NAME
    assert not any(isinstance(event, UserUttered) for event in found.events)


def test_a_long_conversation_is_as_short_to_read_as_a_young_one(store: SlotStore) -> None:
    lengths = {len(turn(store, "a", SlotSet("query", n)).events) for n in range(1, 30)}
    assert len(lengths) == 1


def test_a_turn_that_was_not_saved_changes_nothing(store: SlotStore) -> None:
    turn(store, "a", SlotSet("query", "kept"))
    lost = asyncio.run(store.retrieve("a"))
    assert lost is not None
    lost.update(SlotSet("query", "lost"), DOMAIN)
    again = asyncio.run(store.retrieve("a"))
    assert again is not None
    assert again.get_slot("query") == "kept"


def test_the_conversation_longest_silent_is_forgotten_first(
    store: SlotStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.trackers, "CONVERSATIONS", 2)
    for sender in ("a", "b", "a", "c"):
        turn(store, sender)
    assert list(asyncio.run(store.keys())) == ["a", "c"]
    assert asyncio.run(store.retrieve("b")) is None
