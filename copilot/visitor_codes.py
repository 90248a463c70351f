"""One-time codes by e-mail: hashed, short-lived, few tries, and silent about who is known."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from sqlalchemy import Column, Connection, DateTime, Integer, String, Table
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import delete, select, update

from copilot.store import METADATA, Store, stamp

LASTS = timedelta(minutes=10)
TRIES = 5
SENT_AGAIN_AFTER = timedelta(seconds=45)
CODES = Table(
    "codes", METADATA,
    Column("email", String(64), primary_key=True),
    Column("code", String(64), nullable=False),
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
            connection.execute(insert(CODES).values(row).on_conflict_do_update(["email"], set_=row))
            return code

        return await self._store.run(work)

    async def spend(self, email: str, code: str) -> bool:
        """Say whether this is the code, and forget it; every wrong try counts."""
        key, now = self._hash(email), stamp()

        def work(connection: Connection) -> bool:
            mine = CODES.c.email == key
            kept = connection.execute(select(CODES).where(mine)).first()
            if kept is None or now - kept.made > LASTS or kept.tries >= TRIES:
                return False
            if hmac.compare_digest(kept.code, self._hash(f"{key}:{code.strip()}")):
                connection.execute(delete(CODES).where(mine))
                return True
            connection.execute(update(CODES).where(mine).values(tries=kept.tries + 1))
            return False

        return await self._store.run(work)

    def _hash(self, text: str) -> str:
        return hmac.new(self._secret, text.casefold().encode(), hashlib.sha256).hexdigest()
