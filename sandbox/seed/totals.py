"""What follows from the records: last activities, health of accounts, and dirty data at the end."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from sandbox.seed.hand import without_accents
from sandbox.seed.world import World
from sandbox.store import Row


def add_up(world: World) -> None:
    """Set LastActivityDate (completed tasks and past events) and the accounts' health."""
    today, last = world.today.isoformat(), dict[str, str]()
    activities = [row for row in world.ledger.of("Task") if row["Status"] == "Completed"]
    activities += [row for row in world.ledger.of("Event") if row["ActivityDate"] <= today]
    for row in activities:
        for record in {row["WhoId"], row["WhatId"], row["AccountId"]} - {None}:
            last[record] = max(last.get(record, ""), row["ActivityDate"])
    for sobject in ("Account", "Contact", "Lead", "Opportunity", "Case"):
        for row in world.ledger.of(sobject):
            row["LastActivityDate"] = last.get(row["Id"])
    _health(world, world.rng("health"))


def _health(world: World, rng: Random) -> None:
    recent = Counter(
        row["AccountId"]
        for row in world.ledger.of("Case")
        if (world.today - date.fromisoformat(row["CreatedDate"][:10])).days < 180
    )
    for firm in world.firms:
        row = world.ledger.rows["Account"][firm.id]
        if firm.customer_since is None:
            continue
        silent = (
            world.today - date.fromisoformat(row["LastActivityDate"] or "2000-01-01")
        ).days > 90
        score = 82 - 6 * recent[firm.id] - 15 * silent - 4 * len(firm.pains) + rng.gauss(0, 8)
        row["Health_Score__c"] = round(max(3, min(99, score)))


def soil(world: World) -> None:
    """Dirty some records the way people do: capitals, lost accents, records entered twice."""
    rng = world.rng("dirt")
    for row in list(world.ledger.of("Contact")):
        if rng.random() < 0.05:
            row["LastName"] = row["LastName"].upper()
        elif rng.random() < 0.03:
            row["FirstName"] = without_accents(row["FirstName"]).lower()
        elif rng.random() < 0.02:
            row["Title"] = None
    for row in list(world.ledger.of("Lead")):
        if rng.random() < 0.07 and not row["IsConverted"]:
            row["LastName"], row["Company"] = row["LastName"].upper(), row["Company"].lower()
    for row in rng.sample(list(world.ledger.of("Contact")), 14):
        _again(
            world,
            rng,
            "Contact",
            row,
            {"FirstName": without_accents(row["FirstName"]), "Phone": None},
        )
    accounts = [row for row in world.ledger.of("Account") if row["ParentId"] is None]
    for row in rng.sample(accounts, 7):
        name = rng.choice([row["Name"].upper(), without_accents(row["Name"]), f"{row['Name']} "])
        name = f"{row['Name']} (2)" if name == row["Name"] else name
        _again(world, rng, "Account", row, {"Name": name, "Phone": None, "Type": "Prospect"})


def _again(world: World, rng: Random, sobject: str, row: Row, changed: Row) -> None:
    """Enter a record a second time, as somebody who did not look first."""
    lost = ("Description", "LastActivityDate", "Health_Score__c", "Customer_Since__c", "Birthdate")
    system = ("Id", "IsDeleted", "CreatedById", "LastModifiedById")
    dates = ("CreatedDate", "LastModifiedDate", "SystemModstamp")
    kept = {key: value for key, value in row.items() if key not in (*lost, *system, *dates)}
    entered = world.ledger.now - timedelta(days=rng.uniform(1, 365))
    world.ledger.add(sobject, entered, world.users["integration"], **kept | changed)
