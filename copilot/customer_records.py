"""What an agent sees of a customer beside the conversation: with the agent's own rights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from crm import (
    AllOf,
    Catalogue,
    Compare,
    Crm,
    CrmError,
    Measure,
    Order,
    Query,
    Rows,
    value_at,
)

CONTACT = ("Name", "Email", "Phone", "Title", "Account.Name", "AccountId")
CONSENT = ("HasOptedOutOfEmail", "DoNotCall")
HEALTH = "Health_Score__c"
CASE = ("CaseNumber", "Subject", "Status", "Priority", "CreatedDate", "IsClosed")
ORDER = ("OrderNumber", "Status", "EffectiveDate")
SHOWN = {"cases": CASE, "orders": ORDER}
OBJECTS = {"cases": "Case", "orders": "Order"}
MOST = 10


async def records_of(crm: Crm, email: str | None) -> dict[str, Any] | None:
    """Return the contact, their consent and cases, their company's orders; None for a visitor.

    What the agent may not see is left out; where the org is away, so is everything.
    """
    if not email:
        return None
    try:
        return await _records(crm, email)
    except CrmError:
        return None


async def _records(crm: Crm, email: str) -> dict[str, Any] | None:
    catalogue = await crm.catalogue()
    if not {"Contact", "Account", "Case"} <= catalogue.keys():
        return None
    told = [name for name in CONSENT if name in catalogue["Contact"].fields]
    health = f"Account.{HEALTH}"
    told += [health] if HEALTH in catalogue["Account"].fields else []
    fields = ("Id", *CONTACT, *told)
    found = await crm.run(Query("Contact", fields, Compare("Email", "=", email), limit=1))
    if not found.records:
        return None
    contact = found.records[0]
    rows = await _beside(crm, catalogue, contact)
    value = rows.pop("value", None)
    return {
        "contact": _record(contact, CONTACT),
        "consent": {name: bool(contact.get(name)) for name in CONSENT if name in told},
        "health": _plain(value_at(contact, health)) if health in told else None,
        "value": _plain(value.records[0]["total"] or 0) if value else None,
        **{
            name: [
                _record(one, SHOWN[name]) | {"StatusLabel": _label(crm, catalogue, name, one)}
                for one in found.records
            ]
            for name, found in rows.items()
        },
    }


async def _beside(crm: Crm, catalogue: Catalogue, contact: Mapping[str, Any]) -> dict[str, Rows]:
    """Return the contact's cases, and their company's orders and what those come to."""
    latest, account = (Order("CreatedDate", descending=True),), contact["AccountId"]
    whose = {"cases": Compare("ContactId", "=", contact["Id"])}
    if account and "Order" in catalogue:
        whose["orders"] = Compare("AccountId", "=", account)
    asked = {
        name: Query(
            OBJECTS[name], ("Id", *SHOWN[name]), AllOf((where,)), order_by=latest, limit=MOST
        )
        for name, where in whose.items()
    }
    if "orders" in asked and "TotalAmount" in catalogue["Order"].fields:
        total = (Measure("sum", "TotalAmount", "total"),)
        asked["value"] = Query("Order", where=whose["orders"], measures=total)
    return dict(zip(asked, await crm.run_many(list(asked.values())), strict=True))


def _record(record: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    return {"Id": record["Id"], **{field: _plain(value_at(record, field)) for field in fields}}


def _label(crm: Crm, catalogue: Catalogue, name: str, record: Mapping[str, Any]) -> str:
    """Return a record's status as the agent calls it."""
    entry = catalogue[OBJECTS[name]].fields["Status"].entry(str(record["Status"]))
    return entry.labels.of(crm.user.language) if entry else str(record["Status"])


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
