"""Signing in by the company's OpenID provider: out to its page, back with a code, out again."""

from __future__ import annotations

import logging
import secrets
from typing import Annotated

from fastapi import APIRouter, Cookie, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from copilot.accounts import owner_of
from copilot.api import FromDoors
from copilot.doors import Doors
from copilot.errors import Unauthorised
from copilot.oidc import OidcError
from copilot.oidc_sessions import SESSION_LASTS, SIGN_IN_LASTS, NotOurs, OidcSessions
from copilot.sign_in import COOKIE, PAGES, language_of, page, said, way_back

ROUTER = APIRouter(include_in_schema=False)
LOG = logging.getLogger("comptoir.oidc")
SETTING_OUT = "comptoir_oidc"
"""The cookie of a sign-in under way: the session that it opens gets another."""


def sessions_of(doors: Doors) -> OidcSessions:
    """Return the sessions by the company's provider; 404 where none is configured."""
    if doors.oidc is None:
        raise HTTPException(404, "no OpenID provider is configured")
    return doors.oidc


@ROUTER.get("/api/v1/sign-ins")
async def get_ways(doors: FromDoors) -> list[dict[str, str]]:
    """List how one may sign in here, the company's own way first."""
    company = [{"name": "company", "url": "/oidc/start"}] if doors.oidc else []
    return [*company, {"name": "salesforce", "url": "/oauth/salesforce"}]


@ROUTER.get("/oidc/start")
async def start(request: Request, doors: FromDoors, then: str = "/console") -> Response:
    """Send a browser to the provider; `then` is the page of ours it comes back to."""
    sessions, session = sessions_of(doors), secrets.token_urlsafe(32)
    try:
        url = await sessions.begin(session, then if then in PAGES else "/console")
    except OidcError as error:
        LOG.error("sign-in by the company's provider: %s", error)
        return _failed(request, "away", 503)
    answer = RedirectResponse(url, 303, {"Cache-Control": "no-store"})
    _set(answer, doors, SETTING_OUT, session, int(SIGN_IN_LASTS.total_seconds()), "/oidc")
    return answer


@ROUTER.get("/oidc/callback")
async def come_back(
    request: Request, doors: FromDoors, state: str = "", code: str = "",
    comptoir_oidc: Annotated[str, Cookie()] = "", comptoir: Annotated[str, Cookie()] = "",
) -> Response:  # fmt: skip
    """Open a session for the browser that set out; everybody else reads what to do."""
    sessions = sessions_of(doors)
    try:
        entered = await sessions.finish(comptoir_oidc, state, code)
    except NotOurs as error:
        LOG.warning("sign-in by the company's provider: %s", error)
        return _failed(request, error.reason, 403)
    except OidcError as error:
        LOG.warning("sign-in by the company's provider: %s", error)
        return _failed(request, "failed", 400)
    except Unauthorised:
        LOG.error("the org does not let the service act for its users: set a JWT key file")
        return _failed(request, "not_let_in", 403)
    if comptoir:
        await sessions.end(owner_of("web", comptoir))
    answer = RedirectResponse(entered.page, 303, {"Cache-Control": "no-store"})
    _set(answer, doors, COOKIE, entered.session, int(SESSION_LASTS.total_seconds()), "/")
    answer.delete_cookie(SETTING_OUT, path="/oidc")
    return answer


def _set(answer: Response, doors: Doors, name: str, value: str, seconds: int, path: str) -> None:
    answer.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="lax", path=path,
        secure=doors.settings.public_address.startswith("https:"),
    )  # fmt: skip


def _failed(request: Request, name: str, status: int) -> Response:
    language = language_of(request)
    body = said(language, name) + way_back(language, "/console")
    return page(language, body, status, "company")
