"""Accounts and contacts, with names that collide on purpose.

Each firm gets a storyline: two or three pains that come back in every text about it, a competitor
who courts it, sites in named places. Each contact is warm, cold (nobody was in touch for more than
90 days) or was never contacted; some were last met 89, 90, 91 or 92 days ago.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random
from typing import Any

from sandbox.seed.facts import facts_of
from sandbox.seed.hand import without_accents
from sandbox.seed.ledger import at, workday
from sandbox.seed.world import Firm, Person, World

COUNTRIES = {
    "France": (161, "fr"), "United Kingdom": (98, "en"), "Belgium": (9, "fr"),
    "Germany": (8, "en"), "Switzerland": (6, "fr"), "Spain": (6, "en"),
}  # fmt: skip
CONTACTS = 900
Ranges = dict[str, tuple[str, ...]]
FINANCE = frozenset({"Banking", "Finance", "Insurance"})
FRENCH_REPS = ("claire.moreau", "hugo.lefevre", "ines.garnier")
BRITISH_REPS = ("james.whitfield", "emily.hart", "priya.shah")
PAINS = (
    "price", "delays", "data_gaps", "support", "integration", "roi", "lockin", "usability",
    "alerts", "install", "security", "invoicing", "reporting",
)  # fmt: skip
_OFTEN = {
    "Banking": ("security", "reporting"), "Insurance": ("security", "reporting"),
    "Finance": ("roi", "security"), "Manufacturing": ("install", "data_gaps"),
    "Food & Beverage": ("alerts", "install"), "Retail": ("price", "usability"),
    "Healthcare": ("alerts", "support"), "Technology": ("integration", "security"),
    "Government": ("lockin", "price"), "Chemicals": ("install", "reporting"),
}  # fmt: skip
_RIVALS = ("Voltanis", "Voltanis", "Energix Solutions", "GreenMeter")
_LINES: Ranges = {
    "France": (
        "01 99 00 {a:02d} {b:02d}", "+33 1 99 00 {a:02d} {b:02d}", "019900{a:02d}{b:02d}",
        "01.99.00.{a:02d}.{b:02d}",
    ),
    "United Kingdom": ("020 7946 0{c:03d}", "+44 20 7946 0{c:03d}", "(020) 7946 0{c:03d}"),
}  # fmt: skip
_MOBILES: Ranges = {
    "France": ("06 39 98 {a:02d} {b:02d}", "+33 6 39 98 {a:02d} {b:02d}", "063998{a:02d}{b:02d}"),
    "United Kingdom": ("07700 900{c:03d}", "+44 7700 900{c:03d}", "07700900{c:03d}"),
}  # fmt: skip


def settle(world: World) -> None:
    """Add all accounts with their contacts."""
    rng, taken = world.rng("firms"), set[str]()
    parents: dict[str, str] = {}
    for name, industry, country, owner, parent in world.names["pairs"]:
        taken.add(name)
        firm = _firm(world, rng, name, industry, country, owner, parents.get(parent))
        parents[name] = firm.id
    for country, (count, _) in COUNTRIES.items():
        for index in range(count):
            industry = _industry(world, rng)
            name = _company_name(world, rng, industry, country, taken)
            _firm(world, rng, name, industry, country, _owner(country, index))
    _people(world, world.rng("people"))


def phone(rng: Random, country: str, kinds: Ranges | None = None) -> str | None:
    """Return a phone number from the ranges kept for fiction, in one of the usual writings."""
    patterns = (kinds or _LINES).get(country)
    if patterns is None:
        return None
    a, b, c = rng.randint(11, 99), rng.randint(0, 99), rng.randint(100, 999)
    return rng.choice(patterns).format(a=a, b=b, c=c)


def mobile(rng: Random, country: str) -> str | None:
    """Return a mobile number from the ranges kept for fiction."""
    return phone(rng, country, _MOBILES)


def slug(text: str) -> str:
    """Return the text as it stands in an address: letters, digits and hyphens."""
    plain = without_accents(text).lower().replace("œ", "oe").replace("&", "and")
    return re.sub(r"[^a-z0-9]+", "-", re.sub("[’']", "", plain)).strip("-")


def _industry(world: World, rng: Random) -> str:
    companies = world.names["companies"]
    return rng.choices(list(companies), [row[0] for row in companies.values()])[0]


def _company_name(world: World, rng: Random, industry: str, country: str, taken: set[str]) -> str:
    language = COUNTRIES[country][1]
    stems = world.names["stems"][{"Germany": "de", "Spain": "es"}.get(country, language)]
    patterns = world.names["companies"][industry][2 if language == "fr" else 3]
    for attempt in range(200):
        ending = f" {rng.choice(['SA', 'SAS', 'Group', 'Holding'])}" if attempt > 60 else ""
        name: str = rng.choice(patterns).format(stem=rng.choice(stems)) + ending
        if name not in taken:
            break
    taken.add(name)
    return name


def _owner(country: str, index: int) -> str:
    if index % 23 == 22:
        return "sophie.marchand" if COUNTRIES[country][1] == "fr" else "oliver.bennett"
    if country == "Spain":
        return BRITISH_REPS[2]
    reps = FRENCH_REPS if COUNTRIES[country][1] == "fr" else BRITISH_REPS
    return reps[index % 3]


def _firm(
    world: World, rng: Random, name: str, industry: str, country: str, owner: str,
    parent: str | None = None,
) -> Firm:  # fmt: skip
    ledger, language = world.ledger, COUNTRIES[country][1]
    cities = world.names["cities"][country]
    city, postcode = rng.choice(cities)
    sites = min(120, max(1, round(rng.lognormvariate(2.1, 0.9))))
    born = at(workday(ledger.day(rng.uniform(200, 1400))), rng)
    employees = max(8, round(sites * rng.lognormvariate(3.4, 0.7)))
    record = ledger.add(
        "Account",
        born,
        world.users[owner],
        Name=name,
        Type="Prospect",
        ParentId=parent,
        **_address(world, rng, language, city, postcode, country),
        Phone=phone(rng, country),
        Website=f"https://www.{slug(name)}.example",
        AccountNumber=f"C{rng.randint(10000, 99999)}",
        Industry=industry,
        AnnualRevenue=round(employees * rng.uniform(90, 260)) * 1000.0,
        NumberOfEmployees=employees,
        Ownership=rng.choice(["Private", "Private", "Public", "Subsidiary"]),
        Rating=rng.choice(["Hot", "Warm", "Warm", "Cold"]),
        AccountSource=rng.choice(["Web", "Partner Referral", "Trade Show", "Cold Call", "Other"]),
        OwnerId=world.users[owner],
        Sites__c=sites,
        Siret__c=_siret(rng) if country == "France" else None,
    )
    places = [
        city,
        *rng.sample(sorted({other for other, _ in cities} - {city}), min(2, len(cities) - 1)),
    ]
    firm = Firm(
        id=record,
        name=name,
        language=language,
        industry=industry,
        fit=world.names["companies"][industry][1],
        owner=owner,
        country=country,
        city=city,
        sites=sites,
        places=places,
        pains=_pains(rng, industry),
        rival=rng.choice(_RIVALS),
        born=born,
    )
    world.firms.append(firm)
    return firm


def _address(
    world: World, rng: Random, language: str, city: str, postcode: str, country: str
) -> dict[str, str]:
    street = f"{rng.randint(1, 180)} {rng.choice(world.names['streets'][language])}"
    return {
        "BillingStreet": street,
        "BillingCity": city,
        "BillingPostalCode": postcode,
        "BillingCountry": country,
        "ShippingStreet": street,
        "ShippingCity": city,
        "ShippingPostalCode": postcode,
        "ShippingCountry": country,
    }


def _siret(rng: Random) -> str:
    """Return 14 digits whose checksum is wrong on purpose: no real firm can have this number."""
    digits = [rng.randint(0, 9) for _ in range(13)]
    doubled = (
        digit * 2 - 9 * (digit > 4) if place % 2 == 0 else digit
        for place, digit in enumerate(digits)
    )
    key = (10 - sum(doubled) % 10) % 10
    return "".join(map(str, [*digits, (key + 5) % 10]))


def _pains(rng: Random, industry: str) -> list[str]:
    often = list(_OFTEN.get(industry, ("price", "data_gaps")))
    chosen = [rng.choice(often)] if rng.random() < 0.7 else []
    rest = [pain for pain in PAINS if pain not in chosen]
    return chosen + rng.sample(rest, rng.choice([2, 2, 3]) - len(chosen))


def _people(world: World, rng: Random) -> None:
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
    _describe(world, world.rng("descriptions"))


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


def _describe(world: World, rng: Random) -> None:
    for firm in world.firms:
        words, rows = world.words[firm.language], world.ledger.rows
        if rng.random() < 0.7:
            facts = facts_of(world, rng, firm, firm.born.date(), firm.owner)
            rows["Account"][firm.id]["Description"] = words.write("about.account", facts)
        for person in firm.people:
            if rng.random() < 0.25:
                facts = facts_of(world, rng, firm, firm.born.date(), firm.owner, person)
                rows["Contact"][person.id]["Description"] = words.write("about.contact", facts)
