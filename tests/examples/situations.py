"""The records the examples are about: found by what they are, never by name or id."""

from __future__ import annotations

from datetime import date, timedelta

from actions.parts import RecordRef
from crm import AllOf, Compare, Condition, Crm, Order, Query, Related

OPEN = Compare("IsClosed", "=", False)
LATEST = (Order("LastActivityDate", descending=True),)


def queries(crm: Crm, today: date, language: str) -> dict[str, Query]:
    """Return the query of each situation, the likeliest record first."""
    mine = Compare("OwnerId", "=", crm.user.id)
    land: Condition = Compare(
        "BillingCountry", "=", {"fr": "France"}.get(language, "United Kingdom")
    )
    spoken = Compare("Language", "=", language)
    return {
        "negotiation": _deal(mine, Compare("StageName", "=", "Negotiation/Review")),
        "proposal": _deal(mine, Compare("StageName", "=", "Proposal/Price Quote")),
        "quoted": _deal(mine, _with("Quote", "OpportunityId", Compare("Status", "=", "Presented"))),
        "lead": Query("Lead", ("Id", "Name"), AllOf((
            mine, Compare("IsConverted", "=", False), Compare("Email", "!=", None))),
            order_by=LATEST, limit=20),
        "customer": _account(mine, Compare("Type", "=", "Customer - Direct")),
        "hurt": _account(mine, _with("Case", "AccountId", OPEN)),
        "expiring": _account(mine, _with("Contract", "AccountId", AllOf((
            Compare("EndDate", ">=", today),
            Compare("EndDate", "<=", today + timedelta(days=240)))))),
        "talked": _account(mine, land),
        "case": Query("Case", ("Id", "CaseNumber"), AllOf((OPEN, spoken)),
                      order_by=(Order("CreatedDate", descending=True),), limit=20),
    }  # fmt: skip


def _deal(*conditions: Condition) -> Query:
    return Query("Opportunity", ("Id", "Name"), AllOf((*conditions, OPEN)), order_by=LATEST,
                 limit=20)  # fmt: skip


def _account(*conditions: Condition) -> Query:
    return Query("Account", ("Id", "Name"), AllOf(conditions), order_by=LATEST, limit=20)


def _with(name: str, field: str, where: Condition) -> Related:
    return Related("Id", Query(name, (field,), where))


async def records(crm: Crm, today: date, language: str, find: str) -> list[RecordRef]:
    """Return the records of a situation, as the user sees them."""
    query = queries(crm, today, language)[find]
    rows = (await crm.run(query)).records
    return [
        RecordRef(object=query.object, id=row["Id"], name=str(row[query.select[1]])) for row in rows
    ]
