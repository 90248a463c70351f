"""Signing in: OAuth 2.0 grants at the org's login URL, exchanged for a ticket.

Grants are Salesforce's: username-password (sandbox), JWT bearer (a mapped user), client credentials
(the integration user), authorization code with PKCE (a person in a browser) and refresh.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode, urlsplit

import jwt
import requests

from crm.transport import Timeouts
from crm.verdicts import login_verdict

_TOKEN_PATH = "/services/oauth2/token"  # noqa: S105 - a path
_AUTHORIZE_PATH = "/services/oauth2/authorize"
_REVOKE_PATH = "/services/oauth2/revoke"
_USERINFO_PATH = "/services/oauth2/userinfo"
_ASSERTION_SECONDS = 180


@dataclass(frozen=True)
class OrgAddress:
    """Where the org is and as which connected app we come.

    `key` is a PEM private key for JWT bearer; `version` the REST API's; `reserve` the share of the
    org's daily API calls that is left to others; `workers` how many calls may be under way.
    """

    login_url: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    key: str | None = field(default=None, repr=False)
    version: str = "62.0"
    timeouts: Timeouts = field(default_factory=Timeouts)
    reserve: float = 0.05
    workers: int = 16


@dataclass(frozen=True)
class Ticket:
    """An open session: the token, the instance it is for, and whose it is."""

    token: str = field(repr=False)
    instance_url: str
    user: str | None
    org: str | None
    refresh_token: str | None = field(default=None, repr=False)


def password_grant(username: str, password: str) -> dict[str, str]:
    """Return the form of the username-password grant."""
    return {"grant_type": "password", "username": username, "password": password}


def refresh_grant(refresh_token: str) -> dict[str, str]:
    """Return the form that renews a session from its refresh token."""
    return {"grant_type": "refresh_token", "refresh_token": refresh_token}


def code_grant(code: str, redirect: str, verifier: str) -> dict[str, str]:
    """Return the form that ends the web-server flow; `verifier` is PKCE's (RFC 7636)."""
    return {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect,
        "code_verifier": verifier,
    }


def client_grant() -> dict[str, str]:
    """Return the form of the client credentials grant: the app's own integration user."""
    return {"grant_type": "client_credentials"}


def jwt_grant(address: OrgAddress, username: str) -> dict[str, str]:
    """Return the form of the JWT bearer grant for a user who allowed the app beforehand."""
    claims = {
        "iss": address.client_id,
        "sub": username,
        "aud": _audience(address.login_url),
        "exp": int(time.time()) + _ASSERTION_SECONDS,
    }
    return {
        "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "assertion": jwt.encode(claims, address.key or "", algorithm="RS256"),
    }


def _audience(login_url: str) -> str:
    """Name the authorisation server: Salesforce wants its own name there, not a My Domain's."""
    host = urlsplit(login_url).hostname or ""
    if host.endswith(".sandbox.my.salesforce.com"):
        return "https://test.salesforce.com"
    if host.endswith(".my.salesforce.com"):
        return "https://login.salesforce.com"
    return login_url.rstrip("/")


def sign_in(session: requests.Session, address: OrgAddress, grant: Mapping[str, str]) -> Ticket:
    """Exchange a grant for a ticket; raise `SignedOut` or `CrmUnavailable`."""
    form = {"client_id": address.client_id, "client_secret": address.client_secret, **grant}
    if "assertion" in grant:
        form = dict(grant)
    try:
        response = session.post(address.login_url.rstrip("/") + _TOKEN_PATH, data=form)
        response.raise_for_status()
        answer = response.json()
        return _ticket(answer, grant.get("refresh_token"))
    except (requests.RequestException, KeyError, TypeError, AttributeError) as exc:
        raise login_verdict(exc, grant.get("username")) from exc


def sign_in_page(address: OrgAddress, redirect: str, state: str, challenge: str) -> str:
    """Return the org's page where a person signs in; `challenge` is PKCE's, by S256."""
    asked = {
        "response_type": "code",
        "client_id": address.client_id,
        "redirect_uri": redirect,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{address.login_url.rstrip('/')}{_AUTHORIZE_PATH}?{urlencode(asked)}"


def revoke(session: requests.Session, address: OrgAddress, token: str) -> None:
    """End a session at the org; a refresh token ends all it made. An ended one is no error."""
    try:
        response = session.post(address.login_url.rstrip("/") + _REVOKE_PATH, data={"token": token})
        if response.status_code != 400:
            response.raise_for_status()
    except requests.RequestException as exc:
        raise login_verdict(exc, None) from exc


def introduce(session: requests.Session, address: OrgAddress, ticket: Ticket) -> Ticket:
    """Complete a ticket of which only the token is known: whose it is, and for which instance."""
    headers = {"Authorization": f"Bearer {ticket.token}"}
    try:
        response = session.get(address.login_url.rstrip("/") + _USERINFO_PATH, headers=headers)
        response.raise_for_status()
        info = response.json()
        rest = urlsplit(info.get("urls", {}).get("rest") or address.login_url)
        instance = ticket.instance_url or f"{rest.scheme}://{rest.netloc}"
        return replace(
            ticket, instance_url=instance, user=info["user_id"], org=info.get("organization_id")
        )
    except (requests.RequestException, KeyError, TypeError, AttributeError) as exc:
        raise login_verdict(exc, None) from exc


def _ticket(answer: Mapping[str, str], refresh_token: str | None) -> Ticket:
    identity = answer.get("id", "").rstrip("/").split("/")
    org, user = identity[-2:] if len(identity) > 2 else (None, None)
    return Ticket(
        token=answer["access_token"],
        instance_url=answer["instance_url"],
        user=user,
        org=org,
        refresh_token=answer.get("refresh_token", refresh_token),
    )
