"""How a deal and its people are called in a letter to the customer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from actions.contract import Language
from crm import Catalogue, value_at
from language import fold, words

FRENCH_LANDS = {"france", "belgique", "belgium", "luxembourg", "monaco"}
# Share of a product's words that a part of the deal's name must hold to be its name there.
SAME_PRODUCT = 0.6
PARTS = re.compile(r"\s+[–—|-]\s+")
RENEWAL = re.compile(
    r"^(?:extension|renewal|renouvellement|upsell|(?:new |nouveau )?proje(?:c?t))(?: de| of)? ",
    re.IGNORECASE,
)
NO_RIVAL = {"none", "other", "unknown", "in-house", "aucun", "autre"}
SPOKEN: Mapping[Language, str] = {"fr": "french|francais", "en": "english|anglais"}
Phase = Literal["early", "proposal", "negotiation", "won", "lost"]


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


def product_name(catalogue: Catalogue, language: Language) -> str:
    """Return the field of a product that holds its name in a language, where the org has one."""
    fields = catalogue["Product2"].fields.values() if "Product2" in catalogue else ()
    own = re.compile(
        rf"(?:{SPOKEN[language]})\W*(?:name|nom)|(?:name|nom)\W*(?:{SPOKEN[language]})"
    )
    named = (
        field.name
        for field in fields
        if field.custom and own.search(fold(field.name.replace("_", " ")))
    )
    return next(named, "Name")
