"""Who may do what: object permissions, field-level security, sharing and the role hierarchy.

Profiles hold permissions (`grant`, `limit_field`); users hold a profile (`User.ProfileId`) and a
role (`User.UserRoleId`); roles form a tree (`UserRole.ParentRoleId`); queues own records and have
members (`GroupMember.GroupId`, `.UserOrGroupId`). An object nobody granted is invisible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Literal

from sandbox.hierarchy import Level, Predicate, one_of, people, ruled_owners
from sandbox.schema import Field, SObject
from sandbox.store import Store

Action = Literal["create", "read", "edit", "delete"]

EVERY_ROW: Predicate = ("1", ())
NO_ROW: Predicate = ("0", ())
EVERY_OBJECT = "*"
"""Stands for the objects a profile has no permission row for."""


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
        self.user = store.row("User", user_id) or {"Id": user_id}
        profile = self.user.get("ProfileId")
        rows = store.execute("SELECT * FROM _permission WHERE profile = ?", (profile,))
        self._permissions = {row[1]: Permission(*map(bool, row[2:])) for row in rows}
        rows = store.execute("SELECT * FROM _field_permission WHERE profile = ?", (profile,))
        self._limits = {(row[1], row[2]): (bool(row[3]), bool(row[4])) for row in rows}
        self._asked: list[str] = []
        self._owners = people(store, self.schema, self.user)
        self._ruled = ruled_owners(store, self.schema, self.user)
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
            ways.append(one_of(f'{alias}."OwnerId"', sorted(owners)))
        if sobject.name == "User":
            ways.append((f'{alias}."Id" = ?', (self.user_id,)))
        if sobject.name in self._shared:
            team, values = one_of("user", sorted(self._owners))
            editable = " AND editable" if level == "edit" else ""
            shared = f"SELECT record FROM _share WHERE {team} AND object = ?{editable}"  # noqa: S608
            ways.append((f'{alias}."Id" IN ({shared})', (*values, sobject.name)))
        return ways

    def _through_master(self, sobject: SObject, alias: str, level: Level) -> Predicate:
        master, others = parents(sobject, self.schema)
        orphan = self._own(sobject, alias, level)
        for other in others:
            orphan += self._visible(f'{alias}."{other.name}"', other, alias, level)
        if master is None:
            return _any_of(orphan)
        ways = self._visible(f'{alias}."{master.name}"', master, alias, level)
        without, values = _any_of(orphan)
        return _any_of([*ways, (f'({alias}."{master.name}" IS NULL AND {without})', values)])

    def _related(self, sobject: SObject, alias: str, level: Level) -> list[Predicate]:
        """Return how an activity is visible through what it is about, else whom it was with."""
        # The first reference that is set decides: a call about a private deal stays as private as
        # the deal, though its contact's account is public. Editing stays the owner's.
        if level == "edit":
            return []
        names = [name for name in ("WhatId", "WhoId", "AccountId") if name in sobject.fields]
        columns = [f'{alias}."{name}"' for name in names]
        fields = [sobject.fields[name] for name in names]
        ways = [
            _any_of(self._visible(column, field, alias, level))
            for column, field in zip(columns, fields, strict=True)
        ]
        cases = [
            f"WHEN {col} IS NOT NULL THEN {way[0]}" for col, way in zip(columns, ways, strict=True)
        ]
        return [(f"CASE {' '.join(cases)} END", tuple(value for way in ways for value in way[1]))]

    def _visible(self, column: str, field: Field, alias: str, level: Level) -> list[Predicate]:
        """Return the ways in which the record a reference names can be visible."""
        ways: list[Predicate] = []
        open_prefixes: list[str] = []
        for name in field.reference_to:
            if name not in self.schema:
                continue
            inner = f"{alias}_{len(ways)}"
            condition, values = self._target(name, inner, level)
            if condition == "1":
                open_prefixes.append(self.schema[name].key_prefix)
            elif condition != "0":
                sql = f'EXISTS (SELECT 1 FROM "{name}" {inner} WHERE {inner}."Id" = {column} AND {condition})'  # noqa: S608,E501
                ways.append((sql, values))
        if open_prefixes:
            ways.insert(0, one_of(f"substr({column}, 1, 3)", open_prefixes))
        return ways

    def _target(self, name: str, alias: str, level: Level) -> Predicate:
        # Objects may point at each other in a ring; a ring gives nobody a right.
        if name in self._asked:
            return NO_ROW
        self._asked.append(name)
        try:
            return self.rows(name, alias, level)
        finally:
            self._asked.pop()

    def _shares(self) -> frozenset[str]:
        team, values = one_of("user", sorted(self._owners))
        sql = f"SELECT DISTINCT object FROM _share WHERE {team}"  # noqa: S608
        return frozenset(row[0] for row in self.store.execute(sql, values))


def parents(
    sobject: SObject, schema: Mapping[str, SObject]
) -> tuple[Field | None, tuple[Field, ...]]:
    """Return what decides who sees a "parent" object's records.

    First the master (the reference that cascades deletion), then the other references to records
    that people own, which decide where a record has no master.
    """
    references = [field for field in sobject.fields.values() if field.type == "reference"]
    master = next((field for field in references if field.cascade_delete), None)
    owned = {name for name, other in schema.items() if _has_owner(other)} - {sobject.name}
    others = (field for field in references if owned & set(field.reference_to))
    return master, tuple(field for field in others if field is not master)


def _has_owner(sobject: SObject) -> bool:
    return "OwnerId" in sobject.fields or sobject.sharing == "parent"


def _any_of(ways: list[Predicate]) -> Predicate:
    if not ways:
        return NO_ROW
    values = tuple(value for way in ways for value in way[1])
    return f"({' OR '.join(way[0] for way in ways)})", values
