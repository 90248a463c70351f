"""Mail on the running service: its desk, its start, its end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI

from copilot.channels.desk import Desk
from copilot.channels.mail.channel import MailChannel
from copilot.doors import Doors
from copilot.inbox import Inbox
from copilot.mailing import mail_of


def install_mail(app: FastAPI) -> None:
    """Deliver by mail what was asked for by mail."""
    doors: Doors = app.state.doors
    inbox = Inbox(doors.store)
    channel = MailChannel(mail_of(doors.settings), doors.people, doors.deliveries, inbox)
    desk = Desk(channel, inbox, doors.conversation, doors.dialogue)
    doors.deliveries.desks[channel.name] = desk
    _live(app, desk)


def _live(app: FastAPI, desk: Desk) -> None:
    """Send what was left at the start, and stop before the doors close."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        async with inner(running) as state:
            await desk.resume()
            try:
                yield state
            finally:
                await desk.close(patience=5.0)

    app.router.lifespan_context = lifespan
