"""The website widget, its visitors' sessions, and which sites may carry it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.middleware.cors import CORSMiddleware

from copilot.api import FromDoors
from copilot.api_attachments import install_attachments
from copilot.api_case_form import install_case_form
from copilot.problems import problem
from copilot.settings import Settings
from copilot.turn import Language
from copilot.visitor_limits import TooMany
from copilot.visitor_lines import line

WIDGET = APIRouter(prefix="/api/v1/widget")
WEB = Path(__file__).resolve().parent.parent / "web"
# One script on the host's page, in pieces here: each uses what the ones before it define.
PIECES = ("start", "words", "look", "parts", "panel", "files", "steps", "conversation")
THIS_MACHINE = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
HEADERS = {
    "Content-Type": "text/javascript; charset=utf-8",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=300",
}


class HostToken(BaseModel):
    """A token signed by the site that carries the widget."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(min_length=1, max_length=4000)


class Address(BaseModel):
    """Where a code is to be sent, in which language."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(min_length=3, max_length=200, pattern=r"^[^@\s]+@[^@\s]+$")
    language: Language = "fr"


class Code(BaseModel):
    """A code that came by e-mail."""

    model_config = ConfigDict(extra="forbid")

    email: str = Field(min_length=3, max_length=200)
    code: str = Field(min_length=1, max_length=20)


class SessionView(BaseModel):
    """A visitor's session: the bearer token of their calls, and "visitor" or "customer"."""

    token: str
    kind: str


async def address_of(request: Request) -> str | None:
    """Return the caller's network address."""
    return request.client.host if request.client else None


From = Annotated[str | None, Depends(address_of)]


@WIDGET.post("/sessions")
async def post_session(doors: FromDoors, address: From) -> SessionView:
    """Open an anonymous session."""
    doors.limits.call(address)
    opened = doors.visitors.begin()
    return SessionView(token=opened.token, kind=opened.kind)


@WIDGET.post("/identity")
async def post_identity(held: HostToken, doors: FromDoors, address: From) -> SessionView:
    """Exchange a token signed by the host site for a customer's session."""
    doors.limits.attempt(address)
    opened = await doors.visitors.by_host(held.token)
    return SessionView(token=opened.token, kind=opened.kind)


@WIDGET.post("/codes", status_code=202)
async def post_code(
    to: Address, doors: FromDoors, address: From, after: BackgroundTasks
) -> dict[str, str]:
    """Send a one-time code; the answer is the same for addresses we know and for others."""
    doors.limits.code(address)
    after.add_task(doors.visitors.send_code, to.email, to.language)
    return {"status": "sent"}


@WIDGET.post("/codes/verify")
async def post_verify(given: Code, doors: FromDoors, address: From) -> SessionView:
    """Exchange a code for a customer's session."""
    doors.limits.attempt(address)
    opened = await doors.visitors.by_code(given.email, given.code)
    return SessionView(token=opened.token, kind=opened.kind)


async def too_many(_request: Request, error: Exception) -> JSONResponse:
    """Say in both languages when there is room again."""
    seconds = getattr(error, "seconds", 60)
    told = [line("too_many", language, seconds=seconds) for language in ("fr", "en")]
    headers = {"Retry-After": str(seconds)}
    return problem(429, "Too many requests", " — ".join(told), headers)


def allow_sites(app: FastAPI, settings: Settings) -> None:
    """Let pages of the listed sites call us; in the demo, pages on this machine too."""
    listed = [one.strip().rstrip("/") for one in settings.widget_origins.split(",") if one.strip()]
    app.add_middleware(
        CORSMiddleware, allow_origins=listed,
        allow_origin_regex=THIS_MACHINE if settings.demo and not listed else None,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "X-File-Name"],
        expose_headers=["Retry-After"], max_age=600,
    )  # fmt: skip


def joined(most: int) -> str:
    """Return the widget as one script; nothing of it but `window.Comptoir` is global.

    `most` is how many megabytes a file may have.
    """
    pieces = "\n".join((WEB / "widget" / f"{name}.js").read_text("utf-8") for name in PIECES)
    return f'(() => {{\n"use strict";\nconst MB = {most};\n{pieces}}})();\n'


def install_widget(app: FastAPI) -> None:
    """Serve the widget and what it calls."""
    app.include_router(WIDGET)
    install_attachments(app)
    install_case_form(app)
    app.add_exception_handler(TooMany, too_many)
    allow_sites(app, app.state.doors.settings)

    widget = joined(app.state.doors.settings.attachment_mb)

    @app.get("/widget.js", include_in_schema=False)
    async def script() -> Response:
        return Response(widget, headers=HEADERS)
