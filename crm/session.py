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
    code_grant,
    introduce,
    jwt_grant,
    password_grant,
    refresh_grant,
    revoke,
    sign_in,
    sign_in_page,
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

    async def with_token(self, access_token: str) -> Crm:
        """Return the view an access token opens; it ends with the session."""
        ticket = Ticket(access_token, "", None, None)
        session, address = self._line.session, self.address
        ticket = await self._line.threaded(lambda: introduce(session, address, ticket))
        return await self._open(ticket, _cannot_renew)

    def sign_in_page(self, redirect: str, state: str, challenge: str) -> str:
        """Return the address where a person signs in and allows the app (PKCE's S256 challenge)."""
        return sign_in_page(self.address, redirect, state, challenge)

    async def redeem(self, code: str, redirect: str, verifier: str) -> Ticket:
        """Return the ticket of the person who came back from `sign_in_page` with a code."""
        grant = code_grant(code, redirect, verifier)
        return await self._line.threaded(lambda: self._sign_in(grant))

    async def with_ticket(self, ticket: Ticket, renewed: Callable[[Ticket], None]) -> Crm:
        """Return the view a kept ticket opens.

        `renewed` is told, from a thread, each ticket that follows it. Raises `SignedOut` once the
        person has withdrawn what they allowed.
        """
        held = [ticket]

        def renew() -> Ticket:
            token = held[0].refresh_token
            if token is None:
                raise SignedOut
            held[0] = self._sign_in(refresh_grant(token))
            renewed(held[0])
            return held[0]

        return await self._open(ticket, renew)

    async def revoke(self, ticket: Ticket) -> None:
        """End a ticket's session and what could renew it, at the org itself."""
        session, address = self._line.session, self.address
        token = ticket.refresh_token or ticket.token
        await self._line.threaded(lambda: revoke(session, address, token))

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
