"""What an action is given and what it gives back.

`Action = Callable[[Request, Tools], Awaitable[Result]]`. An action fetches, decides and says; it
never speaks to Rasa, never formats for one channel and never keeps state of its own: what the
conversation must remember goes into `Result.slots` (ids and small values, never records).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

from actions.errors import SignInNeeded
from actions.parts import ModelUse, Part, ProposalView, QueryReading, RecordRef, Source, Value
from actions.progress import Progress
from actions.remarks import Remarks
from actions.scheduled import Schedules
from actions.taught import Taught
from crm import Crm, Outcome, Proposal
from guard import Guard
from knowledge import Knowledge
from knowledge.outside import Outside

Language = Literal["fr", "en"]
Audience = Literal["public", "customer", "internal"]


@dataclass(frozen=True)
class Intent:
    """What Rasa takes the message for, and how sure it is, in [0, 1]."""

    name: str
    confidence: float


@dataclass(frozen=True)
class Entity:
    """A span Rasa marked: `text[start:end]`; `value` as the extractor normalised it."""

    name: str
    value: Any
    start: int
    end: int
    role: str | None = None


@dataclass(frozen=True)
class Request:
    """One message of one person, as the dialogue layer read it; `action` is what Rasa chose."""

    text: str
    language: Language
    intent: Intent
    entities: tuple[Entity, ...]
    slots: Mapping[str, Any]
    turn: str
    conversation: str
    audience: Audience
    action: str = ""

    @property
    def skill(self) -> str:
        """Return what is done, by its action's name: `write_email`."""
        return self.action.removeprefix("action_")

    def all(self, name: str) -> tuple[Entity, ...]:
        """Return the entities of that name, in the order of the text."""
        return tuple(entity for entity in self.entities if entity.name == name)

    def first(self, name: str) -> Entity | None:
        """Return the first entity of that name, or None."""
        return next(iter(self.all(name)), None)


class Clock(Protocol):
    """The time, fixed by `COMPTOIR_TODAY` where that is set."""

    def today(self) -> date:
        """Return today's date."""

    def now(self) -> datetime:
        """Return the current time, timezone-aware UTC."""


@dataclass(frozen=True)
class Claim:
    """The right to execute a proposal now; `since`: an earlier attempt began then, and was cut."""

    since: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """One executed change in a user’s log; `undone` says that it was taken back."""

    outcome: Outcome
    words: str
    at: datetime
    undone: bool = False


class Ledger(Protocol):
    """Keeps proposals until they are confirmed, and outcomes until they are undone.

    Every method is scoped to one user: nobody sees another's proposals. Moments are the house
    clock's, timezone-aware UTC.
    """

    async def keep(self, proposal: Proposal, conversation: str, words: str) -> None:
        """Store a proposal that was shown, with the words that asked for it."""

    async def waiting(self, user: str, conversation: str) -> Proposal | None:
        """Return the newest proposal neither confirmed nor cancelled, or whose writing was cut."""

    async def proposal(self, user: str, proposal: str) -> Proposal | None:
        """Return that user's proposal by its id, whatever its state."""

    async def words(self, user: str, proposal: str) -> str:
        """Return the words that asked for that proposal."""

    async def claim(self, user: str, proposal: str, turn: str, at: datetime) -> Claim | None:
        """Mark it as being executed by this turn; None if it is not waiting any more."""

    async def settle(self, outcome: Outcome, turn: str, at: datetime) -> None:
        """Record that it was executed."""

    async def release(self, user: str, proposal: str) -> None:
        """Record that executing it failed without a write, so it may be tried again."""

    async def doubt(self, user: str, proposal: str) -> None:
        """Record that nobody knows whether it was written: the next yes looks before it writes."""

    async def cancel(self, user: str, proposal: str) -> bool:
        """Drop it; False if it is not waiting any more."""

    async def drop(self, user: str, conversation: str) -> None:
        """Drop what still waits in a conversation: something else is being asked now."""

    async def last_outcome(self, user: str, conversation: str) -> Outcome | None:
        """Return the newest executed change of this conversation that was not undone."""

    async def undone(self, user: str, proposal: str) -> None:
        """Record that its outcome was undone."""

    async def log(self, user: str, start: datetime, end: datetime) -> list[Entry]:
        """Return what was executed for that user from `start` until before `end`, oldest first."""


@dataclass(frozen=True)
class Tools:
    """Everything an action may use. `crm` acts with the asking user's own rights, or is None.

    `sign_out` ends the asker's link to the CRM, where they made one themselves; it says whether
    there was one. `schedules` are the asker's own, where things can be sent to them later.
    `outside` is what a team reads of the world outside, None where it configured nothing.
    `progress` hears how far this turn's long work is.
    """

    crm: Crm | None
    guard: Guard
    knowledge: Knowledge
    remarks: Remarks
    purposes: Taught
    feelings: Taught
    letters: Taught
    ledger: Ledger
    clock: Clock
    sign_out: Callable[[], Awaitable[bool]] | None = None
    schedules: Schedules | None = None
    outside: Outside | None = None
    progress: Progress = field(default_factory=Progress)

    def org(self) -> Crm:
        """Return the CRM with the asker's rights, or raise `SignInNeeded`."""
        if self.crm is None:
            raise SignInNeeded
        return self.crm


@dataclass(frozen=True)
class Result:
    """What an action found and says; fields that do not apply stay empty."""

    parts: tuple[Part, ...]
    slots: Mapping[str, Any] = field(default_factory=dict)
    query: QueryReading | None = None
    records: tuple[RecordRef, ...] = ()
    values: tuple[Value, ...] = ()
    sources: tuple[Source, ...] = ()
    proposal: ProposalView | None = None
    refused: str | None = None
    model: ModelUse | None = None


Action = Callable[[Request, Tools], Awaitable[Result]]
