"""The token endpoint: every OAuth grant a Salesforce connected app uses.

The demo's connected app is `comptoir-demo`; client credentials run as the integration user, as an
app's "run as" user does.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

import jwt

from sandbox import credentials, people, sessions
from sandbox.call import Org
from sandbox.errors import OAuthError

CLIENT_ID = "comptoir-demo"
CLIENT_SECRET = "comptoir-demo-secret"  # noqa: S105  published: it opens the fictitious org only
REFRESH_SECONDS = 90 * 86400
CODE_SECONDS = 600
SCOPE = "api web refresh_token id"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@dataclass(frozen=True)
class Grant:
    """Who gets a session, in which family of tokens, and whether a refresh token comes with it."""

    user: str
    refresh: bool = False
    family: str = field(default_factory=sessions.new_family)


def grant_token(
    org: Org, form: Mapping[str, str], authorization: str, origin: str
) -> dict[str, Any]:
    """Answer a token request; `origin` is the address the caller reached us at."""
    client, secret = _client(form, authorization)
    kind = form.get("grant_type", "")
    if kind not in GRANTS:
        raise OAuthError("unsupported_grant_type", "grant type not supported")
    if kind != JWT_BEARER:
        _check_client(client, secret, public=bool(form.get("code_verifier")))
    grant = GRANTS[kind](org, form, origin)
    answer = token_answer(org, grant.user, origin, grant.family)
    if not grant.refresh:
        return answer
    expires = org.clock().timestamp() + REFRESH_SECONDS
    refresh = sessions.issue(org.store, "refresh", grant.user, expires, grant.family)
    return answer | {"refresh_token": refresh}


def token_answer(org: Org, user: str, origin: str, family: str) -> dict[str, Any]:
    """Open a session and describe it as Salesforce's token answer does."""
    now = org.clock()
    sessions.forget_expired(org.store, now)
    people.note_login(org.store, user, now)
    token = open_session(org, user, family)
    identity = f"{origin}/id/{people.organization_id(org.store)}/{user}"
    issued = str(int(now.timestamp() * 1000))
    return {
        "access_token": token,
        "instance_url": origin,
        "id": identity,
        "token_type": "Bearer",
        "issued_at": issued,
        "signature": _signature(identity + issued),
        "scope": SCOPE,
    }


def open_session(org: Org, user: str, family: str) -> str:
    """Return a fresh access token of the user."""
    expires = org.clock().timestamp() + org.session_seconds
    return sessions.issue(org.store, "access", user, expires, family)


def sign_in(org: Org, username: str, password: str) -> str:
    """Return the id of the active user whose name and password these are."""
    user = people.active_user(org.store, username)
    if user is None or not credentials.matches(org.store, user, password):
        raise OAuthError("invalid_grant", "authentication failure")
    return user


def check_app(client: str, redirect: str) -> None:
    """Refuse an authorization request of an unknown app, or towards an address not ours."""
    if client != CLIENT_ID:
        raise OAuthError("invalid_client_id", "client identifier invalid")
    parts = urlsplit(redirect)
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme not in {"http", "https"} or not local:
        raise OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration")


def _client_credentials(org: Org, _form: Mapping[str, str], _origin: str) -> Grant:
    user = people.integration_user(org.store)
    if user is None:
        raise OAuthError("invalid_grant", "no client credentials user enabled")
    return Grant(user)


def _password(org: Org, form: Mapping[str, str], _origin: str) -> Grant:
    user = sign_in(org, form.get("username", ""), form.get("password", ""))
    return Grant(user, refresh="refresh_token" in form.get("scope", "").split())


def _code(org: Org, form: Mapping[str, str], _origin: str) -> Grant:
    found = sessions.spend(org.store, "code", form.get("code", ""), org.clock())
    if found is None:
        raise OAuthError("invalid_grant", "expired authorization code")
    user, asked = found
    if asked["redirect_uri"] != form.get("redirect_uri", ""):
        raise OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration")
    if asked["challenge"] and challenge(form.get("code_verifier", "")) != asked["challenge"]:
        raise OAuthError("invalid_grant", "invalid code verifier")
    if not asked["challenge"] and form.get("code_verifier"):
        raise OAuthError("invalid_grant", "code verifier without a code challenge")
    return Grant(user, refresh=True)


def _assertion(org: Org, form: Mapping[str, str], origin: str) -> Grant:
    claims = _claims(org, form.get("assertion", ""))
    audience = str(claims.get("aud", "")).rstrip("/")
    host = urlsplit(audience).hostname or ""
    if audience != origin and not host.endswith(".salesforce.com"):
        raise OAuthError("invalid_grant", "audience is invalid")
    user = people.active_user(org.store, str(claims.get("sub", "")))
    if user is None:
        raise OAuthError("invalid_grant", "user hasn't approved this consumer")
    return Grant(user)


def _claims(org: Org, assertion: str) -> dict[str, Any]:
    options: Any = {"verify_aud": False, "verify_exp": False, "verify_iat": False}
    for pem in sessions.certificates(org.store, CLIENT_ID):
        try:
            key = _public_key(pem)
            claims: dict[str, Any] = jwt.decode(assertion, key, ["RS256"], options=options)
        except (jwt.PyJWTError, ValueError):
            continue
        _check_claims(claims)
        return claims
    raise OAuthError("invalid_grant", "invalid assertion")


def _check_claims(claims: Mapping[str, Any]) -> None:
    if claims.get("iss") != CLIENT_ID:
        raise OAuthError("invalid_client_id", "client identifier invalid")
    # The signer's clock is the machine's, which the org's fixed date must not make expire.
    if float(claims.get("exp", 0)) <= time.time():
        raise OAuthError("invalid_grant", "assertion expired")


def _public_key(pem: str) -> Any:
    if "CERTIFICATE" not in pem:
        return pem
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415  slow to load

    return load_pem_x509_certificate(pem.encode()).public_key()


def _refresh(org: Org, form: Mapping[str, str], _origin: str) -> Grant:
    found = sessions.find(org.store, "refresh", form.get("refresh_token", ""), org.clock())
    if found is None or not people.is_active(org.store, found[0]):
        raise OAuthError("invalid_grant", "expired access/refresh token")
    return Grant(found[0], family=found[1]["family"])


GRANTS: dict[str, Callable[[Org, Mapping[str, str], str], Grant]] = {
    "client_credentials": _client_credentials,
    "password": _password,
    "authorization_code": _code,
    "refresh_token": _refresh,
    JWT_BEARER: _assertion,
}


def challenge(verifier: str) -> str:
    """Return the S256 code challenge of a verifier (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _client(form: Mapping[str, str], authorization: str) -> tuple[str, str]:
    if authorization.lower().startswith("basic "):
        try:
            text = base64.b64decode(authorization[6:], validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as exc:
            raise OAuthError("invalid_client", "invalid client credentials") from exc
        client, _, secret = text.partition(":")
        return unquote(client), unquote(secret)
    return form.get("client_id", ""), form.get("client_secret", "")


def _check_client(client: str, secret: str, *, public: bool) -> None:
    if client != CLIENT_ID:
        raise OAuthError("invalid_client_id", "client identifier invalid")
    if not secret and public:
        return
    if not hmac.compare_digest(secret.encode(), CLIENT_SECRET.encode()):
        raise OAuthError("invalid_client", "invalid client credentials")


def _signature(text: str) -> str:
    digest = hmac.digest(CLIENT_SECRET.encode(), text.encode(), "sha256")
    return base64.b64encode(digest).decode()
