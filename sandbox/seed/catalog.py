"""What Héliade sells: products, price books, and the lines of a deal."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from sandbox.seed.world import Product, World

Line = tuple[Product, float, float]
"""Product, quantity, unit price."""


def stock(world: World) -> None:
    """Add the products and the price books."""
    ledger, admin = world.ledger, world.users["admin"]
    day = ledger.now - timedelta(days=1400)
    for name, standard, _, text in world.company["pricebooks"]:
        world.pricebooks[name] = ledger.add(
            "Pricebook2",
            day,
            admin,
            Name=name,
            IsActive=1,
            IsStandard=int(standard),
            Description=text,
        )
    for code, en, fr, family, unit, price, lead_time, text in world.company["products"]:
        record = ledger.add(
            "Product2",
            day,
            admin,
            Name=en,
            French_Name__c=fr,
            ProductCode=code,
            StockKeepingUnit=code,
            Family=family,
            QuantityUnitOfMeasure=unit,
            Description=text,
            IsActive=1,
            Lead_Time_Days__c=lead_time,
        )
        entries = _entries(world, record, code, en, price)
        world.products[code] = Product(record, code, {"en": en, "fr": fr}, family, price, entries)


def _entries(
    world: World, product: str, code: str, name: str, price: float
) -> dict[str, tuple[str, float]]:
    entries: dict[str, tuple[str, float]] = {}
    day, admin = world.ledger.now - timedelta(days=1400), world.users["admin"]
    for book, _, factor, _ in world.company["pricebooks"]:
        asked = round(price * factor, 2)
        entry = world.ledger.add(
            "PricebookEntry",
            day,
            admin,
            Name=name,
            Pricebook2Id=world.pricebooks[book],
            Product2Id=product,
            UnitPrice=asked,
            IsActive=1,
            ProductCode=code,
        )
        entries[world.pricebooks[book]] = (entry, asked)
    return entries


def pricebook_of(world: World, industry: str) -> str:
    """Return the price book that a customer of the industry buys from."""
    public = industry in {"Government", "Education", "Healthcare"}
    return world.pricebooks["Public Sector" if public else "Standard Price Book"]


def lines_of(world: World, rng: Random, code: str, sites: int, book: str) -> list[Line]:
    """Return what a deal on that many sites is made of: software or hardware first, then extras."""
    months = rng.choice([12, 12, 24, 36])
    wanted = {code: float(sites * (months if code in _BY_MONTH else rng.randint(1, 3)))}
    if code in _BY_MONTH and code != "HS-CARE":
        wanted |= _equipment(rng, sites)
    elif code.startswith("HC"):
        wanted[code] = float(sites * rng.randint(10, 45))
        wanted[rng.choice(["HG-200", "HG-500"])] = float(sites)
    elif code.startswith("HG"):
        wanted["HS-INST"] = float(max(1, sites // 2))
    if rng.random() < 0.3:
        wanted["HS-TRAIN"] = float(rng.randint(1, 3))
    products = ((world.products[name], quantity) for name, quantity in wanted.items())
    return [(product, quantity, product.entries[book][1]) for product, quantity in products]


def _equipment(rng: Random, sites: int) -> dict[str, float]:
    sensors = rng.choice(["HC-ELEC", "HC-GAS", "HC-WATER", "HC-TEMP"])
    wanted = {sensors: float(sites * rng.randint(5, 22)), "HS-INST": float(max(1, sites // 2))}
    if rng.random() < 0.7:
        wanted[rng.choice(["HG-200", "HG-500"])] = float(sites)
    if rng.random() < 0.4:
        wanted["HS-CARE"] = float(sites * 12)
    return wanted


_BY_MONTH = frozenset({"HP-ESS", "HP-PRO", "HP-ENT", "HS-CARE"})
