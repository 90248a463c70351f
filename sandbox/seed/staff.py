"""Héliade itself: organization, roles, profiles and rights, users, queues, territories, stages."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from sandbox.access import Permission, grant, limit_field
from sandbox.credentials import DEMO_PASSWORD, set_password
from sandbox.seed.grammar import read_yaml
from sandbox.seed.world import World
from sandbox.store import Store

DOMAIN = "heliade.example"
FRENCH_REPS = ("claire.moreau", "hugo.lefevre", "ines.garnier")
BRITISH_REPS = ("james.whitfield", "emily.hart", "priya.shah")
_LETTERS = {
    "c": "create", "r": "read", "e": "edit", "d": "delete", "V": "view_all", "M": "modify_all",
}  # fmt: skip


def hire(world: World) -> None:
    """Add the organization and everybody who works there."""
    founded = world.ledger.now - timedelta(days=1500)
    profiles = {
        name: world.ledger.add("Profile", founded, None, Name=name, UserType="Standard")
        for name in world.company["profiles"]
    }
    roles = _roles(world, founded)
    for row in world.company["users"]:
        _user(world, row, profiles, roles, founded)
    admin = world.users["admin"]
    for sobject in ("Profile", "UserRole", "User"):
        for record in world.ledger.of(sobject):
            record |= {"CreatedById": admin, "LastModifiedById": admin}
    world.ledger.add("Organization", founded, admin, **world.company["organization"])
    _queues(world, founded)
    _territories(world, founded)
    _stages(world, founded)


def allow(store: Store, world: World, file: Path) -> None:
    """Give the profiles their rights and the users their password."""
    profiles = {row["Name"]: row["Id"] for row in world.ledger.of("Profile")}
    for profile, rights in read_yaml(file).items():
        for sobject, letters in rights["objects"].items():
            flags = {_LETTERS[letter]: True for letter in letters}
            grant(store, profiles[profile], sobject, Permission(**flags))
        for name, letters in rights["fields"].items():
            sobject, field = name.split(".")
            readable, editable = "r" in letters, "e" in letters
            limit_field(
                store, profiles[profile], sobject, field, readable=readable, editable=editable
            )
    for user in world.users.values():
        set_password(store, user, DEMO_PASSWORD)


def _roles(world: World, founded: datetime) -> dict[str, str]:
    roles: dict[str, str] = {}
    for name, parent, description in world.company["roles"]:
        roles[name] = world.ledger.add(
            "UserRole",
            founded,
            None,
            Name=name,
            DeveloperName=name.replace(" ", "_"),
            ParentRoleId=roles.get(parent),
            RollupDescription=description,
        )
    return roles


def _user(
    world: World, row: list[str], profiles: dict[str, str], roles: dict[str, str], day: datetime
) -> None:
    key, first, last, profile, role, chief, language, title, country, phone, skills, capacity = row
    french = language == "fr"
    world.users[key] = world.ledger.add(
        "User",
        day,
        None,
        Username=f"{key}@{DOMAIN}",
        FirstName=first,
        LastName=last,
        CompanyName="Héliade",
        Department=(role or "IT").split(" ")[0],
        Title=title,
        City="Lyon" if french else "London",
        Country=country,
        Email=f"{key}@{DOMAIN}",
        Phone=phone,
        Alias=key.replace(".", "")[:8],
        IsActive=1,
        TimeZoneSidKey="Europe/Paris" if french else "Europe/London",
        LocaleSidKey="fr_FR_EURO" if french else "en_GB",
        LanguageLocaleKey="fr" if french else "en_US",
        EmailEncodingKey="UTF-8",
        UserRoleId=roles.get(role),
        ProfileId=profiles[profile],
        UserType="Integration" if profile == "Integration" else "Standard",
        ManagerId=world.users.get(chief),
        Skills__c=";".join(skills) or None,
        Case_Capacity__c=capacity,
    )


def _queues(world: World, day: datetime) -> None:
    admin = world.users["admin"]
    for name, developer, email, members in world.company["queues"]:
        queue = world.ledger.add(
            "Group", day, admin, Name=name, DeveloperName=developer, Type="Queue", Email=email
        )
        world.queues[name] = queue
        for member in members:
            user = world.users[member]
            world.ledger.add("GroupMember", day, admin, GroupId=queue, UserOrGroupId=user)


def _territories(world: World, day: datetime) -> None:
    admin, made = world.users["admin"], dict[str, str]()
    for name, developer, parent, countries, prefixes, members in world.company["territories"]:
        made[name] = world.ledger.add(
            "Territory2",
            day,
            admin,
            Name=name,
            DeveloperName=developer,
            ParentTerritory2Id=made.get(parent),
            Countries__c=countries,
            Postal_Prefixes__c=prefixes,
        )
        for member in members:
            world.ledger.add(
                "UserTerritory2Association",
                day,
                admin,
                UserId=world.users[member],
                Territory2Id=made[name],
                IsActive=1,
                RoleInTerritory2="Owner" if parent is None else "Sales Rep",
            )


def _stages(world: World, day: datetime) -> None:
    admin = world.users["admin"]
    for order, (name, probability, forecast, text) in enumerate(world.company["stages"], 1):
        closed, won = name.startswith("Closed"), name == "Closed Won"
        world.ledger.add(
            "OpportunityStage",
            day,
            admin,
            MasterLabel=name,
            ApiName=name,
            IsActive=1,
            SortOrder=order,
            IsClosed=int(closed),
            IsWon=int(won),
            ForecastCategoryName=forecast,
            DefaultProbability=probability,
            Description=text,
        )
    for order, name in enumerate(world.company["lead_statuses"], 1):
        marks = {"IsDefault": int(order == 1), "IsConverted": int(name == "Closed - Converted")}
        named = {"MasterLabel": name, "ApiName": name, "SortOrder": order}
        world.ledger.add("LeadStatus", day, admin, **named, **marks)
    for order, name in enumerate(world.company["case_statuses"], 1):
        marks = {"IsDefault": int(order == 1), "IsClosed": int(name == "Closed")}
        named = {"MasterLabel": name, "ApiName": name, "SortOrder": order}
        world.ledger.add("CaseStatus", day, admin, **named, **marks)
