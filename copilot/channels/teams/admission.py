"""Whose requests are taken: those the Bot Connector signed, for our bot, about their own address.

The rules are those of "Authenticate requests from the Bot Connector service to your bot" (Azure Bot
Service reference): RS256 by a key of the published metadata that endorses the channel, its issuer,
our app id as audience, within its time give or take five minutes, and a `serviceurl` claim that is
the activity's own. The SDK's validator knows the public addresses alone, does not compare the
issuer unless told to, and takes tokens that never expire; hence this one.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import httpx
import jwt
from jwt import PyJWK, PyJWTError
from microsoft_agents.hosting.core.authorization import ClaimsIdentity

from copilot.errors import CopilotError, Unauthorised
from copilot.settings import Settings

LEEWAY = 300.0
FRESH_SECONDS, SOONEST_AGAIN = 86_400.0, 60.0
REFUSED = "the request's token is not one of the Bot Connector's for this bot"


class KeysUnreachable(CopilotError):
    """The Bot Connector's metadata or keys cannot be read."""


class Admission:
    """Checks the token of a request against the published keys, kept for a day."""

    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        self._app, self._url = settings.teams_app_id, settings.teams_metadata_url
        self._client = client
        self._keys: dict[str, tuple[PyJWK, frozenset[str]]] = {}
        self._issuer, self._read = "", float("-inf")

    async def admit(self, header: str, activity: Mapping[str, Any]) -> ClaimsIdentity:
        """Return who sent an activity; `Unauthorised` where that is not the Bot Connector."""
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthorised("send the Bot Connector's bearer token")
        try:
            key, endorsed = await self._key(str(jwt.get_unverified_header(token).get("kid") or ""))
            claims = jwt.decode(
                token, key=key, algorithms=["RS256"], audience=self._app, issuer=self._issuer,
                leeway=LEEWAY, options={"require": ["exp", "iss", "aud"]},
            )  # fmt: skip
        except PyJWTError as exc:
            raise Unauthorised(REFUSED) from exc
        if endorsed and str(activity.get("channelId")) not in endorsed:
            raise Unauthorised("the token's key does not speak for this channel")
        told = claims.get("serviceurl") or claims.get("serviceUrl")
        if not told or _address(told) != _address(activity.get("serviceUrl")):
            raise Unauthorised("the token is for another service address")
        return ClaimsIdentity(claims, authentication_type="Bearer")

    async def read(self) -> None:
        """Read the metadata and its keys; `KeysUnreachable` where that cannot be done."""
        try:
            metadata = await self._get(self._url)
            published = await self._get(str(metadata["jwks_uri"]))
            keys = {
                str(one["kid"]): (PyJWK(one, "RS256"), frozenset(one.get("endorsements") or ()))
                for one in published["keys"] if one.get("kty") == "RSA"
            }  # fmt: skip
            self._issuer = str(metadata["issuer"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError, PyJWTError) as exc:
            raise KeysUnreachable(f"the keys at {self._url} cannot be read") from exc
        self._keys, self._read = keys, time.monotonic()

    async def _key(self, kid: str) -> tuple[PyJWK, frozenset[str]]:
        age = time.monotonic() - self._read
        if age > FRESH_SECONDS or (kid not in self._keys and age > SOONEST_AGAIN):
            await self.read()
        if kid not in self._keys:
            raise Unauthorised("the token's key is not published")
        return self._keys[kid]

    async def _get(self, url: str) -> Mapping[str, Any]:
        response = await self._client.get(url)
        response.raise_for_status()
        found: Mapping[str, Any] = response.json()
        return found


def _address(url: object) -> str:
    """Return a service address in its one spelling."""
    return str(url).rstrip("/").casefold()
