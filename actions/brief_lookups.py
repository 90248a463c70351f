"""Everything a brief needs of the CRM, asked for side by side.

Whatever the meeting is about, its account is reached by a semi-join, so that no look-up waits for
another; people's parts in a deal and its quotes come with the deal, as Salesforce nests no
semi-joins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from actions.deal_terms import seen
from actions.parts import RecordRef
from crm import AllOf, AnyOf, Catalogue, Children, Compare, Condition, Crm, Order, Query, Related

Row = Mapping[str, Any]
SHOWN, SOON = 4, timedelta(days=120)
WHO = ("Id", "Name", "Title", "Department", "Decision_Role__c", "Email", "Phone", "MobilePhone",
       "Preferred_Language__c", "HasOptedOutOfEmail", "DoNotCall", "LastActivityDate",
       "ReportsTo.Name", "Company", "Status", "LeadSource", "Rating", "Description")  # fmt: skip
COMPANY = ("Id", "Name", "Industry", "Type", "NumberOfEmployees", "AnnualRevenue", "BillingCity",
           "BillingCountry", "Sites__c", "Customer_Since__c", "Health_Score__c", "Owner.Name",
           "LastActivityDate")  # fmt: skip
DEALS = ("Id", "Name", "StageName", "Amount", "CloseDate", "NextStep", "Competitor__c", "IsClosed",
         "IsWon", "Loss_Reason__c", "LastActivityDate", "Owner.Name")  # fmt: skip
CASES = ("Id", "CaseNumber", "Subject", "Status", "Priority", "CreatedDate", "IsEscalated")
ROLES = ("Id", "Role", "IsPrimary", "Contact.Id", "Contact.Name", "Contact.Title",
         "Contact.Decision_Role__c")  # fmt: skip
QUOTES = ("Id", "QuoteNumber", "GrandTotal", "ExpirationDate")


@dataclass(frozen=True)
class Lookups:
    """The rows found, by what they are; what the asker may not see is empty."""

    rows: Mapping[str, Sequence[Row]]

    def all(self, name: str) -> Sequence[Row]:
        """Return the rows of that name."""
        return self.rows.get(name, ())

    def one(self, name: str) -> Row | None:
        """Return the first row of that name, or None."""
        return next(iter(self.all(name)), None)


async def look_up(record: RecordRef, crm: Crm, now: datetime) -> Lookups:
    """Ask for everything at once."""
    catalogue = await crm.catalogue()
    queries = {
        name: query for name, query in wanted(record, catalogue, now).items()
        if query.object in catalogue
    }  # fmt: skip
    answers = await crm.run_many(list(queries.values()), totals=False)
    return Lookups({name: rows.records for name, rows in zip(queries, answers, strict=True)})


def wanted(record: RecordRef, catalogue: Catalogue, now: datetime) -> dict[str, Query]:
    """Return the queries of a brief by name."""
    if record.object == "Lead":
        who = Query("Lead", seen(catalogue, "Lead", WHO), Compare("Id", "=", record.id))
        return {"who": who, "events": _events(record, catalogue, now)}
    account, owner = account_of(record), _account_itself(record)
    deals = _own_deal(record) or account
    still = Compare("IsClosed", "=", False)
    newest, close = Order("CreatedDate", descending=True), Order("CloseDate")
    closed = (Order("CloseDate", descending=True),)
    return {
        "who": _people(record, catalogue),
        "company": Query("Account", seen(catalogue, "Account", COMPANY), owner),
        "deals": Query("Opportunity", seen(catalogue, "Opportunity", DEALS),
                       AllOf((deals, still)), _of_deals(catalogue), order_by=(close,), limit=SHOWN),
        "past": Query("Opportunity", seen(catalogue, "Opportunity", DEALS),
                      AllOf((account, Compare("IsClosed", "=", True))), order_by=closed, limit=2),
        "cases": Query("Case", seen(catalogue, "Case", CASES), AllOf((account, still)),
                       order_by=(newest,), limit=SHOWN),
        "contracts": Query(
            "Contract", seen(catalogue, "Contract", (
                "Id", "Name", "ContractNumber", "EndDate", "Auto_Renewal__c", "Annual_Value__c")),
            AllOf((account, Compare("EndDate", ">=", now.date()),
                   Compare("EndDate", "<=", now.date() + SOON))), order_by=(Order("EndDate"),),
            limit=2),
        "events": _events(record, catalogue, now),
    }  # fmt: skip


def account_of(record: RecordRef) -> Condition:
    """Return which records belong to the account behind a record."""
    if record.object == "Account":
        return Compare("AccountId", "=", record.id)
    own = Query(record.object, ("AccountId",), Compare("Id", "=", record.id))
    return Related("AccountId", own)


def _of_deals(catalogue: Catalogue) -> tuple[Children, ...]:
    """Return what is read with each deal: who plays which part, the quotes they have in hand."""
    wanted: dict[str, tuple[str, tuple[str, ...], Condition]] = {
        "OpportunityContactRole": ("OpportunityContactRoles", ROLES, AllOf()),
        "Quote": ("Quotes", QUOTES, Compare("Status", "=", "Presented")),
    }
    return tuple(
        Children(relation, seen(catalogue, name, paths), where, limit=SHOWN)
        for name, (relation, paths, where) in wanted.items()
        if name in catalogue
    )


def _account_itself(record: RecordRef) -> Condition:
    if record.object == "Account":
        return Compare("Id", "=", record.id)
    return Related("Id", Query(record.object, ("AccountId",), Compare("Id", "=", record.id)))


def _own_deal(record: RecordRef) -> Condition | None:
    return Compare("Id", "=", record.id) if record.object == "Opportunity" else None


def _people(record: RecordRef, catalogue: Catalogue) -> Query:
    """Return the query of whom one meets: the person, else those lately in touch."""
    paths = seen(catalogue, "Contact", WHO)
    if record.object == "Contact":
        return Query("Contact", paths, Compare("Id", "=", record.id))
    lately = Order("LastActivityDate", descending=True)
    return Query("Contact", paths, account_of(record), order_by=(lately,), limit=3)


def _events(record: RecordRef, catalogue: Catalogue, now: datetime) -> Query:
    """Return the query of the meetings to come."""
    linked = (Compare("WhoId", "=", record.id), Compare("WhatId", "=", record.id))
    conditions: tuple[Condition, ...] = linked
    if record.object == "Account":
        conditions = (*linked, Compare("AccountId", "=", record.id))
    paths = seen(catalogue, "Event", ("Id", "Subject", "StartDateTime", "Location", "Who.Name"))
    coming = AllOf((AnyOf(conditions), Compare("StartDateTime", ">=", now)))
    return Query("Event", paths, coming, order_by=(Order("StartDateTime"),), limit=2)
