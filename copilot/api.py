"""The HTTP API: messages, proposals, feedback, health, and Rasa's webhook."""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Cookie, Depends, Header, HTTPException, Query, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, ConfigDict, Field, model_validator

from copilot.accounts import owner_of
from copilot.doors import Doors
from copilot.errors import Unauthorised, Unknown
from copilot.guard_metrics import guard_metrics
from copilot.metrics import AUDIT, REGISTRY, count
from copilot.starters import starters
from copilot.turn import Identity, Language, Reply, Turn
from copilot.visitors import PREFIX

ROUTER = APIRouter()
LOOPBACK = {"127.0.0.1", "::1", "localhost", "testclient"}


class Message(BaseModel):
    """One message; without an `id` it cannot be recognised when it comes again."""

    model_config = ConfigDict(extra="forbid")

    conversation: str = Field(min_length=1, max_length=200)
    id: str = Field(default_factory=lambda: uuid.uuid4().hex, min_length=1, max_length=200)
    text: str = ""
    language: Language | None = None
    attachments: list[Annotated[str, Field(min_length=1, max_length=64)]] = Field([], max_length=5)

    @model_validator(mode="after")
    def _says_something(self) -> Message:
        if not self.text and not self.attachments:
            raise ValueError("a message has a text or attachments")
        return self


class Feedback(BaseModel):
    """What the reader thought of an answer."""

    model_config = ConfigDict(extra="forbid")

    rating: Literal["up", "down"]
    reason: str = Field("", max_length=2000)


async def doors_of(request: Request) -> Doors:
    """Return what the composition root built.

    Asynchronous, as every dependency: FastAPI calls the others in threads, at a price each.
    """
    doors: Doors = request.app.state.doors
    return doors


FromDoors = Annotated[Doors, Depends(doors_of)]


async def identify(
    request: Request,
    doors: FromDoors,
    authorization: Annotated[str, Header()] = "",
    x_demo_user: Annotated[str, Header()] = "",
    comptoir: Annotated[str, Cookie()] = "",
) -> Identity:
    """Say who asks: by a Salesforce token, in the demo by name, by a browser's sign-in; or nobody.

    The sign-in's cookie is SameSite: another site's page cannot ask with it.
    """
    scheme, _, token = authorization.partition(" ")
    if authorization:
        if scheme.lower() != "bearer" or not token.strip():
            raise Unauthorised("send `Authorization: Bearer <Salesforce access token>`")
        if token.strip().startswith(PREFIX):
            return doors.visitors.identify(token.strip())
        return await doors.people.by_token(token.strip())
    if not x_demo_user:
        return await _of_browser(doors, comptoir) or Identity("visitor")
    if not doors.settings.demo or (request.client and request.client.host not in LOOPBACK):
        raise Unauthorised("X-Demo-User is accepted by the demo alone, on the loopback address")
    return await doors.people.by_demo_name(x_demo_user)


async def _of_browser(doors: Doors, session: str) -> Identity | None:
    """Identify a browser's sign-in: by the company's provider, or to Salesforce."""
    if not session:
        return None
    owner = owner_of("web", session)
    entered = await doors.oidc.identity(owner) if doors.oidc else None
    return entered or await doors.people.by_account(owner)


Caller = Annotated[Identity, Depends(identify)]


def by_session(request: Request) -> bool:
    """Say whether a visitor's session of ours makes this call."""
    return request.headers.get("authorization", "").startswith(f"Bearer {PREFIX}")


@ROUTER.post("/api/v1/messages")
async def post_message(
    message: Message, caller: Caller, doors: FromDoors, request: Request
) -> Reply:
    """Answer one message; visitors within their limits."""
    if by_session(request):
        doors.limits.message(caller.key, request.client.host if request.client else None)
    files = tuple(message.attachments)
    turn = Turn(message.conversation, message.id, message.text, caller, message.language, files)
    return count(await doors.conversation.reply(turn))


@ROUTER.post("/api/v1/messages/{turn}/feedback", status_code=204)
async def post_feedback(turn: str, feedback: Feedback, caller: Caller, doors: FromDoors) -> None:
    """Keep what the asker thought of an answer of theirs."""
    if not await doors.store.rate(turn, caller.key, feedback.rating, feedback.reason):
        raise Unknown("no such answer in your conversations")


@ROUTER.post("/api/v1/proposals/{proposal}/{verb}")
async def post_proposal(
    proposal: str, verb: Literal["confirm", "cancel", "undo"], caller: Caller, doors: FromDoors
) -> Reply:
    """Confirm, cancel or undo a change: the same as saying it in its conversation."""
    crm = await doors.people.crm(caller)
    conversation = await doors.ledger.conversation(crm.user.id, proposal) if crm else None
    if conversation is None:
        raise Unknown("no such proposal of yours")
    intent = {"confirm": "confirm", "cancel": "deny", "undo": "undo"}[verb]
    text = f"/{intent}{json.dumps({'proposal': proposal})}"
    return await doors.conversation.reply(Turn(conversation, f"{verb}-{proposal}", text, caller))


@ROUTER.get("/api/v1/demo/users")
async def get_demo_users(doors: FromDoors) -> list[dict[str, str | None]]:
    """List whom one may ask as in the demo."""
    if not doors.settings.demo:
        raise HTTPException(404, "there are no demo users in a real org")
    return await doors.people.demo_users()


@ROUTER.get("/api/v1/demo/starters")
async def get_demo_starters(caller: Caller, doors: FromDoors) -> dict[str, str]:
    """Name records of the caller's own that the front page can propose questions about."""
    crm = await doors.people.crm(caller)
    return await starters(crm) if crm else {}


@ROUTER.post("/webhook", include_in_schema=False)
async def post_webhook(
    body: dict[str, Any], doors: FromDoors, token: Annotated[str, Query()] = ""
) -> dict[str, Any]:
    """Run the action Rasa asks for."""
    if not secrets.compare_digest(token.encode(), doors.webhook_token.encode()):
        raise Unauthorised("the webhook's token is wrong")
    answered = await doors.webhook.call(body)
    if answered is None:
        raise Unknown("no such turn or action")
    return answered


@ROUTER.get("/healthz")
async def get_health() -> dict[str, str]:
    """Say that the process lives."""
    return {"status": "ok"}


def warmth(warming: asyncio.Task[None] | None) -> str:
    """Return "ok" once what turns need is loaded, or why it is not."""
    if warming is None or not warming.done():
        return "loading models; the very first start also learns from examples"
    return f"loading failed: {type(warming.exception()).__name__}" if warming.exception() else "ok"


@ROUTER.get("/readyz")
async def get_readiness(doors: FromDoors, request: Request, response: Response) -> dict[str, Any]:
    """Say whether every door is open and what the first turn needs is loaded; 503 if not."""
    states = {**await doors.readiness(), "warm": warmth(request.app.state.warming)}
    ready = all(state == "ok" for state in states.values())
    response.status_code = 200 if ready else 503
    return {"status": "ready" if ready else "not ready", "doors": states}


@ROUTER.get("/metrics", include_in_schema=False)
async def get_metrics(doors: FromDoors) -> Response:
    """Publish Prometheus metrics; they carry intents and counts, never words or names."""
    trail = doors.chronicle.trail
    AUDIT.labels("written").set(trail.written)
    AUDIT.labels("dropped").set(trail.dropped)
    seen = doors.guard
    guard = guard_metrics(seen.counters, seen.provider, seen.resting)
    return Response(generate_latest(REGISTRY) + guard, media_type=CONTENT_TYPE_LATEST)
