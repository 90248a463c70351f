"""A deal in the ledger: the opportunity, its contact roles, line items and stage history."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sandbox.clock import stamp
from sandbox.seed.catalog import Line
from sandbox.seed.facts import facts_of
from sandbox.seed.ledger import at, workday
from sandbox.seed.outcomes import OPEN_STAGES
from sandbox.seed.world import Deal, World

_ROLES = {3: "Decision Maker", 2: "Technical Buyer", 1: "Business User"}


def record(world: World, rng: Random, deal: Deal, lines: list[Line], book: str) -> None:
    """Add a deal to the ledger and to the world; a won one makes its firm a customer."""
    ledger, user = world.ledger, world.users[deal.owner]
    created = at(deal.steps[0][0], rng)
    changed = at(deal.steps[-1][0], rng)
    close = _close_date(world, rng, deal)
    odds = _probability(world, deal.stage)
    deal.id = ledger.add(
        "Opportunity",
        created,
        user,
        AccountId=deal.firm.id,
        Name=deal.name,
        StageName=deal.stage,
        Amount=deal.amount,
        Probability=odds if rng.random() < 0.9 or deal.closed else min(95, odds + 10),
        TotalOpportunityQuantity=sum(quantity for _, quantity, _ in lines) or None,
        CloseDate=close.isoformat(),
        Type=deal.kind,
        LeadSource=deal.source if rng.random() < 0.96 else None,
        HasOpportunityLineItem=int(bool(lines)),
        Pricebook2Id=book if lines else None,
        ContactId=deal.people[0].id if deal.people else None,
        OwnerId=user,
        LastStageChangeDate=stamp(ledger.clip(changed)),
        Margin__c=round(rng.gauss(38, 7) - deal.discount * 0.6, 1) if deal.amount else None,
        Discount__c=deal.discount or None,
        Loss_Reason__c=deal.loss_reason,
        Competitor__c=None if deal.rival == "None" and rng.random() < 0.6 else deal.rival,
        Sites__c=deal.sites,
    )
    ledger.touch("Opportunity", deal.id, max(created, changed), user)
    _say(world, rng, deal)
    _roles(world, rng, deal)
    _lines(world, deal, lines)
    _history(world, rng, deal, close)
    world.deals.append(deal)
    if deal.stage == "Closed Won":
        _customer(world, deal)


def _say(world: World, rng: Random, deal: Deal) -> None:
    """Write the deal's description and, while it is open, what comes next."""
    row = world.ledger.rows["Opportunity"][deal.id]
    person = deal.people[0] if deal.people else None
    words, hand = world.words[deal.firm.language], world.hand(deal.owner)
    facts = facts_of(world, rng, deal.firm, deal.steps[0][0], deal.owner, person, deal)
    if rng.random() < 0.6:
        row["Description"] = hand.write(words.write("about.deal", facts), rng)
    if not deal.closed and not deal.neglected and rng.random() < 0.85:
        last = workday(world.ledger.day(rng.uniform(0, 12)))
        facts = facts_of(world, rng, deal.firm, last, deal.owner, person, deal)
        row["NextStep"] = hand.write(words.write("next.field", facts), rng)[:255]
        row["Next_Step_Date__c"] = (last + timedelta(days=rng.randint(2, 20))).isoformat()


def _close_date(world: World, rng: Random, deal: Deal) -> date:
    if deal.closed:
        return deal.steps[-1][0]
    left = 1 - OPEN_STAGES.index(deal.stage) / len(OPEN_STAGES)
    ahead = world.today + timedelta(days=_days_ahead(rng.random(), rng.random(), left))
    began = deal.steps[0][0]
    stale = (world.today - began).days > 60 and rng.random() < 0.22
    return began + timedelta(days=rng.randint(30, 60)) if stale else ahead


def _days_ahead(soon: float, late: float, left: float) -> int:
    """Many late deals are due within a fortnight, early ones spread over the coming months."""
    return round(1 + 38 * soon**3 + left * (5 + 175 * late**3))


def _probability(world: World, stage: str) -> int:
    return next(int(row[1]) for row in world.company["stages"] if row[0] == stage)


def _roles(world: World, rng: Random, deal: Deal) -> None:
    for place, person in enumerate(deal.people):
        champion = person.champion and rng.random() < 0.7
        world.ledger.add(
            "OpportunityContactRole",
            at(deal.steps[0][0], rng),
            world.users[deal.owner],
            OpportunityId=deal.id,
            ContactId=person.id,
            Role="Champion" if champion else _ROLES[person.rank],
            IsPrimary=int(place == 0),
        )


def _lines(world: World, deal: Deal, lines: list[Line]) -> None:
    row = world.ledger.rows["Opportunity"][deal.id]
    for product, quantity, price in lines:
        world.ledger.add(
            "OpportunityLineItem",
            at(deal.steps[0][0], world.rng(deal.id)),
            world.users[deal.owner],
            OpportunityId=deal.id,
            Name=f"{deal.name} {product.names['en']}"[:376],
            PricebookEntryId=product.entries[row["Pricebook2Id"]][0],
            Product2Id=product.id,
            ProductCode=product.code,
            Quantity=quantity,
            UnitPrice=price,
            ListPrice=price,
            Discount=deal.discount or None,
        )


def _history(world: World, rng: Random, deal: Deal, close: date) -> None:
    """Add one row a stage; the amount was rougher and the close date earlier at first."""
    user, last = world.users[deal.owner], len(deal.steps) - 1
    forecasts = {row[0]: row[2] for row in world.company["stages"]}
    before: str | None = None
    for place, (day, stage) in enumerate(deal.steps):
        rough = deal.amount and round(deal.amount * rng.uniform(0.75, 1.2), -2)
        amount = deal.amount if place == last or rng.random() < 0.4 else rough
        odds = _probability(world, stage)
        moment = at(day, rng)
        world.ledger.add(
            "OpportunityHistory",
            moment,
            user,
            OpportunityId=deal.id,
            StageName=stage,
            Amount=amount,
            ExpectedRevenue=amount and round(amount * odds / 100, 2),
            CloseDate=(
                close if place == last else close - timedelta(days=rng.choice([0, 0, 14, 30]))
            ).isoformat(),
            Probability=odds,
            ForecastCategory=forecasts[stage],
        )
        _field_change(world, deal, moment.date(), before, stage, rng)
        before = stage


def _field_change(
    world: World, deal: Deal, day: date, before: str | None, stage: str, rng: Random
) -> None:
    world.ledger.add(
        "OpportunityFieldHistory",
        at(day, rng),
        world.users[deal.owner],
        OpportunityId=deal.id,
        Field="StageName" if before else "created",
        OldValue=before,
        NewValue=stage if before else None,
    )


def _customer(world: World, deal: Deal) -> None:
    """Make the firm a customer from the day the deal was won."""
    firm, won = deal.firm, deal.steps[-1][0]
    firm.owned.append(deal.product.code)
    if firm.customer_since is None or won < firm.customer_since:
        firm.customer_since = won
    row = world.ledger.rows["Account"][firm.id]
    row |= {"Type": "Customer - Direct", "Customer_Since__c": firm.customer_since.isoformat()}
