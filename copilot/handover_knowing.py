"""What tells which agent knows a customer and their matter: their cases, products and orders.

Read as the integration user, for the routing alone; the customer sees none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from copilot.turn import Language
from crm import (
    AllOf,
    Catalogue,
    Compare,
    Condition,
    Crm,
    Customer,
    Group,
    Measure,
    Order,
    Query,
    Rows,
    value_at,
)
from knowledge.bilingual import translations
from language import words

LOOK_BACK = timedelta(days=365)
LEAST_SOLVED = 3
"""Cases of a product from which an agent knows it; and half as many as who knows it best."""
VALUED_SHARE = 0.2
"""The share of customers, by what they ordered, who count as the most valued."""
TELLING = 4
MOST_CUSTOMERS = 2000


@dataclass(frozen=True)
class Knowing:
    """Who knows the customer and the matter, by user id.

    `serving` have an open case of theirs, `served` solved one within a year, `versed` know one of
    the `products` that are spoken of, `seasoned` solved most in all. `valued` customers are among
    the fifth who ordered most.
    """

    serving: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()
    versed: frozenset[str] = frozenset()
    seasoned: frozenset[str] = frozenset()
    products: tuple[str, ...] = ()
    valued: bool = False


async def knowing(
    crm: Crm, customer: Customer | None, text: str, language: Language, now: datetime
) -> Knowing:
    """Return who knows a customer (None: nobody we know) and what they write about."""
    catalogue = await crm.catalogue()
    named = await _products(crm, catalogue, text, language)
    asked = _asked(catalogue, customer, tuple(named), now)
    found = dict(zip(asked, await crm.run_many(list(asked.values())), strict=True))
    counts = {name: _counts(rows) for name, rows in found.items() if name != "orders"}
    return Knowing(
        serving=frozenset(counts.get("serving", ())),
        served=frozenset(counts.get("served", ())),
        versed=_foremost(counts.get("versed", {})),
        seasoned=_foremost(counts["solved"]),
        products=tuple(named.values()),
        valued=bool(customer and "orders" in found and _valued(found["orders"], customer.account)),
    )


def _asked(
    catalogue: Catalogue, customer: Customer | None, products: tuple[str, ...], now: datetime
) -> dict[str, Query]:
    """Return the queries by what they tell; they run side by side."""
    solved = (Compare("IsClosed", "=", value=True), Compare("CreatedDate", ">=", now - LOOK_BACK))
    asked = {"solved": _by_owner(*solved)}
    if products:
        asked["versed"] = _by_owner(*solved, Compare("ProductId", "in", products))
    if customer is None:
        return asked
    own = Compare("ContactId", "=", customer.contact)
    asked["serving"] = _by_owner(own, Compare("IsClosed", "=", value=False))
    asked["served"] = _by_owner(own, *solved)
    if customer.account and "TotalAmount" in _fields(catalogue, "Order"):
        total = (Measure("sum", "TotalAmount", "total"),)
        asked["orders"] = Query(
            "Order", group_by=(Group("AccountId"),), measures=total,
            order_by=(Order("total", descending=True),), limit=MOST_CUSTOMERS,
        )  # fmt: skip
    return asked


def _by_owner(*conditions: Condition) -> Query:
    """Count cases by owner."""
    count = (Measure("count", None, "n"),)
    return Query("Case", where=AllOf(conditions), group_by=(Group("OwnerId"),), measures=count)


async def _products(
    crm: Crm, catalogue: Catalogue, text: str, language: Language
) -> dict[str, str]:
    """Return the products a text names, by id: those that share most telling words with it.

    A word tells where no more than a third of the products are called so; it may be said in the
    other language.
    """
    if "ProductId" not in _fields(catalogue, "Case") or "Product2" not in catalogue:
        return {}
    said = {word for word in words(text) if len(word) >= TELLING}
    said |= {other for word in said for other in translations(word, language)}
    if not said:
        return {}
    rows = await crm.run(Query("Product2", ("Id", "Name"), limit=MOST_CUSTOMERS))
    names = {str(row["Id"]): set(words(str(row["Name"]))) for row in rows.records}
    used = Counter(word for called in names.values() for word in called)
    shared = {
        id_: sum(used[word] <= max(len(names) / 3, 1) for word in called & said)
        for id_, called in names.items()
    }
    most = max(shared.values(), default=0)
    return {
        str(row["Id"]): str(row["Name"])
        for row in rows.records
        if most and shared[str(row["Id"])] == most
    }


def _fields(catalogue: Catalogue, name: str) -> Mapping[str, object]:
    return catalogue[name].fields if name in catalogue else {}


def _counts(rows: Rows) -> dict[str, int]:
    return {str(row["OwnerId"]): int(row["n"]) for row in rows.records}


def _foremost(solved: Mapping[str, int]) -> frozenset[str]:
    """Return who solved enough, and at least half as many as whoever solved most."""
    enough = max(LEAST_SOLVED, max(solved.values(), default=0) / 2)
    return frozenset(owner for owner, count in solved.items() if count >= enough)


def _valued(orders: Rows, account: str | None) -> bool:
    totals = [(value_at(row, "AccountId"), row["total"] or Decimal(0)) for row in orders.records]
    best = totals[: max(1, int(len(totals) * VALUED_SHARE))]
    return any(owner == account and total for owner, total in best)
