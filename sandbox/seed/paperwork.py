"""What follows a deal: quotes once a price is asked, then orders, contracts and assets when won."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sandbox.seed.facts import facts_of
from sandbox.seed.ledger import at, workday
from sandbox.seed.world import Deal, World
from sandbox.store import Row

_PRICED = frozenset({"Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost"})
_COPIED = ("PricebookEntryId", "Product2Id", "Quantity", "UnitPrice", "ListPrice", "Discount")


def file_papers(world: World) -> None:
    """Add the papers of all deals."""
    rng = world.rng("papers")
    lines: dict[str, list[Row]] = {}
    for line in world.ledger.of("OpportunityLineItem"):
        lines.setdefault(line["OpportunityId"], []).append(line)
    for number, deal in enumerate(world.deals, 1):
        priced = next((day for day, stage in deal.steps if stage in _PRICED), None)
        if priced is None or (deal.stage == "Closed Lost" and len(deal.steps) < 4):
            continue
        rows = lines.get(deal.id, [])
        quote = _quote(world, rng, deal, priced, rows, number) if rows else None
        if deal.stage == "Closed Won":
            _fulfil(world, rng, deal, rows, quote, number)


def _quote(world: World, rng: Random, deal: Deal, day: date, lines: list[Row], number: int) -> str:
    user, person = world.users[deal.owner], deal.people[0] if deal.people else None
    subtotal = round(sum(line["Quantity"] * line["UnitPrice"] for line in lines), 2)
    cut = 1 - deal.discount / 100
    total = round(sum(round(line["Quantity"] * line["UnitPrice"] * cut, 2) for line in lines), 2)
    french = deal.firm.language == "fr"
    status = {"Closed Won": "Accepted", "Closed Lost": "Denied", "Negotiation/Review": "Presented"}
    quote = world.ledger.add(
        "Quote",
        at(day, rng),
        user,
        OpportunityId=deal.id,
        Name=f"{'Devis' if french else 'Quote'} {deal.name}"[:255],
        QuoteNumber=f"{number:08d}",
        AccountId=deal.firm.id,
        ContactId=person.id if person else None,
        Pricebook2Id=world.ledger.rows["Opportunity"][deal.id]["Pricebook2Id"],
        Status=status.get(
            deal.stage, rng.choice(["Draft", "In Review", "Approved", "Needs Review"])
        ),
        ExpirationDate=(day + timedelta(days=rng.choice([30, 45, 60]))).isoformat(),
        Discount=deal.discount or None,
        Subtotal=subtotal,
        TotalPrice=total,
        Tax=round(total * 0.2, 2),
        GrandTotal=round(total * 1.2, 2),
        Email=person.email if person else None,
        IsSyncing=int(deal.closed),
        OwnerId=user,
    )
    for place, line in enumerate(lines, 1):
        values = {key: line[key] for key in _COPIED}
        named = f"{place:08d}"
        world.ledger.add(
            "QuoteLineItem", at(day, rng), user, QuoteId=quote, LineNumber=named, **values
        )
    return quote


def _fulfil(
    world: World, rng: Random, deal: Deal, lines: list[Row], quote: str | None, number: int
) -> None:
    won = deal.steps[-1][0]
    software = any(line["ProductCode"].startswith(("HP", "HS-CARE")) for line in lines)
    contract = _contract(world, rng, deal, won, number) if software else None
    if not lines:
        return
    order = _order(world, rng, deal, lines, quote, contract, number)
    for place, line in enumerate(lines, 1):
        world.ledger.add(
            "OrderItem",
            at(won, rng),
            world.users[deal.owner],
            OrderId=order,
            OrderItemNumber=f"{number:05d}{place:03d}",
            PricebookEntryId=line["PricebookEntryId"],
            Product2Id=line["Product2Id"],
            Quantity=line["Quantity"],
            UnitPrice=round(line["UnitPrice"] * (1 - deal.discount / 100), 2),
            ListPrice=line["ListPrice"],
            ServiceDate=won.isoformat(),
        )
        if line["ProductCode"].startswith(("HC", "HG", "HP")):
            _asset(world, rng, deal, line)


def _contract(world: World, rng: Random, deal: Deal, won: date, number: int) -> str:
    months = rng.choice([12, 24, 36])
    ends = won + timedelta(days=round(months * 30.4))
    live = ends >= world.today
    person = deal.people[0] if deal.people else None
    facts = facts_of(world, rng, deal.firm, won, deal.owner, person, deal)
    ended = rng.choice(["Expired", "Expired", "Terminated"])
    record = world.ledger.add(
        "Contract",
        at(won, rng),
        world.users[deal.owner],
        AccountId=deal.firm.id,
        ContractNumber=f"{number:08d}",
        Name=f"{deal.firm.name} – {deal.product.names[deal.firm.language]}"[:80],
        StartDate=won.isoformat(),
        EndDate=ends.isoformat(),
        ContractTerm=months,
        Status="Activated" if live else ended,
        OwnerExpirationNotice=rng.choice(["30", "60", "90"]),
        CustomerSignedId=person.id if person else None,
        CustomerSignedDate=won.isoformat(),
        SpecialTerms=world.words[deal.firm.language].write("terms", facts)
        if rng.random() < 0.4
        else None,
        OwnerId=world.users[deal.owner],
        Annual_Value__c=deal.amount and round(deal.amount * 12 / max(12, months), 2),
        Auto_Renewal__c=int(rng.random() < 0.7),
    )
    world.ledger.rows["Opportunity"][deal.id]["ContractId"] = record
    return record


def _order(
    world: World, rng: Random, deal: Deal, lines: list[Row], quote: str | None,
    contract: str | None, number: int,
) -> str:  # fmt: skip
    won = deal.steps[-1][0]
    delivery = workday(won + timedelta(days=rng.randint(12, 60)))
    arrived = delivery <= world.today
    cut = 1 - deal.discount / 100
    return world.ledger.add(
        "Order",
        at(won, rng),
        world.users[deal.owner],
        AccountId=deal.firm.id,
        OrderNumber=f"{number:08d}",
        ContractId=contract,
        OpportunityId=deal.id,
        QuoteId=quote,
        Pricebook2Id=world.ledger.rows["Opportunity"][deal.id]["Pricebook2Id"],
        BillToContactId=deal.people[0].id if deal.people else None,
        EffectiveDate=won.isoformat(),
        Status="Delivered" if arrived else rng.choice(["Activated", "Shipped"]),
        Type="Renewal" if deal.kind == "Renewal" else "New",
        TotalAmount=round(
            sum(line["Quantity"] * round(line["UnitPrice"] * cut, 2) for line in lines), 2
        ),
        ShippingCity=rng.choice(deal.firm.places),
        PoNumber=f"PO-{rng.randint(1000, 99999)}" if rng.random() < 0.7 else None,
        OwnerId=world.users[deal.owner],
        Delivery_Date__c=delivery.isoformat(),
    )


def _asset(world: World, rng: Random, deal: Deal, line: Row) -> None:
    won = deal.steps[-1][0]
    installed = workday(won + timedelta(days=rng.randint(15, 80)))
    done = installed <= world.today
    product = next(p for p in world.products.values() if p.id == line["Product2Id"])
    world.ledger.add(
        "Asset",
        at(won, rng),
        world.users[deal.owner],
        AccountId=deal.firm.id,
        Name=f"{product.names[deal.firm.language]} – {rng.choice(deal.firm.places)}",
        ContactId=deal.people[0].id if deal.people else None,
        Product2Id=product.id,
        SerialNumber=f"{product.code[:2]}-{rng.randint(10000, 99999)}",
        PurchaseDate=won.isoformat(),
        InstallDate=installed.isoformat() if done else None,
        Status="Installed" if done else "Shipped",
        Quantity=line["Quantity"],
        Price=line["UnitPrice"],
        OwnerId=world.users[deal.owner],
    )
