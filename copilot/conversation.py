"""The conversation service: every channel's one way to an answer."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any
from weakref import WeakValueDictionary

from actions import Part, Schedules, Text, Tools
from copilot.chronicle import Chronicle
from copilot.dialogue import Dialogue
from copilot.errors import AssistantUnavailable
from copilot.handover import Answering, Handovers
from copilot.own_guard import own_guard
from copilot.payers import employee, payer_of
from copilot.people import People
from copilot.schedules import Book
from copilot.stopwatch import Stopwatch, timed
from copilot.store import Store
from copilot.turn import Language, Reply, Turn
from copilot.underway import Making, Underways, Watch
from copilot.webhook import TurnContext, Webhook
from copilot.wording import in_both, line
from crm import Crm
from language import detect

PAYLOAD = re.compile(r"/(?!restart|back|session_start)[a-z_]+(\{.*\})?\s*")
AUDIENCES: dict[str, Any] = {"employee": "internal", "customer": "customer", "visitor": "public"}


class Conversation:
    """Answers turns: each once, in order within a conversation, with the asker's own rights."""

    def __init__(
        self, *, dialogue: Dialogue, webhook: Webhook, people: People, store: Store,
        tools: Tools, handovers: Handovers, chronicle: Chronicle, text_limit: int,
    ) -> None:  # fmt: skip
        """`tools` are everybody's; each turn adds the CRM as its asker may see it."""
        self._dialogue, self._webhook, self._people = dialogue, webhook, people
        self._store, self._tools, self._text_limit = store, tools, text_limit
        self._handovers, self._chronicle = handovers, chronicle
        self._book = Book(store)
        self.underways = Underways()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def reply(self, turn: Turn, watch: Watch | None = None) -> Reply:
        """Return the turn's answer: the first one, if the channel repeats the event.

        `watch` is told of it while it is made.
        """
        lock = self._locks.setdefault(turn.sender, asyncio.Lock())
        async with lock, self._store.leases.leaving(turn.sender):
            kept = await self._store.accept(turn.key, turn.sender)
            if kept:
                return Reply.model_validate_json(kept)
            try:
                reply = await self._handovers.around(turn, partial(self._answer, watch=watch))
            except AssistantUnavailable:
                return self._told(turn, await self._plain(turn, "unavailable"))
            await self._store.answered(
                turn.key, reply.model_dump_json(by_alias=True), reply.language
            )
            return self._told(turn, reply)

    async def once(self, turn: Turn, answer: Answering) -> Reply:
        """Answer a turn that needs no dialogue: once, in order with the others."""
        lock = self._locks.setdefault(turn.sender, asyncio.Lock())
        async with lock, self._store.leases.leaving(turn.sender):
            kept = await self._store.accept(turn.key, turn.sender)
            if kept:
                return Reply.model_validate_json(kept)
            reply = await answer(turn)
            await self._store.answered(
                turn.key, reply.model_dump_json(by_alias=True), reply.language
            )
            return self._told(turn, reply)

    def _told(self, turn: Turn, reply: Reply) -> Reply:
        """Tell the audit trail, and pass the reply on."""
        self._chronicle.turn(turn, reply, self._people.known_id(turn.identity))
        return reply

    async def _answer(self, turn: Turn, watch: Watch | None) -> Reply:
        text = turn.text.strip()
        if len(text) > self._text_limit:
            return await self._plain(turn, "too_long", length=len(text), limit=self._text_limit)
        if not any(character.isalnum() for character in text):
            return await self._plain(turn, "no_words")
        language = await self._language(turn, text)
        if language is None:
            return await self._plain(turn, "other_language")
        with self.underways.making(turn, language, watch) as making:
            return await self._ask(turn, text, language, making)

    async def _ask(self, turn: Turn, text: str, language: Language, making: Making) -> Reply:
        started, stopwatch = perf_counter(), Stopwatch()
        tools = await self._tools_of(turn, stopwatch, making)
        audience = AUDIENCES[turn.identity.kind]
        context = TurnContext(turn.key, turn.conversation, language, audience, tools, stopwatch)
        self._webhook.register(context)
        sent = text if PAYLOAD.fullmatch(text) else text.lstrip("/")
        asked = perf_counter()
        try:
            answer = await self._dialogue.send(turn.sender, sent, turn.key)
        finally:
            self._webhook.forget(turn.key)
        stopwatch.spent["nlu"] = (perf_counter() - asked) * 1000 - stopwatch.spent.pop("action", 0)
        stopwatch.spent["total"] = (perf_counter() - started) * 1000
        return self._reply(turn, language, answer, stopwatch)

    def _reply(
        self, turn: Turn, language: Language, answer: dict[str, Any], stopwatch: Stopwatch
    ) -> Reply:
        names = ("total", "nlu", "crm", "knowledge", "guard", "model")
        timings = {name: round(stopwatch.spent.get(name, 0.0), 1) for name in names}
        return Reply.model_validate(
            {
                **answer, "conversation": turn.conversation, "turn": turn.key,
                "language": language, "timings_ms": timings,
            }
        )  # fmt: skip

    async def announce(self, turn: Turn, parts: tuple[Part, ...]) -> Reply:
        """Keep and return a reply that nobody asked for; the first one, if it was told before."""
        kept = await self._store.accept(turn.key, turn.sender)
        if kept:
            return Reply.model_validate_json(kept)
        reply = Reply(
            conversation=turn.conversation, turn=turn.key, language=turn.language or "fr",
            parts=list(parts),
        )  # fmt: skip
        await self._store.answered(turn.key, reply.model_dump_json(by_alias=True), reply.language)
        return self._told(turn, reply)

    def _own(self, turn: Turn) -> Schedules | None:
        """Return what is sent to the asker by itself; customers and visitors have nothing such."""
        employee = turn.identity.kind == "employee"
        return self._book.of(turn.identity, turn.conversation) if employee else None

    def tools_with(self, crm: Crm) -> Tools:
        """Return everybody's tools and this CRM, for what is asked outside a conversation."""
        return replace(self._tools, crm=crm, guard=own_guard(self._tools.guard, "", employee(crm)))

    async def _tools_of(self, turn: Turn, stopwatch: Stopwatch, making: Making) -> Tools:
        crm, owner = await self._people.crm(turn.identity), turn.identity.owner
        payer = payer_of(turn.identity, crm)
        guard = own_guard(self._tools.guard, turn.sender, payer, making.glimpsed)
        return replace(
            self._tools,
            progress=making.progress,
            schedules=self._own(turn),
            sign_out=partial(self._people.forget_account, owner) if owner else None,
            crm=timed(crm, "crm", stopwatch) if crm else None,
            guard=timed(guard, "guard", stopwatch),
            knowledge=timed(self._tools.knowledge, "knowledge", stopwatch),
        )

    async def _language(self, turn: Turn, text: str) -> Language | None:
        if turn.language:
            return turn.language
        previous = await self._store.language(turn.sender)
        spoken = await self._people.language(turn.identity)
        if PAYLOAD.fullmatch(text):
            return "en" if (previous or spoken) == "en" else "fr"
        return detect(text, "en" if (previous or spoken) == "en" else "fr").language

    async def _plain(self, turn: Turn, name: str, **values: object) -> Reply:
        previous = turn.language or await self._store.language(turn.sender)
        spoken = previous or await self._people.language(turn.identity)
        language: Language = "en" if spoken == "en" else "fr"
        both = name == "other_language"
        words = in_both(name, language) if both else line(name, language, **values)
        return Reply(
            conversation=turn.conversation, turn=turn.key, language=language,
            parts=[Text(text=words)], refused=name,
        )  # fmt: skip
