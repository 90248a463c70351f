"""The workspaces that installed the app by OAuth; their tokens rest encrypted."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from fastapi import APIRouter, Request
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Column, Connection, DateTime, LargeBinary, String, Table
from sqlalchemy.sql import delete, insert, select
from starlette.responses import Response

from copilot.channels.slack.quiet import QUIET
from copilot.settings import Settings
from copilot.store import METADATA, Store, stamp

INSTALLED = Table(
    "slack_installations", METADATA,
    Column("team", String, primary_key=True),
    Column("token", LargeBinary, nullable=False),
    Column("installed", DateTime, nullable=False),
)  # fmt: skip
STATES = Table(
    "slack_install_states", METADATA,
    Column("state", String, primary_key=True),
    Column("made", DateTime, nullable=False),
)  # fmt: skip
STATE_LASTS = timedelta(minutes=10)
SCOPES = (
    "app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands",
    "files:write", "groups:history", "im:history", "im:write", "links:read", "links:write",
    "mpim:history", "reactions:read", "users:read", "users:read.email",
)  # fmt: skip


class Installations(AsyncInstallationStore, AsyncOAuthStateStore):
    """Keeps one bot token a workspace, and the states of installations under way."""

    def __init__(self, store: Store, key: bytes) -> None:
        """`key` is a Fernet key: 32 bytes in URL-safe base64."""
        self._store, self._box = store, Fernet(key)
        self._tokens: dict[str, str | None] = {}

    @property
    def logger(self) -> logging.Logger:
        """The logger of Slack's library."""
        return QUIET

    async def async_save(self, installation: Installation) -> None:
        """Keep a workspace's bot token."""
        team, token = installation.team_id, installation.bot_token
        if not (team and token):
            return
        row = {"team": team, "token": self._box.encrypt(token.encode()), "installed": stamp()}
        keep = self._store.latest(INSTALLED, row)
        await self._store.run(lambda connection: connection.execute(keep))
        self._tokens.pop(team, None)

    async def token(self, team: str) -> str | None:
        """Return a workspace's bot token; None where the app is not installed."""
        if team not in self._tokens:
            query = select(INSTALLED.c.token).where(INSTALLED.c.team == team)
            sealed = await self._store.run(lambda connection: connection.execute(query).scalar())
            self._tokens[team] = self._opened(sealed) if sealed else None
        return self._tokens[team]

    async def remove(self, team: str) -> None:
        """Forget a workspace that removed the app."""
        gone = delete(INSTALLED).where(INSTALLED.c.team == team)
        await self._store.run(lambda connection: connection.execute(gone))
        self._tokens.pop(team, None)

    async def async_issue(self, *_args: Any, **_kwargs: Any) -> str:
        """Return a state for an installation that begins."""
        state = secrets.token_urlsafe(32)

        def work(connection: Connection) -> None:
            connection.execute(delete(STATES).where(STATES.c.made < stamp() - STATE_LASTS))
            connection.execute(insert(STATES).values(state=state, made=stamp()))

        await self._store.run(work)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether an installation with this state is under way; only once."""
        fresh = STATES.c.made >= stamp() - STATE_LASTS
        spend = delete(STATES).where(STATES.c.state == state, fresh)
        return bool(await self._store.run(lambda connection: connection.execute(spend).rowcount))

    def _opened(self, sealed: bytes) -> str | None:
        try:
            return self._box.decrypt(sealed).decode()
        except InvalidToken:
            return None


def installing(
    settings: Settings, installations: Installations, client: AsyncWebClient
) -> APIRouter:
    """Return the pages of Slack's own installation flow: `/slack/install` and its way back."""
    secret = settings.slack_client_secret
    back = "/slack/oauth_redirect"
    flow = AsyncOAuthFlow(
        client=client,
        logger=QUIET,
        settings=AsyncOAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=secret.get_secret_value() if secret else "",
            scopes=SCOPES, user_scopes=(), redirect_uri=f"{settings.public_address}{back}",
            redirect_uri_path=back, installation_store=installations, state_store=installations,
            logger=QUIET,
        ),
    )  # fmt: skip
    router = APIRouter(include_in_schema=False)

    @router.get("/slack/install")
    async def install(request: Request) -> Response:
        return to_starlette_response(
            await flow.handle_installation(to_async_bolt_request(request, b""))
        )

    @router.get(back)
    async def come_back(request: Request) -> Response:
        return to_starlette_response(
            await flow.handle_callback(to_async_bolt_request(request, b""))
        )

    return router
