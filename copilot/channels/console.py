"""The agents' console and the managers' page: pages, and what they call."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse

from copilot.api_article_drafts import ARTICLE_DRAFTS
from copilot.api_conversations import CONVERSATIONS
from copilot.api_desk import ARTICLES, DESK
from copilot.api_manager import MANAGER
from copilot.api_suggestions import SUGGESTIONS
from copilot.channels.web import HEADERS, PAGES
from copilot.errors import InCharge


async def in_charge(_request: Request, error: Exception) -> JSONResponse:
    """Say who has the conversation."""
    assert isinstance(error, InCharge)  # noqa: S101 - registered for it alone
    agent = {"id": error.agent, "name": error.name} if error.agent else None
    body = {"type": "about:blank", "title": "Conflict", "status": 409, "detail": str(error),
            "agent": agent}  # fmt: skip
    return JSONResponse(body, 409, media_type="application/problem+json")


def install_console(app: FastAPI) -> None:
    """Serve `/console`, `/console/articles` and `/console/manager`."""
    for router in (CONVERSATIONS, DESK, ARTICLE_DRAFTS, ARTICLES, SUGGESTIONS, MANAGER):
        app.include_router(router)
    app.add_exception_handler(InCharge, in_charge)

    @app.get("/console", include_in_schema=False)
    async def console() -> FileResponse:
        return FileResponse(PAGES / "console" / "index.html", headers=HEADERS)

    @app.get("/console/manager", include_in_schema=False)
    async def manager() -> FileResponse:
        return FileResponse(PAGES / "console" / "manager.html", headers=HEADERS)

    @app.get("/console/articles", include_in_schema=False)
    async def articles() -> FileResponse:
        return FileResponse(PAGES / "console" / "articles.html", headers=HEADERS)
