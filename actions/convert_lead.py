"""Converting a lead: which account and contact it becomes, existing ones found, and which deal."""

from __future__ import annotations

import re

from actions.contract import Request, Result, Tools
from actions.dictation import own_words
from actions.errors import RecordNeeded
from actions.named_spans import named_in
from actions.naming import chosen, focus, resolve
from actions.parts import RecordRef
from actions.pointing import only_found
from actions.proposals import propose
from actions.update_record import propose_update
from crm import Conversion, Crm, NotFound
from language import fold

OBJECTS = ("Lead",)
_NO_DEAL = re.compile(
    r"\b(?:sans|pas d|pas besoin d|no|without|no need for)\W+(?:an?\s+|creer\s+|une\s+|d\W)*"
    r"(?:\w+\s+)?(?:opportunit\w*|affaire\w*|deal\w*|opp\w*)"
)
_NOT = re.compile(
    r"\b(?:non|not|never|jamais|un)[\s-]?(?:be\s+)?convert\w*|\b(?:ne|pas|don'?t|do not)\s+"
    r"(?:(?:la|le|l'|pas)\s*)*conver\w*|\bdisqualif\w*"
)
"""What is said of a lead that must not be converted, whatever the dialogue took it for."""


async def convert_lead(request: Request, tools: Tools) -> Result:
    """Show what a lead would become; « passe-la en non convertie » asks for the opposite."""
    crm = tools.org()
    text = own_words(request.text)
    if _NOT.search(fold(text)):
        return await propose_update(request, tools)
    names = named_in(request, text)
    lead = await _lead(request, tools, names[0].text if names else "")
    values = await crm.get("Lead", lead.id, ("Company", "Email"))
    if values is None:
        raise NotFound("Lead", lead.id)
    account = await _account(names[1].text if len(names) > 1 else str(values["Company"]), crm)
    contact = await _contact(str(values.get("Email") or ""), account, crm)
    deal = None if _NO_DEAL.search(fold(text)) else f"{values['Company']} – {lead.name}"
    wanted = Conversion(account, contact, deal)
    proposal = await crm.propose_conversion(lead.id, wanted, tools.clock.now())
    return await propose(proposal, request, tools)


async def _lead(request: Request, tools: Tools, words: str) -> RecordRef:
    if payload := request.first("record"):
        found = await chosen(str(payload.value), tools)
        if found and found.object == "Lead":
            return found
    if words:
        return await resolve(words, tools, OBJECTS)
    only = only_found(request)
    spoken = focus(request, OBJECTS) or (only if only and only.object == "Lead" else None)
    if spoken is None:
        raise RecordNeeded(OBJECTS)
    return spoken


async def _account(company: str, crm: Crm) -> str:
    """Return the account of that very name, if there is one: no second is made."""
    found = await crm.find(company, ("Account",))
    return found.match.id if found.match and found.exact else ""


async def _contact(email: str, account: str, crm: Crm) -> str:
    """Return the contact of that account with that address, if there is one."""
    if not (email and account):
        return ""
    found = await crm.find(email, ("Contact",))
    if not (found.match and found.exact):
        return ""
    held = await crm.get("Contact", found.match.id, ("AccountId",))
    return found.match.id if held and held["AccountId"] == account else ""
