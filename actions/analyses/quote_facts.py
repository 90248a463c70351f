"""A quote as a policy looks at it: its lines, discounts, dates, total and approval."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.analyses.catalogue_words import Product, Range
from actions.analyses.matter import Matter
from actions.parts import RecordRef
from crm import Compare, Order, value_at

_PATHS = ("Name", "Status", "Discount", "TotalPrice", "Subtotal", "GrandTotal", "ExpirationDate",
          "CreatedDate", "OpportunityId")  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a quote."""

    id: str
    product: Product
    quantity: float
    discount: float


@dataclass(frozen=True)
class Quote:
    """What a policy may ask of a quote; `approved` once its status says somebody approved it.

    `total` is without tax; `sites` None where the org does not count them.
    """

    id: str
    name: str
    lines: tuple[Line, ...]
    total: float
    discount: float
    created: date
    expires: date | None
    status: str
    approved: bool
    sites: int | None

    def quantity(self, products: frozenset[str]) -> float:
        """Return how many of some products it has."""
        return sum(one.quantity for one in self.lines if one.product.id in products)

    @property
    def most_discount(self) -> float:
        """The highest discount on it, in percent."""
        return max((self.discount, *(one.discount for one in self.lines)))


async def fetch_quote(matter: Matter, record: RecordRef, catalogue: Range) -> Quote | None:
    """Return a quote, or the newest of an opportunity, with its lines."""
    path = "Id" if record.object == "Quote" else "OpportunityId"
    sites = sites_path(matter)
    rows = await matter.rows(
        "Quote", (*_PATHS, *([f"Opportunity.{sites}"] if sites else [])),
        Compare(path, "=", record.id), order_by=(Order("CreatedDate", descending=True),), limit=1,
    )  # fmt: skip
    if not rows:
        return None
    row = rows[0]
    lines = await matter.rows(
        "QuoteLineItem", ("Product2Id", "Quantity", "Discount"),
        Compare("QuoteId", "=", str(row["Id"])),
    )  # fmt: skip
    known = {one.id: one for one in catalogue.products}
    read = tuple(
        Line(str(one["Id"]), known[str(one["Product2Id"])], float(one.get("Quantity") or 0),
             float(one.get("Discount") or 0))
        for one in lines
        if str(one.get("Product2Id")) in known
    )  # fmt: skip
    return _quote(matter, row, read, sites)


def _quote(
    matter: Matter, row: Mapping[str, Any], lines: tuple[Line, ...], sites: str | None
) -> Quote:
    status = str(row.get("Status") or "")
    count = value_at(row, f"Opportunity.{sites}") if sites else None
    total = row.get("TotalPrice") or row.get("Subtotal") or row.get("GrandTotal") or 0
    return Quote(
        str(row["Id"]), str(row.get("Name") or ""), lines, float(total),
        float(row.get("Discount") or 0), matter.day(row["CreatedDate"]), row.get("ExpirationDate"),
        shown_status(matter, status), is_approved(matter, status),
        math.ceil(float(count)) if count else None,
    )  # fmt: skip


def shown_status(matter: Matter, status: str) -> str:
    """Return a quote’s status as the reader knows it."""
    entries = matter.catalogue["Quote"].fields["Status"].picklist
    return next((one.labels.of(matter.language) for one in entries if one.value == status), status)


def is_approved(matter: Matter, status: str) -> bool:
    """Whether a status comes with or after approval, in the order of its picklist."""
    values = [one.value for one in matter.catalogue["Quote"].fields["Status"].picklist]
    if "Approved" not in values or status not in values:
        return False
    return values.index(status) >= values.index("Approved") and status != "Rejected"


def sites_path(matter: Matter) -> str | None:
    """Return the field that counts an opportunity’s sites, None where there is none."""
    info = matter.catalogue.get("Opportunity")
    for field in info.fields.values() if info else ():
        if field.custom and field.type in {"int", "double"} and "site" in field.name.lower():
            return field.name
    return None
