"""Slack on the running service: its routes, its startup, its end."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from fastapi import FastAPI, HTTPException, Request
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.signature import SignatureVerifier
from starlette.responses import Response

from copilot.accounts import token_key
from copilot.channels.desk import Desk
from copilot.channels.slack.authors import Authors
from copilot.channels.slack.channel import HELD, SlackChannel
from copilot.channels.slack.home import Home
from copilot.channels.slack.installations import Installations, installing
from copilot.channels.slack.listeners import Listeners, build
from copilot.channels.slack.workspaces import Workspaces, error_of
from copilot.clock import SystemClock
from copilot.doors import Doors
from copilot.errors import Unauthorised
from copilot.inbox import Inbox

NOT_CONFIGURED = (
    "Slack is not configured: set COMPTOIR_SLACK_BOT_TOKEN and COMPTOIR_SLACK_SIGNING_SECRET "
    "(docs/guides/slack.md)"
)
LARGEST = 1_000_000
LONGEST_PAUSE = 60.0
LOG = logging.getLogger("comptoir.slack")


@dataclass(frozen=True)
class Slack:
    """Everything of Slack that runs."""

    workspaces: Workspaces
    desk: Desk
    channel: SlackChannel
    bolt: AsyncApp
    installations: Installations


def install_slack(app: FastAPI) -> None:
    """Receive Slack's events at `/slack/events`; where Slack is not configured, say so."""
    doors: Doors = app.state.doors
    if not doors.settings.slack:
        _refuse(app)
        return
    slack = make(doors)
    app.state.slack = slack
    if doors.settings.slack_client_id:
        client = slack.workspaces.bare()
        app.include_router(installing(doors.settings, slack.installations, client))
    _receive(app, slack, doors)
    _live(app, slack, doors)


def make(doors: Doors) -> Slack:
    """Make Slack's parts over the service's doors."""
    settings, inbox = doors.settings, Inbox(doors.store)
    key = settings.token_key.get_secret_value() if settings.token_key else ""
    installations = Installations(doors.store, token_key(settings.home, key))
    workspaces = Workspaces(settings, installations)
    authors = Authors(doors.people, doors.accounts, workspaces, doors.settings)
    channel = SlackChannel(workspaces, authors, inbox)
    desk = Desk(channel, inbox, doors.conversation, doors.dialogue)
    doors.deliveries.desks[channel.name] = desk
    doors.accounts.linked.append(lambda owner: desk.behind(desk.welcome(owner, HELD)))
    clock = SystemClock(doors.settings.today)
    home = Home(workspaces, authors, doors.people, doors.ledger, clock)
    bolt = build(Listeners(channel, desk, doors.store, home, installations), workspaces)
    return Slack(workspaces, desk, channel, bolt, installations)


def _refuse(app: FastAPI) -> None:
    @app.post("/slack/events", include_in_schema=False)
    async def refuse() -> None:
        raise HTTPException(404, NOT_CONFIGURED)


def _receive(app: FastAPI, slack: Slack, doors: Doors) -> None:
    secret = doors.settings.slack_signing_secret
    verifier = SignatureVerifier(secret.get_secret_value()) if secret else None
    handler = AsyncSlackRequestHandler(slack.bolt)

    @app.post("/slack/events", include_in_schema=False)
    async def receive(request: Request) -> Response:
        """Verify, keep, acknowledge: in this order. The answer comes later."""
        body = await request.body()
        headers = {name.lower(): value for name, value in request.headers.items()}
        if len(body) > LARGEST:
            raise HTTPException(413, "Slack sends nothing as large as this")
        if verifier is None or not signed(verifier, body, headers):
            raise Unauthorised("the request's signature or timestamp is not Slack's")
        if not readable(body, headers.get("content-type", "")):
            raise HTTPException(400, "the body is neither JSON nor a form")
        return await handler.handle(request)


def signed(verifier: SignatureVerifier, body: bytes, headers: dict[str, str]) -> bool:
    """Whether Slack signed this body within the last five minutes."""
    try:
        return verifier.is_valid_request(body, headers)
    except ValueError:
        return False


def readable(body: bytes, kind: str) -> bool:
    """Whether Slack's library can read a body: an object of JSON, or a form."""
    try:
        text = body.decode()
        return not ("json" in kind or text.startswith("{")) or isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _live(app: FastAPI, slack: Slack, doors: Doors) -> None:
    """Answer what was left at the start, and stop before the doors close."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        async with inner(running) as state:
            await slack.desk.resume()
            socket = socket_of(slack, doors)
            listening = asyncio.create_task(listen(socket)) if socket else None
            try:
                yield state
            finally:
                if socket and listening:
                    listening.cancel()
                    await socket.close_async()  # type: ignore[no-untyped-call]
                await slack.desk.close(patience=5.0)
                await slack.workspaces.close()

    app.router.lifespan_context = lifespan


def socket_of(slack: Slack, doors: Doors) -> AsyncSocketModeHandler | None:
    """Return Socket Mode's client where an app token is configured."""
    token = doors.settings.slack_app_token
    return AsyncSocketModeHandler(slack.bolt, token.get_secret_value()) if token else None


async def listen(socket: AsyncSocketModeHandler) -> None:
    """Connect in Socket Mode, however long Slack is out of reach; the library reconnects."""
    pause = 1.0
    while True:
        try:
            # Asked here first: the library retries for ever without a word.
            socket.client.wss_uri = await socket.client.issue_new_wss_url()
            await socket.connect_async()  # type: ignore[no-untyped-call]
            return
        except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
            code = error_of(error) if isinstance(error, SlackApiError) else ""
            LOG.warning("Socket Mode: %s", code or type(error).__name__)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
