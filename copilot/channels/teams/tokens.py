"""Our own token for the Bot Connector: OAuth's client credentials, kept until it is nearly over.

Microsoft's MSAL takes https authorities alone and asks their discovery addresses first, so it
cannot be shown a loopback server; what it would do here is the one request below.
"""

from __future__ import annotations

import asyncio
import re
import time

import httpx

from copilot.errors import CopilotError
from copilot.settings import Settings

SCOPE = "https://api.botframework.com/.default"
# Where the tokens of bots of every tenant are asked for.
EVERY_TENANT = "botframework.com"
BEFORE_ITS_END = 300.0
CODE = re.compile(r"AADSTS(\d+)")


class TokenRefused(CopilotError):
    """Microsoft gives us no token; `code` is its own number for why (AADSTS…), or empty."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Microsoft refuses the bot's credentials ({code or 'no code'})")
        self.code = code


class LoginUnreachable(CopilotError):
    """Microsoft's sign-in address does not answer as one."""


class Tokens:
    """Gives the bot's token."""

    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        secret = settings.teams_app_password
        self._form = {
            "grant_type": "client_credentials", "client_id": settings.teams_app_id,
            "client_secret": secret.get_secret_value() if secret else "", "scope": SCOPE,
        }  # fmt: skip
        tenant = settings.teams_tenant_id or EVERY_TENANT
        self._url = f"{settings.teams_login_url.rstrip('/')}/{tenant}/oauth2/v2.0/token"
        self._client = client
        self._lock = asyncio.Lock()
        self._token, self._until = "", float("-inf")

    async def token(self) -> str:
        """Return a token that lasts for a while yet."""
        async with self._lock:
            if time.monotonic() > self._until:
                self._token, self._until = await self._ask()
            return self._token

    def forget(self) -> None:
        """Ask for another token next time: this one was refused."""
        self._until = float("-inf")

    async def _ask(self) -> tuple[str, float]:
        try:
            response = await self._client.post(self._url, data=self._form)
            body = response.json()
            given, lasts = str(body.get("access_token") or ""), float(body.get("expires_in") or 0)
        except (httpx.HTTPError, ValueError, AttributeError) as exc:
            raise LoginUnreachable("Microsoft's sign-in does not answer") from exc
        if response.status_code >= 500:
            raise LoginUnreachable(f"Microsoft's sign-in answers {response.status_code}")
        if not given:
            found = CODE.search(str(body.get("error_description") or ""))
            raise TokenRefused(found[1] if found else str(body.get("error") or ""))
        return given, time.monotonic() + max(lasts - BEFORE_ITS_END, 0.0)
