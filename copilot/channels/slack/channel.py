"""Slack as the desk sees it: who writes, what they said, and how the answer is posted."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from actions import Language
from copilot.channels.errors import Undeliverable, Undelivered
from copilot.channels.slack.authors import Authors
from copilot.channels.slack.blocks import (
    PLAIN,
    SECTION,
    Message,
    context,
    from_reply,
    pieces,
    sections,
)
from copilot.channels.slack.home import invitation
from copilot.channels.slack.incoming import NAME
from copilot.channels.slack.mrkdwn import mentioned, spoken, to_mrkdwn
from copilot.channels.slack.posting import BlocksRefused, post, respond, sketch
from copilot.channels.slack.wording import line
from copilot.channels.slack.workspaces import Workspaces, asking
from copilot.inbox import Inbox, Letter
from copilot.turn import Identity, Reply
from copilot.underway import Underway

# How long a question waits for its author to link an account.
HELD = timedelta(minutes=15)


class SlackChannel:
    """Two converters and what goes with them; the desk does the rest."""

    name = NAME

    def __init__(self, workspaces: Workspaces, authors: Authors, inbox: Inbox) -> None:
        self.workspaces, self.authors, self.inbox = workspaces, authors, inbox

    async def identify(self, letter: Letter) -> Identity | None:
        """Return the author's Salesforce identity, or tell them once what is missing."""
        team, user = letter.place["team"], letter.place["user"]
        found = await self.authors.find(team, user)
        if isinstance(found, Identity):
            return found
        if found == "outsider":
            await self.say(letter, "outsider")
            await self.inbox.failed(letter)
        else:
            await self.inbox.hold(letter)
            await self.tell(letter, await self._invitation(letter))
        return None

    async def read(self, letter: Letter) -> str:
        """Return the words with people's names for their mentions; shows that we are at it."""
        place = letter.place
        await self._show_status(letter)
        names = {
            user: (await self.authors.profile(place["team"], user)).name
            for user in dict.fromkeys(mentioned(letter.text))
            if user != place["bot"]
        }
        return spoken(letter.text, names, place["bot"])

    def moment(self) -> str:
        """Return now as Slack writes the time of a message."""
        return f"{time.time():.6f}"

    async def language(self, letter: Letter) -> Language:
        """Return the language of the author's Slack."""
        profile = await self.authors.profile(letter.place["team"], letter.place["user"])
        return profile.language

    def paced(self, letter: Letter) -> str | None:
        """Return the workspace, whose limit all its drafts share; none is shown to one alone."""
        return None if "url" in letter.place else str(letter.place["team"])

    async def sketch(self, letter: Letter, underway: Underway) -> None:
        """Show an answer being made; how far the reading is goes to the assistant's status."""
        place = letter.place
        if not underway.text and _in_pane(place):
            await self._status(letter, underway.words)
            return
        client = await self.workspaces.impatient(place["team"])
        if "draft" not in place:
            # From now on a process that finds the letter looks for a draft before it posts.
            await self.inbox.posting(letter, underway.turn)
        shown = await sketch(client, place, drafted(underway), underway.turn)
        if "draft" not in place:
            await self.inbox.drafted(letter, shown)

    async def post(self, letter: Letter, reply: Reply, *, again: bool) -> str:
        """Post an answer where it was asked for, in the blocks the workspace takes."""
        try:
            return await self._post(letter, from_reply(reply, letter.place["user"]), reply, again)
        except BlocksRefused:
            older = from_reply(reply, letter.place["user"], native=False, rated=False)
        try:
            return await self._post(letter, older, reply, again)
        except BlocksRefused:
            return await self._post(letter, Message((), older.text, older.files), reply, again)

    async def _post(self, letter: Letter, message: Message, reply: Reply, again: bool) -> str:
        place = letter.place
        client = await self.workspaces.of(place["team"])
        if "url" not in place:
            after = letter.sent if again else ""
            return await post(client, place, message, reply.turn, after=after)
        try:
            await respond(place["url"], message)
        except Undeliverable:
            # The address lives for half an hour: afterwards the answer goes to the asker alone.
            direct = await self._direct(client, place["user"])
            return await post(client, direct, message, reply.turn)
        if message.files:
            direct = await self._direct(client, place["user"])
            await post(client, direct, message, reply.turn)
        return ""

    async def say(self, letter: Letter, name: str) -> None:
        """Tell the author alone one of our lines."""
        words = line(name, await self.language(letter))
        await self.tell(letter, Message(tuple(sections(words)), words))

    async def tell(self, letter: Letter, message: Message) -> None:
        """Tell the author alone."""
        place = letter.place
        if "url" in place:
            await respond(place["url"], message)
            return
        client = await self.workspaces.of(place["team"])
        said: dict[str, Any] = {"text": message.text, "blocks": list(message.blocks)}
        if place["direct"]:
            call = client.chat_postMessage(
                channel=place["channel"], thread_ts=place["thread"], **said
            )
        else:
            call = client.chat_postEphemeral(
                channel=place["channel"], thread_ts=place["thread"], user=place["user"], **said
            )
        await asking(call)

    async def _direct(self, client: AsyncWebClient, user: str) -> dict[str, Any]:
        opened = await asking(client.conversations_open(users=user))
        return {"channel": opened["channel"]["id"], "thread": None}

    async def _show_status(self, letter: Letter) -> None:
        """Show in the assistant's pane that an answer is coming; it is no loss where that fails."""
        if not _in_pane(letter.place):
            return
        with suppress(Undelivered, Undeliverable):
            await self._status(letter, line("thinking", await self.language(letter)))

    async def _status(self, letter: Letter, words: str) -> None:
        client = await self.workspaces.of(letter.place["team"])
        call = client.assistant_threads_setStatus(
            channel_id=letter.place["channel"], thread_ts=letter.place["thread"], status=words
        )
        await asking(call)

    async def _invitation(self, letter: Letter) -> Message:
        """Return the one message that links an account."""
        language = await self.language(letter)
        words = line("link_first", language)
        url = await self.authors.sign_in_page(letter.place["team"], letter.place["user"])
        return Message((*sections(words), invitation(url, language)), words)


def _in_pane(place: Mapping[str, Any]) -> bool:
    """Whether somebody talks to us in the assistant's pane."""
    return bool(place["direct"] and place["thread"])


def drafted(underway: Underway) -> Message:
    """Return what is shown of an answer being made: its end, where it is long."""
    words = to_mrkdwn(underway.words)
    shown = sections(pieces(words, SECTION)[-1]) if words else []
    small = context(line("writing", underway.language))
    return Message((*shown, small), words[:PLAIN])
