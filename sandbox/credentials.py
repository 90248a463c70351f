"""Passwords of the org's users: hashed with scrypt, one row a user in the `_credentials` table.

The demo's users all share one published password; it is kept hashed all the same, so that the
sandbox's login does what a real one does.
"""

from __future__ import annotations

import hashlib
import hmac

from sandbox.store import Store

DEMO_PASSWORD = "comptoir-demo"  # noqa: S105 (published: it opens the fictitious org only)
_TABLE = "CREATE TABLE IF NOT EXISTS _credentials (user TEXT PRIMARY KEY, hash TEXT NOT NULL)"


def set_password(store: Store, user_id: str, password: str) -> None:
    """Give the user this password, in place of any former one."""
    store.execute(_TABLE)
    row = (user_id, _hash(user_id, password))
    store.execute("INSERT OR REPLACE INTO _credentials VALUES (?, ?)", row)


def matches(store: Store, user_id: str, password: str) -> bool:
    """Whether this is the user's password; false for a user who has none."""
    store.execute(_TABLE)
    found = store.execute("SELECT hash FROM _credentials WHERE user = ?", (user_id,))
    return bool(found) and hmac.compare_digest(found[0][0], _hash(user_id, password))


def _hash(user_id: str, password: str) -> str:
    # The salt is the user's id: unique in the org, and the same seed gives the same database.
    key = hashlib.scrypt(password.encode(), salt=user_id.encode(), n=2**12, r=8, p=1)
    return key.hex()
