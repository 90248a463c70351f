"""The agent console's API: live conversations, and their news for whoever takes part in one."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

from copilot.api import Caller, FromDoors
from copilot.customer_records import records_of
from copilot.errors import Unknown
from copilot.handover import first_name
from copilot.store import stamp
from copilot.suggestions import Said, suggest
from copilot.transcripts import TAKEN, WAITING
from copilot.turn import Turn
from crm import Crm

CONVERSATIONS = APIRouter(prefix="/api/v1/conversations")
LIVE = timedelta(hours=24)
MOST, LONGEST_WAIT = 500, 25.0


async def agent_of(caller: Caller, doors: FromDoors) -> Crm:
    """Return the CRM of a service agent; 403 for anybody else."""
    crm = await doors.people.crm(caller) if caller.kind == "employee" else None
    profile = crm.user.profile.casefold() if crm else ""
    if crm is None or not ("service" in profile or "support" in profile):
        raise HTTPException(403, "conversations are for the customer service's profiles")
    return crm


Agent = Annotated[Crm, Depends(agent_of)]


class AgentReply(BaseModel):
    """What an agent writes; the same `id` twice is sent once."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=8000)
    id: str = Field(default_factory=lambda: uuid.uuid4().hex, min_length=1, max_length=36)


class Rating(BaseModel):
    """How satisfied the customer is, from 1 to 5."""

    model_config = ConfigDict(extra="forbid")

    rating: int = Field(ge=1, le=5)


@CONVERSATIONS.get("")
async def get_conversations(_agent: Agent, doors: FromDoors) -> dict[str, Any]:
    """List live conversations: who waits first, longest first."""
    transcripts = doors.handovers.transcripts
    rows = await transcripts.live(stamp() - LIVE, MOST)
    last = await transcripts.last_said([row.id for row in rows])
    return {"conversations": [listed(row, last.get(row.id)) for row in rows]}


@CONVERSATIONS.get("/{conversation}")
async def get_conversation(conversation: str, agent: Agent, doors: FromDoors) -> dict[str, Any]:
    """Show a conversation: transcript, summary, the customer's records, suggested replies."""
    transcripts = doors.handovers.transcripts
    row = await transcripts.find(conversation)
    if row is None:
        raise Unknown("no such conversation")
    said = await transcripts.said(conversation)
    turns = [
        Said(one.author, one.text)
        for one in said
        if one.author in {"customer", "agent", "bot"} and one.text and one.text[0] != "/"
    ]
    tools = doors.conversation.tools_with(agent)
    advice = await suggest(tools, doors.feelings, turns, row.language, conversation, row.case_id)
    return {
        **listed(row, said[-1] if said else None),
        "routing": json.loads(row.routing) if row.routing else None,
        "transcript": [line_of(one) for one in said],
        "customer": await records_of(agent, row.email),
        **advice.model_dump(mode="json"),
    }


@CONVERSATIONS.post("/{conversation}/take")
async def take(conversation: str, agent: Agent, doors: FromDoors) -> dict[str, Any]:
    """Put the caller in charge; 409 where a colleague is."""
    row = await doors.handovers.transcripts.find(conversation)
    if row is None:
        raise Unknown("no such conversation")
    if not await doors.handovers.take(conversation, agent.user.id, agent.user.name):
        raise HTTPException(409, "a colleague is in charge of this conversation")
    return await _state(conversation, doors)


@CONVERSATIONS.post("/{conversation}/release")
async def release(conversation: str, agent: Agent, doors: FromDoors) -> dict[str, Any]:
    """Give the conversation back to the assistant."""
    await _found(conversation, doors)
    manages = "manager" in agent.user.profile.casefold()
    if not await doors.handovers.release(
        conversation, agent.user.id, agent.user.name, manages=manages
    ):
        raise HTTPException(409, "you are not in charge of this conversation")
    return await _state(conversation, doors)


@CONVERSATIONS.post("/{conversation}/reply")
async def reply(
    conversation: str, words: AgentReply, agent: Agent, doors: FromDoors
) -> dict[str, Any]:
    """Send the caller's words to the customer; 409 where the caller is not in charge."""
    await _found(conversation, doors)
    user = agent.user
    if not await doors.handovers.reply(conversation, user.id, user.name, words.text, words.id):
        raise HTTPException(409, "take the conversation before you reply")
    return await _state(conversation, doors)


@CONVERSATIONS.get("/{conversation}/events")
async def get_events(
    conversation: str,
    caller: Caller,
    doors: FromDoors,
    after: Annotated[int, Query(ge=0)] = 0,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT)] = 0,
) -> dict[str, Any]:
    """Return what was said after the n-th event, waiting for it up to `wait` seconds.

    A customer names the conversation as their messages do; an agent by its id.
    """
    key = await _key(conversation, caller, doors)
    transcripts = doors.handovers.transcripts
    said = await transcripts.follow(key, after, wait)
    row = await transcripts.find(key)
    return {
        "state": row.state if row else "bot",
        "agent": first_name(row.agent_name) if row and row.state == TAKEN else None,
        "case": row.case_number if row else None,
        "rated": bool(row and row.rating),
        "events": [line_of(one) for one in said],
    }


@CONVERSATIONS.post("/{conversation}/rating", status_code=204)
async def rate(conversation: str, given: Rating, caller: Caller, doors: FromDoors) -> None:
    """Keep how satisfied the customer is with their conversation."""
    if caller.kind == "employee":
        raise HTTPException(403, "only the customer rates a conversation")
    key = await _key(conversation, caller, doors)
    if not await doors.handovers.transcripts.change(key, rating=given.rating):
        raise Unknown("no such conversation of yours")


async def _key(conversation: str, caller: Caller, doors: FromDoors) -> str:
    if caller.kind == "employee":
        await agent_of(caller, doors)
        await _found(conversation, doors)
        return conversation
    return Turn(conversation, "", "", caller).sender


async def _found(conversation: str, doors: FromDoors) -> Any:
    row = await doors.handovers.transcripts.find(conversation)
    if row is None:
        raise Unknown("no such conversation")
    return row


async def _state(conversation: str, doors: FromDoors) -> dict[str, Any]:
    return listed(await _found(conversation, doors), None)


def listed(row: Any, last: Any) -> dict[str, Any]:
    """Return a conversation as the list shows it."""
    waits = row.state == WAITING and row.requested
    return {
        "id": row.id, "state": row.state, "kind": row.kind, "language": row.language,
        "case": {"id": row.case_id, "number": row.case_number} if row.case_id else None,
        "agent": {"id": row.agent, "name": row.agent_name} if row.state == TAKEN else None,
        "routed": row.routed, "began": iso(row.began), "updated": iso(row.updated),
        "waiting_seconds": round((stamp() - row.requested).total_seconds()) if waits else None,
        "last": line_of(last) if last else None, "rating": row.rating,
    }  # fmt: skip


def line_of(row: Any) -> dict[str, Any]:
    """Return one thing said."""
    return {
        "n": row.n, "from": row.author, "name": row.name, "text": row.text, "turn": row.turn,
        "language": row.language, "at": iso(row.at),
        "parts": json.loads(row.parts) if row.parts else None,
    }  # fmt: skip


def iso(moment: datetime) -> str:
    """Write a moment kept in UTC."""
    return f"{moment.isoformat(timespec='seconds')}Z"
