"""Campaigns, who was invited, who responded, and the deals that came of them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sandbox.seed.ledger import at, workday
from sandbox.seed.reach import COUNTRIES
from sandbox.seed.world import World

_STATUSES = {"Sent": 55, "Responded": 12, "Registered": 8, "Attended": 17, "No Show": 8}
_SOURCE = {"Trade Show": "Trade Show", "Webinar": "Webinar", "Telemarketing": "Cold Call"}


def campaign(world: World) -> None:
    """Add all campaigns with their members and what came of them."""
    rng = world.rng("campaigns")
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
        record = world.ledger.add(
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
            _invite(world, rng, record, start, language)
            _harvest(world, record, kind, start, language)


def _invite(world: World, rng: Random, campaign: str, start: date, language: str) -> None:
    people = [person for firm in world.firms if firm.language == language for person in firm.people]
    leads = _new_leads(world, start, language)
    chosen = [("ContactId", person.id) for person in rng.sample(people, rng.randint(25, 60))]
    chosen += [("LeadId", lead) for lead in rng.sample(leads, min(len(leads), rng.randint(10, 35)))]
    responses = sum(_member(world, rng, campaign, start, *one) for one in chosen)
    contacts = sum(field == "ContactId" for field, _ in chosen)
    world.ledger.rows["Campaign"][campaign] |= {
        "NumberSent": float(len(chosen)),
        "NumberOfLeads": len(chosen) - contacts,
        "NumberOfContacts": contacts,
        "NumberOfResponses": responses,
    }


def _new_leads(world: World, start: date, language: str) -> list[str]:
    countries = {name for name, (_, spoken) in COUNTRIES.items() if spoken == language}
    leads = (row for row in world.ledger.of("Lead") if row["Country"] in countries)
    dated = ((date.fromisoformat(row["CreatedDate"][:10]), row["Id"]) for row in leads)
    return [lead for day, lead in dated if abs((day - start).days) < 60]


def _member(world: World, rng: Random, campaign: str, start: date, field: str, record: str) -> bool:
    """Add one member and return whether they responded."""
    status = rng.choices(list(_STATUSES), list(_STATUSES.values()))[0]
    responded = status in {"Responded", "Registered", "Attended"}
    answered = min(start + timedelta(days=rng.randint(0, 6)), world.today)
    world.ledger.add(
        "CampaignMember",
        at(start, rng),
        world.users["admin"],
        CampaignId=campaign,
        **{field: record},
        Status=status,
        FirstRespondedDate=answered.isoformat() if responded else None,
    )
    return responded


def _harvest(world: World, campaign: str, kind: str, start: date, language: str) -> None:
    """Credit the campaign with the deals of its kind of source that began soon after."""
    deals = [deal for deal in world.deals if deal.firm.language == language]
    deals = [deal for deal in deals if deal.source == _SOURCE.get(kind)]
    deals = [deal for deal in deals if 0 <= (deal.steps[0][0] - start).days < 60][:15]
    for deal in deals:
        world.ledger.rows["Opportunity"][deal.id]["CampaignId"] = campaign
    world.ledger.rows["Campaign"][campaign] |= {
        "NumberOfOpportunities": len(deals),
        "NumberOfWonOpportunities": sum(deal.stage == "Closed Won" for deal in deals),
    }
