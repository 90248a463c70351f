"""Teams on the running service: its route, its startup, its end."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI, HTTPException, Request
from microsoft_agents.activity import Activity
from pydantic import ValidationError
from starlette.responses import Response

from copilot.accounts import token_key
from copilot.channels.desk import Desk
from copilot.channels.teams.admission import Admission, KeysUnreachable
from copilot.channels.teams.agent import TeamsAgent
from copilot.channels.teams.authors import Authors
from copilot.channels.teams.channel import HELD, TeamsChannel
from copilot.channels.teams.connector import Connector
from copilot.channels.teams.search import Search
from copilot.channels.teams.tokens import Tokens
from copilot.doors import Doors
from copilot.inbox import Inbox
from copilot.table_files import TableFiles, install_table_files

NOT_CONFIGURED = (
    "Teams is not configured: set COMPTOIR_TEAMS_APP_ID and COMPTOIR_TEAMS_APP_PASSWORD "
    "(docs/guides/teams.md)"
)
LARGEST = 1_000_000


@dataclass(frozen=True)
class Teams:
    """Everything of Teams that runs."""

    client: httpx.AsyncClient
    admission: Admission
    connector: Connector
    channel: TeamsChannel
    desk: Desk
    agent: TeamsAgent


def install_teams(app: FastAPI) -> None:
    """Receive Teams' activities at `/api/messages`; where Teams is not configured, say so."""
    doors: Doors = app.state.doors
    if not doors.settings.teams:
        _refuse(app)
        return
    teams = make(doors)
    app.state.teams = teams
    _receive(app, teams, doors.settings.teams_app_id)
    install_table_files(app, teams.channel.files)
    _live(app, teams)


def make(doors: Doors) -> Teams:
    """Make the parts of Teams over the service's doors."""
    # The SDK logs activities it cannot read, with what people wrote.
    logging.getLogger("microsoft_agents").setLevel(logging.CRITICAL)
    settings, inbox = doors.settings, Inbox(doors.store)
    client = httpx.AsyncClient(timeout=10)
    connector = Connector(settings.teams_app_id, Tokens(settings, client))
    authors = Authors(doors.people, doors.accounts, connector, settings)
    key = token_key(
        settings.home, settings.token_key.get_secret_value() if settings.token_key else ""
    )
    files = TableFiles(key, settings.public_address, doors.store)
    channel = TeamsChannel(connector, authors, inbox, files)
    desk = Desk(channel, inbox, doors.conversation, doors.dialogue)
    desk.grace = 0.0  # Teams cannot be read: there is nothing to wait for
    doors.deliveries.desks[channel.name] = desk
    doors.accounts.linked.append(lambda owner: desk.behind(desk.welcome(owner, HELD)))
    search = Search(authors, doors.people)
    agent = TeamsAgent(channel, desk, doors.store, search, inbox.places)
    admission = Admission(settings, client)
    return Teams(client, admission, connector, channel, desk, agent)


def _refuse(app: FastAPI) -> None:
    @app.post("/api/messages", include_in_schema=False)
    async def refuse() -> None:
        raise HTTPException(404, NOT_CONFIGURED)


def _receive(app: FastAPI, teams: Teams, bot: str) -> None:
    @app.get("/api/messages", include_in_schema=False)
    async def whose() -> dict[str, str]:
        """Say whose address this is: `doctor` asks."""
        return {"bot": bot}

    @app.post("/api/messages", include_in_schema=False)
    async def receive(request: Request) -> Response:
        """Check, keep, acknowledge: in this order. The answer comes later."""
        if len(await request.body()) > LARGEST:
            raise HTTPException(413, "Teams sends nothing as large as this")
        body = await _read(request)
        try:
            claims = await teams.admission.admit(request.headers.get("authorization", ""), body)
        except KeysUnreachable as exc:
            raise HTTPException(503, str(exc)) from exc
        _check(body)
        request.state.claims_identity = claims
        return await teams.connector.adapter.process(request, teams.agent) or Response()


async def _read(request: Request) -> Mapping[str, Any]:
    try:
        body = await request.json()
    except ValueError as exc:
        raise HTTPException(400, "the body is not JSON") from exc
    if not isinstance(body, Mapping):
        raise HTTPException(400, "the body is not an activity")
    return body


def _check(body: Mapping[str, Any]) -> None:
    """Refuse what is no activity of a person, before the SDK fails over it."""
    try:
        activity = Activity.model_validate(body)
    except ValidationError as exc:
        raise HTTPException(400, "the body is not an activity") from exc
    if activity.conversation is None or activity.from_property is None:
        raise HTTPException(400, "the activity has no conversation or no author")


def _live(app: FastAPI, teams: Teams) -> None:
    """Answer what was left at the start, and stop before the doors close."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        async with inner(running) as state:
            await teams.desk.resume()
            try:
                yield state
            finally:
                await close(teams)

    app.router.lifespan_context = lifespan


async def close(teams: Teams, patience: float = 5.0) -> None:
    """Let what is being said be said, then let go."""
    await teams.desk.close(patience)
    await teams.channel.close()
    await teams.client.aclose()
