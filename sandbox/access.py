"""Who may do what: object permissions, field-level security, sharing and the role hierarchy.

Profiles hold permissions (`grant`, `limit_field`); users hold a profile (`User.ProfileId`) and a
role (`User.UserRoleId`); roles form a tree (`UserRole.ParentRoleId`); queues own records and have
members (`GroupMember.GroupId`, `.UserOrGroupId`). An object nobody granted is invisible.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any, Literal

from sandbox.schema import Field, SObject
from sandbox.store import Store

Action = Literal["create", "read", "edit", "delete"]
Level = Literal["read", "edit"]
Predicate = tuple[str, tuple[Any, ...]]
"""An SQL condition and the values of its `?` marks, in order."""

EVERY_ROW: Predicate = ("1", ())
NO_ROW: Predicate = ("0", ())
EVERY_OBJECT = "*"
"""Stands for the objects a profile has no permission row for."""

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


@dataclass(frozen=True)
class Permission:
    """What a profile may do with an object's records; the `_all` ones pass over sharing."""

    create: bool = False
    read: bool = False
    edit: bool = False
    delete: bool = False
    view_all: bool = False
    modify_all: bool = False


FULL = Permission(True, True, True, True, True, True)
NONE = Permission()


def grant(store: Store, profile_id: str, sobject: str, permission: Permission) -> None:
    """Set a profile's permission on an object, or on every object not named (`EVERY_OBJECT`)."""
    values = (profile_id, sobject, *(int(flag) for flag in astuple(permission)))
    store.execute("INSERT OR REPLACE INTO _permission VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def limit_field(
    store: Store, profile_id: str, sobject: str, field: str, *, readable: bool, editable: bool
) -> None:
    """Set field-level security for a profile; fields nobody limited are open."""
    values = (profile_id, sobject, field, int(readable), int(editable))
    store.execute("INSERT OR REPLACE INTO _field_permission VALUES (?, ?, ?, ?, ?)", values)


def share(store: Store, sobject: str, record_id: str, user_id: str, *, editable: bool) -> None:
    """Share one record with one user (a manual share, or membership of its team)."""
    values = (sobject, record_id, user_id, int(editable))
    store.execute("INSERT OR REPLACE INTO _share VALUES (?, ?, ?, ?)", values)


def share_by_rule(
    store: Store, sobject: str, owner_role: str, to_role: str, *, editable: bool
) -> None:
    """Share what users of a role and below own with the users of another role and below."""
    values = (sobject, owner_role, to_role, int(editable))
    store.execute("INSERT OR REPLACE INTO _sharing_rule VALUES (?, ?, ?, ?)", values)


class Access:
    """One user's rights, as they were when this was made: make one for each request."""

    def __init__(self, store: Store, user_id: str) -> None:
        self.store = store
        self.user_id = user_id
        self.schema = store.schema()
        self.user = store.row("User", user_id) or {}
        profile = self.user.get("ProfileId")
        rows = store.execute("SELECT * FROM _permission WHERE profile = ?", (profile,))
        self._permissions = {row[1]: Permission(*map(bool, row[2:])) for row in rows}
        rows = store.execute("SELECT * FROM _field_permission WHERE profile = ?", (profile,))
        self._limits = {(row[1], row[2]): (bool(row[3]), bool(row[4])) for row in rows}
        self._owners = self._people()
        self._ruled = self._rules()
        self._shared = self._shares()

    def may(self, sobject: str, action: Action) -> bool:
        """Whether the user's profile allows the action on some records of the object."""
        return sobject in self.schema and bool(getattr(self._permission(sobject), action))

    def readable(self, sobject: str, field: str) -> bool:
        """Whether the field exists for the user."""
        known = self.may(sobject, "read") and field in self.schema[sobject].fields
        return known and self._limits.get((sobject, field), (True, True))[0]

    def editable(self, sobject: str, field: str) -> bool:
        """Whether the user may set the field on records they may create or edit."""
        readable, editable = self._limits.get((sobject, field), (True, True))
        return readable and editable and self.readable(sobject, field)

    def owners(self) -> frozenset[str]:
        """Return the owners whose records are the user's: they, users below them, their queues."""
        return self._owners

    def team(self) -> frozenset[str]:
        """Return the user and the users below them in the role hierarchy."""
        users = self.schema["User"].key_prefix
        return frozenset(owner for owner in self._owners if owner.startswith(users))

    def rows(self, sobject: str, alias: str, level: Level = "read") -> Predicate:
        """Return the SQL condition that the user may read (or edit) the row `alias`."""
        permission = self._permission(sobject)
        if not getattr(permission, level):
            return NO_ROW
        if permission.modify_all or (permission.view_all and level == "read"):
            return EVERY_ROW
        return self._shared_rows(self.schema[sobject], alias, level)

    def may_read_row(self, sobject: str, record_id: str) -> bool:
        """Whether the user sees the record (deleted ones included)."""
        return self._row(sobject, record_id, "read")

    def may_edit_row(self, sobject: str, record_id: str) -> bool:
        """Whether the user may change the record."""
        return self._row(sobject, record_id, "edit")

    def may_delete_row(self, sobject: str, record_id: str) -> bool:
        """Whether the user may delete the record: owners and those above them may."""
        permission = self._permission(sobject)
        if not permission.delete or permission.modify_all:
            return permission.delete
        record = self.store.row(sobject, record_id) or {}
        if "OwnerId" in record:
            return record["OwnerId"] in self._owners
        return self.may_edit_row(sobject, record_id)

    def _permission(self, sobject: str) -> Permission:
        default = self._permissions.get(EVERY_OBJECT, NONE)
        return self._permissions.get(sobject, default)

    def _row(self, sobject: str, record_id: str, level: Level) -> bool:
        condition, values = self.rows(sobject, "t", level)
        sql = f'SELECT 1 FROM "{sobject}" t WHERE t."Id" = ? AND {condition}'  # noqa: S608
        return bool(self.store.execute(sql, (record_id, *values)))

    def _shared_rows(self, sobject: SObject, alias: str, level: Level) -> Predicate:
        public = sobject.sharing == "read_write" or (sobject.sharing == "read" and level == "read")
        ownerless = sobject.sharing == "read" and "OwnerId" not in sobject.fields
        if public or ownerless:
            return EVERY_ROW
        if {"WhoId", "WhatId"} <= sobject.fields.keys():
            return _any_of(
                [*self._own(sobject, alias, level), *self._related(sobject, alias, level)]
            )
        if sobject.sharing == "parent":
            return self._through_master(sobject, alias, level)
        return _any_of(self._own(sobject, alias, level))

    def _own(self, sobject: SObject, alias: str, level: Level) -> list[Predicate]:
        ways: list[Predicate] = []
        if "OwnerId" in sobject.fields:
            owners = self._owners | self._ruled.get((sobject.name, level), frozenset())
            ways.append(_one_of(f'{alias}."OwnerId"', sorted(owners)))
        if sobject.name == "User":
            ways.append((f'{alias}."Id" = ?', (self.user_id,)))
        if sobject.name in self._shared:
            team, values = _one_of("user", sorted(self._owners))
            editable = " AND editable" if level == "edit" else ""
            shared = f"SELECT record FROM _share WHERE {team} AND object = ?{editable}"  # noqa: S608
            ways.append((f'{alias}."Id" IN ({shared})', (*values, sobject.name)))
        return ways

    def _through_master(self, sobject: SObject, alias: str, level: Level) -> Predicate:
        master = master_field(sobject)
        if master is None:
            return _any_of(self._own(sobject, alias, level))
        ways = self._visible(f'{alias}."{master.name}"', master, alias, level)
        orphan = _any_of(self._own(sobject, alias, level))
        return _any_of([*ways, (f'({alias}."{master.name}" IS NULL AND {orphan[0]})', orphan[1])])

    def _related(self, sobject: SObject, alias: str, level: Level) -> list[Predicate]:
        # A colleague of the owner may see a call on an account they see; editing stays the owner's.
        if level == "edit":
            return []
        names = [name for name in ("WhatId", "WhoId", "AccountId") if name in sobject.fields]
        found: list[Predicate] = []
        for name in names:
            found += self._visible(f'{alias}."{name}"', sobject.fields[name], alias, level)
        return found

    def _visible(self, column: str, field: Field, alias: str, level: Level) -> list[Predicate]:
        """Return the ways in which the record a reference names can be visible."""
        ways: list[Predicate] = []
        open_prefixes: list[str] = []
        for name in field.reference_to:
            if name not in self.schema:
                continue
            inner = f"{alias}_{len(ways)}"
            condition, values = self.rows(name, inner, level)
            if condition == "1":
                open_prefixes.append(self.schema[name].key_prefix)
            elif condition != "0":
                sql = f'EXISTS (SELECT 1 FROM "{name}" {inner} WHERE {inner}."Id" = {column} AND {condition})'  # noqa: S608,E501
                ways.append((sql, values))
        if open_prefixes:
            ways.insert(0, _one_of(f"substr({column}, 1, 3)", open_prefixes))
        return ways

    def _people(self) -> frozenset[str]:
        people = {self.user_id}
        role = self.user.get("UserRoleId")
        if role and "UserRole" in self.schema:
            people |= {row[0] for row in self.store.execute(_BELOW, (role,))}
        if "GroupMember" in self.schema:
            members, values = _one_of("UserOrGroupId", sorted(people))
            sql = f"SELECT GroupId FROM GroupMember WHERE {members}"  # noqa: S608
            people |= {row[0] for row in self.store.execute(sql, values)}
        return frozenset(people)

    def _rules(self) -> dict[tuple[str, Level], frozenset[str]]:
        role = self.user.get("UserRoleId")
        if not role or "UserRole" not in self.schema:
            return {}
        found: dict[tuple[str, Level], frozenset[str]] = {}
        roles = [row[0] for row in self.store.execute(_ABOVE, (role,))]
        sql = _RULED.format(roles=", ".join("?" * len(roles)))
        for sobject, editable, owner in self.store.execute(sql, roles):
            levels: tuple[Level, ...] = ("read", "edit") if editable else ("read",)
            for level in levels:
                key = (sobject, level)
                found[key] = found.get(key, frozenset()) | {owner}
        return found

    def _shares(self) -> frozenset[str]:
        team, values = _one_of("user", sorted(self._owners))
        sql = f"SELECT DISTINCT object FROM _share WHERE {team}"  # noqa: S608
        return frozenset(row[0] for row in self.store.execute(sql, values))


def master_field(sobject: SObject) -> Field | None:
    """Return the reference whose record decides who sees a "parent" object's records."""
    references = [field for field in sobject.fields.values() if field.type == "reference"]
    owned = [field for field in references if field.cascade_delete]
    usual = [sobject.fields[name] for name in ("AccountId", "ParentId") if name in sobject.fields]
    return next(iter(owned + usual), None)


def _one_of(column: str, values: list[str]) -> Predicate:
    return f"{column} IN ({', '.join('?' * len(values))})", tuple(values)


def _any_of(ways: list[Predicate]) -> Predicate:
    if not ways:
        return NO_ROW
    values = tuple(value for way in ways for value in way[1])
    return f"({' OR '.join(way[0] for way in ways)})", values
