"""The company's OpenID provider: where people are sent, and what its signed tokens say of them.

Authorization code with PKCE (RFC 7636), state and nonce (OpenID Connect Core 1.0, 3.1). A token is
believed only where one of the provider's own published keys signed it, for this client, just now,
for this very sign-in. Signatures and claims are checked by PyJWT.

OidcError
├── ProviderAway     out of reach, or no OpenID provider at this address
├── WrongIssuer      the provider calls itself something else
├── ClientRefused    the provider does not know this client, or not by this secret
└── TokenRefused     a code or token that is not accepted
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import jwt

from copilot.errors import CopilotError
from copilot.settings import Settings

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Asymmetric ones only: with a shared secret whoever holds it could sign for anybody."""
KEPT_SECONDS, LEAST_BETWEEN = 3600.0, 30.0
LEEWAY = 60.0
SCOPE = "openid email profile"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class OidcError(CopilotError):
    """The company's sign-in does not work now, or not for this person."""


class ProviderAway(OidcError):
    """Nobody answers like an OpenID provider at that address."""


class WrongIssuer(OidcError):
    """The provider names itself otherwise than it is configured."""


class ClientRefused(OidcError):
    """The provider does not accept our client id or secret."""


class TokenRefused(OidcError):
    """The provider's code or token is not accepted."""


@dataclass(frozen=True)
class Asked:
    """What a sign-in that sets out is bound to: what comes back must fit it."""

    state: str
    nonce: str
    challenge: str


class Provider:
    """The OpenID provider that is configured; its metadata and keys are kept for an hour."""

    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        self._settings, self._client = settings, client
        self.redirect = f"{settings.public_address}/oidc/callback"
        self._told: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, dict[str, jwt.PyJWK]] | None = None

    async def metadata(self) -> dict[str, Any]:
        """Return what the provider publishes about itself (OpenID Connect Discovery 1.0)."""
        if self._told and time.monotonic() - self._told[0] < KEPT_SECONDS:
            return self._told[1]
        issuer = self._settings.oidc_issuer
        found = await self._read(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if not all(isinstance(found.get(name), str) for name in ENDPOINTS):
            raise ProviderAway(f"there is no OpenID provider at {issuer}")
        if found.get("issuer") != issuer:
            raise WrongIssuer(f"the provider calls itself {found.get('issuer')}, not {issuer}")
        self._told = time.monotonic(), found
        return found

    async def page(self, asked: Asked, **more: str) -> str:
        """Return the provider's page where a person signs in."""
        query = {
            "response_type": "code", "client_id": self._settings.oidc_client_id,
            "redirect_uri": self.redirect, "scope": SCOPE, "state": asked.state,
            "nonce": asked.nonce, "code_challenge": asked.challenge,
            "code_challenge_method": "S256", **more,
        }  # fmt: skip
        return _with(str((await self.metadata())["authorization_endpoint"]), query)

    async def redeem(self, code: str, verifier: str, nonce: str) -> dict[str, Any]:
        """Exchange a code for what the provider says of the person, its signature checked."""
        answer = await self.exchange(code, verifier)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise TokenRefused("the provider sent no id token: is the scope openid allowed?")
        return await self.claims(token, nonce)

    async def exchange(self, code: str, verifier: str) -> dict[str, Any]:
        """Return the provider's answer to a code."""
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect,
            "client_id": self._settings.oidc_client_id, "code_verifier": verifier,
        }  # fmt: skip
        secret, told = self._settings.oidc_client_secret, await self.metadata()
        # Basic is what a provider that lists nothing takes (RFC 8414).
        ways = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        auth: tuple[str, str] | None = None
        if secret and "client_secret_basic" in ways:
            auth = (self._settings.oidc_client_id, secret.get_secret_value())
        elif secret:
            form["client_secret"] = secret.get_secret_value()
        try:
            response = await self._client.post(
                str(told["token_endpoint"]), data=form, auth=auth or httpx.USE_CLIENT_DEFAULT
            )
        except httpx.HTTPError as exc:
            raise ProviderAway("the provider's token endpoint is out of reach") from exc
        found = _json(response)
        if found.get("error") in {"invalid_client", "unauthorized_client"}:
            raise ClientRefused("the provider does not accept this client's id or secret")
        if response.status_code != 200:
            raise TokenRefused(f"the provider does not accept the code ({response.status_code})")
        return found

    async def claims(self, token: str, nonce: str) -> dict[str, Any]:
        """Return what an id token says; `TokenRefused` where anything about it is wrong."""
        try:
            header = jwt.get_unverified_header(token)
            said: dict[str, Any] = jwt.decode(
                token, await self._key(header), list(ALGORITHMS), leeway=LEEWAY,
                audience=self._settings.oidc_client_id, issuer=self._settings.oidc_issuer,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )  # fmt: skip
        except jwt.PyJWTError as exc:
            raise TokenRefused(f"the id token is not accepted ({type(exc).__name__})") from exc
        if not hmac.compare_digest(str(said["nonce"]).encode(), nonce.encode()):
            raise TokenRefused("the id token belongs to another sign-in")
        if said.get("azp", self._settings.oidc_client_id) != self._settings.oidc_client_id:
            raise TokenRefused("the id token was made for another client")
        return said

    async def close(self) -> None:
        """Let go of the connections to the provider."""
        await self._client.aclose()

    async def leaving(self) -> str | None:
        """Return the provider's page that ends its own session, where it has one."""
        page = (await self.metadata()).get("end_session_endpoint")
        back = {"client_id": self._settings.oidc_client_id,
                "post_logout_redirect_uri": f"{self._settings.public_address}/"}  # fmt: skip
        return _with(page, back) if isinstance(page, str) else None

    async def _key(self, header: Mapping[str, Any]) -> jwt.PyJWK:
        """Return the published key a token names; keys change, so an unknown one is looked for."""
        wanted, keys = str(header.get("kid", "")), await self.keys(KEPT_SECONDS)
        if wanted not in keys and wanted:
            keys = await self.keys(LEAST_BETWEEN)
        if not wanted and len(keys) == 1:
            return next(iter(keys.values()))
        if wanted not in keys:
            raise TokenRefused("the id token was signed by a key the provider does not publish")
        return keys[wanted]

    async def keys(self, age: float) -> dict[str, jwt.PyJWK]:
        """Return the provider's signing keys by their id, at most `age` seconds old."""
        if self._keys and time.monotonic() - self._keys[0] < age:
            return self._keys[1]
        published = await self._read(str((await self.metadata())["jwks_uri"]))
        try:
            found = jwt.PyJWKSet.from_dict(published).keys
        except (jwt.PyJWTError, AttributeError, TypeError) as exc:
            raise ProviderAway("the provider publishes no key that can be used") from exc
        kept = {str(one.key_id or ""): one for one in found if one.public_key_use != "enc"}
        self._keys = time.monotonic(), kept
        return kept

    async def _read(self, url: str) -> dict[str, Any]:
        try:
            response = await self._client.get(url)
        except (httpx.HTTPError, httpx.InvalidURL) as exc:
            raise ProviderAway(f"{self._settings.oidc_issuer} is out of reach") from exc
        found = _json(response)
        if response.status_code != 200 or not found:
            raise ProviderAway(f"there is no OpenID provider at {self._settings.oidc_issuer}")
        return found


def _with(url: str, query: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
