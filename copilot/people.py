"""Who asks, and the CRM as that person may see it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from copilot.accounts import Accounts
from copilot.errors import Unauthorised
from copilot.turn import Identity, Language
from crm import (
    Compare,
    Crm,
    Customer,
    CustomerCrm,
    Order,
    Org,
    Query,
    Refused,
    SignedOut,
    find_customer,
    value_at,
)

# Every user of a sandbox has this password; a sandbox is only ever on this machine.
DEMO_PASSWORD = "comptoir-demo"  # noqa: S105
SESSION_SECONDS = 1800.0


@dataclass
class _Session:
    crm: Crm
    since: float


class People:
    """Opens and keeps one CRM session a person; a customer's is confined, a visitor has none."""

    def __init__(self, org: Org, demo: bool, accounts: Accounts) -> None:
        self._org, self._demo, self._accounts = org, demo, accounts
        self._sessions: dict[str, _Session] = {}

    async def crm(self, identity: Identity) -> Crm | None:
        """Return the CRM as that person may see it, or None for a visitor."""
        if identity.kind == "visitor":
            return None
        kept = self._sessions.get(identity.key)
        if kept and time.monotonic() - kept.since < SESSION_SECONDS:
            return kept.crm
        crm = await self._open(identity)
        self._sessions[identity.key] = _Session(crm, time.monotonic())
        return crm

    def known_id(self, identity: Identity) -> str:
        """Return the Salesforce id of somebody whose session is open, else nothing."""
        kept = self._sessions.get(identity.key)
        return kept.crm.user.id if kept else ""

    async def integration(self) -> Crm:
        """Return the CRM as the integration user sees it."""
        return await self._org.as_integration()

    async def customer(self, email: str) -> Customer | None:
        """Return the contact with that e-mail address."""
        if "@" not in email:
            return None
        return await find_customer(await self._org.as_integration(), email)

    async def _open(self, identity: Identity) -> Crm:
        if identity.kind == "customer":
            customer = await self.customer(identity.name)
            if customer is None:
                raise Unauthorised("no contact has this e-mail")
            return CustomerCrm(await self._org.as_integration(), customer)
        try:
            if identity.token:
                return await self._org.with_token(identity.token)
            if identity.owner:
                return await self._linked(identity.owner)
            return await self._org.as_user(identity.name, DEMO_PASSWORD if self._demo else None)
        except (Refused, SignedOut) as exc:
            raise Unauthorised("the org does not let this user in") from exc

    async def _linked(self, owner: str) -> Crm:
        crm = await self._accounts.crm(owner)
        if crm is None:
            raise Unauthorised("sign in to Salesforce again")
        return crm

    async def by_token(self, token: str) -> Identity:
        """Identify the owner of a Salesforce access token."""
        try:
            crm = await self._org.with_token(token)
        except (Refused, SignedOut) as exc:
            raise Unauthorised("the org does not accept this token") from exc
        identity = Identity("employee", crm.user.username, token)
        self._sessions[identity.key] = _Session(crm, time.monotonic())
        return identity

    async def by_account(self, owner: str) -> Identity | None:
        """Identify whoever linked their Salesforce account; None where nobody did."""
        username = await self._accounts.username(owner)
        if username is None:
            return None
        identity = Identity("employee", username, owner=owner)
        try:
            await self.crm(identity)
        except Unauthorised:
            await self.forget_account(owner)
            raise
        return identity

    async def forget_account(self, owner: str) -> bool:
        """End an account's tokens and sessions; False where none was linked."""
        username = await self._accounts.username(owner)
        if username:
            self._sessions.pop(Identity("employee", username, owner=owner).key, None)
        return await self._accounts.unlink(owner)

    async def by_demo_name(self, name: str) -> Identity:
        """Identify a demo user: a username, `customer:<contact e-mail>`, or nobody."""
        if not name:
            return Identity("visitor")
        if not name.startswith("customer:"):
            identity = Identity("employee", name)
            await self.crm(identity)
            return identity
        identity = Identity("customer", name.removeprefix("customer:"))
        await self.crm(identity)
        return identity

    async def demo_users(self) -> list[dict[str, str | None]]:
        """List the org's active users, for choosing whom to ask as."""
        names = ("Name", "Username", "Profile.Name", "UserRole.Name", "LanguageLocaleKey")
        active = Compare("IsActive", "=", True)
        crm = await self._org.as_integration()
        rows = await crm.run(Query("User", names, where=active, order_by=(Order("Name"),)))
        return [
            {
                "name": record["Name"],
                "username": record["Username"],
                "profile": value_at(record, "Profile.Name"),
                "role": value_at(record, "UserRole.Name"),
                "language": "fr" if str(record["LanguageLocaleKey"]).startswith("fr") else "en",
            }
            for record in rows.records
        ]

    async def language(self, identity: Identity) -> Language:
        """Return the language of the person's CRM account; French where there is none."""
        crm = await self.crm(identity)
        return crm.user.language if crm else "fr"
