"""A small org for the engine's tests: private accounts, contacts under them, tasks about both."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sandbox.access import FULL, Access, Permission, grant, limit_field
from sandbox.schema import Field, Label, PicklistValue, SObject
from sandbox.store import Store

NOW = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
INDUSTRIES = ("Energy", "Banking", "Élevage")
TAGS = ("solar", "Été", "grid")
WORDS = (
    "Éclair", "éclair", "eclair", "ECLAIR 2", "a%b", "a_b", "axb", "L'Oréal", "back\\slash",
    "Straße", "Œuvre", "oeuvre", "zeta", "Zeta", "null", "two  words", None,
)  # fmt: skip
DATES = (
    "2026-11-22", "2026-11-23", "2026-11-21", "2026-11-16", "2026-11-15", "2026-10-31",
    "2026-10-01", "2026-01-01", "2025-12-31", "2026-08-24", "2024-02-29", "2027-02-01", None,
)  # fmt: skip
MOMENTS = (
    "2026-11-22T22:59:59.999+0000", "2026-11-22T23:00:00.000+0000", "2026-11-21T22:59:59.000+0000",
    "2026-11-21T23:00:00.000+0000", "2026-10-31T23:30:00.000+0000", "2025-12-31T23:15:00.000+0000",
    "2026-06-30T22:00:00.000+0000", "2026-03-29T01:30:00.000+0000", None,
)  # fmt: skip


def label(name):
    return Label(name, name + " (fr)")


def field(name, kind, **more):
    return Field(name, kind, label(name), **more)


def refer(name, to, relationship, **more):
    return field(name, "reference", reference_to=to, relationship=relationship, **more)


def choices(*values):
    return tuple(PicklistValue(value, label(value)) for value in values)


def make(name, prefix, fields, **more):
    system = [field("Id", "id"), field("IsDeleted", "boolean"), field("CreatedDate", "datetime")]
    own = {one.name: one for one in [*system, *fields]}
    return SObject(name, label(name), label(name + "s"), prefix, own, **more)


def objects():
    owner = refer("OwnerId", ("User",), "Owner")
    name = field("Name", "string")
    return (
        make("Profile", "00e", [name], sharing="read"),
        make("UserRole", "00E", [name, refer("ParentRoleId", ("UserRole",), "ParentRole")],
             sharing="read"),
        make("User", "005", [
            name, field("Username", "string", unique=True), field("TimeZoneSidKey", "string"),
            field("LocaleSidKey", "string"), field("LanguageLocaleKey", "string"),
            refer("ProfileId", ("Profile",), "Profile"),
            refer("UserRoleId", ("UserRole",), "UserRole")], sharing="read"),
        make("Account", "001", [
            name, field("Industry", "picklist", picklist=choices(*INDUSTRIES)),
            field("Revenue", "currency"), field("Staff", "int"), field("Active", "boolean"),
            field("Tags", "multipicklist", picklist=choices(*TAGS)), field("Founded", "date"),
            field("Secret__c", "string"), field("Notes", "textarea", length=32000),
            field("Slogan", "string", formula="t.Name || ' 2'"), owner,
            refer("ParentId", ("Account",), "Parent", child_relationship="Children"),
        ], sharing="private"),
        make("Contact", "003", [
            name, field("Score", "double"), owner, field("Email", "email"),
            refer("AccountId", ("Account",), "Account", child_relationship="Contacts",
                  cascade_delete=True)], sharing="parent"),
        make("Task", "00T", [
            field("Subject", "string"), owner,
            refer("WhoId", ("Contact",), "Who", child_relationship="Tasks"),
            refer("WhatId", ("Account", "Opportunity"), "What", child_relationship="Tasks"),
        ], sharing="parent", name_field="Subject"),
        make("Opportunity", "006", [
            name, owner, refer("AccountId", ("Account",), "Account",
                               child_relationship="Opportunities")], sharing="read_write"),
    )  # fmt: skip


@dataclass(repr=False)
class World:
    store: Store
    tables: dict
    users: dict

    def __repr__(self):
        return f"World({self.store.path.stem})"

    def access(self, user):
        return Access(self.store, self.users[user])


def build(path: Path, seed: int) -> World:
    store = Store(path)
    store.define(objects())
    users = _people(store)
    chance = random.Random(seed)  # noqa: S311
    tables = {"User": _rows(store, "User")}
    _companies(store, chance, list(users.values()))
    for name in ("Account", "Contact", "Task", "Opportunity", "UserRole", "Profile"):
        tables[name] = _rows(store, name)
    return World(store, tables, users)


def _rows(store, name):
    ids = store.execute(f'SELECT "Id" FROM "{name}" ORDER BY rowid')
    return [store.row(name, found[0]) for found in ids]


def _people(store):
    boss, west, east = store.insert_rows(
        "UserRole", [{"Name": "Boss"}, {"Name": "West"}, {"Name": "East"}]
    )
    store.execute('UPDATE "UserRole" SET "ParentRoleId" = ? WHERE "Id" <> ?', (boss, boss))
    full, limited = store.insert_rows("Profile", [{"Name": "Full"}, {"Name": "Limited"}])
    grant(store, full, "*", FULL)
    grant(store, limited, "*", Permission(read=True, edit=True))
    limit_field(store, limited, "Account", "Secret__c", readable=False, editable=False)
    people = [("admin", full, None), ("boss", limited, boss), ("west", limited, west),
              ("east", limited, east)]  # fmt: skip
    rows = [
        {"Name": name.title(), "Username": name, "ProfileId": profile, "UserRoleId": role,
         "TimeZoneSidKey": "Europe/Paris", "LanguageLocaleKey": "fr",
         "LocaleSidKey": "en_US" if name == "west" else "fr_FR"}
        for name, profile, role in people
    ]  # fmt: skip
    return dict(zip([name for name, _, _ in people], store.insert_rows("User", rows), strict=True))


def _companies(store, chance, users):
    pick = chance.choice
    accounts = store.insert_rows("Account", [
        {"Name": pick(WORDS), "Industry": pick((*INDUSTRIES, None)), "OwnerId": pick(users),
         "Revenue": pick((0, 10.5, -3, 1e6, None)), "Staff": pick((0, 1, 7, None)),
         "Active": pick((True, False, None)), "Founded": pick(DATES), "CreatedDate": pick(MOMENTS),
         "Tags": pick(("solar", "Été;grid", "solar;Été", "grid", None)), "Secret__c": pick(WORDS),
         "IsDeleted": chance.random() < 0.1}
        for _ in range(chance.randint(0, 14))])  # fmt: skip
    for one in accounts:
        store.execute('UPDATE "Account" SET "ParentId" = ? WHERE "Id" = ?',
                      (pick([*accounts, None]), one))  # fmt: skip
    maybe = [*accounts, None]
    contacts = store.insert_rows("Contact", [
        {"Name": pick(WORDS), "AccountId": pick(maybe), "OwnerId": pick(users),
         "Score": pick((1.5, 2, None)), "IsDeleted": chance.random() < 0.1,
         "Email": pick(("É@x.example", "a@x.example", None)), "CreatedDate": pick(MOMENTS)}
        for _ in range(chance.randint(0, 14))])  # fmt: skip
    deals = store.insert_rows("Opportunity", [
        {"Name": pick(WORDS), "AccountId": pick(maybe), "OwnerId": pick(users)}
        for _ in range(chance.randint(0, 6))])  # fmt: skip
    store.insert_rows("Task", [
        {"Subject": pick(WORDS), "WhoId": pick([*contacts, None]), "OwnerId": pick(users),
         "WhatId": pick([*accounts, *deals, None]), "CreatedDate": pick(MOMENTS)}
        for _ in range(chance.randint(0, 14))])  # fmt: skip
