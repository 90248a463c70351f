"""What Slack tells us, and what each thing leads to. Everything slow happens after the answer."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from copilot.channels.desk import Desk
from copilot.channels.slack import feedback, shortcut
from copilot.channels.slack.blocks import marked
from copilot.channels.slack.channel import SlackChannel
from copilot.channels.slack.home import Home
from copilot.channels.slack.incoming import (
    bot_of,
    conversation_of,
    from_button,
    from_command,
    from_note,
    is_direct,
    is_for_another,
    is_spoken,
    person_of,
    team_of,
    to_letter,
)
from copilot.channels.slack.installations import Installations
from copilot.channels.slack.quiet import QUIET
from copilot.channels.slack.unfurling import unfurl
from copilot.channels.slack.workspaces import Workspaces
from copilot.store import Store
from copilot.webhook import place_of

LOG = logging.getLogger("comptoir.slack")
Body = Mapping[str, Any]
PROPOSAL = re.compile(r'"proposal": "([^"]+)"')
_SAY = re.compile(r"say:\d+")


class Listeners:
    """Handles each kind of request; an event is on disk before Slack hears that we have it."""

    def __init__(
        self, channel: SlackChannel, desk: Desk, store: Store, home: Home,
        installations: Installations,
    ) -> None:  # fmt: skip
        self._channel, self._desk, self._store, self._home = channel, desk, store, home
        self._installations = installations

    async def on_message(self, body: Body) -> None:
        """Take what was said to us: alone, by mention, or in a thread we are part of."""
        event = body["event"]
        if is_spoken(event) and (is_direct(event) or await self._follows(body)):
            await self._desk.take(to_letter(body))

    async def on_mention(self, body: Body) -> None:
        """Take a message that mentions us."""
        if is_spoken(body["event"]):
            await self._desk.take(to_letter(body))

    async def _follows(self, body: Body) -> bool:
        """Whether somebody who has spoken to us goes on in that thread, and not to another."""
        event, team = body["event"], team_of(body)
        if not event.get("thread_ts") or is_for_another(event, bot_of(body)):
            return False
        thread = conversation_of(team, event["channel"], event["thread_ts"])
        return await self._channel.inbox.spoke(
            self._channel.name, thread, person_of(team, event["user"])
        )

    async def on_command(self, body: Body, ack: AsyncAck) -> None:
        """Take `/crm …`; on its own it is asked what to look for."""
        letter = from_command(body)
        if letter.text.strip():
            await self._desk.take(letter)
        else:
            self._desk.behind(self._channel.say(letter, "say_something"))
        await ack()

    async def on_button(self, body: Body, ack: AsyncAck) -> None:
        """Take a button as its payload said, from the person who asked alone."""
        asker, _turn = marked(str(body["actions"][0].get("block_id") or ""))
        if asker != body["user"]["id"]:
            self._desk.behind(feedback.refuse(self._channel, body))
        elif await self._desk.take(from_button(body)):
            self._desk.behind(self._shown(body))
        await ack()

    async def _shown(self, body: Body) -> None:
        """Show that a choice was made: in its message, or in the app's home."""
        if (body.get("view") or {}).get("type") != "home":
            await feedback.show_choice(self._channel, body)
            return
        chosen = PROPOSAL.search(str(body["actions"][0]["value"]))
        if chosen:
            await self._home.publish(team_of(body), body["user"]["id"], settled=chosen[1])

    async def on_home(self, body: Body) -> None:
        """Show the app's home."""
        event = body["event"]
        if event.get("tab") == "home":
            self._desk.behind(self._home.publish(team_of(body), event["user"]))

    async def on_shortcut(self, body: Body, ack: AsyncAck) -> None:
        """Ask what to log of a message."""
        self._desk.behind(shortcut.open_form(self._channel, body))
        await ack()

    async def on_note(self, body: Body, ack: AsyncAck) -> None:
        """Take what is to be logged."""
        await self._desk.take(from_note(body, shortcut.dictated(body)))
        await ack()

    async def on_thumb(self, body: Body, ack: AsyncAck) -> None:
        """Keep a thumb; a thumb down is asked why."""
        self._desk.behind(feedback.rate(self._channel, self._store, body))
        await ack()

    async def on_why(self, body: Body, ack: AsyncAck) -> None:
        """Ask why, after a thumb given as a reaction."""
        self._desk.behind(feedback.ask_why(self._channel, body))
        await ack()

    async def on_reason(self, body: Body, ack: AsyncAck) -> None:
        """Keep why an answer was no help."""
        self._desk.behind(feedback.keep_reason(self._channel, self._store, body))
        await ack()

    async def on_reaction(self, body: Body) -> None:
        """Keep a thumb given as a reaction."""
        self._desk.behind(feedback.react(self._channel, self._store, body))

    async def on_pane(self, body: Body) -> None:
        """Propose first questions where the assistant's pane opens."""
        self._desk.behind(feedback.prompt(self._channel, body))

    async def on_links(self, body: Body) -> None:
        """Put a button under record addresses."""
        self._desk.behind(unfurl(self._channel, body))

    async def on_reveal(self, body: Body, ack: AsyncAck) -> None:
        """Show a record to whoever pressed, with their own rights."""
        await self._desk.take(from_button(body, alone=True))
        await ack()

    async def on_removal(self, body: Body) -> None:
        """Forget a workspace that removed the app."""
        await self._installations.remove(team_of(body))

    async def on_link(self, ack: AsyncAck) -> None:
        """Acknowledge a button whose address did its work."""
        await ack()


async def note_error(error: Exception) -> None:
    """Log a listener's failure by its class and place: its words may be people's."""
    LOG.error("%s at %s", type(error).__name__, place_of(error))


def build(listeners: Listeners, workspaces: Workspaces) -> AsyncApp:
    """Return the Bolt app. Signatures are verified at the route, before anything is parsed."""

    async def authorize(context: AsyncBoltContext) -> Any:
        return await workspaces.authorize(context.team_id, context.enterprise_id)

    app = AsyncApp(
        # Bolt gives the logger of this name the level of ours.
        name=QUIET.name, logger=QUIET, authorize=authorize, client=workspaces.bare(),
        signing_secret="", request_verification_enabled=False, process_before_response=True,
        attaching_conversation_kwargs_enabled=False,
    )  # fmt: skip
    app.error(note_error)
    app.event("app_mention")(listeners.on_mention)
    app.event("message")(listeners.on_message)
    app.event("reaction_added")(listeners.on_reaction)
    app.event("assistant_thread_started")(listeners.on_pane)
    app.command("/crm")(listeners.on_command)
    app.action(_SAY)(listeners.on_button)
    app.action("rate")(listeners.on_thumb)
    app.action("why")(listeners.on_why)
    app.action("reveal")(listeners.on_reveal)
    app.event("link_shared")(listeners.on_links)
    app.action("link")(listeners.on_link)
    app.view("why")(listeners.on_reason)
    app.event("app_uninstalled")(listeners.on_removal)
    app.event("app_home_opened")(listeners.on_home)
    app.message_shortcut("log")(listeners.on_shortcut)
    app.view("log")(listeners.on_note)
    return app
