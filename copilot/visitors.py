"""Who a visitor of the website is: nobody in particular, or a customer who proved it.

A visitor carries a session token of ours. It begins anonymous; a token signed by the host site, or
a code sent by e-mail, is exchanged for one that names a customer. A host token counts once and only
while it is fresh, so that one that leaks from a log or a page opens nothing later.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import smtplib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
from sqlalchemy import Column, Connection, DateTime, String, Table
from sqlalchemy.sql import delete

from copilot.errors import Unauthorised
from copilot.mailing import mail_of
from copilot.people import People
from copilot.settings import Settings
from copilot.store import METADATA, Store, stamp
from copilot.turn import Identity, Language
from copilot.visitor_codes import Codes
from copilot.visitor_lines import line

LOG = logging.getLogger("comptoir.visitors")
PREFIX = "cw."
OURS = "comptoir-widget"
LASTS = {"visitor": timedelta(days=30), "customer": timedelta(hours=12)}
# How old a host site's token may be, and how far its clock may be off.
FRESH, LEEWAY = timedelta(minutes=5), timedelta(seconds=30)
SPENT = Table(
    "spent_tokens", METADATA,
    Column("token", String, primary_key=True),
    Column("at", DateTime, nullable=False),
)  # fmt: skip


@dataclass(frozen=True)
class Session:
    """A visitor's token, and what it says: "visitor" or "customer"."""

    token: str
    kind: str


def own_secret(home: Path) -> bytes:
    """Return the secret that signs our session tokens, drawn at the first start."""
    path = home / "widget.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()


class Visitors:
    """Opens sessions and recognises them."""

    def __init__(self, settings: Settings, store: Store, people: People) -> None:
        self._settings, self._store, self._people = settings, store, people
        self._secret = own_secret(settings.home)
        self._codes = Codes(store, self._secret)
        self._mail = mail_of(settings)

    def begin(self) -> Session:
        """Open an anonymous session."""
        return self._session("visitor", uuid.uuid4().hex)

    def identify(self, token: str) -> Identity:
        """Return whose session it is; `Unauthorised` where it is forged or over."""
        try:
            said = jwt.decode(
                token.removeprefix(PREFIX), self._secret, ["HS256"], audience=OURS,
                options={"require": ["exp", "sub", "kind"]},
            )  # fmt: skip
        except jwt.InvalidTokenError as exc:
            raise Unauthorised("the session is over; open a new one") from exc
        return Identity("customer" if said["kind"] == "customer" else "visitor", str(said["sub"]))

    async def by_host(self, token: str) -> Session:
        """Exchange a token signed by the host site for a customer's session, once."""
        said = self._host_claims(token)
        if not await self._spend(str(said.get("jti") or token)):
            raise Unauthorised("this token was used already; sign a new one for each page")
        return await self._customer(str(said["email"]))

    async def send_code(self, email: str, language: Language) -> None:
        """Send a code to a customer's address; to anybody else nothing, and nobody can tell.

        Call it after answering, or the time it takes would tell.
        """
        code = await self._codes.make(email)
        known = await self._people.customer(email)
        if code is None or known is None:
            return
        words = line("code_text", language, code=code)
        try:
            await self._mail.send(known.email, line("code_subject", language), words)
        except (OSError, smtplib.SMTPException) as exc:
            # The answer has left already: only the log can say so, without the address.
            LOG.error("a code was not sent: %s; check COMPTOIR_SMTP_URL", type(exc).__name__)

    async def by_code(self, email: str, code: str) -> Session:
        """Exchange a code for a customer's session; wrong, old and unknown sound alike."""
        if not await self._codes.spend(email, code):
            raise Unauthorised("the code is wrong or over")
        return await self._customer(email)

    def _host_claims(self, token: str) -> dict[str, Any]:
        secret, key = self._settings.widget_secret, self._settings.widget_key_file
        held: tuple[str, str] | None = None
        if key:
            held = ("RS256", key.read_text())
        elif secret:
            held = ("HS256", secret.get_secret_value())
        if held is None:
            raise Unauthorised("set COMPTOIR_WIDGET_SECRET or COMPTOIR_WIDGET_KEY_FILE")
        try:
            said: dict[str, Any] = jwt.decode(
                token, held[1], [held[0]], audience=self._settings.widget_audience, leeway=LEEWAY,
                options={"require": ["exp", "iat", "aud", "email"]},
            )  # fmt: skip
        except jwt.InvalidTokenError as exc:
            raise Unauthorised("the host site's token is not accepted") from exc
        if datetime.now(UTC) - datetime.fromtimestamp(float(said["iat"]), UTC) > FRESH + LEEWAY:
            raise Unauthorised("the host site's token is too old; sign one for each page")
        return said

    async def _spend(self, token: str) -> bool:
        key = hashlib.sha256(token.encode()).hexdigest()

        def work(connection: Connection) -> bool:
            connection.execute(delete(SPENT).where(SPENT.c.at < stamp() - 4 * FRESH))
            row = self._store.once(SPENT, {"token": key, "at": stamp()})
            return bool(connection.execute(row).rowcount)

        return await self._store.run(work)

    async def _customer(self, email: str) -> Session:
        known = await self._people.customer(email)
        if known is None:
            raise Unauthorised("the code is wrong or over")
        return self._session("customer", known.email)

    def _session(self, kind: str, subject: str) -> Session:
        claims = {
            "sub": subject, "kind": kind, "aud": OURS, "exp": datetime.now(UTC) + LASTS[kind]
        }  # fmt: skip
        return Session(PREFIX + jwt.encode(claims, self._secret, "HS256"), kind)
