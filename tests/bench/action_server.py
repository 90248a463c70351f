"""The smallest action server: whatever is asked, one custom payload. The same for both bots."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

ANSWER = {"events": [], "responses": [{"custom": {"parts": [{"type": "text", "text": "…"}]}}]}


async def act(request: Request) -> JSONResponse:
    """Read the call and answer it."""
    await request.json()
    return JSONResponse(ANSWER)


def action_server() -> Starlette:
    """Return the application."""
    return Starlette(routes=[Route("/webhook", act, methods=["POST"])])
