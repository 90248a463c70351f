"""Sign-ins by the company's provider that are under way, and the browsers' sessions they open.

A session belongs to a cookie drawn when the sign-in is over, never to one from before it. Who the
person is in Salesforce is found by the claim that is configured; what they may see there is theirs.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, Connection, DateTime, String, Table
from sqlalchemy.sql import delete, select

from copilot.accounts import owner_of
from copilot.matching import Matching
from copilot.oidc import Asked, OidcError, Provider, TokenRefused
from copilot.people import People
from copilot.settings import Settings
from copilot.store import METADATA, Store, stamp
from copilot.turn import Identity

SIGN_IN_LASTS, SESSION_LASTS = timedelta(minutes=10), timedelta(hours=12)
SIGN_INS = Table(
    "oidc_sign_ins", METADATA,
    Column("state", String, primary_key=True),
    Column("browser", String, nullable=False),
    Column("nonce", String, nullable=False),
    Column("verifier", String, nullable=False),
    Column("page", String, nullable=False),
    Column("made", DateTime, nullable=False),
)  # fmt: skip
SESSIONS = Table(
    "oidc_sessions", METADATA,
    Column("owner", String, primary_key=True),
    Column("username", String, nullable=False),
    Column("roles", String),
    Column("ends", DateTime, nullable=False, index=True),
)  # fmt: skip


@dataclass(frozen=True)
class Entered:
    """A person who came in: their browser's new session, and the page they set out from."""

    session: str
    page: str


class NotOurs(TokenRefused):
    """The provider knows the person, and they may not come in; `reason` names the line."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"signed in at the provider, but not let in: {reason}")
        self.reason = reason


class OidcSessions:
    """Opens, recognises and ends browsers' sessions by the company's provider."""

    def __init__(
        self, settings: Settings, store: Store, people: People, provider: Provider
    ) -> None:
        self._settings, self._store, self._people = settings, store, people
        self.provider, self._matching = provider, Matching(people)

    async def begin(self, session: str, page: str) -> str:
        """Return the provider's page for a browser that will come back to `page`; once, soon."""
        state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        url = await self.provider.page(Asked(state, nonce, challenge))
        row = {
            "state": owner_of(state), "browser": owner_of("web", session), "nonce": nonce,
            "verifier": verifier, "page": page, "made": stamp(),
        }  # fmt: skip

        def work(connection: Connection) -> None:
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.made < stamp() - SIGN_IN_LASTS))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.ends < stamp()))
            connection.execute(self._store.once(SIGN_INS, row))

        await self._store.run(work)
        return url

    async def finish(self, session: str, state: str, code: str) -> Entered:
        """Open a session for whoever came back with a code; a state counts once, in its browser."""
        going = await self._taken(state)
        fresh = going is not None and stamp() - going.made < SIGN_IN_LASTS
        if not fresh or not session or going.browser != owner_of("web", session):
            raise TokenRefused("this sign-in is too old, was used already or began elsewhere")
        said = await self.provider.redeem(code, going.verifier, going.nonce)
        roles, username = self._roles(said), await self._username(said)
        await self._people.crm(Identity("employee", username))
        opened = secrets.token_urlsafe(32)
        row = {
            "owner": owner_of("web", opened), "username": username, "ends": stamp() + SESSION_LASTS,
            "roles": None if roles is None else " ".join(sorted(roles)),
        }  # fmt: skip
        await self._store.run(lambda one: one.execute(self._store.once(SESSIONS, row)))
        return Entered(opened, going.page)

    async def identity(self, owner: str) -> Identity | None:
        """Return whose session a browser has, as its owner's key; None where there is none."""
        mine = (SESSIONS.c.owner == owner) & (SESSIONS.c.ends > stamp())
        row = await self._store.run(lambda one: one.execute(select(SESSIONS).where(mine)).first())
        if row is None:
            return None
        roles = None if row.roles is None else frozenset(row.roles.split())
        return Identity("employee", row.username, roles=roles)

    async def end(self, owner: str) -> str | None:
        """Forget a browser's session; return the provider's page that ends its own, if any."""
        gone = delete(SESSIONS).where(SESSIONS.c.owner == owner)
        if not await self._store.run(lambda one: one.execute(gone).rowcount):
            return None
        try:
            return await self.provider.leaving()
        except OidcError:
            return None

    async def _taken(self, state: str) -> Any:
        """Take a sign-in that is under way, which only one caller can."""
        taking = delete(SIGN_INS).where(SIGN_INS.c.state == owner_of(state)).returning(SIGN_INS)
        return await self._store.run(lambda one: one.execute(taking).first())

    def _roles(self, said: dict[str, Any]) -> frozenset[str] | None:
        """Return what the claim's values are mapped to; None where nothing is mapped."""
        if not self._settings.oidc_role_map:
            return None
        claimed: Any = said
        for step in self._settings.oidc_roles_claim.split("."):
            claimed = claimed.get(step) if isinstance(claimed, dict) else None
        values = {claimed} if isinstance(claimed, str) else set(claimed or ())
        roles = {role for value, role in self._settings.oidc_role_map if value in values}
        if not roles:
            raise NotOurs("no_role")
        return frozenset(roles)

    async def _username(self, said: dict[str, Any]) -> str:
        """Return the Salesforce user that the person is."""
        claim = self._settings.oidc_user_claim
        if claim == "email" and said.get("email_verified") is not True:
            raise NotOurs("unverified")
        username = await self._matching.username(str(said.get(claim) or "").strip())
        if username is None:
            raise NotOurs("no_user")
        return username
