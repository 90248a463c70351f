"""What Teams tells us, and what each thing leads to. Everything slow happens after the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from microsoft_agents.activity import (
    Activity,
    AdaptiveCardInvokeResponse,
    AdaptiveCardInvokeValue,
    ChannelAccount,
    InvokeResponse,
    MessageReaction,
    TurnContextProtocol,
)
from microsoft_agents.hosting.core import ActivityHandler

from actions import Language
from actions.small_talk_lines import EXAMPLES
from copilot.channels.desk import Desk
from copilot.channels.teams.cards import CARD, card, message, to_card
from copilot.channels.teams.channel import TeamsChannel
from copilot.channels.teams.elements import written
from copilot.channels.teams.incoming import (
    NAME,
    conversation_of,
    digest,
    from_button,
    is_for_us,
    kind_of,
    person_of,
    place_of,
    to_letter,
)
from copilot.channels.teams.search import Search
from copilot.channels.teams.wording import line
from copilot.places import Places
from copilot.store import Store
from copilot.turn import Identity, Reply

Context = TurnContextProtocol[Any]

REACTIONS = {"like": "up", "heart": "up", "dislike": "down"}
SAID = "application/vnd.microsoft.activity.message"
LONGEST_REASON, MOST_EXAMPLES = 2000, 3


class TeamsAgent(ActivityHandler):
    """Handles each kind of activity; a message is on disk before Teams hears that we have it."""

    def __init__(
        self, channel: TeamsChannel, desk: Desk, store: Store, search: Search,
        places: Places,
    ) -> None:  # fmt: skip
        self._channel, self._desk, self._store = channel, desk, store
        self._search, self._places = search, places

    async def on_message_activity(self, turn_context: Context) -> None:
        """Take what was said to us."""
        activity = turn_context.activity
        if is_for_us(activity):
            await self._desk.take(to_letter(activity))

    async def on_members_added_activity(
        self, members_added: list[ChannelAccount], turn_context: Context
    ) -> None:
        """Say what one can ask to somebody who just installed us."""
        activity = turn_context.activity
        ours = activity.recipient.id if activity.recipient else None
        if kind_of(activity) != "personal" or all(one.id != ours for one in members_added):
            return
        place = place_of(activity)
        await self._places.keep(conversation_of(place), person_of(place), place)
        self._desk.behind(self._welcome(place))

    async def on_members_removed_activity(
        self, members_removed: list[ChannelAccount], turn_context: Context
    ) -> None:
        """Forget a conversation we were removed from."""
        activity = turn_context.activity
        ours = activity.recipient.id if activity.recipient else None
        if any(one.id == ours for one in members_removed):
            await self._places.forget(conversation_of(place_of(activity)))

    async def on_reactions_added(
        self, message_reactions: list[MessageReaction], turn_context: Context
    ) -> None:
        """Keep a reaction that the person who asked put under our answer."""
        activity = turn_context.activity
        told = next((REACTIONS.get(str(one.type)) for one in message_reactions), None)
        if told:
            await self._rate(activity, told)

    async def on_invoke_activity(self, turn_context: Context) -> InvokeResponse | None:
        """Answer what Teams waits for: a button pressed, a search, a thumb."""
        activity = turn_context.activity
        if activity.name == "composeExtension/query":
            found = await self._search.answer(place_of(activity), activity.value)
            return InvokeResponse(status=HTTPStatus.OK, body=found)
        if activity.name == "message/submitAction":
            await self._thumb(activity)
            return InvokeResponse(status=HTTPStatus.OK, body={})
        return await super().on_invoke_activity(turn_context)

    async def on_adaptive_card_invoke(
        self, turn_context: Context, invoke_value: AdaptiveCardInvokeValue
    ) -> AdaptiveCardInvokeResponse:
        """Take a button as its payload said, from the person who asked alone."""
        activity, action = turn_context.activity, invoke_value.action
        place = place_of(activity)
        language: Language = place["language"]
        if action.data.get("asker") != place["object"]:
            return _told(line("not_yours", language))
        reply = await self._reply(place, str(action.data.get("turn") or ""))
        if reply is None:
            return _told(line("too_old", language))
        if action.verb == "show":
            return _shown(to_card(reply, self._channel.asked(place)))
        payload, label = str(action.data["payload"]), str(action.data.get("label") or "")
        await self._desk.take(from_button(activity, payload, reply.turn))
        if not payload.startswith("/"):
            return _shown(to_card(reply, self._channel.asked(place)))
        chosen = line("chosen", reply.language, who=place["name"] or "–", label=label)
        return _shown(to_card(reply, self._channel.asked(place, chosen)))

    async def _reply(self, place: Mapping[str, Any], turn: str) -> Reply | None:
        """Return an answer of the person's own."""
        identity = await self._channel.authors.find(place)
        if not isinstance(identity, Identity):
            return None
        kept = await self._store.reply(turn, identity.key)
        return Reply.model_validate_json(kept) if kept else None

    async def _thumb(self, activity: Activity) -> None:
        told = activity.value if isinstance(activity.value, Mapping) else {}
        given = told.get("actionValue") or {}
        rating = REACTIONS.get(str(given.get("reaction")))
        if told.get("actionName") == "feedback" and rating:
            await self._rate(activity, rating, _reason(given.get("feedback")))

    async def _rate(self, activity: Activity, rating: str, reason: str = "") -> None:
        """Keep what the person who asked thinks of our answer."""
        place = place_of(activity)
        message_id = digest(place["conversation"], activity.reply_to_id)
        found = await self._channel.inbox.answer_at(NAME, message_id)
        if found is None or found.person != person_of(place):
            return
        identity = await self._channel.authors.find(place)
        if isinstance(identity, Identity):
            await self._store.rate(found.turn, identity.key, rating, reason)

    async def _welcome(self, place: Mapping[str, Any]) -> None:
        language: Language = place["language"]
        asked = EXAMPLES["sales"][language][:MOST_EXAMPLES]
        words = "\n".join((line("welcome", language), *(f"• {one}" for one in asked)))
        await self._channel.connector.post(place, message(card(written(words), language), words))


def _told(words: str) -> AdaptiveCardInvokeResponse:
    """Return words that only the person who pressed sees."""
    return AdaptiveCardInvokeResponse(status_code=200, type=SAID, value=words)


def _shown(shown: dict[str, Any]) -> AdaptiveCardInvokeResponse:
    """Return the card that takes the place of the one pressed."""
    return AdaptiveCardInvokeResponse(status_code=200, type=CARD, value=shown)


def _reason(feedback: object) -> str:
    """Return the words of Teams' own form, which come as JSON in a string."""
    try:
        told = json.loads(str(feedback or "{}"))
    except ValueError:
        return ""
    return str(told.get("feedbackText") or "")[:LONGEST_REASON] if isinstance(told, dict) else ""
