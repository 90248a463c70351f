"""Contacts, several of whom bear the same name.

Each is warm, cold (nobody was in touch for more than 90 days) or was never contacted; in the
finance accounts of each rep some were last met 89, 90, 91 or 92 days ago.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from sandbox.seed.facts import facts_of
from sandbox.seed.ledger import at, workday
from sandbox.seed.reach import mobile, phone, slug
from sandbox.seed.staff import BRITISH_REPS, FRENCH_REPS
from sandbox.seed.world import Firm, Person, World

CONTACTS = 900
FINANCE = frozenset({"Banking", "Finance", "Insurance"})


def employ(world: World) -> None:
    """Add all contacts."""
    rng = world.rng("people")
    twins = [
        (first, last, language)
        for first, last, language, times in world.names["twins"]
        for _ in range(times)
    ]
    for first, last, language in twins:
        firm = rng.choice([f for f in world.firms if f.language == language and not _has(f, last)])
        _person(world, rng, firm, first, last)
    for firm in world.firms:
        if not firm.people:
            _person(world, rng, firm)
    weights = [1 + min(firm.sites, 12) / 3 for firm in world.firms]
    while sum(len(firm.people) for firm in world.firms) < CONTACTS:
        firm = rng.choices(world.firms, weights)[0]
        if len(firm.people) < 7:
            _person(world, rng, firm)
    _boundary(world)


def _has(firm: Firm, last: str) -> bool:
    return any(person.last == last for person in firm.people)


def _person(
    world: World, rng: Random, firm: Firm, first: str | None = None, last: str | None = None
) -> None:
    names, country = world.names, firm.country
    culture = {"Germany": "de", "Spain": "es"}.get(country, firm.language)
    pool = names["first"][culture]
    woman = first in pool["f"] if first else rng.random() < 0.46
    first = first or rng.choice(pool["f" if woman else "m"])
    lasts = names["last"][culture]
    last = last or rng.choices(lasts, [3 if place < 12 else 1 for place in range(len(lasts))])[0]
    title = rng.choice(names["titles"])
    email = f"{slug(first)}.{slug(last)}@{slug(firm.name)}.example" if rng.random() < 0.9 else None
    warmth = rng.random()
    until = world.ledger.day(rng.uniform(93, 700)) if 0.13 < warmth < 0.45 else None
    language = firm.language if culture == firm.language else rng.choice([culture, "en"])
    record = _contact(world, rng, firm, first, last, title, woman, email, language)
    champion = rng.random() < 0.25
    named = title[1] if firm.language == "en" else title[2 if woman else 3]
    firm.people.append(
        Person(record, first, last, woman, named, title[0], email, until, warmth <= 0.13, champion)
    )


def _contact(
    world: World, rng: Random, firm: Firm, first: str, last: str, title: list[Any], woman: bool,
    email: str | None, language: str,
) -> str:  # fmt: skip
    french = firm.language == "fr"
    born = at(workday(firm.born.date() + timedelta(days=rng.randint(0, 150))), rng)
    return world.ledger.add(
        "Contact",
        born,
        world.users[firm.owner],
        AccountId=firm.id,
        FirstName=first,
        LastName=last,
        Salutation="Ms." if woman else "Mr.",
        MailingCity=firm.city,
        MailingCountry=firm.country,
        Phone=phone(rng, firm.country) if rng.random() < 0.75 else None,
        MobilePhone=mobile(rng, firm.country) if rng.random() < 0.5 else None,
        Email=email,
        Title=title[2 if woman else 3] if french else title[1],
        Department=title[5] if french else title[4],
        LeadSource=rng.choice(["Web", "Trade Show", "Partner Referral", "Webinar", "Other"]),
        Birthdate=date(rng.randint(1962, 1998), rng.randint(1, 12), rng.randint(1, 28)).isoformat()
        if rng.random() < 0.15
        else None,
        OwnerId=world.users[firm.owner],
        HasOptedOutOfEmail=int(rng.random() < 0.07),
        DoNotCall=int(rng.random() < 0.04),
        Preferred_Language__c=language,
        Decision_Role__c={3: "Decision Maker", 2: "Technical Buyer", 1: "User"}[title[0]]
        if rng.random() < 0.6
        else None,
    )


def _boundary(world: World) -> None:
    """Put contacts of each rep's finance accounts on both sides of the 90-day line."""
    for owner in (*FRENCH_REPS, *BRITISH_REPS):
        firms = [f for f in world.firms if f.owner == owner and f.industry in FINANCE]
        people = [person for firm in firms for person in firm.people]
        for person, ago in zip(people, (89, 90, 91, 92, 120, 200, 0, None, 45), strict=False):
            person.untouched = ago is None
            person.until = world.ledger.day(ago) if ago else None


def describe(world: World) -> None:
    """Write what the reps noted about accounts and contacts."""
    rng = world.rng("descriptions")
    for firm in world.firms:
        words, rows = world.words[firm.language], world.ledger.rows
        kind = "prospect" if firm.customer_since is None else "customer"
        if rng.random() < 0.7:
            facts = facts_of(world, rng, firm, firm.born.date(), firm.owner)
            rows["Account"][firm.id]["Description"] = words.write(f"about.{kind}", facts)
        for person in firm.people:
            if rng.random() < 0.25:
                facts = facts_of(world, rng, firm, firm.born.date(), firm.owner, person)
                rows["Contact"][person.id]["Description"] = words.write("about.contact", facts)
