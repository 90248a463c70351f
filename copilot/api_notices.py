"""What was sent to somebody while they were away: scheduled reports and alerts, for web pages."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from copilot.api import Caller, FromDoors
from copilot.errors import Unknown

ROUTER = APIRouter()


@ROUTER.get("/api/v1/notices")
async def get_notices(caller: Caller, doors: FromDoors) -> list[dict[str, Any]]:
    """List what waits for the caller, oldest first; each stays until it is said to be seen."""
    if caller.kind != "employee":
        return []
    return [
        {"id": one.id, "conversation": one.conversation,
         "reply": one.reply.model_dump(mode="json", by_alias=True)}
        for one in await doors.deliveries.notices(caller)
    ]  # fmt: skip


@ROUTER.post("/api/v1/notices/{notice}/seen", status_code=204)
async def post_seen(notice: str, caller: Caller, doors: FromDoors) -> None:
    """Note that a notice was shown."""
    if not await doors.deliveries.seen(caller, notice):
        raise Unknown("no such notice of yours")
