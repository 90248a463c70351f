"""Leads, and which of them were converted into accounts and deals of the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from sandbox.seed.facts import facts_of
from sandbox.seed.ledger import at, workday
from sandbox.seed.outcomes import SOURCE_WEIGHTS, SOURCES, conversion_odds, happens
from sandbox.seed.reach import COUNTRIES, mobile, phone, slug
from sandbox.seed.staff import BRITISH_REPS, FRENCH_REPS
from sandbox.seed.world import Deal, Firm, Person, World

LEADS = 700
_BUDGETS = (5000, 8000, 12000, 15000, 20000, 25000, 30000, 40000, 60000, 80000, 120000)


def attract(world: World) -> list[tuple[Firm, Person, str]]:
    """Add all leads; return (lead as a firm, its person, its id) for the activities."""
    rng = world.rng("leads")
    fresh = [deal for deal in world.deals if deal.kind == "New Business" and deal.people]
    rng.shuffle(fresh)
    pool = {deal.id: deal for deal in fresh}
    starts = sorted((rng.betavariate(1.0, 1.2) * 540 for _ in range(LEADS)), reverse=True)
    return [_lead(world, rng, workday(world.ledger.day(ago)), pool) for ago in starts]


@dataclass(frozen=True)
class Conversion:
    """What a lead became, and when; some become a contact of a known account, without a deal."""

    day: date
    firm: Firm
    person: Person
    deal: Deal | None

    def fields(self) -> dict[str, Any]:
        """Return the lead's fields that say so."""
        return {
            "Status": "Closed - Converted",
            "IsConverted": 1,
            "ConvertedDate": self.day.isoformat(),
            "ConvertedAccountId": self.firm.id,
            "ConvertedContactId": self.person.id,
            "ConvertedOpportunityId": self.deal.id if self.deal else None,
        }


def _lead(world: World, rng: Random, day: date, pool: dict[str, Deal]) -> tuple[Firm, Person, str]:
    source = rng.choices(list(SOURCES), SOURCE_WEIGHTS)[0]
    rating = rng.choices(["Hot", "Warm", "Cold", None], [20, 40, 25, 15])[0]
    firm, person, title = _stranger(world, rng, rng.choice(world.firms))
    odds = conversion_odds(source, rating, person.rank, firm.fit, email=bool(person.email))
    age, due = (world.today - day).days, rng.randint(4, 70)
    became = None
    if happens(rng, odds) and due < age:
        became = _conversion(world, rng, pool, source, firm, day, due)
    if became is not None:
        day = workday(became.day - timedelta(days=due))
        firm, person = became.firm, became.person
    status = _status(rng, age)
    values = _values(world, rng, firm, person, title, day)
    values |= {"LeadSource": source, "Rating": rating, "Status": status, "IsConverted": 0}
    if became is not None:
        values |= became.fields()
    elif status == "Open - Not Contacted" and rng.random() < 0.4:
        values["OwnerId"] = world.queues["Web Leads"]
    moment = at(day, rng)
    lead = world.ledger.add("Lead", moment, world.users[firm.owner], **values)
    until = became.day if became else _silence(rng, status, day)
    shown = replace(person, until=until, untouched=False)
    return replace(firm, born=moment, people=[shown]), shown, lead


def _silence(rng: Random, status: str, day: date) -> date | None:
    """Return the last day on which somebody called, if the calls ended."""
    if status == "Open - Not Contacted":
        return day - timedelta(days=1)
    return None if rng.random() < 0.6 else day + timedelta(days=rng.randint(5, 60))


def _status(rng: Random, age: int) -> str:
    if age < 10:
        return rng.choices(["Open - Not Contacted", "Working - Contacted"], [60, 40])[0]
    return rng.choices(
        ["Open - Not Contacted", "Working - Contacted", "Nurturing", "Closed - Not Converted"],
        [12, 28, 18, 42],
    )[0]


def _stranger(world: World, rng: Random, model: Firm) -> tuple[Firm, Person, list[Any]]:
    """Return somebody from a company we do not know yet, in the model's country and trade."""
    names, language = world.names, model.language
    patterns = names["companies"][model.industry][2 if language == "fr" else 3]
    company = rng.choice(patterns).format(stem=rng.choice(names["stems"][language]))
    culture = {"Germany": "de", "Spain": "es"}.get(model.country, language)
    woman = rng.random() < 0.45
    first = rng.choice(names["first"][culture]["f" if woman else "m"])
    last = rng.choice(names["last"][culture])
    title = rng.choice(names["titles"])
    email = (
        f"{slug(first)[0]}.{slug(last)}@{slug(company)}.example" if rng.random() < 0.85 else None
    )
    owner = model.owner
    if owner in {"sophie.marchand", "oliver.bennett"} or rng.random() < 0.3:
        owner = rng.choice(FRENCH_REPS if COUNTRIES[model.country][1] == "fr" else BRITISH_REPS)
    named = title[1] if language == "en" else title[2 if woman else 3]
    person = Person("", first, last, woman, named, title[0], email)
    sites = max(1, round(rng.lognormvariate(1.6, 0.9)))
    firm = replace(model, id="", name=company, owner=owner, sites=sites, people=[person], owned=[])
    return firm, person, title


def _values(
    world: World, rng: Random, firm: Firm, person: Person, title: list[Any], day: date
) -> dict[str, Any]:
    words = world.words[firm.language]
    facts = facts_of(world, rng, firm, day, firm.owner, person)
    return {
        "FirstName": person.first,
        "LastName": person.last,
        "Salutation": "Ms." if person.woman else "Mr.",
        "Title": person.title,
        "Company": firm.name,
        "City": firm.city,
        "Country": firm.country,
        "PostalCode": next(
            (code for city, code in world.names["cities"][firm.country] if city == firm.city), None
        ),
        "Phone": phone(rng, firm.country) if rng.random() < 0.65 else None,
        "MobilePhone": mobile(rng, firm.country) if rng.random() < 0.35 else None,
        "Email": person.email,
        "Website": f"https://www.{slug(firm.name)}.example" if rng.random() < 0.5 else None,
        "Description": words.write("about.lead", facts) if rng.random() < 0.7 else None,
        "Industry": firm.industry if rng.random() < 0.9 else None,
        "AnnualRevenue": rng.randint(5, 800) * 100000.0 if rng.random() < 0.5 else None,
        "NumberOfEmployees": firm.sites * rng.randint(10, 60) if rng.random() < 0.7 else None,
        "OwnerId": world.users[firm.owner],
        "HasOptedOutOfEmail": int(rng.random() < 0.06),
        "DoNotCall": int(rng.random() < 0.03),
        "Budget__c": float(rng.choice(_BUDGETS)) if rng.random() < 0.35 else None,
        "Timeline__c": facts["month"] if rng.random() < 0.3 else None,
        "Sites__c": firm.sites if rng.random() < 0.7 else None,
    }


def _conversion(
    world: World, rng: Random, pool: dict[str, Deal], source: str, like: Firm, day: date, due: int
) -> Conversion | None:
    """Return what a lead can have become: a deal of the same source, else a known contact."""
    for record, deal in pool.items():
        begun = deal.steps[0][0]
        known = deal.source == source and deal.firm.language == like.language
        if known and 0 < (begun - day).days < 250:
            return Conversion(begun, deal.firm, deal.people[0], pool.pop(record))
    done = workday(day + timedelta(days=due))
    firms = [firm for firm in world.firms if firm.industry == like.industry and firm.people]
    firms = [firm for firm in firms if firm.language == like.language and firm.born.date() < day]
    if not firms:
        return None
    firm = rng.choice(firms)
    return Conversion(done, firm, rng.choice(firm.people), None)
