"""Values of one record that follow others: totals of line items, last activities, campaign counts.

`refresh` recomputes what a saved row touches; names of fields the org lacks are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sandbox.schema import SObject
from sandbox.store import Row, Store

_ACTIVITY = """SELECT max(day) FROM (
    SELECT max(ActivityDate) AS day FROM Task
        WHERE "{0}" = ?1 AND IsDeleted = 0 AND Status = 'Completed'
    UNION ALL SELECT max(ActivityDate) FROM Event
        WHERE "{0}" = ?1 AND IsDeleted = 0 AND ActivityDate <= ?2)"""
_LINES = """SELECT count(*),
    sum(round(Quantity * UnitPrice * (1 - coalesce(Discount, 0) / 100.0), 2)), sum(Quantity),
    sum(round(Quantity * UnitPrice, 2)) FROM "{0}" WHERE "{1}" = ? AND IsDeleted = 0"""
_MEMBERS = """SELECT sum(LeadId IS NOT NULL), sum(ContactId IS NOT NULL),
    sum(Status IN ('Responded', 'Registered', 'Attended'))
    FROM CampaignMember WHERE CampaignId = ? AND IsDeleted = 0"""
_DEALS = """SELECT count(*), coalesce(sum(StageName = 'Closed Won'), 0)
    FROM Opportunity WHERE CampaignId = ? AND IsDeleted = 0"""


def refresh(store: Store, sobject: SObject, versions: Iterable[Row]) -> None:
    """Recompute what depends on a row, from its old and its new version."""
    rule = RULES.get(sobject.name)
    if rule is not None:
        for version in versions:
            rule(store, version)


def _activity(store: Store, row: Row) -> None:
    for column in ("AccountId", "WhatId", "WhoId"):
        record_id = row.get(column)
        names = {s.key_prefix: s for s in store.schema().values()}
        target = names.get((record_id or "")[:3])
        if record_id and target and "LastActivityDate" in target.fields:
            # A meeting still to come is no contact: the row's own change tells what day it is.
            today = str(row["LastModifiedDate"])[:10]
            last = store.execute(_ACTIVITY.format(column), (record_id, today))[0][0]
            _set(store, target.name, record_id, LastActivityDate=last)


def _opportunity_lines(store: Store, row: Row) -> None:
    parent = row.get("OpportunityId")
    if not parent:
        return
    count, total, quantity, _ = store.execute(
        _LINES.format("OpportunityLineItem", "OpportunityId"), (parent,)
    )[0]
    _set(store, "Opportunity", parent, HasOpportunityLineItem=int(count > 0))
    if count:
        _set(store, "Opportunity", parent, Amount=total, TotalOpportunityQuantity=quantity)


def _quote_lines(store: Store, row: Row) -> None:
    parent = row.get("QuoteId")
    if not parent:
        return
    _, total, _, subtotal = store.execute(_LINES.format("QuoteLineItem", "QuoteId"), (parent,))[0]
    extras = store.execute(
        "SELECT coalesce(Tax, 0) + coalesce(ShippingHandling, 0) FROM Quote WHERE Id = ?", (parent,)
    )
    total = total or 0
    grand = total + (extras[0][0] if extras else 0)
    _set(store, "Quote", parent, Subtotal=subtotal or 0, TotalPrice=total, GrandTotal=grand)


def _members(store: Store, row: Row) -> None:
    campaign = row.get("CampaignId")
    if campaign:
        leads, contacts, responses = store.execute(_MEMBERS, (campaign,))[0]
        _set(
            store, "Campaign", campaign, NumberOfLeads=leads or 0,
            NumberOfContacts=contacts or 0, NumberOfResponses=responses or 0,
        )  # fmt: skip


def _deals(store: Store, row: Row) -> None:
    campaign = row.get("CampaignId")
    if campaign:
        count, won = store.execute(_DEALS, (campaign,))[0]
        _set(
            store, "Campaign", campaign,
            NumberOfOpportunities=count, NumberOfWonOpportunities=won,
        )  # fmt: skip


def _set(store: Store, sobject: str, record_id: str, **values: object) -> None:
    columns = ", ".join(f'"{name}" = ?' for name in values)
    sql = f'UPDATE "{sobject}" SET {columns} WHERE "Id" = ?'  # noqa: S608
    store.execute(sql, (*values.values(), record_id))


RULES: dict[str, Callable[[Store, Row], None]] = {
    "CampaignMember": _members,
    "Event": _activity,
    "Opportunity": _deals,
    "OpportunityLineItem": _opportunity_lines,
    "QuoteLineItem": _quote_lines,
    "Task": _activity,
}
