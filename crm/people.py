"""The org's users: who someone is, and who works below them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crm.composite import run_queries
from crm.connection import Connection
from crm.errors import BadQuery, SignedOut
from crm.literals import quote
from crm.query import AllOf, Compare, Query
from crm.reading import Reader
from crm.rows import User, value_at

_OWN = "Id, Username, Name, ManagerId, LanguageLocaleKey, TimeZoneSidKey"
_KIND = "Profile.Name, UserRole.Name"
_REPORTS = Query("User", ("Id", "ManagerId", "UserRoleId"), Compare("IsActive", "=", value=True))
_ROLES = Query("UserRole", ("Id", "ParentRoleId"))


@dataclass(frozen=True)
class Counterpart:
    """Who owns a customer's account, as far as the customer may know; "" where not told."""

    name: str
    title: str
    email: str


async def read_counterpart(reader: Reader, account: str) -> Counterpart | None:
    """Return who owns an account; None where that person is not active any more."""
    own = AllOf((Compare("Id", "=", account), Compare("Owner.IsActive", "=", value=True)))
    told = ("Owner.Name", "Owner.Title", "Owner.Email")
    (rows,) = await reader.run_many([Query("Account", told, own, limit=1)])
    for record in rows.records:
        return Counterpart(*(str(value_at(record, one) or "") for one in told))
    return None


async def read_user(connection: Connection, id: str | None) -> User:  # noqa: A002
    """Return the user a session belongs to."""
    if id is None:
        raise SignedOut
    where = f"FROM User WHERE Id = {quote(id)}"
    try:
        answer = await run_queries(connection, [f"SELECT {_OWN}, {_KIND} {where}"])
    except BadQuery:
        answer = await run_queries(connection, [f"SELECT {_OWN} {where}"])
    if not answer[0]["records"]:
        raise SignedOut
    return _user(answer[0]["records"][0])


def _user(record: Mapping[str, Any]) -> User:
    return User(
        id=record["Id"],
        username=record["Username"],
        name=record["Name"],
        profile=(record.get("Profile") or {}).get("Name") or "",
        role=(record.get("UserRole") or {}).get("Name"),
        manager=record.get("ManagerId"),
        language="fr" if str(record.get("LanguageLocaleKey")).startswith("fr") else "en",
        timezone=record.get("TimeZoneSidKey") or "UTC",
    )


async def read_team(reader: Reader, user: str, *, roles_seen: bool) -> tuple[str, ...]:
    """Return the ids of the active users below one, by manager and by role.

    `roles_seen` says whether this user may read the roles; without them, managers decide alone.
    """
    queries = [_REPORTS, _ROLES] if roles_seen else [_REPORTS]
    people, *roles = await reader.run_many(queries)
    listed = [role for rows in roles for role in rows.records]
    return tuple(sorted(team_below(user, people.records, listed)))


def team_below(
    user: str, people: Iterable[Mapping[str, Any]], roles: Iterable[Mapping[str, Any]]
) -> set[str]:
    """Find everyone below a user, at any depth, the user left out."""
    listed = list(people)
    managers = {person["Id"]: person["ManagerId"] for person in listed}
    holds = {person["Id"]: person.get("UserRoleId") for person in listed}
    parents = {role["Id"]: role["ParentRoleId"] for role in roles}
    under = _below({holds.get(user)} - {None}, parents)
    by_role = {person for person, role in holds.items() if role in under}
    return (_below({user, *by_role}, managers) | by_role) - {user}


def _below(tops: set[str | None], parents: Mapping[str, str | None]) -> set[str]:
    """Return every node under some tops; a circle in the data ends by itself."""
    found: set[str] = set()
    layer = {node for node, parent in parents.items() if parent in tops}
    while layer - found:
        found |= layer
        layer = {node for node, parent in parents.items() if parent in layer}
    return found
