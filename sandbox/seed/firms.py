"""Accounts, some of whose names differ by a suffix only.

Each firm gets a storyline: two or three pains that come back in every text about it (and two doubts
before it is a customer), a competitor who courts it, sites in named places.
"""

from __future__ import annotations

from random import Random

from sandbox.seed.ledger import at, workday
from sandbox.seed.reach import COUNTRIES, phone, slug
from sandbox.seed.staff import BRITISH_REPS, FRENCH_REPS
from sandbox.seed.world import Firm, World

PAINS = (
    "price", "delays", "data_gaps", "support", "integration", "roi", "lockin", "usability",
    "alerts", "install", "security", "invoicing", "reporting",
)  # fmt: skip
DOUBTS = (
    "new_price", "new_price", "new_roi", "new_lockin", "new_security", "new_delays",
    "new_integration", "new_installs",
)  # fmt: skip
_OFTEN = {
    "Banking": ("security", "reporting"), "Insurance": ("security", "reporting"),
    "Finance": ("roi", "security"), "Manufacturing": ("install", "data_gaps"),
    "Food & Beverage": ("alerts", "install"), "Retail": ("price", "usability"),
    "Healthcare": ("alerts", "support"), "Technology": ("integration", "security"),
    "Government": ("lockin", "price"), "Chemicals": ("install", "reporting"),
}  # fmt: skip
_RIVALS = ("Voltanis", "Voltanis", "Energix Solutions", "GreenMeter")


def settle(world: World) -> None:
    """Add all accounts."""
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


def _industry(world: World, rng: Random) -> str:
    companies = world.names["companies"]
    found: str = rng.choices(list(companies), [row[0] for row in companies.values()])[0]
    return found


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
    language = COUNTRIES[country][1]
    cities = world.names["cities"][country]
    city, postcode = rng.choice(cities)
    sites = min(120, max(1, round(rng.lognormvariate(2.1, 0.9))))
    born = at(workday(world.ledger.day(rng.uniform(200, 1400))), rng)
    places = [
        city,
        *rng.sample(sorted({other for other, _ in cities} - {city}), min(2, len(cities) - 1)),
    ]
    firm = Firm(
        id="",
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
        doubts=rng.sample(DOUBTS, 2),
        rival=rng.choice(_RIVALS),
        born=born,
    )
    firm.id = _account(world, rng, firm, postcode, parent)
    world.firms.append(firm)
    return firm


def _account(world: World, rng: Random, firm: Firm, postcode: str, parent: str | None) -> str:
    employees = max(8, round(firm.sites * rng.lognormvariate(3.4, 0.7)))
    owner = world.users[firm.owner]
    return world.ledger.add(
        "Account",
        firm.born,
        owner,
        Name=firm.name,
        Type="Prospect",
        ParentId=parent,
        **_address(world, rng, firm, postcode),
        Phone=phone(rng, firm.country),
        Website=f"https://www.{slug(firm.name)}.example",
        AccountNumber=f"C{rng.randint(10000, 99999)}",
        Industry=firm.industry,
        AnnualRevenue=round(employees * rng.uniform(90, 260)) * 1000.0,
        NumberOfEmployees=employees,
        Ownership=rng.choice(["Private", "Private", "Public", "Subsidiary"]),
        Rating=rng.choice(["Hot", "Warm", "Warm", "Cold"]),
        AccountSource=rng.choice(["Web", "Partner Referral", "Trade Show", "Cold Call", "Other"]),
        OwnerId=owner,
        Sites__c=firm.sites,
        Siret__c=_siret(rng) if firm.country == "France" else None,
    )


def _address(world: World, rng: Random, firm: Firm, postcode: str) -> dict[str, str]:
    street = f"{rng.randint(1, 180)} {rng.choice(world.names['streets'][firm.language])}"
    return {
        "BillingStreet": street,
        "BillingCity": firm.city,
        "BillingPostalCode": postcode,
        "BillingCountry": firm.country,
        "ShippingStreet": street,
        "ShippingCity": firm.city,
        "ShippingPostalCode": postcode,
        "ShippingCountry": firm.country,
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
