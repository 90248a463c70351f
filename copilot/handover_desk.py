"""What an agent does with a conversation: take it, answer, hold, pass it on, give it back.

Each step is one conditional change of the row: of two agents who act at once, one wins and the
other is told who did.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from copilot.errors import InCharge, Unknown
from copilot.handover import first_name
from copilot.handover_lines import line
from copilot.stints import End, Stints
from copilot.store import Store, stamp
from copilot.transcripts import RELEASED, TAKEN, WAITING, Line, Transcripts
from crm import User


@dataclass(frozen=True)
class Destination:
    """Whom a conversation is passed on to: a colleague or a queue, by Salesforce id."""

    id: str
    name: str
    kind: Literal["agent", "queue"]


class AgentDesk:
    """An agent's verbs; `InCharge` names the colleague where somebody else has it."""

    def __init__(self, store: Store, transcripts: Transcripts) -> None:
        self._transcripts, self.stints = transcripts, Stints(store)

    async def find(self, id_: str) -> Any:
        """Return the conversation's row, or raise `Unknown`."""
        row = await self._transcripts.find(id_)
        if row is None:
            raise Unknown("no such conversation")
        return row

    async def take(self, id_: str, agent: User) -> None:
        """Put an agent in charge."""
        row = await self.find(id_)
        if row.state == TAKEN and row.agent == agent.id:
            return
        taken = await self._transcripts.change(
            id_, unless=agent.id, state=TAKEN, agent=agent.id, agent_name=agent.name, taken=stamp()
        )
        if not taken:
            raise await self._in_charge(id_)
        asked = row.requested if row.state == WAITING else None
        await self.stints.begin(id_, agent.id, agent.name, asked)
        await self._tell(id_, "taken", row.language, name=first_name(agent.name))

    async def reply(self, id_: str, agent: User, text: str, event: str) -> str:
        """Send an agent's words and return their event; the same event twice is sent once."""
        row = await self.own(id_, agent)
        name = first_name(agent.name)
        said = Line(f"{id_[:40]}:{event}"[:80], "agent", text, row.language, name)
        await self._transcripts.say(id_, said)
        await self.stints.replied(id_)
        return said.event

    async def hold(self, id_: str, agent: User) -> None:
        """Tell the customer that the answer takes a while; the agent stays in charge."""
        row = await self.own(id_, agent)
        if await self.stints.hold(id_):
            await self._tell(id_, "held", row.language, name=first_name(agent.name))

    async def resume(self, id_: str, agent: User) -> None:
        """Take a conversation off hold."""
        row = await self.own(id_, agent)
        if await self.stints.resume(id_):
            await self._tell(id_, "resumed", row.language, name=first_name(agent.name))

    async def transfer(self, id_: str, agent: User, to: Destination) -> None:
        """Pass a conversation on: it waits again, for a colleague or a queue."""
        row = await self.own(id_, agent)
        kept = json.loads(row.routing) if row.routing else {}
        routing = {**kept, "to": to.name, "kind": to.kind, "reasons": [f"transfer:{agent.name}"]}
        await self._leave(
            id_, agent, state=WAITING, requested=stamp(), routed=to.id, routing=json.dumps(routing)
        )
        await self.stints.end(id_, "transferred")
        name, whom = first_name(agent.name), first_name(to.name)
        said = "passed_to" if to.kind == "agent" else "passed_on"
        await self._tell(id_, said, row.language, name=name, whom=whom)

    async def release(self, id_: str, agent: User, *, how: End = "released") -> None:
        """Give the conversation back to the bot; only who has it, or a manager, may."""
        row = await self.find(id_)
        manages = "manager" in agent.profile.casefold()
        if row.state != TAKEN or (row.agent != agent.id and not manages):
            raise await self._in_charge(id_)
        await self._leave(id_, agent, row.agent, state=RELEASED, failures=0)
        await self.stints.end(id_, how)
        left = "wrapped" if how == "wrapped" else "released"
        await self._tell(id_, left, row.language, name=first_name(row.agent_name))

    async def _leave(self, id_: str, agent: User, holder: str | None = None, **values: Any) -> None:
        holder = holder or agent.id
        if not await self._transcripts.change(id_, held_by=holder, agent=None, **values):
            raise await self._in_charge(id_)

    async def own(self, id_: str, agent: User) -> Any:
        """Return the row of a conversation the agent is in charge of."""
        row = await self.find(id_)
        if row.state != TAKEN or row.agent != agent.id:
            raise await self._in_charge(id_)
        return row

    async def _in_charge(self, id_: str) -> InCharge:
        """Return the refusal that says who is in charge, or that nobody is."""
        row = await self.find(id_)
        return InCharge(*((row.agent, row.agent_name) if row.state == TAKEN else (None, None)))

    async def _tell(self, id_: str, said: str, language: Any, /, **values: str) -> None:
        event = f"{id_[:40]}:{said}:{stamp().timestamp():.3f}"
        words = line(said, language, **values)
        await self._transcripts.say(id_, Line(event, "system", words, language))
