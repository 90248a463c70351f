"""Opportunities over three years: to whom, what, through which stages, and how they end."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sandbox.seed.catalog import lines_of, pricebook_of
from sandbox.seed.dealbook import record
from sandbox.seed.ledger import workday
from sandbox.seed.outcomes import OPEN_STAGES, SOURCE_WEIGHTS, SOURCES, happens, win_odds
from sandbox.seed.staff import BRITISH_REPS, FRENCH_REPS
from sandbox.seed.world import Deal, Firm, Person, World

DEALS = 1000
_OPTIONAL = {"Value Proposition": 0.5, "Id. Decision Makers": 0.35, "Perception Analysis": 0.25}
_PRODUCTS = {
    "HP-PRO": 34, "HP-ESS": 14, "HP-ENT": 10, "HC-ELEC": 10, "HC-TEMP": 6, "HC-WATER": 5,
    "HC-GAS": 5, "HG-500": 5, "HG-200": 5, "HS-CARE": 12, "HS-AUDIT": 6,
}  # fmt: skip
_LOSSES = ("Price", "No Decision", "No Budget", "Timing", "Missing Feature", "Lost Contact")


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
        (rng.betavariate(1.0, 1.15) * 1095 for _ in range(DEALS - len(recent))), reverse=True
    )
    for ago in starts:
        day = workday(world.ledger.day(ago))
        firm = rng.choices(world.firms, weights)[0]
        while firm.born.date() > day:
            firm = rng.choices(world.firms, weights)[0]
        _deal(world, rng, firm, day, names)
    for rep, ago in recent:
        firm = rng.choice([firm for firm in world.firms if firm.owner == rep])
        _deal(world, rng, firm, workday(world.ledger.day(ago)), names)


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
    record(world, rng, deal, lines, book)


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
