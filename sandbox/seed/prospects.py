"""Leads, those converted into accounts and deals of the ledger, and campaigns with members."""

from __future__ import annotations

from dataclasses import replace
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
    """Add leads and campaigns; return (lead as a firm, its person, its id) for the activities."""
    rng = world.rng("leads")
    fresh = [deal for deal in world.deals if deal.kind == "New Business" and deal.people]
    rng.shuffle(fresh)
    pool = {deal.id: deal for deal in fresh}
    starts = sorted((rng.betavariate(1.2, 1.0) * 540 for _ in range(LEADS)), reverse=True)
    leads = [_lead(world, rng, workday(world.ledger.day(ago)), pool) for ago in starts]
    _campaigns(world, world.rng("campaigns"))
    return leads


def _lead(world: World, rng: Random, day: date, pool: dict[str, Deal]) -> tuple[Firm, Person, str]:
    model = rng.choice(world.firms)
    source = rng.choices(list(SOURCES), SOURCE_WEIGHTS)[0]
    rating = rng.choices(["Hot", "Warm", "Cold", None], [20, 40, 25, 15])[0]
    firm, person, title = _stranger(world, rng, model)
    odds = conversion_odds(source, rating, person.rank, firm.fit, email=bool(person.email))
    age = (world.today - day).days
    due = rng.randint(4, 70)
    deal = None
    if happens(rng, odds) and due < age:
        deal = _deal_from(pool, source, firm, day)
    if deal is not None:
        day = workday(deal.steps[0][0] - timedelta(days=due))
        firm, person = deal.firm, deal.people[0]
    status = _status(rng, age) if deal is None else "Closed - Converted"
    values = _values(world, rng, firm, person, title, day)
    values |= {
        "LeadSource": source,
        "Rating": rating,
        "Status": status,
        "IsConverted": int(deal is not None),
    }
    owner = world.users[firm.owner]
    if deal is None and status == "Open - Not Contacted" and rng.random() < 0.4:
        values["OwnerId"] = world.queues["Web Leads"]
    if deal is not None:
        values |= _conversion(deal)
    lead = world.ledger.add("Lead", at(day, rng), owner, **values)
    born = at(day, rng)
    shown = replace(firm, born=born, people=[person])
    return shown, replace(person, until=_silence(world, rng, status, day, deal)), lead


def _silence(world: World, rng: Random, status: str, day: date, deal: Deal | None) -> date | None:
    if status == "Open - Not Contacted":
        return day - timedelta(days=1)
    if deal is not None:
        return deal.steps[0][0]
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


def _deal_from(pool: dict[str, Deal], source: str, firm: Firm, day: date) -> Deal | None:
    """Return a deal that this lead can have become: same source, same language, begun later."""
    for record, deal in pool.items():
        begun = deal.steps[0][0]
        if (
            deal.source == source
            and deal.firm.language == firm.language
            and 0 < (begun - day).days < 250
        ):
            return pool.pop(record)
    return None


def _conversion(deal: Deal) -> dict[str, Any]:
    return {
        "ConvertedDate": deal.steps[0][0].isoformat(),
        "ConvertedAccountId": deal.firm.id,
        "ConvertedContactId": deal.people[0].id,
        "ConvertedOpportunityId": deal.id,
    }


def _campaigns(world: World, rng: Random) -> None:
    for name, kind, months, lasts, budget, language in world.company["campaigns"]:
        start = workday(world.ledger.day(months * 30.4))
        end = start + timedelta(days=lasts)
        status = (
            "Planned"
            if start > world.today
            else "In Progress"
            if end > world.today
            else "Completed"
        )
        boss = "sophie.marchand" if language == "fr" else "oliver.bennett"
        campaign = world.ledger.add(
            "Campaign",
            at(start - timedelta(days=30), rng),
            world.users[boss],
            Name=f"{name} {start.year}",
            Type=kind,
            Status=status,
            StartDate=start.isoformat(),
            EndDate=end.isoformat(),
            BudgetedCost=float(budget),
            ActualCost=round(budget * rng.uniform(0.8, 1.25), 2) if status == "Completed" else None,
            ExpectedRevenue=float(budget * rng.randint(4, 12)),
            ExpectedResponse=float(rng.choice([5, 8, 10, 15])),
            IsActive=int(status != "Completed"),
            OwnerId=world.users[boss],
        )
        if status != "Planned":
            _members(world, rng, campaign, kind, start, language)


def _members(
    world: World, rng: Random, campaign: str, kind: str, start: date, language: str
) -> None:
    source = {"Trade Show": "Trade Show", "Webinar": "Webinar", "Telemarketing": "Cold Call"}.get(
        kind
    )
    people = [person for firm in world.firms if firm.language == language for person in firm.people]
    countries = {name for name, (_, spoken) in COUNTRIES.items() if spoken == language}
    leads = [
        row["Id"]
        for row in world.ledger.of("Lead")
        if row["Country"] in countries
        and abs((date.fromisoformat(row["CreatedDate"][:10]) - start).days) < 60
    ]
    chosen = [("ContactId", person.id) for person in rng.sample(people, rng.randint(25, 60))]
    chosen += [("LeadId", lead) for lead in rng.sample(leads, min(len(leads), rng.randint(10, 35)))]
    rows, tally = world.ledger.rows, {"LeadId": 0, "ContactId": 0, "responses": 0}
    for field, record in chosen:
        status = rng.choices(
            ["Sent", "Responded", "Registered", "Attended", "No Show"], [55, 12, 8, 17, 8]
        )[0]
        responded = status in {"Responded", "Registered", "Attended"}
        tally[field] += 1
        tally["responses"] += responded
        world.ledger.add(
            "CampaignMember",
            at(start, rng),
            world.users["admin"],
            CampaignId=campaign,
            **{field: record},
            Status=status,
            FirstRespondedDate=(start + timedelta(days=rng.randint(0, 6))).isoformat()
            if responded
            else None,
        )
    began = [
        d for d in world.deals if d.source == source and 0 <= (d.steps[0][0] - start).days < 60
    ]
    began = [d for d in began if d.firm.language == language][:15]
    for deal in began:
        rows["Opportunity"][deal.id]["CampaignId"] = campaign
    rows["Campaign"][campaign] |= {
        "NumberSent": float(len(chosen)),
        "NumberOfLeads": tally["LeadId"],
        "NumberOfContacts": tally["ContactId"],
        "NumberOfResponses": tally["responses"],
        "NumberOfOpportunities": len(began),
        "NumberOfWonOpportunities": sum(deal.stage == "Closed Won" for deal in began),
    }
