"""Opportunities over three years, with their stage history, contact roles and line items."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sandbox.clock import stamp
from sandbox.seed.catalog import Line, lines_of, pricebook_of
from sandbox.seed.facts import facts_of
from sandbox.seed.firms import BRITISH_REPS, FRENCH_REPS
from sandbox.seed.ledger import at, workday
from sandbox.seed.outcomes import SOURCE_WEIGHTS, SOURCES, happens, win_odds
from sandbox.seed.world import Deal, Firm, Person, World

DEALS = 1000
OPEN_STAGES = (
    "Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers",
    "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review",
)  # fmt: skip
_OPTIONAL = {"Value Proposition": 0.5, "Id. Decision Makers": 0.35, "Perception Analysis": 0.25}
_PRODUCTS = {
    "HP-PRO": 34, "HP-ESS": 14, "HP-ENT": 10, "HC-ELEC": 10, "HC-TEMP": 6, "HC-WATER": 5,
    "HC-GAS": 5, "HG-500": 5, "HG-200": 5, "HS-CARE": 12, "HS-AUDIT": 6,
}  # fmt: skip
_LOSSES = ("Price", "No Decision", "No Budget", "Timing", "Missing Feature", "Lost Contact")
_ROLES = {3: "Decision Maker", 2: "Technical Buyer", 1: "Business User"}


def sell(world: World) -> None:
    """Add all opportunities, the newest of each rep last."""
    rng, names = world.rng("deals"), set[str]()
    recent = [
        (rep, ago)
        for rep in (*FRENCH_REPS, *BRITISH_REPS)
        for ago in _recent_days(rng, world.today)
    ]
    weights = [1.0 + min(firm.sites, 30) / 10 for firm in world.firms]
    starts = sorted(
        (rng.betavariate(1.15, 1.0) * 1095 for _ in range(DEALS - len(recent))), reverse=True
    )
    for ago in starts:
        firm = rng.choices(world.firms, weights)[0]
        _deal(world, rng, firm, workday(world.ledger.day(ago)), names)
    for rep, ago in recent:
        firm = rng.choice([firm for firm in world.firms if firm.owner == rep])
        _deal(world, rng, firm, world.ledger.day(ago), names)


def _recent_days(rng: Random, today: date) -> list[int]:
    """Return how many days ago each of a rep's newest deals began: this week and the last."""
    this_week = today.weekday()
    fresh = [rng.randint(0, this_week) for _ in range(rng.randint(4, 6))]
    return fresh + [this_week + rng.randint(3, 7) for _ in range(rng.randint(3, 6))]


def _deal(world: World, rng: Random, firm: Firm, day: date, names: set[str]) -> None:
    existing = firm.customer_since is not None and firm.customer_since < day
    code = rng.choices(list(_PRODUCTS), list(_PRODUCTS.values()))[0]
    sites = max(1, min(firm.sites, round(firm.sites * rng.choice([0.2, 0.4, 0.6, 1.0]))))
    book = pricebook_of(world, firm.industry)
    lines = lines_of(world, rng, code, sites, book)
    discount = rng.choice([0, 0, 0, 5, 5, 8, 10, 12, 15, 20])
    bare = rng.random()
    cut = 1 - discount / 100
    amount: float | None = round(sum(round(q * price * cut, 2) for _, q, price in lines), 2)
    if bare < 0.14:
        lines, amount = [], None if bare < 0.05 else max(1000.0, round((amount or 0) / 500) * 500.0)
    people = _stakeholders(rng, firm, day)
    source = rng.choices(list(SOURCES), SOURCE_WEIGHTS)[0]
    rival = firm.rival if rng.random() < 0.4 else rng.choice(["None", "None", "In-house"])
    neglected = rng.random() < 0.2
    odds = win_odds(
        firm,
        people,
        source,
        rival,
        discount,
        amount or 20000,
        existing=existing,
        neglected=neglected,
    )
    steps = _steps(world, rng, day, neglected, amount or 20000, won=happens(rng, odds))
    deal = Deal(
        "", firm, _owner(rng, firm), "", world.products[code], amount, sites, float(discount),
        steps, people, source, rival, _kind(rng, existing), neglected,
    )  # fmt: skip
    deal.name = _name(rng, deal, names)
    deal.loss_reason = _loss(rng, deal) if deal.stage == "Closed Lost" else None
    _record(world, rng, deal, lines, book)


def _owner(rng: Random, firm: Firm) -> str:
    """Return who sells: the account's owner, sometimes a colleague of the team."""
    team = FRENCH_REPS if firm.owner in (*FRENCH_REPS, "sophie.marchand") else BRITISH_REPS
    return firm.owner if rng.random() < 0.92 else rng.choice(team)


def _kind(rng: Random, existing: bool) -> str:
    if not existing:
        return "New Business"
    return rng.choice(["Existing Business - Upgrade", "Existing Business - Upgrade", "Renewal",
                       "Existing Business - Replacement"])  # fmt: skip


def _stakeholders(rng: Random, firm: Firm, day: date) -> list[Person]:
    known = [person for person in firm.people if person.may_meet(day)]
    return rng.sample(known, min(len(known), rng.choice([1, 1, 2, 2, 3, 3, 4])))


def _steps(
    world: World, rng: Random, day: date, neglected: bool, amount: float, *, won: bool
) -> list[tuple[date, str]]:
    path = [stage for stage in OPEN_STAGES if rng.random() < _OPTIONAL.get(stage, 1.0)]
    if not won:
        path = path[: rng.randint(1, len(path))]
    days = rng.lognormvariate(4.45, 0.45) * (1.3 if neglected else 1.0) * (amount / 40000) ** 0.15
    days *= 1.0 if won else 1.15
    cuts = sorted(rng.random() for _ in path[1:])
    starts = [0.0, *(cut * days * 0.9 for cut in cuts), days]
    ends = [*path, "Closed Won" if won else "Closed Lost"]
    dated = [
        (workday(day + timedelta(days=round(start))), stage)
        for start, stage in zip(starts, ends, strict=True)
    ]
    dated[0] = (day, dated[0][1])
    kept = [(max(when, day), stage) for when, stage in dated if when <= world.today]
    stale = kept[-1][1].startswith("Closed") and len(kept) > 1 and rng.random() < 0.05
    return kept[:-1] if stale else kept


def _loss(rng: Random, deal: Deal) -> str | None:
    if rng.random() < 0.12:
        return None
    if deal.rival not in {"None", "In-house"} and rng.random() < 0.5:
        return "Competitor"
    return rng.choices(_LOSSES, [5 if "price" in deal.firm.pains else 2, 3, 2, 2, 1, 1])[0]


def _name(rng: Random, deal: Deal, names: set[str]) -> str:
    firm, french = deal.firm, deal.firm.language == "fr"
    product = deal.product.names[firm.language]
    several = deal.sites > 1
    scope = f"{deal.sites} sites" if several else rng.choice(firm.places)
    start = deal.steps[0][0]
    kinds = {
        "Renewal": ("Renouvellement", "Renewal"),
        "Existing Business - Upgrade": ("Extension", "Extension"),
        "Existing Business - Replacement": ("Remplacement", "Replacement"),
        "New Business": ("Projet", "New project"),
    }
    kind = kinds[deal.kind][not french]
    patterns = [
        f"{product} – {firm.name} – {scope}",
        f"{firm.name} – {product} – {scope}",
        f"{kind} {product} – {firm.name}",
        f"{firm.name} – {kind} {rng.choice(firm.places)} {start.year}",
        f"{product} – {firm.name} – {rng.choice(firm.places)}",
    ]
    rng.shuffle(patterns)
    name = next((pattern for pattern in patterns if pattern not in names), "")
    lot = 2
    while not name or name in names:
        word = "lot" if french else "phase"
        name, lot = f"{product} – {firm.name} – {word} {lot}", lot + 1
    names.add(name)
    return name[:120]


def _record(world: World, rng: Random, deal: Deal, lines: list[Line], book: str) -> None:
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
    ahead = world.today + timedelta(days=round(rng.uniform(3, 40) + left * rng.uniform(5, 110)))
    began = deal.steps[0][0]
    stale = (world.today - began).days > 60 and rng.random() < 0.22
    return began + timedelta(days=rng.randint(30, 60)) if stale else ahead


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
