"""Where HTTP becomes a `Call`: who asks, within which limit, and how refusals are written."""

from __future__ import annotations

import logging
from typing import Any

from starlette.requests import Request

from sandbox import limits, people, sessions
from sandbox.access import Access
from sandbox.call import Answer, Call, Org
from sandbox.errors import ApiError, missing
from sandbox.routes import dispatch

SEASONS = ("Spring", "Summer", "Winter")
LOG = logging.getLogger(__name__)


def answer(request: Request, content: bytes) -> Answer:
    """Answer one REST request; every refusal is Salesforce's JSON list."""
    org: Org = request.app.state.org
    headers: dict[str, str] = {}
    try:
        path = _path(request)
        if path == "":
            return Answer(200, versions())
        call = _call(org, request, content, path)
        headers = limits.spend(org, call.now)
        given = dispatch(call)
        return Answer(given.status, given.body, {**headers, **given.headers}, given.media)
    except ApiError as exc:
        return Answer(exc.status, exc.body(), headers)
    except Exception:
        LOG.exception("the sandbox failed on %s %s", request.method, request.url.path)
        body = ApiError("UNKNOWN_EXCEPTION", "An unexpected error occurred.").body()
        return Answer(500, body, headers)


def origin(request: Request) -> str:
    """Return the address the caller reached us at, as its Host header says."""
    host = request.headers.get("host") or request.url.netloc
    return f"{request.url.scheme}://{host}"


def versions() -> list[dict[str, str]]:
    """List the API versions, newest last; every one of them behaves like the newest."""
    return [
        {
            "label": f"{SEASONS[number % 3]} ’{(number + 13) // 3:02d}",
            "url": f"/services/data/v{number}.0",
            "version": f"{number}.0",
        }
        for number in range(42, 66)
    ]


def signed_in(org: Org, token: str) -> str:
    """Return the user whose living session this is."""
    found = sessions.find(org.store, "access", token, org.clock())
    if found is None or not people.is_active(org.store, found[0]):
        raise ApiError("INVALID_SESSION_ID", "Session expired or invalid")
    return found[0]


def userinfo(request: Request) -> dict[str, Any]:
    """Describe the signed-in user as OpenID Connect's userinfo does."""
    org: Org = request.app.state.org
    user = signed_in(org, bearer(request))
    row = org.store.row("User", user) or {}
    organization = people.organization_id(org.store)
    name = f"{row.get('FirstName') or ''} {row.get('LastName') or ''}".strip()
    return {
        "sub": f"{origin(request)}/id/{organization}/{user}",
        "user_id": user,
        "organization_id": organization,
        "preferred_username": row.get("Username"),
        "name": name,
        "email": row.get("Email"),
        "email_verified": True,
        "given_name": row.get("FirstName"),
        "family_name": row.get("LastName"),
        "zoneinfo": row.get("TimeZoneSidKey"),
        "locale": row.get("LocaleSidKey"),
        "language": row.get("LanguageLocaleKey"),
        "active": True,
        "user_type": "STANDARD",
    }


def bearer(request: Request) -> str:
    """Return the access token of the Authorization header (`Bearer` or the older `OAuth`)."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() in {"bearer", "oauth"} else ""


def language_of(request: Request, store_language: str) -> str:
    """Return the first of French and English the caller accepts, else the user's own."""
    for part in request.headers.get("accept-language", "").split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in {"fr", "en"}:
            return tag
    return store_language


def _call(org: Org, request: Request, content: bytes, path: str) -> Call:
    user = signed_in(org, bearer(request))
    access = Access(org.store, user)
    own = "fr" if (access.user.get("LanguageLocaleKey") or "").startswith("fr") else "en"
    params = dict(request.query_params)
    override = params.pop("_HttpMethod", "")
    method = override.upper() if request.method == "POST" and override else request.method
    return Call(
        org=org,
        user=user,
        access=access,
        language=language_of(request, own),
        now=org.clock(),
        method=method,
        path=path,
        params=params,
        headers={name.lower(): value for name, value in request.headers.items()},
        content=content,
        dispatch=dispatch,
    )


def _path(request: Request) -> str:
    """Return the raw path below `/services/data/`, so that `%2F` in an external id survives."""
    raw = request.scope.get("raw_path") or request.url.path.encode()
    path: str = raw.decode("ascii", "replace").split("?")[0]
    if not path.startswith("/services/data"):
        raise missing()
    return path.removeprefix("/services/data").strip("/")
