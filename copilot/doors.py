"""Everything the running service holds, made once by the composition root."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from actions import Remarks, Taught, prepare, prepare_work
from copilot.accounts import Accounts
from copilot.chronicle import Chronicle
from copilot.clock import SystemClock
from copilot.conversation import Conversation
from copilot.deliveries import Deliveries
from copilot.dialogue import Dialogue
from copilot.feelings import Feelings
from copilot.handover import Handovers
from copilot.ledger import SqlLedger
from copilot.oidc_sessions import OidcSessions
from copilot.people import People
from copilot.retention import sweep_all
from copilot.settings import Settings
from copilot.store import Store
from copilot.visitor_limits import Limits
from copilot.visitors import Visitors
from copilot.webhook import Webhook
from crm import CrmError, Org
from guard import Guard
from guard.policy.contract import Policy
from knowledge import Knowledge
from knowledge.outside import Outside
from language import detect

SETTLED = 20.0
"""Seconds after the start by which the first turns are over."""


@dataclass(frozen=True)
class Doors:
    """The service's parts; `readiness` asks each how it is."""

    settings: Settings
    policy: Policy
    chronicle: Chronicle
    webhook_token: str
    store: Store
    org: Org
    people: People
    accounts: Accounts
    dialogue: Dialogue
    guard: Guard
    knowledge: Knowledge
    remarks: Remarks
    ledger: SqlLedger
    webhook: Webhook
    conversation: Conversation
    handovers: Handovers
    visitors: Visitors
    limits: Limits
    clock: SystemClock
    feelings: Feelings
    learnt: tuple[Taught, ...]
    deliveries: Deliveries
    outside: Outside | None = None
    oidc: OidcSessions | None = None

    async def readiness(self) -> dict[str, str]:
        """Return "ok" or the remedy for each door."""
        org, dialogue, database = await asyncio.gather(
            self._org(), self.dialogue.ready(), self.store.check()
        )
        model = self.guard.readiness()
        return {
            "rasa": "ok" if dialogue else "Rasa is not ready; see var/logs/rasa.log",
            "database": database,
            "org": org,
            "model": "ok" if model.ready else model.detail,
        }

    async def warm_up(self) -> None:
        """Load what the first turn would wait for."""
        await asyncio.gather(
            asyncio.to_thread(self.guard.mask_text, "Bonjour Camille Roche", "fr"),
            asyncio.to_thread(self.guard.mask_text, "Hello Emily Hart", "en"),
            # Without a function word, the models of letters are asked, and read from their files.
            asyncio.to_thread(detect, "tarifs annuels"),
            self.knowledge.search("bonjour"),
            prepare(self.remarks, self.knowledge, self.clock.today()),
            *(one.prepare() for one in self.learnt),
            self.chronicle.catch_up(self.store),
        )

    async def learn_later(self) -> None:
        """Learn what only analyses need, half a minute's work the first time ever.

        Whoever comes first is served before; readiness does not wait for it.
        """
        await asyncio.sleep(SETTLED)
        await prepare_work(self.remarks)

    def sweep(self) -> dict[str, int]:
        """Drop what the policy no longer keeps; return how many by table."""
        outbox, retention = self.settings.home / "outbox", self.policy.retention
        return sweep_all(self.store, outbox, retention, self.chronicle.trail.book)

    async def close(self) -> None:
        """Let go of every connection."""
        await self.handovers.uploads.close()
        await self.store.leases.close()
        await asyncio.gather(
            self.dialogue.close(),
            self.org.aclose(),
            self.guard.close(),
            asyncio.to_thread(self.chronicle.trail.close),
        )
        if self.outside:
            await self.outside.close()
        if self.oidc:
            await self.oidc.provider.close()
        self.store.close()

    async def _org(self) -> str:
        try:
            await self.org.check()
        except CrmError as error:
            return str(error)
        return "ok"
