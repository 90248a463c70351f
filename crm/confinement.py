"""What a customer may see of the org, and how every query is held to it.

A customer has no Salesforce user: the integration user reads for them. So the catalogue they are
given names only shared objects and fields, and every query, sub-query and inner query that names
them is written with the condition that makes the records theirs. References lead only where
that condition already says whose the record is, never to somebody else's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crm.metadata import Catalogue, ObjectInfo
from crm.query import AllOf, AnyOf, Children, Compare, Condition, Not, Query, Related

OWNER = "OwnerId"
# What a customer may say of a case they open; whose it is, is not theirs to say.
SAID_OF_A_CASE = frozenset({"Subject", "Description", "Type"})


@dataclass(frozen=True)
class Share:
    """The fields of an object that its customers see, and the condition that makes it theirs.

    `said` are those they may fill in a record they make.
    """

    fields: tuple[str, ...]
    condition: Condition
    said: frozenset[str] = frozenset()


def shares_of(contact: str, account: str | None) -> Mapping[str, Share]:
    """Return what is shared with a contact: their own cases, their company's orders and equipment.

    Cases are the contact's own: what colleagues wrote to us stays theirs. Comments are those
    published to customers. Products are the same for everybody.
    """
    mine = Compare("ContactId", "=", contact)
    published = Compare("IsPublished", "=", value=True)
    shared = {
        "Case": Share(
            ("Id", "CaseNumber", "Subject", "Description", "Status", "Priority", "Type", "Origin",
             "IsClosed", "CreatedDate", "ClosedDate", "LastModifiedDate", "ContactId", "AccountId",
             OWNER), mine, SAID_OF_A_CASE),
        "CaseComment": Share(
            ("Id", "CommentBody", "CreatedDate", "ParentId"),
            AllOf((published, Compare("Parent.ContactId", "=", contact)))),
        "Contact": Share(
            ("Id", "Name", "FirstName", "LastName", "Email", "Phone", "Title"),
            Compare("Id", "=", contact)),
        "Event": Share(
            ("Id", "Subject", "Location", "StartDateTime", "EndDateTime", "ActivityDate",
             "DurationInMinutes", "WhoId"), Compare("WhoId", "=", contact)),
        "ServiceAppointment": Share(
            ("Id", "AppointmentNumber", "Subject", "Status", "SchedStartTime", "SchedEndTime",
             "ArrivalWindowStartTime", "ArrivalWindowEndTime", "City", "ContactId"),
            Compare("ContactId", "=", contact)),
        "Product2": Share(("Id", "Name", "Description", "Family", "ProductCode"), AllOf()),
    }  # fmt: skip
    return {**shared, **(_of_company(account) if account else {})}


def _of_company(account: str) -> Mapping[str, Share]:
    ours = Compare("AccountId", "=", account)
    return {
        "Account": Share(("Id", "Name"), Compare("Id", "=", account)),
        "Asset": Share(
            ("Id", "Name", "SerialNumber", "Status", "InstallDate", "PurchaseDate", "UsageEndDate",
             "Quantity", "AccountId", "Product2Id"), ours),
        "Order": Share(
            ("Id", "OrderNumber", "Status", "EffectiveDate", "EndDate", "TotalAmount", "PoNumber",
             "ShippingCity", "CreatedDate", "AccountId", "Delivery_Date__c"), ours),
        "OrderItem": Share(
            ("Id", "OrderItemNumber", "Quantity", "UnitPrice", "TotalPrice", "ServiceDate",
             "OrderId", "Product2Id"), Compare("Order.AccountId", "=", account)),
    }  # fmt: skip


def narrowed(catalogue: Catalogue, shares: Mapping[str, Share]) -> Catalogue:
    """Return the catalogue cut to what is shared, and to the little that can be written."""
    return {
        name: _narrow(catalogue[name], share, shares)
        for name, share in shares.items()
        if name in catalogue
    }


def _narrow(described: ObjectInfo, share: Share, shares: Mapping[str, Share]) -> ObjectInfo:
    fields = {
        name: replace(described.fields[name], createable=name in share.said, updateable=False)
        for name in share.fields
        if name in described.fields
    }
    children = tuple(
        child
        for child in described.children
        if child.object in shares and child.field in shares[child.object].fields
    )
    return replace(
        described, fields=fields, children=children, createable=bool(share.said),
        updateable=False, deletable=False,
    )  # fmt: skip


class Confinement:
    """Adds to every query the condition that makes its records the customer's own."""

    def __init__(self, shares: Mapping[str, Share], contact: str) -> None:
        self._shares = shares
        self._contact = contact

    def query(self, query: Query, catalogue: Catalogue) -> Query:
        """Return the query held to the customer's records; every object in it must be shared."""
        return replace(
            query,
            where=AllOf((self._condition(query.where, catalogue),
                         self._shares[query.object].condition)),
            children=tuple(self._children(one, query.object, catalogue) for one in query.children),
        )  # fmt: skip

    def _children(self, children: Children, parent: str, catalogue: Catalogue) -> Children:
        name = next(
            child.object
            for child in catalogue[parent].children
            if child.relationship == children.relationship
        )
        where = AllOf((self._condition(children.where, catalogue), self._shares[name].condition))
        return replace(children, where=where)

    def _condition(self, condition: Condition, catalogue: Catalogue) -> Condition:
        match condition:
            case AllOf(inner):
                return AllOf(tuple(self._condition(one, catalogue) for one in inner))
            case AnyOf(inner):
                return AnyOf(tuple(self._condition(one, catalogue) for one in inner))
            case Not(one):
                return Not(self._condition(one, catalogue))
            case Related(_, query):
                return replace(condition, inner=self.query(query, catalogue))
            case Compare():
                return self._compare(condition)

    def _compare(self, compare: Compare) -> Compare:
        """Read « mes … » as the customer's own: they own no record, everything they see is theirs.

        A record's id is never empty, so that comparison holds for each.
        """
        owner = compare.path.rpartition(".")[2] == OWNER
        if owner and compare.operator == "=" and compare.value == self._contact:
            return Compare("Id", "!=", None)
        return compare
