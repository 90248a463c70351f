"""What an agent sees of a customer beside the conversation: with the agent's own rights."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from crm import AllOf, Compare, Crm, CrmError, Order, Query, value_at

CONTACT = ("Name", "Email", "Phone", "Title", "Account.Name", "AccountId")
CASE = ("CaseNumber", "Subject", "Status", "Priority", "CreatedDate", "IsClosed")
ORDER = ("OrderNumber", "Status", "EffectiveDate")
MOST = 10


async def records_of(crm: Crm, email: str | None) -> dict[str, Any] | None:
    """Return the contact, their cases and their company's orders; None for a visitor.

    What the agent may not see is left out; where the org is away, so is everything.
    """
    if not email:
        return None
    try:
        return await _records(crm, email)
    except CrmError:
        return None


async def _records(crm: Crm, email: str) -> dict[str, Any] | None:
    found = await crm.run(Query("Contact", ("Id", *CONTACT), Compare("Email", "=", email), limit=1))
    if not found.records:
        return None
    contact = found.records[0]
    catalogue = await crm.catalogue()
    asked: dict[str, tuple[str, tuple[str, ...], Compare]] = {
        "cases": ("Case", CASE, Compare("ContactId", "=", contact["Id"]))
    }
    if contact["AccountId"] and "Order" in catalogue:
        asked["orders"] = ("Order", ORDER, Compare("AccountId", "=", contact["AccountId"]))
    latest = (Order("CreatedDate", descending=True),)
    queries = [
        Query(name, ("Id", *fields), AllOf((where,)), order_by=latest, limit=MOST)
        for name, fields, where in asked.values()
    ]
    rows = dict(zip(asked, await crm.run_many(queries), strict=True))
    return {
        "contact": _record(contact, CONTACT),
        **{name: [_record(one, asked[name][1]) for one in rows[name].records] for name in rows},
    }


def _record(record: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    return {"Id": record["Id"], **{field: _plain(value_at(record, field)) for field in fields}}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
