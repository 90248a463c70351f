"""What an e-mail about a deal, an account, a case or a person needs from the CRM."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.contract import Language
from actions.deal_names import (
    called,
    phase_of,
    proper,
    rivals,
    spoken,
    titled,
)
from actions.deal_terms import Ids, Terms, by_id, fetch_terms, seen
from actions.display import cell
from actions.parts import RecordRef
from crm import AllOf, Catalogue, Compare, Condition, Crm, Order, Query, Related, value_at
from language import fold

PERSON = ("Id", "Name", "FirstName", "LastName", "Salutation", "Email", "HasOptedOutOfEmail")
# What a person decided about their data, where the org keeps Individuals.
CONSENT = ("Individual.HasOptedOutSolicit", "Individual.HasOptedOutProcessing",
           "Individual.ShouldForget")  # fmt: skip
REACHED = (*PERSON, *CONSENT, "Preferred_Language__c", "MailingCountry", "LeadSource",
           "Account.Id", "Account.Name", "Account.Type", "Account.BillingCountry")  # fmt: skip
DEAL = ("Id", "Name", "StageName", "Amount", "CloseDate", "NextStep", "IsClosed", "IsWon",
        "Account.Id", "Account.Name")  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Deal:
    """Whom to write to, in which language, about what; `contact` is None where nobody is known."""

    contact: Row | None
    language: Language
    account: str | None
    opportunity: Mapping[str, Any] | None
    company: str | None
    sender_title: str | None
    rivals: tuple[str, ...] = ()
    """Competitors' names, as the org lists them: never written to a customer."""
    reached: str = "Contact"
    """Which object the person is of."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the purpose needs: the quote, the contract, the case or the meeting it is about."""
    records: tuple[RecordRef, ...] = field(default=())
    """The records the facts come from."""

    @property
    def name(self) -> str:
        """Return the contact's full name."""
        return proper((self.contact or {}).get("Name")) or ""

    @property
    def email(self) -> str | None:
        """Return the contact's address."""
        return (self.contact or {}).get("Email")

    @property
    def opted_out(self) -> bool:
        """Whether the contact refused our e-mails, being solicited, or that we use their data."""
        return any(value_at(self.contact or {}, one) for one in ("HasOptedOutOfEmail", *CONSENT))

    @property
    def customer(self) -> bool:
        """Whether their company buys from us already, as the org says of it."""
        kind = fold(str(value_at(self.contact or {}, "Account.Type") or ""))
        return kind.startswith(("customer", "client"))

    def addressee(self) -> dict[str, Any]:
        """Return the contact as a fact."""
        contact = self.contact or {}
        return {
            "first_name": proper(contact.get("FirstName")),
            "last_name": proper(contact.get("LastName")),
            "salutation": contact.get("Salutation"),
        }  # fmt: skip


async def fetch_deal(
    record: RecordRef, crm: Crm, language: Language, now: datetime, purpose: str = "",
    *, to: str = "", written: Language | None = None,
) -> Deal:  # fmt: skip
    """Read the person, the deal, the sender and what the purpose needs, in two round trips.

    `to` is the id of another contact to write to, `written` another language to write in.
    """
    catalogue = await crm.catalogue()
    first = await _first(record, crm, catalogue, to)
    contact = _person(record, first)
    account = value_at(contact or {}, "Account.Id") or value_at(_one(first, "deal"), "Account.Id")
    own = _one(first, "deal") or (first["open"][0] if len(first.get("open", ())) == 1 else None)
    sender, said = _one(first, "sender"), written or spoken(contact, language)
    named = value_at(contact or {}, "Account.Name") or value_at(own or {}, "Account.Name")
    terms = await fetch_terms(purpose, Ids(
        str(account or ""), str(own["Id"]) if own else "", str((contact or {}).get("Id") or ""),
        record.id if record.object == "Case" else "",
    ), crm, catalogue, said, now)  # fmt: skip
    return Deal(
        contact, said, named or (contact or {}).get("Company"),
        opportunity(own, terms, catalogue, said) if own else None,
        value_at(sender, "CompanyName"), value_at(sender, "Title"), rivals(catalogue),
        "Lead" if record.object == "Lead" and not to else "Contact", terms.facts,
        (*_stood_on(own, str(account or ""), named, crm), *terms.records),
    )  # fmt: skip


def opportunity(own: Row, terms: Terms, catalogue: Catalogue, language: Language) -> dict[str, Any]:
    """Return a deal as a fact."""
    amount = cell(own, catalogue, "Opportunity", "Amount", language) if own.get("Amount") else None
    stage = cell(own, catalogue, "Opportunity", "StageName", language)
    close, account = own.get("CloseDate"), value_at(own, "Account.Name")
    return {
        "name": titled(str(own["Name"]), account), "phase": phase_of(own),
        "stage": stage if own.get("StageName") else None,
        "amount": terms.quoted or amount, "quoted": bool(terms.quoted),
        "close_date": close.isoformat() if close else None, "next_step": own.get("NextStep"),
        "products": called(terms.products, str(own["Name"])), "account": account,
    }  # fmt: skip


def _stood_on(own: Row | None, account: str, named: Any, crm: Crm) -> list[RecordRef]:
    found = [RecordRef(object="User", id=crm.user.id, name=crm.user.name)]
    if own:
        found.append(RecordRef(object="Opportunity", id=own["Id"], name=own["Name"]))
    return [*found, RecordRef(object="Account", id=account, name=str(named))] if account else found


async def _first(
    record: RecordRef, crm: Crm, catalogue: Catalogue, to: str
) -> dict[str, Sequence[Row]]:
    """Return the rows that everything else depends on, by what they are."""
    queries = {"sender": by_id("User", crm.user.id, ("Title", "CompanyName"), catalogue)}
    if record.object == "Opportunity":
        queries["deal"] = by_id("Opportunity", record.id, DEAL, catalogue)
    elif account := _account_of(record):
        still = AllOf((account, Compare("IsClosed", "=", False)))
        paths = seen(catalogue, "Opportunity", DEAL)
        queries["open"] = Query("Opportunity", paths, still, limit=2)
    queries |= dict(_people(record, catalogue, to))
    rows = await crm.run_many(list(queries.values()), totals=False)
    return {name: one.records for name, one in zip(queries, rows, strict=True)}


def _people(record: RecordRef, catalogue: Catalogue, to: str) -> list[tuple[str, Query]]:
    """Return where to find whom to write to: the primary contact, else the one last spoken with."""
    if to:
        return [("person", by_id("Contact", to, REACHED, catalogue))]
    if record.object in {"Contact", "Lead"}:
        wanted = (*REACHED, "Company", "Country")
        return [("person", by_id(record.object, record.id, wanted, catalogue))]
    paths, lately = seen(catalogue, "Contact", REACHED), Order("LastActivityDate", descending=True)
    if record.object == "Account":
        mine = Compare("AccountId", "=", record.id)
        return [("lately", Query("Contact", paths, mine, order_by=(lately,), limit=1))]
    if record.object == "Case":
        through = tuple(f"Contact.{path}" for path in paths)
        return [("through", Query("Case", through, Compare("Id", "=", record.id)))]
    found = []
    if "OpportunityContactRole" in catalogue:
        role = Query(
            "OpportunityContactRole", tuple(f"Contact.{path}" for path in paths),
            Compare("OpportunityId", "=", record.id),
            order_by=(Order("IsPrimary", descending=True),), limit=1,
        )  # fmt: skip
        found.append(("through", role))
    return [*found, ("lately", _of_deal(record, paths, lately))]


def _of_deal(record: RecordRef, paths: tuple[str, ...], lately: Order) -> Query:
    """Return the query of the contact the deal's account was last in touch with."""
    deal = Query("Opportunity", ("AccountId",), Compare("Id", "=", record.id))
    return Query("Contact", paths, Related("AccountId", deal), order_by=(lately,), limit=1)


def _account_of(record: RecordRef) -> Condition | None:
    """Return which account's deals a record has to do with."""
    if record.object == "Account":
        return Compare("AccountId", "=", record.id)
    if record.object in {"Contact", "Case"}:
        own = Query(record.object, ("AccountId",), Compare("Id", "=", record.id))
        return Related("AccountId", own)
    return None


def _person(record: RecordRef, rows: Mapping[str, Sequence[Row]]) -> Row | None:
    through = value_at(_one(rows, "through"), "Contact")
    return _one(rows, "person") or through or _one(rows, "lately") or None


def _one(rows: Mapping[str, Sequence[Row]], name: str) -> Row:
    return next(iter(rows.get(name) or ()), {})
