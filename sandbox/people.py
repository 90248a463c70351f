"""The org's users, seen from the door: who may sign in, who an app runs as, who speaks what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox import credentials
from sandbox.clock import stamp
from sandbox.store import Store

_USERS = """SELECT u.Id, u.Username, u.Name_, p.Name, r.Name, m.Username, u.LanguageLocaleKey
    FROM (SELECT *, trim(coalesce(FirstName, '') || ' ' || LastName) AS Name_ FROM "User") u
    LEFT JOIN Profile p ON p.Id = u.ProfileId LEFT JOIN UserRole r ON r.Id = u.UserRoleId
    LEFT JOIN "User" m ON m.Id = u.ManagerId
    WHERE u.IsDeleted = 0 AND u.IsActive = 1 ORDER BY u.Username"""


def active_user(store: Store, username: str) -> str | None:
    """Return the id of the active user with this username (case does not count)."""
    sql = 'SELECT Id FROM "User" WHERE "Username~" = collate_key(?) AND IsActive = 1'
    rows = store.execute(sql, (username,)) if _has_users(store) else []
    return rows[0][0] if rows else None


def is_active(store: Store, user: str) -> bool:
    """Whether the user may still sign in."""
    return bool(store.execute('SELECT 1 FROM "User" WHERE Id = ? AND IsActive = 1', (user,)))


def integration_user(store: Store) -> str | None:
    """Return the user a connected app runs as: the first active one of the integration profile."""
    sql = """SELECT u.Id FROM "User" u JOIN Profile p ON p.Id = u.ProfileId
        WHERE u.IsActive = 1 AND p.Name = 'Integration' ORDER BY u.Id"""
    rows = store.execute(sql)
    return rows[0][0] if rows else None


def language(store: Store, user: str) -> str:
    """Return the user's language, "fr" or "en"."""
    rows = store.execute('SELECT LanguageLocaleKey FROM "User" WHERE Id = ?', (user,))
    return "fr" if rows and (rows[0][0] or "").startswith("fr") else "en"


def organization_id(store: Store) -> str:
    """Return the org's own id."""
    rows = store.execute("SELECT Id FROM Organization LIMIT 1")
    return rows[0][0] if rows else "00D000000000000EAA"


def note_login(store: Store, user: str, now: datetime) -> None:
    """Remember when the user last signed in."""
    store.execute('UPDATE "User" SET LastLoginDate = ? WHERE Id = ?', (stamp(now), user))


def list_users(store: Store) -> list[dict[str, Any]]:
    """Return the active users with what the demo publishes of them; no password but the demo's."""
    keys = ("id", "username", "name", "profile", "role", "manager", "language")
    users = [dict(zip(keys, row, strict=True)) for row in store.execute(_USERS)]
    for user in users:
        known = credentials.matches(store, user["id"], credentials.DEMO_PASSWORD)
        user["password"] = credentials.DEMO_PASSWORD if known else None
        user["language"] = "fr" if (user["language"] or "").startswith("fr") else "en"
    return users


def _has_users(store: Store) -> bool:
    return "User" in store.schema()
