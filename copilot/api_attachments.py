"""Files in a visitor's or a customer's conversation: sent by them, fetched by them and by agents.

What comes out is a download and nothing else: no browser shows or runs it under our address.
"""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote, unquote

from fastapi import APIRouter, FastAPI, Header, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from copilot.api import Caller, FromDoors, by_session
from copilot.api_conversations import Agent, Desk, agent_of
from copilot.attachments import Attachments, NotTaken, Reason, Room
from copilot.errors import Infected, ScanUnavailable, Unauthorised, Unknown
from copilot.problems import problem
from copilot.turn import Turn
from copilot.visitor_lines import line

ATTACHMENTS = APIRouter(prefix="/api/v1/conversations/{conversation}/attachments")
MEGABYTE = 1_000_000
STATUS: dict[Reason, tuple[int, str, str]] = {
    "kind": (415, "Unsupported media type", "kind"),
    "too_large": (413, "Content too large", "too_large"),
    "too_many": (409, "Conflict", "too_many_files"),
    "infected": (422, "Unprocessable content", "infected"),
    "full": (507, "Insufficient storage", "full"),
}
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@ATTACHMENTS.post("/{given}", status_code=201)
async def post_attachment(
    conversation: str,
    given: str,
    request: Request,
    caller: Caller,
    doors: FromDoors,
    x_file_name: Annotated[str, Header(max_length=1000)] = "",
) -> dict[str, Any]:
    """Keep a file for a message to come; the body is the file, `given` the sender's id for it.

    The same id twice is kept once. Whoever sends needs a session, so that what they send is theirs.
    """
    if caller.kind == "employee":
        raise HTTPException(403, "files are sent by visitors and customers")
    if caller.kind == "visitor" and not by_session(request):
        raise Unauthorised("open a session first: POST /api/v1/widget/sessions")
    doors.limits.file(caller.key, request.client.host if request.client else None)
    settings = doors.settings
    room = Room(settings.attachment_mb * MEGABYTE, settings.attachments_mb * MEGABYTE)
    content = await _read(request, room.one)
    id_ = Turn(conversation, "", "", caller).sender
    kept = doors.handovers.attachments
    return await kept.keep(id_, given[:64], unquote(x_file_name), content, room)


@ATTACHMENTS.get("/{attachment}")
async def get_attachment(
    conversation: str, attachment: str, caller: Caller, doors: FromDoors
) -> Response:
    """Return a file as a download; a customer's own, or to an agent any of a conversation."""
    agent = await agent_of(caller, doors) if caller.kind == "employee" else None
    id_ = conversation if agent else Turn(conversation, "", "", caller).sender
    row = await _found(doors.handovers.attachments, id_, attachment, scanned=agent is not None)
    named = f"attachment; filename*=UTF-8''{quote(row.name, safe='')}"
    return Response(
        row.content, media_type=row.media, headers={**SAFE, "Content-Disposition": named}
    )


async def _found(kept: Attachments, id_: str, attachment: str, *, scanned: bool) -> Any:
    """Return a file; for an agent, only once a scan found it clean."""
    try:
        row = await (kept.released if scanned else kept.find)(id_, attachment)
    except Infected as exc:
        raise HTTPException(410, str(exc)) from exc
    except ScanUnavailable as exc:
        raise HTTPException(503, "this file has not been scanned yet: try again later") from exc
    if row is None:
        raise Unknown("no such file in this conversation")
    return row


@ATTACHMENTS.post("/{attachment}/retry")
async def post_retry(
    conversation: str, attachment: str, agent: Agent, doors: FromDoors, desk: Desk
) -> dict[str, Any]:
    """Try again to put a file on its case, and say what became of each file."""
    row = await desk.find(conversation)
    await doors.handovers.attachments.note(attachment, refused=None)
    if row.case_id:
        await doors.handovers.uploads.put(conversation, row.case_id)
    return {"files": await doors.handovers.attachments.states(conversation)}


async def _read(request: Request, most: int) -> bytes:
    """Return the body, read no further than it may be long."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise NotTaken("too_large")
    return bytes(content)


async def not_taken(request: Request, error: Exception) -> JSONResponse:
    """Say in both languages why a file is not taken."""
    assert isinstance(error, NotTaken)  # noqa: S101 - registered for it alone
    status, title, name = STATUS[error.reason]
    most = request.app.state.doors.settings.attachment_mb
    told = [line(name, language, most=most) for language in ("fr", "en")]
    return problem(status, title, " — ".join(told))


def install_attachments(app: FastAPI) -> None:
    """Serve the files of conversations."""
    app.include_router(ATTACHMENTS)
    app.add_exception_handler(NotTaken, not_taken)
