"""The agent console's API: live conversations, and their news for whoever takes part in one."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from copilot.api import Caller, FromDoors
from copilot.conversation_views import Shown, line_of, notes_of, partial_of, preview
from copilot.customer_records import records_of
from copilot.doors import Doors
from copilot.errors import Unknown
from copilot.handover import first_name
from copilot.handover_desk import AgentDesk
from copilot.notes import Notes
from copilot.store import stamp
from copilot.suggestion_choices import SuggestionChoices
from copilot.suggestions import Said, suggest
from copilot.transcripts import TAKEN
from copilot.turn import Turn
from copilot.underway import heard
from copilot.viewers import Viewers
from copilot.wrap_up import was_written
from crm import Crm

CONVERSATIONS = APIRouter(prefix="/api/v1/conversations")
LIVE = timedelta(hours=24)
MOST, LONGEST_WAIT, MOST_TURNS = 500, 25.0, 30


async def agent_of(caller: Caller, doors: FromDoors) -> Crm:
    """Return the CRM of a service agent; 403 for anybody else."""
    crm = await doors.people.crm(caller) if caller.kind == "employee" else None
    profile = crm.user.profile.casefold() if crm else ""
    serves = "service" in profile or "support" in profile
    if crm is None or not (serves and caller.may_be("agent")):
        raise HTTPException(403, "conversations are for the customer service's profiles")
    return crm


def desk_of(doors: FromDoors) -> AgentDesk:
    """Return the agents' verbs."""
    return AgentDesk(doors.store, doors.handovers.transcripts)


async def viewers_of(doors: FromDoors) -> Viewers:
    """Return who looks at what."""
    return Viewers(doors.store)


Agent = Annotated[Crm, Depends(agent_of)]
Desk = Annotated[AgentDesk, Depends(desk_of)]
FromViewers = Annotated[Viewers, Depends(viewers_of)]
StateFilter = Literal["waiting", "taken", "mine", "bot"]


class AgentReply(BaseModel):
    """What an agent writes; the same `id` twice is sent once.

    `suggestion` is the suggested reply these words began as.
    """

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=8000)
    id: str = Field(default_factory=lambda: uuid.uuid4().hex, min_length=1, max_length=36)
    suggestion: str | None = Field(None, max_length=32)


class Rating(BaseModel):
    """How satisfied the customer is, from 1 to 5."""

    model_config = ConfigDict(extra="forbid")

    rating: int = Field(ge=1, le=5)


@CONVERSATIONS.get("", response_model=None)
async def get_conversations(
    agent: Agent,
    doors: FromDoors,
    request: Request,
    state: StateFilter | None = None,
    text: Annotated[str, Query(max_length=200)] = "",
) -> Response | dict[str, Any]:
    """List live conversations: who waits first, longest first.

    `state` and `text` (in anything said) narrow the list. The answer has an ETag: asked again with
    `If-None-Match`, a list in which nothing changed is a 304.
    """
    transcripts = doors.handovers.transcripts
    rows = await transcripts.live(stamp() - LIVE, MOST)
    rows = [row for row in rows if state is None or _is_in(row, state, agent.user.id)]
    if text.strip():
        found = await transcripts.mentioning(text, [row.id for row in rows])
        rows = [row for row in rows if row.id in found or text in (row.case_number or "")]
    shown = await _shown(doors, agent, [row.id for row in rows])
    marks = [(row.id, row.updated, row.state, shown.unread.get(row.id)) for row in rows]
    tag = f'"{hashlib.sha256(repr(marks).encode()).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    listed = [shown.row(row) for row in rows]
    for one in listed:
        one["last"] = preview(one["last"]) if one["last"] else None
    body = json.dumps({"conversations": listed}, ensure_ascii=False)
    return Response(body, media_type="application/json", headers=headers)


def _is_in(row: Any, state: StateFilter, agent: str) -> bool:
    if state == "mine":
        return bool(row.state == TAKEN and row.agent == agent)
    return row.state in {"bot", "released"} if state == "bot" else bool(row.state == state)


async def _shown(doors: Doors, agent: Crm, ids: list[str]) -> Shown:
    desk = desk_of(doors)
    return Shown(
        agent.user,
        await doors.handovers.transcripts.last_said(ids),
        await Notes(doors.store).unread(agent.user.id, ids),
        await desk.stints.held(),
    )


@CONVERSATIONS.get("/{conversation}")
async def get_conversation(
    conversation: str, agent: Agent, doors: FromDoors, desk: Desk, viewers: FromViewers
) -> dict[str, Any]:
    """Show a conversation: transcript, notes, summary, customer, suggested replies."""
    row = await desk.find(conversation)
    said = await doors.handovers.transcripts.said(conversation)
    turns = [
        Said(one.author, one.text)
        for one in said
        if one.author in {"customer", "agent", "bot"} and one.text and one.text[0] != "/"
    ]
    tools = doors.conversation.tools_with(agent)
    advice = await suggest(
        tools, doors.feelings, turns, row.language, conversation, row.case_id,
        "customer" if row.email else "public",
    )  # fmt: skip
    choices = SuggestionChoices(doors.store)
    offered = await choices.offer(conversation, agent.user.id, advice.suggestions)
    if said:
        await Notes(doors.store).read(agent.user.id, conversation, said[-1].n)
    shown = await _shown(doors, agent, [conversation])
    return {
        **shown.row(row),
        "routing": json.loads(row.routing) if row.routing else None,
        "transcript": [line_of(one) for one in said],
        "notes": notes_of(await Notes(doors.store).of(conversation)),
        "viewers": await viewers.look(conversation, agent.user.id, agent.user.name),
        "customer": await records_of(agent, row.email),
        "files": await files_of(doors, row),
        **advice.model_dump(mode="json"),
        "suggestions": [{"id": key, **one.model_dump(mode="json")} for key, one in offered.items()],
    }


async def files_of(doors: Doors, row: Any) -> dict[str, str]:
    """Say what became of the conversation's files; what waits for its case is put there now."""
    kept = doors.handovers.attachments
    if row.case_id and await kept.waiting(row.id):
        doors.handovers.uploads.begin(row.id, row.case_id)
    return dict(await kept.states(row.id))


@CONVERSATIONS.post("/{conversation}/take")
async def take(conversation: str, agent: Agent, doors: FromDoors, desk: Desk) -> dict[str, Any]:
    """Put the caller in charge; 409 where a colleague is, and who."""
    await desk.take(conversation, agent.user)
    row = await desk.find(conversation)
    await doors.handovers.assign(row.case_id, agent.user.id)
    return await state_of(conversation, agent, doors)


@CONVERSATIONS.post("/{conversation}/release")
async def release(conversation: str, agent: Agent, doors: FromDoors, desk: Desk) -> dict[str, Any]:
    """Give the conversation back to the assistant; after a wrap-up, the customer is told so."""
    row = await desk.find(conversation)
    since = row.taken or row.began
    wrapped = await was_written(doors.store, conversation, agent.user.id, since)
    await desk.release(conversation, agent.user, how="wrapped" if wrapped else "released")
    return await state_of(conversation, agent, doors)


@CONVERSATIONS.post("/{conversation}/reply")
async def reply(
    conversation: str, words: AgentReply, agent: Agent, doors: FromDoors, desk: Desk
) -> dict[str, Any]:
    """Send the caller's words to the customer; 409 where the caller is not in charge."""
    event = await desk.reply(conversation, agent.user, words.text, words.id)
    user, choice = agent.user, None
    if words.suggestion:
        choice = await SuggestionChoices(doors.store).sent(
            conversation, words.suggestion, user.id, user.name, words.text, event
        )
    return {**await state_of(conversation, agent, doors), "choice": choice}


@CONVERSATIONS.get("/{conversation}/events")
async def get_events(
    conversation: str,
    caller: Caller,
    doors: FromDoors,
    viewers: FromViewers,
    after: Annotated[int, Query(ge=0)] = 0,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT)] = 0,
    seen: Annotated[int | None, Query(ge=0)] = None,
) -> dict[str, Any]:
    """Return what was said after the n-th event, waiting for it up to `wait` seconds.

    `partial` is the answer being made, as far as it may be read; with `seen`, the `n` of the last
    one that was shown (0: none), another one ends the wait too.

    A customer names the conversation as their messages do; an agent by its id, and is told what
    only agents see: notes, and which colleagues look at the same conversation.
    """
    agent = await agent_of(caller, doors) if caller.kind == "employee" else None
    key = conversation if agent else Turn(conversation, "", "", caller).sender
    transcripts = doors.handovers.transcripts
    if agent:
        await desk_of(doors).find(conversation)
        await viewers.look(conversation, agent.user.id, agent.user.name)
    underways = doors.conversation.underways
    said = await heard(transcripts, underways, key, after, seen, wait)
    row = await transcripts.find(key)
    # Whatever a bot was writing, nobody talks over a person.
    partial = None if row and row.state == TAKEN else partial_of(underways.of(key))
    events = {
        "partial": partial,
        "state": row.state if row else "bot",
        "agent": first_name(row.agent_name) if row and row.state == TAKEN else None,
        "case": row.case_number if row else None,
        "rated": bool(row and row.rating),
        "events": [line_of(one) for one in said],
    }
    return {**events, **await _beside(key, agent, doors, viewers, said)} if agent else events


@CONVERSATIONS.get("/{conversation}/partial")
async def get_partial(
    conversation: str,
    caller: Caller,
    doors: FromDoors,
    seen: Annotated[int, Query(ge=0)] = 0,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT)] = 0,
) -> dict[str, Any]:
    """Return the answer being made in the caller's own conversation, once it is not the one seen.

    It waits at most `wait` seconds; `seen` is the `n` of the last one that was shown (0: none).
    """
    sender = Turn(conversation, "", "", caller).sender
    found = await doors.conversation.underways.changed(sender, seen, wait)
    row = await doors.handovers.transcripts.find(sender) if found else None
    return {"partial": None if row and row.state == TAKEN else partial_of(found)}


async def _beside(
    id_: str, agent: Crm, doors: Doors, viewers: Viewers, said: Any
) -> dict[str, Any]:
    notes = Notes(doors.store)
    if said:
        await notes.read(agent.user.id, id_, said[-1].n)
    return {
        "notes": notes_of(await notes.of(id_)),
        "viewers": await viewers.look(id_, agent.user.id, agent.user.name),
    }


@CONVERSATIONS.get("/{conversation}/turns")
async def get_turns(conversation: str, caller: Caller, doors: FromDoors) -> dict[str, Any]:
    """Return the latest answers of the caller's own conversation, oldest first, as they were."""
    sender = Turn(conversation, "", "", caller).sender
    kept = await doors.store.replies(sender, MOST_TURNS)
    return {"turns": [json.loads(one) for one in kept]}


@CONVERSATIONS.post("/{conversation}/rating", status_code=204)
async def rate(conversation: str, given: Rating, caller: Caller, doors: FromDoors) -> None:
    """Keep how satisfied the customer is with their conversation."""
    if caller.kind == "employee":
        raise HTTPException(403, "only the customer rates a conversation")
    key = Turn(conversation, "", "", caller).sender
    if not await doors.handovers.transcripts.change(key, rating=given.rating):
        raise Unknown("no such conversation of yours")


async def state_of(conversation: str, agent: Crm, doors: Doors) -> dict[str, Any]:
    """Return the conversation as it stands after a change."""
    row = await desk_of(doors).find(conversation)
    return (await _shown(doors, agent, [conversation])).row(row)
