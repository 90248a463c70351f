"""A sandbox org small enough to know by heart: five users, a few records with awkward names."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

from crm.connection import Patience
from crm.describe import read_object
from crm.login import OrgAddress
from crm.session import Org
from sandbox.access import FULL, Access, Permission, grant, limit_field
from sandbox.clock import stamp
from sandbox.credentials import DEMO_PASSWORD, set_password
from sandbox.describe import describe_object
from sandbox.standard.definitions import standard_objects
from sandbox.store import Store

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HURRIED = Patience(tries=4, first=0.01, longest=0.03, total=0.5)
SELLER = Permission(create=True, read=True, edit=True)


def address(url, **more):
    """Return the address of a served org, as its demo app."""
    return OrgAddress(url, "comptoir-demo", "comptoir-demo-secret", **more)


@asynccontextmanager
async def door(here, name, **more):
    """Open the door to a served org as one of its people."""
    org = Org(address(here.url, **more), lambda: here.now, HURRIED)
    try:
        yield await org.as_user(f"{name}@heliade.example", DEMO_PASSWORD)
    finally:
        await org.aclose()


def build(path):
    """Fill a new database and return the ids by short names."""
    store = Store(path)
    store.define(standard_objects())
    ids = _people(store)
    ids |= _companies(store, ids)
    ids |= _work(store, ids)
    return ids


def described(path, user):
    """Return the org's catalogue as one user sees it, without a server."""
    store = Store(path)
    access, schema, root = Access(store, user), store.schema(), "/services/data/v62.0"
    return {
        name: read_object(
            describe_object(sobject, schema, access, "fr", root),
            describe_object(sobject, schema, access, "en", root),
        )
        for name, sobject in schema.items()
        if access.may(name, "read")
    }


def _insert(store, sobject, **values):
    made = {"CreatedDate": stamp(NOW), "LastModifiedDate": stamp(NOW), "SystemModstamp": stamp(NOW)}
    return store.insert_rows(sobject, [{**made, "IsDeleted": False, **values}])[0]


def _people(store):
    ids = {}
    for name, permission in (
        ("System Administrator", FULL), ("Integration", FULL),
        ("Sales Manager", SELLER), ("Sales User", SELLER),
    ):  # fmt: skip
        ids[name] = _insert(store, "Profile", Name=name)
        grant(store, ids[name], "*", permission)
    limit_field(
        store, ids["Sales User"], "Opportunity", "Margin__c", readable=False, editable=False
    )
    limit_field(store, ids["Sales User"], "Account", "Rating", readable=True, editable=False)
    ids["head"] = _insert(store, "UserRole", Name="Sales France")
    ids["rep"] = _insert(store, "UserRole", Name="Rep France", ParentRoleId=ids["head"])
    for first, last, profile, role, boss in (
        ("Ada", "Admin", "System Administrator", None, None),
        ("Iris", "Integration", "Integration", None, None),
        ("Sophie", "Marchand", "Sales Manager", "head", None),
        ("Claire", "Moreau", "Sales User", "rep", "sophie"),
        ("Hugo", "Lefevre", "Sales User", "rep", "sophie"),
    ):
        key = first.lower()
        ids[key] = _insert(
            store, "User", FirstName=first, LastName=last, Username=f"{key}@heliade.example",
            Email=f"{key}@heliade.example", IsActive=True, ProfileId=ids[profile],
            UserRoleId=ids.get(role), ManagerId=ids.get(boss), LanguageLocaleKey="fr",
            TimeZoneSidKey="Europe/Paris",
        )  # fmt: skip
        set_password(store, ids[key], DEMO_PASSWORD)
    return ids


def _companies(store, ids):
    found = {}
    for key, name, city in (
        ("delmas_sa", "Delmas SA", "Lyon"), ("delmas_industries", "Delmas Industries", "Nantes"),
        ("vidal", "Vidal Énergie", "Lille"), ("obrien", "O'Brien & Sons Ltd", "Leeds"),
        ("green", "GreenBridge plc", "Bristol"), ("atelier", "L’Atelier du Rhône", "Valence"),
    ):  # fmt: skip
        found[key] = _insert(store, "Account", Name=name, BillingCity=city, OwnerId=ids["claire"])
    for key, first, last, account, more in (
        ("marie", "Marie", "Lefèvre", "delmas_sa",
         {"Email": "marie.lefevre@delmas.example", "Phone": "01 99 00 12 34"}),
        ("anne_marie", "Anne-Marie", "Lefèvre", "vidal", {"MobilePhone": "+33 6 39 98 55 66"}),
        ("jp", "Jean-Pierre", "Martin", "delmas_industries", {"Title": "DAF"}),
        ("hugo_martin", "Hugo", "Martin", "vidal", {"Description": "proche de Delmas SA"}),
        ("liam", "Liam", "O’Brien", "obrien", {"Phone": "020 7946 0123"}),
        ("helene", "Hélène", "Gœtz", "atelier", {}),
    ):  # fmt: skip
        found[key] = _insert(
            store, "Contact", FirstName=first, LastName=last, AccountId=found[account],
            OwnerId=ids["claire"], **more,
        )  # fmt: skip
    return found


def _work(store, ids):
    found = {}
    for key, name, account, stage, amount, close in (
        ("pilot", "Vidal Énergie – renouvellement Pilot", "vidal", "Prospecting", 45000.5,
         "2026-12-15"),
        ("sensors", "Delmas SA – capteurs", "delmas_sa", "Negotiation", 120000, "2026-11-30"),
        ("gateway", "Delmas Industries – passerelle", "delmas_industries", "Closed Won", 8000,
         "2026-10-05"),
    ):  # fmt: skip
        found[key] = _insert(
            store, "Opportunity", Name=name, AccountId=ids[account], StageName=stage, Amount=amount,
            CloseDate=close, OwnerId=ids["claire"],
        )  # fmt: skip
    for number, subject in (("00001234", "Passerelle hors ligne"), ("00001235", "Invoice error")):
        found[number] = _insert(
            store, "Case", CaseNumber=number, Subject=subject, Status="New", Priority="High",
            AccountId=ids["vidal"], OwnerId=ids["claire"],
        )  # fmt: skip
    return found
