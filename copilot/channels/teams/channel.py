"""Teams as the desk sees it: who writes, what they said, and how the answer is posted."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from microsoft_agents.activity import Activity

from actions import Language
from copilot.channels.errors import Undeliverable, Undelivered
from copilot.channels.teams.authors import Authors
from copilot.channels.teams.cards import Asked, answering, card, message
from copilot.channels.teams.connector import Connector, Unsure
from copilot.channels.teams.elements import opening, small, written
from copilot.channels.teams.incoming import NAME, digest
from copilot.channels.teams.wording import line
from copilot.inbox import Inbox, Letter
from copilot.table_files import TableFiles
from copilot.turn import Identity, Reply
from copilot.underway import Underway

# How long a question waits for its author to link an account.
HELD = timedelta(minutes=15)
# When we show that we are at it, how often again (Teams shows it for a few seconds), and how long.
FIRST_TYPING, NEXT_TYPING, MOST_TYPING = 1.0, 4.0, 15


class TeamsChannel:
    """Two converters and what goes with them; the desk does the rest."""

    name = NAME

    def __init__(
        self, connector: Connector, authors: Authors, inbox: Inbox, files: TableFiles
    ) -> None:
        self.connector, self.authors, self.inbox, self.files = connector, authors, inbox, files
        self._typing: dict[str, asyncio.Task[None]] = {}
        # Letters whose last post certainly failed: they may be posted again.
        self._refused: set[str] = set()

    async def identify(self, letter: Letter) -> Identity | None:
        """Return the author's Salesforce identity, or tell them once what is missing."""
        found = await self.authors.find(letter.place)
        if isinstance(found, Identity):
            return found
        if found == "outsider":
            await self.tell(letter.place, line("outsider", self._spoken(letter)))
            await self.inbox.failed(letter)
        else:
            await self.inbox.hold(letter)
            await self.invite(letter.place)
        return None

    async def read(self, letter: Letter) -> str:
        """Return the words; where the answer takes a while, show that we are at it."""
        self._typing[letter.id] = asyncio.create_task(self._type(letter.place))
        return letter.text

    def moment(self) -> str:
        """Return now as Teams tells when a message was sent."""
        return datetime.now(UTC).isoformat(timespec="microseconds")

    async def language(self, letter: Letter) -> Language:
        """Return the language of the author's Teams."""
        return self._spoken(letter)

    async def post(self, letter: Letter, reply: Reply, *, again: bool) -> str:
        """Post an answer where it was asked for.

        Teams cannot be asked what stands in a conversation. An answer that may stand there
        already is therefore offered, and shown where it was missing, instead of said twice.
        """
        self._still(letter)
        asked = self.asked(letter.place)
        if await self._replaced(letter, answering(reply, asked)):
            return digest(letter.place["conversation"], letter.place["draft"])
        sure = not again or letter.id in self._refused
        self._refused.discard(letter.id)
        said = answering(reply, asked) if sure else offering(reply, asked)
        try:
            posted = await self.connector.post(letter.place, said)
        except Unsure:
            raise
        except Undelivered:
            if sure:
                self._refused.add(letter.id)
            raise
        return digest(letter.place["conversation"], posted)

    async def _replaced(self, letter: Letter, said: Activity) -> bool:
        """Put the answer in the place of its draft, as often as it takes: it stands there once.

        False where there is no draft, or none any more.
        """
        if "draft" not in letter.place:
            return False
        try:
            await self.connector.update(letter.place, letter.place["draft"], said)
        except Undeliverable:
            return False
        return True

    def paced(self, letter: Letter) -> str | None:
        """Return the conversation, whose limit its drafts share."""
        return letter.conversation

    async def sketch(self, letter: Letter, underway: Underway) -> None:
        """Show an answer being made, in one message that is changed as it grows."""
        body = [*written(underway.words), small(line("writing", underway.language))]
        said = message(card(body, underway.language), underway.words)
        if "draft" in letter.place:
            await self.connector.update(letter.place, letter.place["draft"], said)
        elif posted := await self.connector.post(letter.place, said):
            await self.inbox.drafted(letter, posted)

    def asked(self, place: Mapping[str, Any], chosen: str = "") -> Asked:
        """Return whom an answer is for, and how its tables can be fetched."""
        return Asked(place["object"], chosen, self.files.address)

    async def tell(self, place: Mapping[str, Any], words: str) -> None:
        """Say one of our lines."""
        await self.connector.post(place, message(card(written(words), place["language"]), words))

    async def invite(self, place: Mapping[str, Any]) -> None:
        """Give somebody, alone, the one message that links their account."""
        language: Language = place["language"]
        words = line("link_first", language)
        url = await self.authors.sign_in_page(place)
        button = opening(url, line("link_button", language))
        said = message(card(written(words), language, [button]), words)
        if place["kind"] == "personal":
            await self.connector.post(place, said)
            return
        try:
            await self.connector.post(await self.connector.direct(place), said)
        except Undeliverable:
            await self.tell(place, line("link_alone", language))

    async def _type(self, place: Mapping[str, Any]) -> None:
        await asyncio.sleep(FIRST_TYPING)
        for _ in range(MOST_TYPING):
            try:
                await self.connector.post(place, Activity(type="typing"))
            except (Undelivered, Undeliverable):
                return
            await asyncio.sleep(NEXT_TYPING)

    def _still(self, letter: Letter) -> None:
        typing = self._typing.pop(letter.id, None)
        if typing:
            typing.cancel()

    @staticmethod
    def _spoken(letter: Letter) -> Language:
        language: Language = letter.place["language"]
        return language

    async def close(self) -> None:
        """Let go of the connections."""
        for typing in self._typing.values():
            typing.cancel()
        await asyncio.gather(*self._typing.values(), return_exceptions=True)
        await self.connector.close()


def offering(reply: Reply, asked: Asked) -> Activity:
    """Return the message that offers an answer which may have been said already."""
    words = line("unsure", reply.language)
    show = {
        "type": "Action.Execute", "title": line("show", reply.language), "verb": "show",
        "data": {"turn": reply.turn, "asker": asked.by},
    }  # fmt: skip
    return message(card(written(words), reply.language, [show]), words)
