"""Whose records count as a user's own: the role hierarchy, queues and sharing rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from sandbox.schema import SObject
from sandbox.store import Row, Store

Level = Literal["read", "edit"]
Predicate = tuple[str, tuple[Any, ...]]
"""An SQL condition and the values of its `?` marks, in order."""

_BELOW = """WITH RECURSIVE below(id) AS (
    SELECT Id FROM UserRole WHERE ParentRoleId = ?1
    UNION SELECT r.Id FROM UserRole r JOIN below ON r.ParentRoleId = below.id)
    SELECT u.Id FROM User u JOIN below ON u.UserRoleId = below.id"""
_RULED = """WITH RECURSIVE source(object, level, role) AS (
    SELECT object, editable, owner_role FROM _sharing_rule WHERE to_role IN ({roles})
    UNION SELECT s.object, s.level, r.Id FROM UserRole r JOIN source s ON r.ParentRoleId = s.role)
    SELECT s.object, s.level, u.Id FROM source s JOIN User u ON u.UserRoleId = s.role"""
_ABOVE = """WITH RECURSIVE above(id) AS (
    SELECT ?1 UNION SELECT r.ParentRoleId FROM UserRole r JOIN above ON r.Id = above.id
    WHERE r.ParentRoleId IS NOT NULL) SELECT id FROM above"""


def people(store: Store, schema: Mapping[str, SObject], user: Row) -> frozenset[str]:
    """Return the ids of the user, of the users in roles below, and of these users' queues."""
    found = {str(user["Id"])}
    role = user.get("UserRoleId")
    if role and "UserRole" in schema:
        found |= {row[0] for row in store.execute(_BELOW, (role,))}
    if "GroupMember" in schema:
        members, values = one_of("UserOrGroupId", sorted(found))
        sql = f"SELECT GroupId FROM GroupMember WHERE {members}"  # noqa: S608
        found |= {row[0] for row in store.execute(sql, values)}
    return frozenset(found)


def ruled_owners(
    store: Store, schema: Mapping[str, SObject], user: Row
) -> dict[tuple[str, Level], frozenset[str]]:
    """Return whose records sharing rules open to the user, by object and level."""
    role = user.get("UserRoleId")
    if not role or "UserRole" not in schema:
        return {}
    found: dict[tuple[str, Level], frozenset[str]] = {}
    roles = [row[0] for row in store.execute(_ABOVE, (role,))]
    sql = _RULED.format(roles=", ".join("?" * len(roles)))
    for sobject, editable, owner in store.execute(sql, roles):
        levels: tuple[Level, ...] = ("read", "edit") if editable else ("read",)
        for level in levels:
            found[sobject, level] = found.get((sobject, level), frozenset()) | {owner}
    return found


def one_of(column: str, values: list[str]) -> Predicate:
    """Return the condition that a column holds one of the values."""
    return f"{column} IN ({', '.join('?' * len(values))})", tuple(values)
