"""The rest of an agent's desk: notes, hold, passing on, macros, articles, wrap-up."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

from actions.proposals import view
from copilot.api import FromDoors
from copilot.api_conversations import Agent, Desk, state_of
from copilot.conversation_views import notes_of
from copilot.errors import Unknown
from copilot.handover import first_name
from copilot.handover_desk import Destination
from copilot.handover_routing import destinations
from copilot.macros import Macro, filled
from copilot.notes import Notes
from copilot.suggestion_choices import SuggestionChoices
from copilot.wrap_up import WrapUp, keep_wrap_up, propose_wrap_up, reasons
from crm import Compare, Crm, CrmError, Invalid, Refused
from crm import Query as CrmQuery
from knowledge import KnowledgeError

DESK = APIRouter(prefix="/api/v1/conversations/{conversation}")
ARTICLES = APIRouter(prefix="/api/v1/articles")
MOST_ARTICLES = 8


class Strict(BaseModel):
    """A body without unknown fields."""

    model_config = ConfigDict(extra="forbid")


class NoteText(Strict):
    """An internal note; the same `id` twice is kept once."""

    text: str = Field(min_length=1, max_length=4000)
    id: str = Field(default_factory=lambda: uuid.uuid4().hex, min_length=1, max_length=36)


class Refusal(Strict):
    """That a suggestion will not be used; using one is said by the reply itself."""

    choice: Literal["refused"]


class To(Strict):
    """Whom to pass a conversation on to: an id of `GET …/destinations`."""

    to: str = Field(min_length=15, max_length=18)


class WrapUpWords(Strict):
    """The wrap-up an agent wrote; nothing is written before its proposal is confirmed."""

    summary: str = Field("", max_length=2000)
    reason: str | None = Field(None, max_length=255)
    resolution: str = Field("", max_length=4000)
    close: bool = True


@DESK.post("/notes")
async def post_note(
    conversation: str, note: NoteText, agent: Agent, doors: FromDoors, desk: Desk
) -> dict[str, Any]:
    """Keep an internal note: agents read it, the customer and the assistant never do."""
    await desk.find(conversation)
    notes = Notes(doors.store)
    await notes.add(conversation, note.id, agent.user.id, agent.user.name, note.text.strip())
    doors.handovers.transcripts.wake(conversation)
    return {"notes": notes_of(await notes.of(conversation))}


@DESK.post("/hold")
async def hold(conversation: str, agent: Agent, doors: FromDoors, desk: Desk) -> dict[str, Any]:
    """Put the customer on hold; any reply ends it."""
    await desk.hold(conversation, agent.user)
    return await state_of(conversation, agent, doors)


@DESK.post("/resume")
async def resume(conversation: str, agent: Agent, doors: FromDoors, desk: Desk) -> dict[str, Any]:
    """Take the customer off hold."""
    await desk.resume(conversation, agent.user)
    return await state_of(conversation, agent, doors)


@DESK.get("/destinations")
async def get_destinations(
    conversation: str, agent: Agent, doors: FromDoors, desk: Desk
) -> dict[str, Any]:
    """List whom the conversation can be passed on to, those who speak its language first."""
    row = await desk.find(conversation)
    busy = await doors.handovers.transcripts.taken_by()
    found = await destinations(agent, row.language, busy)
    return {"destinations": [one for one in found if one["id"] != agent.user.id]}


@DESK.post("/transfer")
async def transfer(
    conversation: str, to: To, agent: Agent, doors: FromDoors, desk: Desk
) -> dict[str, Any]:
    """Pass the conversation on to a colleague or a queue: it waits again."""
    row = await desk.find(conversation)
    busy = await doors.handovers.transcripts.taken_by()
    found = {one["id"]: one for one in await destinations(agent, row.language, busy)}
    chosen = found.get(to.to)
    if chosen is None or to.to == agent.user.id:
        raise HTTPException(422, "to: no such colleague or queue")
    destination = Destination(chosen["id"], chosen["name"], chosen["kind"])
    await desk.transfer(conversation, agent.user, destination)
    await doors.handovers.assign(row.case_id, destination.id)
    return await state_of(conversation, agent, doors)


@DESK.post("/suggestions/{suggestion}", status_code=204)
async def post_choice(
    conversation: str, suggestion: str, _choice: Refusal, agent: Agent, doors: FromDoors
) -> None:
    """Record that the caller refuses a suggested reply."""
    user = agent.user
    await SuggestionChoices(doors.store).refuse(conversation, suggestion, user.id, user.name)


@DESK.get("/macros")
async def get_macros(conversation: str, agent: Agent, desk: Desk) -> dict[str, list[Macro]]:
    """List the macros in the conversation's language, their blanks filled."""
    row = await desk.find(conversation)
    values = {
        "first_name": await _first_name(agent, row.email),
        "agent": first_name(agent.user.name),
        "case": row.case_number,
    }
    return {"macros": filled(row.language, values)}


async def _first_name(crm: Crm, email: str | None) -> str | None:
    """Return the customer's first name, where the agent may see it."""
    if not email:
        return None
    query = CrmQuery("Contact", ("FirstName",), Compare("Email", "=", email), limit=1)
    try:
        found = (await crm.run(query)).records
    except CrmError:
        return None
    return str(found[0]["FirstName"]) if found and found[0]["FirstName"] else None


@DESK.get("/wrap-up")
async def get_wrap_up(conversation: str, agent: Agent, desk: Desk) -> dict[str, Any]:
    """Say what a wrap-up can tell: the org's reasons, in the agent's language."""
    row = await desk.find(conversation)
    info = await agent.describe("Case")
    return {"case": row.case_number, "reasons": reasons(info, agent.user.language)}


@DESK.post("/wrap-up")
async def post_wrap_up(
    conversation: str, words: WrapUpWords, agent: Agent, doors: FromDoors, desk: Desk
) -> dict[str, Any]:
    """Show the change that a wrap-up makes to the case; confirm it as any other proposal."""
    row = await desk.own(conversation, agent.user)
    if not row.case_id:
        raise HTTPException(409, "this conversation has no case to write to")
    wrap_up = WrapUp(words.summary.strip(), words.reason, words.resolution.strip(), words.close)
    language = agent.user.language
    try:
        proposal = await propose_wrap_up(agent, row.case_id, wrap_up, language, doors.clock.now())
    except Invalid as exc:
        raise HTTPException(422, f"{exc.field}: {exc.reason}") from exc
    except Refused as exc:
        raise HTTPException(403, "your profile may not change this case") from exc
    except CrmError as exc:
        raise Unknown("the case cannot be read now") from exc
    told = f"wrap-up {row.case_number}"
    await doors.ledger.keep(proposal, f"console-{conversation}", told)
    await keep_wrap_up(doors.store, conversation, agent.user.id, proposal.id, wrap_up)
    shown = await view(proposal, await agent.catalogue(), agent, language)
    return {"proposal": shown.model_dump(mode="json")}


@ARTICLES.get("/search")
async def search_articles(
    agent: Agent,
    doors: FromDoors,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    language: Literal["fr", "en"] | None = None,
) -> dict[str, Any]:
    """Search the articles as an agent may read them; `quotable` says a customer may, too."""
    try:
        found = await doors.knowledge.search(
            q, audience="internal", language=language, on=doors.clock.today(), limit=MOST_ARTICLES
        )
    except KnowledgeError as exc:
        raise HTTPException(503, "the articles cannot be searched now") from exc
    hits = [
        {"article": hit.passage.article, "title": hit.passage.title, "text": hit.passage.text,
         "language": hit.passage.language, "url": hit.passage.url, "score": round(hit.score, 2),
         "quotable": hit.passage.audience != "internal"}
        for hit in found.hits
    ]  # fmt: skip
    return {"confident": found.confident, "articles": hits}
