"""Passing a conversation to a person and back: the bot is silent while a person is in charge."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from math import ceil
from statistics import median
from typing import Any

from actions import Clock, Part, Text
from actions.parts import Button, Buttons
from copilot.attachments import Attachments
from copilot.case_files import file_on_case
from copilot.case_uploads import CaseUploads
from copilot.handover_case import assign, open_case, still_open
from copilot.handover_knowing import knowing
from copilot.handover_lines import line
from copilot.handover_policy import Sign, Signs
from copilot.handover_routing import Route, route
from copilot.knowledge_gaps import KnowledgeGaps
from copilot.opening_hours import OpeningHours
from copilot.people import People
from copilot.spoken import spoken_parts
from copilot.store import stamp
from copilot.transcripts import TAKEN, WAITING, Line, Transcripts
from copilot.turn import HandoverView, IntentView, Language, Reply, Turn
from crm import Crm, CrmError, Customer
from language import detect

LOG = logging.getLogger("comptoir.handover")
ASKS = "talk_to_person"
PAYLOAD = f"/{ASKS}"
FAILED = frozenset({"unclear", "unknown", "no_such_name", "bad_query", "error"})
UPSET = frozenset({"insult"})
USUAL_WAIT = 240.0
LONGEST_TOLD = 30

Answering = Callable[[Turn], Awaitable[Reply]]


class Handovers:
    """Stands around the answers of visitors' and customers' conversations."""

    def __init__(
        self, transcripts: Transcripts, people: People, hours: OpeningHours, clock: Clock,
        gaps: KnowledgeGaps, attachments: Attachments, signs: Signs, address: str,
    ) -> None:  # fmt: skip
        """`address` is where agents find the console."""
        self.transcripts, self._people, self._gaps = transcripts, people, gaps
        self._hours, self._clock, self._signs = hours, clock, signs
        self.attachments, self._address = attachments, address
        self.uploads = CaseUploads(attachments, people)

    async def around(self, turn: Turn, answer: Answering) -> Reply:
        """Answer a turn by the bot, or keep it for the person in charge."""
        if turn.identity.kind == "employee":
            return await self._gaps.heard(turn, await answer(turn))
        row, files = await self._heard(turn)
        if row.state == TAKEN:
            return self._silent(turn, row)
        sign = None if row.state == WAITING else await self._signs.of(turn.text.strip())
        if turn.text.strip() == PAYLOAD or (sign and sign.at_once):
            language = detect(turn.text, row.language).language if sign else row.language
            reply = _warned(await self._passed_on(turn, row, language or row.language), sign)
        elif files and not turn.text.strip():
            reply = self._received(turn, row)
        else:
            reply = await self._gaps.heard(turn, await answer(turn))
            row = await self.transcripts.find(turn.sender)
            if row.state == TAKEN:
                return self._silent(turn, row)
            reply = await self._answered(turn, row, reply, sign)
            reply = _with_files(reply) if files and row.state != WAITING else reply
        await self._keep(turn, reply)
        return reply

    async def _heard(self, turn: Turn) -> tuple[Any, list[dict[str, Any]]]:
        """Write down what was said; return the conversation and the files that came with it."""
        email = turn.identity.name if turn.identity.kind == "customer" else None
        language = turn.language or await self._people.language(turn.identity)
        row = await self.transcripts.open(
            turn.sender, turn.conversation, turn.identity.kind, email, language
        )
        if turn.text.startswith("/"):
            return row, []
        files: list[dict[str, Any]] = []
        if turn.attachments:
            files = await self.attachments.attach(turn.sender, turn.key, turn.attachments)
        text = turn.text.strip()
        said = Line(f"{turn.key}:in", "customer", text, row.language, None, files or None, turn.key)
        if text or files:
            await self.transcripts.say(turn.sender, said)
        if files and row.case_id:
            await self.file(turn.sender, row.case_id, row.language)
        return row, files

    def _received(self, turn: Turn, row: Any) -> Reply:
        """Say that files came, and who will look at them: a person, when one is asked for."""
        waits = row.state == WAITING
        parts: list[Part] = [Text(text=line("noted" if waits else "received", row.language))]
        reply = Reply(
            conversation=turn.conversation, turn=turn.key, language=row.language, parts=parts,
            handover=self._view(row) if waits else None,
        )  # fmt: skip
        return reply if waits else _with_offer(reply)

    async def file(self, id_: str, case: str, language: Language) -> None:
        """Name the conversation's files on its case, and put them there behind the conversation.

        What fails is done with the next file.
        """
        new = await self.attachments.unfiled(id_, case)
        if not new:
            return
        self.uploads.begin(id_, case)
        page = f"{self._address}/console?conversation={id_}"
        try:
            crm = await self._people.integration()
            await file_on_case(crm, case, new, language, page, self._clock.now())
        except CrmError as error:
            LOG.warning("case %s does not name its files: %s", case, type(error).__name__)
            await self.attachments.unfile([one.attachment for one in new])

    async def _answered(self, turn: Turn, row: Any, reply: Reply, sign: Sign | None) -> Reply:
        """Follow an answer: pass on where that was asked, offer it where answers fail."""
        if reply.language != row.language:
            await self.transcripts.change(turn.sender, language=reply.language)
        intent = reply.intent.name if reply.intent else ""
        if intent == ASKS:
            return await self._passed_on(turn, row, reply.language, reply.intent)
        failed = reply.refused in FAILED
        if row.state == WAITING:
            noted: list[Part] = [Text(text=line("noted", reply.language))]
            parts = noted if failed else reply.parts
            return reply.model_copy(update={"parts": parts, "handover": self._view(row)})
        failures = row.failures + 1 if failed else 0
        lost = failures >= self._signs.policy.failures
        counted = 0 if lost or intent in UPSET else failures
        if counted != row.failures:
            await self.transcripts.change(turn.sender, failures=counted)
        if lost:
            return _with_offer(reply, "offer")
        if sign:
            return _with_offer(reply, f"offer_{sign.why}")
        return _with_offer(reply) if intent in UPSET else reply

    async def _passed_on(
        self, turn: Turn, row: Any, language: Language, intent: IntentView | None = None
    ) -> Reply:
        """Ask for a person: open or take up the case, route it, and say what happens."""
        again = row.state == WAITING
        if not again:
            row = await self._queue(turn, row, language)
        view = self._view(row)
        first = line("still_waiting" if again else "asked", language)
        told = [first, *([line("case", language, number=view.case)] if view.case else [])]
        parts: list[Part] = [Text(text=" ".join(told))]
        parts.append(Text(text=self._told_wait(view, language)))
        return Reply(
            conversation=turn.conversation, turn=turn.key, language=language, intent=intent,
            parts=parts, handover=view,
        )  # fmt: skip

    def _told_wait(self, view: HandoverView, language: Language) -> str:
        now = self._clock.now()
        if not view.open:
            return line(
                "closed", language, hours=self._hours.told(language),
                next=self._hours.told_next(now, language),
            )  # fmt: skip
        minutes = view.wait_minutes or 1
        return line("wait" if minutes > 1 else "wait_one", language, minutes=minutes)

    async def _queue(self, turn: Turn, row: Any, language: Language) -> Any:
        said = await self.transcripts.said(turn.sender)
        asked = " ".join(one.text for one in said if one.author == "customer")
        open_now = self._hours.open_at(self._clock.now())
        chosen: Route | None = None
        case: dict[str, Any] = {}
        try:
            crm = await self._people.integration()
            busy = await self.transcripts.taken_by()
            customer = await self._people.customer(row.email) if row.email else None
            known = await knowing(crm, customer, asked, language, self._clock.now())
            chosen = await route(crm, language, asked, busy, known, open_now=open_now)
            case = await self._case(crm, turn, row, customer, chosen, language)
        except CrmError as error:
            # A person can be reached even while the org cannot: the agent then opens the case.
            LOG.warning("conversation %s: %s", turn.sender, type(error).__name__)
        ahead = await self.transcripts.count(WAITING)
        seconds = await self._expected(ahead, chosen.agents if chosen else 1)
        routing = {
            "to": chosen.name if chosen else None, "kind": chosen.kind if chosen else None,
            "reasons": list(chosen.reasons) if chosen else [], "wait": seconds,
        }  # fmt: skip
        await self.transcripts.change(
            turn.sender, state=WAITING, requested=stamp(), failures=0, language=language,
            routed=chosen.owner if chosen else None, routing=json.dumps(routing), **case,
        )  # fmt: skip
        self.transcripts.wake(turn.sender)
        if case:
            await self.file(turn.sender, case["case_id"], language)
        return await self.transcripts.find(turn.sender)

    async def _case(
        self, crm: Crm, turn: Turn, row: Any, customer: Customer | None, chosen: Route | None,
        language: Language,
    ) -> dict[str, Any]:  # fmt: skip
        if await still_open(crm, row.case_id):
            return {}
        said = await self.transcripts.said(turn.sender)
        case, number = await open_case(
            crm, customer, said, language, chosen, turn.key, self._clock.now()
        )
        return {"case_id": case, "case_number": number}

    async def assign(self, case: str | None, owner: str) -> None:
        """Make an agent or a queue the owner of a conversation's case, where the org lets us."""
        if not case:
            return
        now = self._clock.now()
        try:
            crm = await self._people.integration()
            await assign(crm, case, owner, f"assign-{case}-{stamp().timestamp():.0f}", now)
        except CrmError as error:
            LOG.warning("case %s keeps its owner: %s", case, type(error).__name__)

    async def _expected(self, ahead: int, agents: int) -> float:
        """Return the expected wait in seconds: the usual one, for each who waits before."""
        waited = await self.transcripts.waits()
        usual = median(waited) if waited else USUAL_WAIT
        return float(usual * (1 + ahead / max(agents, 1)))

    def _view(self, row: Any) -> HandoverView:
        routing = json.loads(row.routing) if row.routing else {}
        open_now = self._hours.open_at(self._clock.now())
        minutes = min(LONGEST_TOLD, max(1, ceil(float(routing.get("wait", USUAL_WAIT)) / 60)))
        return HandoverView(
            state=row.state, case=row.case_number, open=open_now,
            wait_minutes=minutes if open_now else None,
            agent=first_name(row.agent_name) if row.state == TAKEN else None,
        )  # fmt: skip

    def _silent(self, turn: Turn, row: Any) -> Reply:
        return Reply(
            conversation=turn.conversation, turn=turn.key, language=row.language, parts=[],
            handover=self._view(row),
        )  # fmt: skip

    async def _keep(self, turn: Turn, reply: Reply) -> None:
        parts = [part.model_dump(mode="json") for part in reply.parts]
        said = Line(
            f"{turn.key}:out", "bot", spoken_parts(reply.parts), reply.language, None, parts,
            turn.key,
        )  # fmt: skip
        await self.transcripts.say(turn.sender, said)


def first_name(name: str | None) -> str:
    """Return what a customer calls an agent."""
    return (name or "").split(" ")[0]


def _with_files(reply: Reply) -> Reply:
    """Say after an answer what becomes of the files: nothing here reads them."""
    words = Text(text=line("with_files", reply.language))
    return reply.model_copy(update={"parts": [*reply.parts, words]})


def _with_offer(reply: Reply, words: str = "") -> Reply:
    """Put the button to a person under an answer, with one of our lines before it."""
    button = Button(label=line("person", reply.language), payload=PAYLOAD, style="primary")
    said: list[Part] = [Text(text=line(words, reply.language))] if words else []
    return reply.model_copy(update={"parts": [*reply.parts, *said, Buttons(buttons=[button])]})


def _warned(reply: Reply, sign: Sign | None) -> Reply:
    """Say first what cannot wait for a person."""
    if sign is None or sign.why != "danger":
        return reply
    first = Text(text=line("first_danger", reply.language))
    return reply.model_copy(update={"parts": [first, *reply.parts]})
