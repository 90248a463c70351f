"""The workspaces the app is installed in: their tokens, and clients that keep to Slack's limits."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from copilot.channels.desk import Undeliverable, Undelivered
from copilot.settings import LOOPBACK, Settings

# Slack's library logs what it sends at its lower levels: this logger never goes there.
QUIET = logging.getLogger("comptoir.slack.library")
QUIET.setLevel(logging.CRITICAL)
T = TypeVar("T")
PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout",
           "ratelimited", "rate_limited", "accesslimited", "team_added_to_org"}  # fmt: skip
MOST_RETRIES, SECONDS = 5, 15


class Workspaces:
    """Gives the client of a workspace; one token for one workspace."""

    def __init__(self, settings: Settings) -> None:
        self._token = settings.slack_bot_token
        self._url = settings.slack_api_url
        self._session: aiohttp.ClientSession | None = None

    def bare(self, token: str | None = None) -> AsyncWebClient:
        """Return a client that opens its own connections."""
        known = self._token.get_secret_value() if self._token else None
        client = AsyncWebClient(
            token=token or known, base_url=self._url, logger=QUIET, timeout=SECONDS,
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
        """Return the client of a workspace."""
        return self.client()

    async def authorize(self, team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        """Tell Bolt whose token to use; nothing is asked of Slack before an event is accepted."""
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id,
            bot_token=self._token.get_secret_value() if self._token else None,
        )  # fmt: skip

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
