"""The workspaces the app is installed in: their tokens, and clients that keep to Slack's limits."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from copilot.channels.errors import Undeliverable, Undelivered
from copilot.channels.slack.installations import Installations
from copilot.channels.slack.quiet import QUIET
from copilot.settings import LOOPBACK, Settings

T = TypeVar("T")
PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout",
           "ratelimited", "rate_limited", "accesslimited", "team_added_to_org"}  # fmt: skip
MOST_RETRIES, SECONDS = 5, 15


class Workspaces:
    """Gives the client of a workspace: the one token that is configured, else its own."""

    def __init__(self, settings: Settings, installations: Installations | None = None) -> None:
        token = settings.slack_bot_token
        self._token = token.get_secret_value() if token else None
        self._url, self._installations = settings.slack_api_url, installations
        self._session: aiohttp.ClientSession | None = None
        self._home: str | None = None

    def bare(self, token: str | None = None) -> AsyncWebClient:
        """Return a client that opens its own connections."""
        client = AsyncWebClient(
            token=token or self._token, base_url=self._url, logger=QUIET, timeout=SECONDS,
            # A lost connection is not retried here: a message may have been posted already.
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=MOST_RETRIES)],
        )  # fmt: skip
        if urlsplit(self._url).hostname in LOOPBACK:
            client.proxy = None
        return client

    def client(self, token: str | None = None) -> AsyncWebClient:
        """Return a client; it waits as long as Slack asks where it is rate limited."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))
        client = self.bare(token)
        client.session = self._session
        return client

    async def of(self, team: str) -> AsyncWebClient:
        """Return the client of a workspace; `Undeliverable` where the app is not installed."""
        token = await self._token_of(team)
        if token is None:
            raise Undeliverable("the app is not installed in this workspace")
        return self.client(token)

    async def impatient(self, team: str) -> AsyncWebClient:
        """Return the client of a workspace that waits for no limit: what it says may be left."""
        client = await self.of(team)
        client.retry_handlers = []
        return client

    async def home(self, team: str) -> str:
        """Return the workspace whose members we serve where an event names `team`.

        In a channel shared with another organisation, `team` may be that of the author.
        """
        if self._token is None:
            return team
        if self._home is None:
            self._home = str((await asking(self.client().auth_test()))["team_id"])
        return self._home

    async def authorize(self, team: str | None, enterprise: str | None) -> AuthorizeResult | None:
        """Tell Bolt whose token to use; nothing is asked of Slack before an event is accepted."""
        token = await self._token_of(team or "")
        if token is None:
            return None
        return AuthorizeResult(enterprise_id=enterprise, team_id=team, bot_token=token)

    async def _token_of(self, team: str) -> str | None:
        if self._token or self._installations is None:
            return self._token
        return await self._installations.token(team)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None


async def asking(call: Awaitable[T]) -> T:
    """Await a call of Slack; raise `Undelivered` where it may work later, else `Undeliverable`."""
    try:
        return await call
    except SlackApiError as exc:
        code = error_of(exc)
        if code in PASSING or not code or exc.response.status_code >= 500:
            raise Undelivered(f"Slack: {code or exc.response.status_code}", _wait(exc)) from exc
        raise Undeliverable(f"Slack: {code}") from exc
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as exc:
        raise Undelivered(f"Slack: {type(exc).__name__}") from exc


def error_of(error: SlackApiError) -> str:
    """Return Slack's own code for what went wrong, or nothing."""
    response: Any = error.response
    try:
        return str(response.get("error") or "")
    except (AttributeError, ValueError):
        return ""


def _wait(error: SlackApiError) -> float:
    asked = str((getattr(error.response, "headers", None) or {}).get("Retry-After", ""))
    return float(asked) if asked.isdigit() else 0.0
