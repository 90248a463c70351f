"""One message coming in, and the reply going out: the one vocabulary of all channels."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from actions import ModelUse, Part, ProposalView, QueryReading, RecordRef, Source, Value

Language = Literal["fr", "en"]


@dataclass(frozen=True)
class Identity:
    """Who asks. `name` is a Salesforce username, a customer's e-mail, or empty for a visitor.

    `token` is a Salesforce access token where the caller brought one, `owner` whose kept account
    is used where they signed in on the web; neither is part of the key. `roles` are what the
    company's sign-in opens to them ("agent", "manager") where it says; None leaves it to the org.
    """

    kind: Literal["employee", "customer", "visitor"]
    name: str = ""
    token: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)
    roles: frozenset[str] | None = None

    def may_be(self, role: str) -> bool:
        """Say whether the company's sign-in lets them be that; the org has its own say besides."""
        return self.roles is None or role in self.roles

    @property
    def key(self) -> str:
        """Return an opaque, stable key: nothing personal reaches Rasa or a log."""
        return hashlib.sha256(f"{self.kind}:{self.name.casefold()}".encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Turn:
    """One message of one person; `id` is the channel's own event id, unique in a conversation."""

    conversation: str
    id: str
    text: str
    identity: Identity
    language: Language | None = None
    attachments: tuple[str, ...] = ()
    """The sender's own ids of files uploaded for this message."""

    @property
    def sender(self) -> str:
        """Return the key of this person's conversation, for Rasa's tracker and for locks."""
        return f"{self.identity.key}-{hashlib.sha256(self.conversation.encode()).hexdigest()[:24]}"

    @property
    def key(self) -> str:
        """Return the turn's id: the same whenever the channel repeats the event."""
        return hashlib.sha256(f"{self.sender}:{self.id}".encode()).hexdigest()[:32]


class IntentView(BaseModel):
    """What the message was taken for."""

    model_config = ConfigDict(frozen=True)

    name: str
    confidence: float


class HandoverView(BaseModel):
    """Where a conversation stands with a person; `open` says whether people answer now."""

    model_config = ConfigDict(frozen=True)

    state: Literal["bot", "waiting", "taken", "released"]
    case: str | None = None
    open: bool
    wait_minutes: int | None = None
    agent: str | None = None


class Reply(BaseModel):
    """The answer to one turn, as `POST /api/v1/messages` documents it."""

    model_config = ConfigDict(frozen=True)

    conversation: str
    turn: str
    language: Language
    intent: IntentView | None = None
    parts: list[Part]
    query: QueryReading | None = None
    records: list[RecordRef] = []
    values: list[Value] = []
    sources: list[Source] = []
    proposal: ProposalView | None = None
    refused: str | None = None
    handover: HandoverView | None = None
    model: ModelUse | None = None
    timings_ms: dict[str, float] = {}
    action: str = Field("", exclude=True, description="What ran, for the audit trail")
