"""What an e-mail about a deal, an account or a person needs from the CRM."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from actions.contract import Language
from actions.display import cell
from actions.parts import RecordRef
from crm import AllOf, Catalogue, Compare, Crm, Order, Query, value_at
from language import fold, words

PERSON = ("Id", "Name", "FirstName", "LastName", "Salutation", "Email", "HasOptedOutOfEmail")
FRENCH_LANDS = {"france", "belgique", "belgium", "luxembourg", "monaco"}
# Share of a product's words that a part of the deal's name must hold to be its name there.
SAME_PRODUCT = 0.6
PARTS = re.compile(r"\s+[–—|-]\s+")
RENEWAL = re.compile(r"^(?:extension|renewal|renouvellement|upsell)(?: de| of)? ", re.IGNORECASE)
NO_RIVAL = {"none", "other", "unknown", "in-house", "aucun", "autre"}
SHOWN_QUOTES = ("Presented", "Accepted")
Phase = Literal["early", "proposal", "negotiation", "won", "lost"]


@dataclass(frozen=True)
class Deal:
    """Whom to write to, in which language, about what; `contact` is None where nobody is known."""

    contact: Mapping[str, Any] | None
    language: Language
    account: str | None
    opportunity: Mapping[str, Any] | None
    company: str | None
    sender_title: str | None
    rivals: tuple[str, ...] = ()
    """Competitors' names, as the org lists them: never written to a customer."""

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
        """Whether the contact refused our e-mails."""
        return bool((self.contact or {}).get("HasOptedOutOfEmail"))

    def addressee(self) -> dict[str, Any]:
        """Return the contact as a fact."""
        contact = self.contact or {}
        return {
            "first_name": proper(contact.get("FirstName")),
            "last_name": proper(contact.get("LastName")),
            "salutation": contact.get("Salutation"),
        }  # fmt: skip


async def fetch_deal(record: RecordRef, crm: Crm, language: Language) -> Deal:
    """Read the deal, its account, its main contact and the sender."""
    catalogue = await crm.catalogue()
    opportunity = await opportunity_of(record, crm, catalogue, language)
    contact = await contact_of(record, crm, catalogue)
    account = value_at(contact or {}, "Account.Name") or (opportunity or {}).get("account")
    sender = await crm.get("User", crm.user.id, seen(catalogue, "User", ("Title", "CompanyName")))
    return Deal(
        contact, spoken(contact, language), account, opportunity,
        value_at(sender or {}, "CompanyName"), value_at(sender or {}, "Title"), rivals(catalogue),
    )  # fmt: skip


def proper(name: str | None) -> str | None:
    """Return a name as its bearer writes it, where it was typed all in one case."""
    typed = [word for word in (name or "").split() if word.isupper() or word.islower()]
    kept = {"de", "du", "des", "la", "le", "van", "von", "der", "of"}
    for word in typed:
        if len(word) > 1 and word not in kept and name:
            name = name.replace(word, word.title())
    return name


def rivals(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the competitors the org lists on its deals."""
    fields = catalogue["Opportunity"].fields if "Opportunity" in catalogue else {}
    listed = (
        one
        for field in fields.values()
        if "competitor" in field.name.casefold()
        for one in field.picklist
    )
    return tuple(one.value for one in listed if one.value.casefold() not in NO_RIVAL)


def seen(catalogue: Catalogue, name: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the paths whose first step the asker sees."""
    fields = catalogue[name].fields
    steps = set(fields) | {field.relationship for field in fields.values()}
    return tuple(path for path in paths if path.split(".")[0] in steps)


async def opportunity_of(
    record: RecordRef, crm: Crm, catalogue: Catalogue, language: Language
) -> dict[str, Any] | None:
    """Return the opportunity as a fact, or None where the record is not one."""
    if record.object != "Opportunity":
        return None
    wanted = ("Name", "StageName", "Amount", "CloseDate", "NextStep", "IsClosed", "IsWon",
              "Account.Name")  # fmt: skip
    found = await crm.get("Opportunity", record.id, seen(catalogue, "Opportunity", wanted)) or {}
    lines = await crm.run(
        Query(
            "OpportunityLineItem", ("Id", "Product2.Name"), Compare("OpportunityId", "=", record.id)
        )
    )
    products = [str(value_at(line, "Product2.Name") or "") for line in lines.records]
    shown = {
        key: cell(found, catalogue, "Opportunity", path, language)
        if value_at(found, path)
        else None
        for key, path in (("stage", "StageName"), ("amount", "Amount"))
    }
    close = value_at(found, "CloseDate")
    quoted = await quoted_amount(record, crm, catalogue, language)
    shown |= {"amount": quoted} if quoted else {}
    return {
        "name": titled(record.name, value_at(found, "Account.Name")),
        "phase": phase_of(found), **shown, "quoted": bool(quoted),
        "close_date": close.isoformat() if close else None,
        "next_step": value_at(found, "NextStep"),
        "products": called(list(dict.fromkeys(name for name in products if name)), record.name),
        "account": value_at(found, "Account.Name"),
    }  # fmt: skip


async def quoted_amount(
    record: RecordRef, crm: Crm, catalogue: Catalogue, language: Language
) -> str | None:
    """Return the total of the newest quote the customer has in hand, None without one."""
    if "Quote" not in catalogue or "GrandTotal" not in catalogue["Quote"].fields:
        return None
    mine = (Compare("OpportunityId", "=", record.id), Compare("Status", "in", SHOWN_QUOTES))
    newest = Order("CreatedDate", descending=True)
    query = Query("Quote", ("Id", "GrandTotal"), AllOf(mine), order_by=(newest,), limit=1)
    rows = await crm.run(query)
    if not rows.records or not rows.records[0].get("GrandTotal"):
        return None
    return str(cell(rows.records[0], catalogue, "Quote", "GrandTotal", language))


def titled(deal: str, account: str | None) -> str:
    """Return a deal's name without the customer's own: they know who they are."""
    kept = [part for part in PARTS.split(deal) if not account or fold(account) not in fold(part)]
    return " – ".join(kept) or deal


def called(products: list[str], deal: str) -> list[str]:
    """Return the products as the deal's name calls them in its own language, the main one first.

    « Héliade Capteur W – Laiterie Daumesnil » is how the customer knows the product "Héliade
    Sense W".
    """
    parts = PARTS.split(deal)
    for product in products:
        said = set(words(product))
        alike = {part: len(said & set(words(part))) / len(said) for part in parts}
        best = max(parts, key=lambda part: alike[part])
        if alike[best] >= SAME_PRODUCT:
            return [RENEWAL.sub("", best)]
    return products


def phase_of(found: Mapping[str, Any]) -> Phase:
    """Return where a deal stands, whatever the org calls its stages."""
    if found.get("IsClosed"):
        return "won" if found.get("IsWon") else "lost"
    stage = str(found.get("StageName") or "").casefold()
    if "nego" in stage or "négo" in stage:
        return "negotiation"
    return "proposal" if any(word in stage for word in ("propos", "quote", "devis")) else "early"


async def contact_of(record: RecordRef, crm: Crm, catalogue: Catalogue) -> Mapping[str, Any] | None:
    """Return the person to write to: the deal's primary contact, else the one last spoken with."""
    wanted = (*PERSON, "Preferred_Language__c", "MailingCountry", "Account.Name",
              "Account.BillingCountry")  # fmt: skip
    if record.object in {"Contact", "Lead"}:
        return await crm.get(record.object, record.id, seen(catalogue, record.object, wanted))
    paths = seen(catalogue, "Contact", wanted)
    if record.object == "Opportunity" and "OpportunityContactRole" in catalogue:
        roles = await crm.run(
            Query(
                "OpportunityContactRole", tuple(f"Contact.{path}" for path in paths),
                Compare("OpportunityId", "=", record.id),
                order_by=(Order("IsPrimary", descending=True),), limit=1,
            )
        )  # fmt: skip
        if roles.records:
            return value_at(roles.records[0], "Contact") or None
    return await lately_met(record, crm, paths)


async def lately_met(
    record: RecordRef, crm: Crm, paths: tuple[str, ...]
) -> Mapping[str, Any] | None:
    """Return the account's contact with the latest activity."""
    account = record.id
    if record.object != "Account":
        found = await crm.get(record.object, record.id, ("AccountId",)) or {}
        account = str(value_at(found, "AccountId") or "")
    if not account:
        return None
    rows = await crm.run(
        Query(
            "Contact", paths, Compare("AccountId", "=", account),
            order_by=(Order("LastActivityDate", descending=True),), limit=1,
        )
    )  # fmt: skip
    return rows.records[0] if rows.records else None


def spoken(contact: Mapping[str, Any] | None, language: Language) -> Language:
    """Return the contact's language: as recorded, else by country, else the asker's."""
    if not contact:
        return language
    recorded = str(contact.get("Preferred_Language__c") or "").casefold()
    if recorded[:2] in {"fr", "en"}:
        return "fr" if recorded.startswith("fr") else "en"
    land = contact.get("MailingCountry") or value_at(contact, "Account.BillingCountry")
    if not land:
        return language
    return "fr" if str(land).casefold() in FRENCH_LANDS else "en"
