"""Salesforce accounts that people signed in to on the web, each kept under its owner.

An owner is whoever a channel knows: a browser's session, a person of a chat workspace. Tokens rest
encrypted; `unlink` ends them at the org too. The flow is OAuth's web-server flow with PKCE.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Column, Connection, DateTime, LargeBinary, String, Table
from sqlalchemy.sql import delete, insert, select

from copilot.errors import Unauthorised
from copilot.store import METADATA, Store, stamp
from crm import Crm, CrmError, Org, SignedOut, Ticket

SIGN_IN_LASTS = timedelta(minutes=10)
ACCOUNTS = Table(
    "accounts", METADATA,
    Column("owner", String, primary_key=True),
    Column("username", String, nullable=False),
    Column("ticket", LargeBinary, nullable=False),
    Column("linked", DateTime, nullable=False),
)  # fmt: skip
SIGN_INS = Table(
    "sign_ins", METADATA,
    Column("state", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("label", String),
    Column("verifier", LargeBinary, nullable=False),
    Column("made", DateTime, nullable=False),
)  # fmt: skip


@dataclass(frozen=True)
class SettingOut:
    """A sign-in under way: for whom, and how they are called where a link could be passed on."""

    owner: str
    label: str | None


def token_key(home: Path, configured: str = "") -> bytes:
    """Return the key tokens rest under: the configured one, else one drawn once into `home`."""
    if configured:
        return configured.encode()
    path = home / "token.key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Fernet.generate_key())
    return path.read_bytes()


def owner_of(*known_by: str) -> str:
    """Return an owner's key, such as of `("web", session)` or `("slack", team, user)`."""
    return hashlib.sha256("\0".join(known_by).encode()).hexdigest()


class Accounts:
    """Links owners to Salesforce accounts. `redirect` is where the org sends people back to.

    Who is in `linked` is told each owner whose account was linked.
    """

    def __init__(self, store: Store, org: Org, key: bytes, redirect: str) -> None:
        """`key` is a Fernet key: 32 bytes in URL-safe base64."""
        self._store, self._org, self._redirect = store, org, redirect
        self._box = Fernet(key)
        self.linked: list[Callable[[str], None]] = []

    async def begin(self, owner: str, label: str | None = None) -> str:
        """Return the org's page where the owner signs in; it works once, for ten minutes.

        `label` says in words whose link it is, for channels where it could reach somebody else.
        """
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        row = {
            "state": owner_of(state), "owner": owner, "label": label, "made": stamp(),
            "verifier": self._box.encrypt(verifier.encode()),
        }  # fmt: skip

        def work(connection: Connection) -> None:
            late = SIGN_INS.c.made < stamp() - SIGN_IN_LASTS
            connection.execute(delete(SIGN_INS).where(late))
            connection.execute(insert(SIGN_INS).values(row))

        await self._store.run(work)
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return self._org.sign_in_page(self._redirect, state, challenge)

    async def setting_out(self, state: str) -> SettingOut | None:
        """Return the sign-in that a state belongs to; None where it is over."""
        found = select(SIGN_INS).where(SIGN_INS.c.state == owner_of(state))
        row = await self._store.run(lambda connection: connection.execute(found).first())
        fresh = row is not None and stamp() - row.made < SIGN_IN_LASTS
        return SettingOut(row.owner, row.label) if row and fresh else None

    async def finish(self, state: str, code: str) -> str:
        """Link the account whose holder came back with a code; return its username.

        Raises `Unauthorised` for a state that is over or a code the org does not know.
        """
        going = await self.setting_out(state)
        verifier = await self._spent(state)
        if going is None or verifier is None:
            raise Unauthorised("this sign-in is too old or was used already; start it again")
        try:
            ticket = await self._org.redeem(code, self._redirect, verifier)
            crm = await self._org.with_ticket(ticket, self._keeper(going.owner))
        except SignedOut as exc:
            raise Unauthorised("the org did not confirm this sign-in; start it again") from exc
        await self._store.run(self._keeping(going.owner, crm.user.username, ticket))
        for told in self.linked:
            told(going.owner)
        return crm.user.username

    async def _spent(self, state: str) -> str | None:
        """Take the verifier of a sign-in, which only one caller can."""
        mine = delete(SIGN_INS).where(SIGN_INS.c.state == owner_of(state))
        taking = mine.returning(SIGN_INS.c.verifier)
        sealed = await self._store.run(lambda connection: connection.execute(taking).scalar())
        return self._box.decrypt(sealed).decode() if sealed else None

    async def username(self, owner: str) -> str | None:
        """Return whose account the owner is signed in to."""
        kept = select(ACCOUNTS.c.username).where(ACCOUNTS.c.owner == owner)
        return await self._store.run(lambda connection: connection.execute(kept).scalar())

    async def crm(self, owner: str) -> Crm | None:
        """Return the org as the owner's account sees it; None where none is linked."""
        ticket = await self._ticket(owner)
        return await self._org.with_ticket(ticket, self._keeper(owner)) if ticket else None

    async def unlink(self, owner: str) -> bool:
        """Forget the owner's account and end its tokens at the org; False where none was linked.

        What the org no longer accepts, or cannot be told now, is forgotten here all the same.
        """
        ticket = await self._ticket(owner)
        gone = delete(ACCOUNTS).where(ACCOUNTS.c.owner == owner)
        linked = await self._store.run(lambda connection: connection.execute(gone).rowcount > 0)
        if ticket:
            try:
                await self._org.revoke(ticket)
            except CrmError:
                return linked
        return linked

    async def _ticket(self, owner: str) -> Ticket | None:
        kept = select(ACCOUNTS.c.ticket).where(ACCOUNTS.c.owner == owner)
        sealed = await self._store.run(lambda connection: connection.execute(kept).scalar())
        try:
            return Ticket(**json.loads(self._box.decrypt(sealed))) if sealed else None
        except InvalidToken:
            return None

    def _keeper(self, owner: str) -> Callable[[Ticket], None]:
        """Return what keeps a renewed ticket: orgs may exchange the refresh token each time."""

        def keep(ticket: Ticket) -> None:
            sealed = self._sealed(ticket)
            mine = ACCOUNTS.c.owner == owner
            with self._store.engine.begin() as connection:
                connection.execute(ACCOUNTS.update().where(mine).values(ticket=sealed))

        return keep

    def _keeping(self, owner: str, username: str, ticket: Ticket) -> Callable[[Connection], None]:
        row = {"owner": owner, "username": username, "ticket": self._sealed(ticket),
               "linked": stamp()}  # fmt: skip

        def work(connection: Connection) -> None:
            connection.execute(self._store.latest(ACCOUNTS, row))

        return work

    def _sealed(self, ticket: Ticket) -> bytes:
        return self._box.encrypt(json.dumps(asdict(ticket)).encode())
