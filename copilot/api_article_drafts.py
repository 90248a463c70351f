"""Article drafts for agents: what lacks an article, the draft of one, and its proposal."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

from actions import Language, Lines, line
from actions.proposals import labelled, view
from actions.refusal_lines import LINES as REFUSALS
from copilot.api import FromDoors
from copilot.api_conversations import Agent
from copilot.article_drafts import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Draft,
    article_object,
    draft_of_case,
    draft_of_question,
    draft_of_subject,
    name_of,
    propose_draft,
)
from copilot.article_subjects import unwritten
from copilot.doors import Doors
from copilot.errors import Unknown
from copilot.steering import reasons
from copilot.steering.span import Span
from crm import Crm, CrmError, Invalid, Refused
from knowledge import KnowledgeError
from language import detect

ARTICLE_DRAFTS = APIRouter(prefix="/api/v1/articles/drafts")
LOOKED_BACK, MOST_LISTED, LONGEST_TEXT = timedelta(days=89), 20, 100_000
LINES: Lines = {
    "unsolved": {
        "fr": "Aucune requête résolue ne permet d’écrire cet article. Concluez d’abord la requête, "
        "avec son motif et sa résolution.",
        "en": "No solved case tells enough to write this article. Wrap the case up first, with its "
        "reason and resolution.",
    },
    "refused": {
        "fr": "Votre profil ne permet pas de créer des articles dans Salesforce.",
        "en": "Your profile may not create articles in Salesforce.",
    },
    "away": {
        "fr": "Salesforce ne répond pas pour l’instant. Votre texte reste ici : réessayez.",
        "en": "Salesforce cannot be reached right now. Your text stays here: try again.",
    },
    "away_index": {
        "fr": "La base de connaissances ne répond pas pour l’instant : réessayez.",
        "en": "The knowledge base cannot be reached right now: try again.",
    },
    "words": {"fr": "Proposer l’article « {title} »", "en": "Propose the article “{title}”"},
}


class Proposed(BaseModel):
    """An article as its author left it; `name` is the end of its address."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    summary: str = Field("", max_length=LONGEST_SUMMARY)
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    language: Language
    name: str = Field("", max_length=255)


@ARTICLE_DRAFTS.get("/subjects")
async def get_subjects(
    agent: Agent, doors: FromDoors, language: Language | None = None
) -> dict[str, Any]:
    """List what lacks an article: subjects of solved cases, and questions nobody answered."""
    spoken = language or agent.user.language
    tools = doors.conversation.tools_with(agent)
    try:
        found = await unwritten(tools, spoken)
        asked = await _gaps(agent, doors)
    except CrmError as exc:
        raise HTTPException(503, line(LINES, "away", agent.user.language)) from exc
    except KnowledgeError as exc:
        raise HTTPException(503, line(LINES, "away_index", agent.user.language)) from exc
    return {
        "may_write": await _may_write(agent),
        "subjects": [
            {"issue": one.issue, "product": one.product, "label": one.label, "name": one.name,
             "cases": len(rows)}
            for one, rows in found[:MOST_LISTED]
        ],
        "gaps": [
            {"question": one.example, "count": one.count, "language": one.languages[0]}
            for one in asked
            if one.example and spoken in one.languages
        ],
    }  # fmt: skip


async def _gaps(agent: Crm, doors: Doors) -> list[reasons.Reason]:
    zone = ZoneInfo(agent.user.timezone or "UTC")
    today = datetime.now(UTC).astimezone(zone).date()
    span = Span(today - LOOKED_BACK, today, zone)
    return (await reasons.unanswered(doors.store, doors.knowledge, doors.guard, span))[0]


async def _may_write(agent: Crm) -> bool:
    try:
        await article_object(agent)
    except Refused:
        return False
    return True


@ARTICLE_DRAFTS.get("")
async def get_draft(
    agent: Agent,
    doors: FromDoors,
    language: Language | None = None,
    issue: Annotated[str, Query(max_length=255)] = "",
    product: Annotated[str, Query(max_length=18)] = "",
    case: Annotated[str, Query(max_length=30)] = "",
    question: Annotated[str, Query(max_length=500)] = "",
) -> dict[str, Any]:
    """Draft an article: about a subject (`issue`, `product`), a solved `case`, or a `question`."""
    own = agent.user.language
    asked = detect(question, own).language if question.strip() else None
    spoken = language or asked or own
    tools = doors.conversation.tools_with(agent)
    try:
        if case:
            draft = await draft_of_case(case, spoken, tools)
        elif issue:
            draft = await draft_of_subject(issue, product, spoken, tools)
        elif question.strip():
            draft = await draft_of_question(question, spoken, tools)
        else:
            raise HTTPException(422, "give `issue`, `case` or `question`")
    except Unknown as exc:
        raise HTTPException(404, line(LINES, "unsolved", own)) from exc
    except CrmError as exc:
        raise HTTPException(503, line(LINES, "away", own)) from exc
    except KnowledgeError as exc:
        raise HTTPException(503, line(LINES, "away_index", own)) from exc
    return asdict(draft)


@ARTICLE_DRAFTS.post("")
async def post_draft(given: Proposed, agent: Agent, doors: FromDoors) -> dict[str, Any]:
    """Show the draft article that would be created; confirm it as any other proposal."""
    own, now = agent.user.language, doors.clock.now()
    draft = Draft(given.title, given.summary, given.text, given.language, given.name)
    if not name_of(draft.name):
        draft = replace(draft, name=f"{name_of(given.title)}-{given.language}")
    try:
        proposal = await propose_draft(agent, draft, now)
        catalogue = await agent.catalogue()
    except Invalid as exc:
        raise HTTPException(422, await _told(agent, exc)) from exc
    except Refused as exc:
        raise HTTPException(403, line(LINES, "refused", own)) from exc
    except CrmError as exc:
        raise HTTPException(503, line(LINES, "away", own)) from exc
    words = line(LINES, "words", own, title=given.title)
    await doors.ledger.keep(proposal, f"articles-{agent.user.id}", words)
    shown = await view(proposal, catalogue, agent, own)
    return {"proposal": shown.model_dump(mode="json")}


async def _told(agent: Crm, error: Invalid) -> str:
    """Say which value the org would refuse, by its label."""
    own = agent.user.language
    named = labelled(error, await article_object(agent), own)
    allowed = ", ".join(str(value) for value in named.allowed)
    told = {"field": named.field, "allowed": allowed, "detail": named.detail or ""}
    return line(REFUSALS, f"invalid_{named.reason}", own, **told)
