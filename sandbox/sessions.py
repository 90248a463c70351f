"""Who is signed in: sessions, refresh tokens and sign-in codes, only ever as hashes."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime
from typing import Any

from sandbox.store import Store

TABLES = (
    """CREATE TABLE IF NOT EXISTS _session (token TEXT PRIMARY KEY, kind TEXT NOT NULL,
        user TEXT NOT NULL, expires REAL NOT NULL, details TEXT NOT NULL, family TEXT NOT NULL)""",
    "CREATE TABLE IF NOT EXISTS _certificate (client TEXT, pem TEXT, PRIMARY KEY (client, pem))",
)


def prepare(store: Store) -> None:
    """Create the tables sessions live in."""
    for statement in TABLES:
        store.execute(statement)


def new_family() -> str:
    """Return a name for tokens that will be revoked together."""
    return secrets.token_hex(8)


def issue(store: Store, kind: str, user: str, expires: float, family: str, **details: Any) -> str:
    """Issue a token ("access", "refresh" or "code"); tokens of one `family` are revoked together.

    `expires` is a POSIX time in seconds.
    """
    token = f"00D{secrets.token_hex(6)}!{secrets.token_urlsafe(64)}"
    row = (_digest(token), kind, user, expires, json.dumps(details), family)
    store.execute("INSERT INTO _session VALUES (?, ?, ?, ?, ?, ?)", row)
    return token


def find(store: Store, kind: str, token: str, now: datetime) -> tuple[str, dict[str, Any]] | None:
    """Return whose living token this is and its details (with its `family`), or None."""
    sql = "SELECT user, expires, details, family FROM _session WHERE token = ? AND kind = ?"
    rows = store.execute(sql, (_digest(token), kind))
    if not rows or rows[0][1] <= now.timestamp():
        return None
    user, _, details, family = rows[0]
    return user, json.loads(details) | {"family": family}


def spend(store: Store, kind: str, token: str, now: datetime) -> tuple[str, dict[str, Any]] | None:
    """Return what `find` does, once: the token is gone afterwards, even for another process."""
    sql = "DELETE FROM _session WHERE token = ? AND kind = ? RETURNING user, expires, details"
    rows = store.execute(sql, (_digest(token), kind))
    if not rows or rows[0][1] <= now.timestamp():
        return None
    return rows[0][0], json.loads(rows[0][2])


def revoke(store: Store, token: str) -> bool:
    """End a session; with a refresh token, every session it made. False if nobody knows it."""
    sql = "SELECT kind, family FROM _session WHERE token = ?"
    rows = store.execute(sql, (_digest(token),))
    if not rows:
        return False
    column, value = ("family", rows[0][1]) if rows[0][0] == "refresh" else ("token", _digest(token))
    store.execute(f"DELETE FROM _session WHERE {column} = ?", (value,))  # noqa: S608
    return True


def forget_expired(store: Store, now: datetime) -> None:
    """Drop the sessions that have ended."""
    store.execute("DELETE FROM _session WHERE expires <= ?", (now.timestamp(),))


def register_certificate(store: Store, client: str, pem: str) -> None:
    """Let a connected app sign JWT assertions with this certificate's (or public) key, in PEM."""
    prepare(store)
    store.execute("INSERT OR IGNORE INTO _certificate VALUES (?, ?)", (client, pem))


def certificates(store: Store, client: str) -> list[str]:
    """Return the connected app's registered certificates."""
    sql = "SELECT pem FROM _certificate WHERE client = ?"
    return [row[0] for row in store.execute(sql, (client,))]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
