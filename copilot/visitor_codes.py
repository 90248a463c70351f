"""One-time codes by e-mail: hashed, short-lived, few tries, and silent about who is known."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from sqlalchemy import Column, Connection, DateTime, Integer, String, Table
from sqlalchemy.sql import delete, select, update

from copilot.store import METADATA, Store, stamp

LASTS = timedelta(minutes=10)
TRIES = 5
SENT_AGAIN_AFTER = timedelta(seconds=45)
CODES = Table(
    "codes", METADATA,
    Column("email", String, primary_key=True),
    Column("code", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("made", DateTime, nullable=False),
)  # fmt: skip


class Codes:
    """Codes waiting to be given back. `secret` keys every hash."""

    def __init__(self, store: Store, secret: bytes) -> None:
        self._store, self._secret = store, secret

    async def make(self, email: str) -> str | None:
        """Return a new six-digit code; None where one was made a moment ago.

        It is made for any address, known or not: both are then treated alike. A wrong guess is
        not forgotten with the code it was made at: within its life, tries add up.
        """
        key, code, now = self._hash(email), f"{secrets.randbelow(10**6):06d}", stamp()

        def work(connection: Connection) -> str | None:
            kept = connection.execute(select(CODES).where(CODES.c.email == key)).first()
            if kept and now - kept.made < SENT_AGAIN_AFTER:
                return None
            tries = kept.tries if kept and now - kept.made < LASTS else 0
            row = {"email": key, "code": self._hash(f"{key}:{code}"), "tries": tries, "made": now}
            connection.execute(self._store.latest(CODES, row))
            return code

        return await self._store.run(work)

    async def spend(self, email: str, code: str) -> bool:
        """Say whether this is the code, and forget it; every wrong try counts."""
        key, now = self._hash(email), stamp()
        mine = CODES.c.email == key
        # Counted before it is looked at: tries made at the same time are no more than the others.
        left = mine & (CODES.c.tries < TRIES) & (CODES.c.made >= now - LASTS)
        tried = update(CODES).where(left).values(tries=CODES.c.tries + 1).returning(CODES.c.code)

        def work(connection: Connection) -> bool:
            kept = connection.execute(tried).scalar()
            if kept is None or not hmac.compare_digest(kept, self._hash(f"{key}:{code.strip()}")):
                return False
            return connection.execute(delete(CODES).where(mine)).rowcount > 0

        return await self._store.run(work)

    def _hash(self, text: str) -> str:
        return hmac.new(self._secret, text.casefold().encode(), hashlib.sha256).hexdigest()
