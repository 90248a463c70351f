"""The org over HTTP: sign-in, the REST API, SOAP login and readable record pages, as one app."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import bulk, edge, oauth, pages, queries, recycling, sessions, signin, soap
from sandbox.call import Answer, Org
from sandbox.clock import Clock
from sandbox.errors import ApiError, OAuthError
from sandbox.form import read_form
from sandbox.store import Store

METHODS = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"]


def create_app(
    store: Store, clock: Clock, *, session_seconds: int = 7200, daily_calls: int = 100_000
) -> Starlette:
    """Return the org as an ASGI app over this store and clock."""
    sessions.prepare(store)
    queries.prepare(store)
    bulk.prepare(store)
    recycling.prepare(store)
    store.clock = clock
    org = Org(store, clock, session_seconds, daily_calls)
    app = Starlette(
        routes=[
            Route("/services/oauth2/token", _token, methods=["POST"]),
            Route("/services/oauth2/revoke", _revoke, methods=["GET", "POST"]),
            Route("/services/oauth2/userinfo", _userinfo, methods=["GET", "POST"]),
            Route("/services/oauth2/authorize", signin.authorize, methods=["GET", "POST"]),
            Route("/services/Soap/u/{version}", soap.answer, methods=["POST"]),
            Route("/services/{rest:path}", _services, methods=METHODS),
            Route("/login", signin.login, methods=["GET", "POST"]),
            Route("/logout", signin.logout, methods=["GET", "POST"]),
            Route("/{rest:path}", pages.page, methods=["GET"]),
        ],
    )
    app.state.org = org
    return app


async def _services(request: Request) -> Response:
    content = await request.body()
    answer = await run_in_threadpool(edge.answer, request, content)
    return _respond(answer)


async def _token(request: Request) -> Response:
    form = await read_form(request)
    authorization = request.headers.get("authorization", "")
    org: Org = request.app.state.org
    try:
        token = await run_in_threadpool(
            oauth.grant_token, org, form, authorization, edge.origin(request)
        )
    except OAuthError as exc:
        body = {"error": exc.error, "error_description": exc.description}
        return JSONResponse(body, exc.status)
    return JSONResponse(token, headers={"Cache-Control": "no-cache, no-store"})


async def _revoke(request: Request) -> Response:
    form = await read_form(request)
    token = form.get("token") or request.query_params.get("token", "")
    if await run_in_threadpool(sessions.revoke, request.app.state.org.store, token):
        return Response()
    return JSONResponse(
        {
            "error": "unsupported_token_type",
            "error_description": "this token type is not supported",
        },
        400,
    )


async def _userinfo(request: Request) -> Response:
    try:
        return JSONResponse(await run_in_threadpool(edge.userinfo, request))
    except ApiError as exc:
        return JSONResponse(exc.body(), 403)


def _respond(answer: Answer) -> Response:
    headers = dict(answer.headers)
    if answer.body is None:
        return Response(status_code=answer.status, headers=headers)
    if answer.media != "application/json":
        return Response(answer.body, answer.status, headers, answer.media)
    return JSONResponse(answer.body, answer.status, headers)
