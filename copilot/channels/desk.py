"""The desk every messaging channel works at: accepted at once, answered after, never twice.

A channel's handler hands a letter to `take` before it acknowledges; the letter is then on disk. Its
answer is made and posted in the background, letters of one conversation one after the other. What
a killed process left is picked up by `resume`.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from heapq import heappop, heappush
from time import monotonic
from typing import Protocol
from weakref import WeakValueDictionary

from actions import Language, Text
from copilot.channels.desk_lines import line
from copilot.channels.drafts import Draft, Pace, Tempo
from copilot.channels.errors import Undeliverable, Undelivered
from copilot.child import until
from copilot.conversation import Conversation
from copilot.deliveries import Due, composed
from copilot.dialogue import Dialogue
from copilot.errors import AssistantUnavailable, Unauthorised
from copilot.inbox import Inbox, Letter
from copilot.metrics import count
from copilot.turn import Identity, Reply, Turn
from copilot.underway import Underway
from copilot.webhook import place_of
from crm import CrmError, QuotaSpent

LOG = logging.getLogger("comptoir.channel")
AT_ONCE = 16
DIALOGUE_SECONDS = 120.0
EXPLAINED: dict[type[Exception], str] = {
    Unauthorised: "not_let_in", QuotaSpent: "quota", CrmError: "org_away",
}  # fmt: skip
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
PATIENCE = 86_400.0
"""Seconds for which a channel out of reach is tried again, also by the processes that follow."""


class Correspondent(Protocol):
    """What the desk needs of a channel: who writes, what they said, and how to answer."""

    name: str

    async def identify(self, letter: Letter) -> Identity | None:
        """Return who wrote it; None once its author has been told what is missing."""

    async def read(self, letter: Letter) -> str:
        """Return the words as the dialogue should hear them."""

    async def language(self, letter: Letter) -> Language:
        """Return the author's language where the conversation does not tell."""

    def moment(self) -> str:
        """Return now as its letters are sorted."""

    def paced(self, letter: Letter) -> str | None:
        """Return what shares a limit of drafts with this letter; None where none can be shown."""

    async def sketch(self, letter: Letter, underway: Underway) -> None:
        """Show an answer being made, in a message that the answer will take the place of."""

    async def post(self, letter: Letter, reply: Reply, *, again: bool) -> str:
        """Post the answer and return its message's id; `again`: it may be there already.

        Raises, as the others may, `Undelivered` or `Undeliverable`.
        """


class Desk:
    """Takes letters, answers them through the conversation service, posts the answers.

    `grace` is how many seconds a post that a killed process had under way may still take to land.
    """

    def __init__(
        self, channel: Correspondent, inbox: Inbox, conversation: Conversation, dialogue: Dialogue
    ) -> None:
        self._channel, self._inbox = channel, inbox
        self._conversation, self._dialogue = conversation, dialogue
        self._queues: dict[str, list[_Waiting]] = {}
        self._served: set[str] = set()
        self._numbers = itertools.count()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        # Posts under way, and the letters whose post was begun by this process.
        self._posting: set[asyncio.Task[None]] = set()
        self._begun: set[str] = set()
        self.grace = 3.0
        self.tempo = Tempo()
        self._paces: WeakValueDictionary[str, Pace] = WeakValueDictionary()

    async def take(self, letter: Letter) -> bool:
        """Accept a letter for good and answer it later; False if it came before."""
        fresh = await self._inbox.accept(letter)
        if fresh:
            self._begin(letter)
        return fresh

    def moment(self) -> str:
        """Return now as the channel's letters are sorted."""
        return self._channel.moment()

    async def resume(self) -> None:
        """Answer what the last process left, as soon as the dialogue service listens.

        To be awaited before anything is taken: what is left is what is there by now.
        """
        left = await self._inbox.unanswered(self._channel.name)
        if left:
            LOG.info("%s: %d messages were left unanswered", self._channel.name, len(left))
            self._spawn(self._catch_up(left))

    async def welcome(self, person: str, age: timedelta) -> None:
        """Answer what a person asked before their account was known."""
        for letter in await self._inbox.release(self._channel.name, person, age):
            self._begin(letter)

    def behind(self, work: Coroutine[None, None, None]) -> None:
        """Do something after the channel was answered; it is no loss where that fails."""
        self._spawn(softly(work))

    async def idle(self) -> None:
        """Wait until everything taken is answered."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self, patience: float = 0.0) -> None:
        """Stop: what is unanswered stays in the inbox. Posts under way get `patience` seconds."""
        left = [*self._tasks, *self._posting]
        for task in self._tasks:
            task.cancel()
        if self._posting:
            await asyncio.wait(set(self._posting), timeout=patience)
        for post in self._posting:
            post.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _begin(self, letter: Letter, *, again: bool = False) -> None:
        queue = self._queues.setdefault(letter.conversation, [])
        heappush(queue, _Waiting(letter.sent, next(self._numbers), letter, again))
        if letter.conversation not in self._served:
            self._served.add(letter.conversation)
            self._spawn(self._serve(letter.conversation, queue))

    async def _serve(self, conversation: str, queue: list[_Waiting]) -> None:
        """Answer a conversation's letters one by one, what was said first before the others."""
        while queue:
            one = heappop(queue)
            await self._answer(one.letter, again=one.again)
        self._served.discard(conversation)
        self._queues.pop(conversation, None)

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _catch_up(self, left: list[tuple[Letter, bool]]) -> None:
        await until(self._dialogue.ready, DIALOGUE_SECONDS)
        if any(again for _, again in left):
            await asyncio.sleep(self.grace)
        for letter, again in left:
            self._begin(letter, again=again)

    async def _answer(self, letter: Letter, *, again: bool) -> None:
        try:
            await self._patiently(letter, again=again)
        except Undeliverable as error:
            LOG.warning("letter %s: cannot be answered: %s", letter.id[:8], error)
            await self._inbox.failed(letter)
        except Exception as error:
            # Frames and messages hold what people wrote: only the class and place are logged.
            LOG.error("letter %s: %s at %s", letter.id[:8], type(error).__name__, place_of(error))
        self._begun.discard(letter.id)

    async def _patiently(self, letter: Letter, *, again: bool) -> None:
        pause, last = FIRST_PAUSE, monotonic() + PATIENCE
        while monotonic() < last:
            # Who waits for a place out of reach leaves the room to the others.
            async with self._room:
                wait = await self._tried(letter, again=again or letter.id in self._begun)
            if wait is None:
                return
            await asyncio.sleep(max(pause, wait))
            pause = min(2 * pause, LONGEST_PAUSE)
        raise Undeliverable("the channel stayed out of reach")

    async def _tried(self, letter: Letter, *, again: bool) -> float | None:
        """Answer a letter; return how long to wait where the channel is out of reach."""
        try:
            await self._work(letter, again=again)
        except Undelivered as error:
            LOG.info("letter %s: not delivered yet: %s", letter.id[:8], error)
            return error.wait
        return None

    async def _work(self, letter: Letter, *, again: bool) -> None:
        try:
            identity = await self._channel.identify(letter)
        except CrmError as error:
            reply = await self._explained(letter, letter.id[:32], error)
        else:
            if identity is None:
                return
            reply = await self._reply(letter, identity, again=again)
        await self._deliver(letter, reply, again=again)

    async def _deliver(self, letter: Letter, reply: Reply, *, again: bool) -> None:
        """Post an answer in a task of its own, whose end a closing desk can wait for."""
        post = asyncio.create_task(self._post(letter, reply, again=again))
        self._posting.add(post)
        post.add_done_callback(self._posting.discard)
        await asyncio.shield(post)

    async def _post(self, letter: Letter, reply: Reply, *, again: bool) -> None:
        await self._inbox.posting(letter, reply.turn)
        self._begun.add(letter.id)
        await self._inbox.answered(letter, await self._channel.post(letter, reply, again=again))

    async def _reply(self, letter: Letter, identity: Identity, *, again: bool) -> Reply:
        if due := letter.place.get("due"):
            return await self._due(letter, Due.load(due), identity)
        await self._inbox.places.keep(
            letter.conversation, letter.person, letter.place, identity.key
        )
        text = await self._channel.read(letter)
        turn = Turn(letter.conversation, letter.id, text, identity)
        try:
            return count(await self._shown(letter, turn, again=again))
        except Exception as error:
            LOG.info("turn %s: %s at %s", turn.key, type(error).__name__, place_of(error))
            return await self._explained(letter, turn.key, error)

    async def _shown(self, letter: Letter, turn: Turn, *, again: bool) -> Reply:
        """Return a turn's answer, shown while it is made where the channel can."""
        shared = self._channel.paced(letter)
        # Where a killed process may have begun a message, no second one is begun.
        if shared is None or again:
            return await self._conversation.reply(turn)
        pace = self._paces.setdefault(shared, Pace(self.tempo))
        draft = Draft(partial(self._channel.sketch, letter), pace)
        showing = self._spawn(_show(draft))
        try:
            reply = await self._conversation.reply(turn, draft.watch)
        finally:
            draft.end()
            await asyncio.wait({showing})
        await draft.rest()
        return reply

    async def _due(self, letter: Letter, due: Due, identity: Identity) -> Reply:
        """Return what is sent by itself; it waits for a dialogue or an org that is away."""
        try:
            return count(await composed(self._conversation, due, identity))
        except (AssistantUnavailable, CrmError) as exc:
            raise Undelivered(type(exc).__name__) from exc
        except Unauthorised as error:
            return await self._explained(letter, letter.id[:32], error)

    async def _explained(self, letter: Letter, turn: str, error: Exception) -> Reply:
        """Return a reply that says what kept us from answering."""
        known = (name for kind, name in EXPLAINED.items() if isinstance(error, kind))
        name, language = next(known, "bug"), await self._channel.language(letter)
        words = Text(text=line(name, language, turn=turn[:8]))
        return Reply(conversation=letter.conversation, turn=turn, language=language, parts=[words],
                     refused=name)  # fmt: skip


@dataclass(order=True)
class _Waiting:
    """A letter in its conversation's queue, sorted by when it was sent."""

    sent: str
    number: int
    letter: Letter = field(compare=False)
    again: bool = field(compare=False)


async def _show(draft: Draft) -> None:
    """Show an answer being made; it is no loss where that fails."""
    await softly(draft.run())


async def softly(work: Coroutine[None, None, None]) -> None:
    """Do something whose failure is logged and holds nothing up."""
    try:
        await work
    except Exception as error:
        LOG.info("%s at %s", type(error).__name__, place_of(error))
