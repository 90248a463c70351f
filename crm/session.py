"""The org and the ways into it: each person with their own Salesforce session and rights."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm.connection import Connection, Line, Patience
from crm.door import Crm, utc_now
from crm.errors import CrmError, SignedOut
from crm.login import (
    OrgAddress,
    Ticket,
    client_grant,
    introduce,
    jwt_grant,
    password_grant,
    refresh_grant,
    sign_in,
)

_STATUS_KEPT = 10.0


@dataclass(frozen=True)
class OrgStatus:
    """An org that answers: one round trip's milliseconds, and the day's API calls where it told."""

    milliseconds: float
    used: int | None
    allowed: int | None


class Org:
    """A Salesforce org, or a sandbox that answers like one. Make one a process; close it."""

    def __init__(
        self,
        address: OrgAddress,
        now: Callable[[], datetime] = utc_now,
        patience: Patience | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is called before the first request. `now` is the house's clock, in UTC."""
        self._now = now
        self.address = address
        self._line = Line(address, patience or Patience())
        self._monotonic = monotonic
        self._doors: dict[tuple[str, ...], asyncio.Task[Crm]] = {}
        self._status: tuple[float, OrgStatus] | None = None

    async def as_user(self, username: str, password: str | None = None) -> Crm:
        """Return a person's view: by their password, or by JWT where the app has a key.

        The view is kept: asking again costs nothing. Raises `SignedOut` where the org refuses.
        """
        if password is not None:
            return await self._door((username, password), password_grant(username, password))
        if self.address.key is None:
            raise SignedOut(username)
        return await self._door((username,), None)

    async def as_integration(self) -> Crm:
        """Return the integration user's view, by client credentials."""
        return await self._door((), client_grant())

    async def with_token(
        self,
        access_token: str,
        refresh_token: str | None = None,
        instance_url: str | None = None,
        user: str | None = None,
    ) -> Crm:
        """Return the view of someone who signed in on the web; `user` is their Salesforce id.

        What is not given is asked of the login URL. Without a refresh token the view ends with the
        session.
        """
        ticket = Ticket(access_token, instance_url or "", user, None, refresh_token)
        if not (instance_url and user):
            session, address = self._line.session, self.address
            ticket = await self._line.threaded(lambda: introduce(session, address, ticket))
        if refresh_token is None:
            return await self._open(ticket, _cannot_renew)
        grant = refresh_grant(refresh_token)
        return await self._open(ticket, lambda: self._sign_in(grant))

    async def check(self) -> OrgStatus:
        """Sign the integration user in and make one call; raise the `CrmError` where that fails.

        A good answer is kept for ten seconds.
        """
        if self._status and self._monotonic() - self._status[0] < _STATUS_KEPT:
            return self._status[1]
        crm = await self.as_integration()
        started = self._monotonic()
        await crm.ping()
        elapsed, budget = (self._monotonic() - started) * 1000, self._line.budget
        status = OrgStatus(elapsed, budget.used, budget.allowed)
        self._status = (self._monotonic(), status)
        return status

    async def aclose(self) -> None:
        """Let go of every connection and thread."""
        for door in self._doors.values():
            door.cancel()
        self._doors.clear()
        self._line.close()

    async def _door(self, key: tuple[str, ...], grant: Mapping[str, str] | None) -> Crm:
        """Sign someone in once, however many ask at the same time; a failure is not kept."""
        if key not in self._doors:
            self._doors[key] = asyncio.ensure_future(self._enter(key, grant))
        door = self._doors[key]
        try:
            return await asyncio.shield(door)
        except CrmError:
            if self._doors.get(key) is door:
                del self._doors[key]
            raise

    async def _enter(self, key: tuple[str, ...], grant: Mapping[str, str] | None) -> Crm:
        def renew() -> Ticket:
            return self._sign_in(grant or jwt_grant(self.address, key[0]))

        return await self._open(await self._line.threaded(renew), renew)

    async def _open(self, ticket: Ticket, renew: Callable[[], Ticket]) -> Crm:
        return await Crm.open(Connection(self._line, ticket, renew), self._now)

    def _sign_in(self, grant: Mapping[str, Any]) -> Ticket:
        return sign_in(self._line.session, self.address, grant)


def _cannot_renew() -> Ticket:
    raise SignedOut
