"""Converting a lead: into an account, a contact and, unless told otherwise, an opportunity.

REST has no call for it; SOAP's `convertLead` does. Salesforce cannot take a conversion back.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm.composite import run_queries
from crm.connection import Connection
from crm.errors import CrmError, CrmUnavailable, Invalid, NotFound, Refused, Stale
from crm.literals import quote
from crm.metadata import Catalogue, Language
from crm.paths import object_at
from crm.proposal import Change, Done, Outcome, Part, Proposal
from crm.proposing import LASTS, REVISION
from crm.soap import soap
from crm.verdicts import answer_verdict

_LED_TO = (
    ("Account", "ConvertedAccountId"),
    ("Contact", "ConvertedContactId"),
    ("Opportunity", "ConvertedOpportunityId"),
)
_STATE = f"Id, Name, Company, Status, IsConverted, {REVISION}"
_SETTLED = ", ".join(("IsConverted", REVISION, *(field for _, field in _LED_TO)))


@dataclass(frozen=True)
class Conversion:
    """What a lead becomes: existing records by id, and the opportunity's name (None: no deal)."""

    account: str = ""
    contact: str = ""
    opportunity: str | None = None


async def propose_conversion(
    connection: Connection,
    catalogue: Catalogue,
    record: str,
    wanted: Conversion,
    user: str,
    language: Language,
    now: datetime,
) -> Proposal:
    """Return the exact conversion to be shown; `NotFound`, `Refused`, `Invalid` ("unchanged")."""
    described = object_at(catalogue, "Lead")
    if not described.updateable:
        raise Refused("Lead")
    texts = [
        f"SELECT {_STATE} FROM Lead WHERE Id = {quote(record)}",  # noqa: S608 - quoted
        "SELECT ApiName FROM LeadStatus WHERE IsConverted = TRUE ORDER BY SortOrder LIMIT 1",
    ]
    found, statuses = [answer["records"] for answer in await run_queries(connection, texts)]
    if not found:
        raise NotFound("Lead", record)
    lead = found[0]
    if lead["IsConverted"]:
        raise Invalid("", "unchanged")
    status = statuses[0]["ApiName"] if statuses else lead["Status"]
    label = described.fields["Status"].labels.of(language)
    return Proposal(
        id=f"p-{uuid.uuid4().hex[:16]}",
        operation="convert",
        object="Lead",
        record=record,
        name=str(lead["Name"]),
        changes=(Change("Status", label, lead["Status"], status),),
        revision=str(lead[REVISION]),
        user=user,
        expires=now + LASTS,
        parts=_led_to(lead, wanted),
    )


def _led_to(lead: Mapping[str, Any], wanted: Conversion) -> tuple[Part, ...]:
    """List what the lead becomes, what is there already with its id."""
    parts = (
        Part("Account", wanted.account, str(lead["Company"])),
        Part("Contact", wanted.contact, str(lead["Name"])),
    )
    deal = wanted.opportunity
    return parts if deal is None else (*parts, Part("Opportunity", "", deal))


async def convert(connection: Connection, proposal: Proposal, since: datetime | None) -> Outcome:
    """Convert the lead as it was shown, once; `Stale` where it changed since."""
    lead = await _read(connection, proposal.record)
    if lead["IsConverted"] and since is not None:
        return _outcome(proposal, lead)
    if str(lead[REVISION]) != proposal.revision:
        raise Stale(proposal.record, {"Status": lead.get("Status")}, str(lead[REVISION]))
    try:
        result = await soap(connection, "convertLead", [("leadConverts", _arguments(proposal))])
    except CrmUnavailable as exc:
        lead = await _read(connection, proposal.record) if exc.in_doubt else lead
        if not lead["IsConverted"]:
            raise
        return _outcome(proposal, lead)
    if result.get("success") != "true":
        raise _refused(result)
    return _outcome(proposal, await _read(connection, proposal.record))


def _arguments(proposal: Proposal) -> list[tuple[str, Any]]:
    """Write a `LeadConvert`; the schema's order of elements is Salesforce's (alphabetical)."""
    ids = {part.object: part.record for part in proposal.parts}
    names = {part.object: part.name for part in proposal.parts}
    deal = "Opportunity" in names
    arguments = [
        ("accountId", ids.get("Account", "")),
        ("contactId", ids.get("Contact", "")),
        ("convertedStatus", str(proposal.changes[0].new)),
        ("doNotCreateOpportunity", "false" if deal else "true"),
        ("leadId", proposal.record),
        ("opportunityName", names.get("Opportunity", "")),
        ("overwriteLeadSource", "false"),
        ("sendNotificationEmail", "false"),
    ]
    return [(name, value) for name, value in arguments if value]


def _refused(result: Mapping[str, Any]) -> CrmError:
    errors = [
        {"errorCode": one.get("statusCode", ""), "message": one.get("message", "")}
        for one in result["errors"]
    ]
    error = answer_verdict(400, errors, write=True)
    return Refused("Lead") if isinstance(error, Refused) else error


async def _read(connection: Connection, record: str) -> Mapping[str, Any]:
    text = f"SELECT Id, Status, {_SETTLED} FROM Lead WHERE Id = {quote(record)}"  # noqa: S608 - quoted
    answers = await run_queries(connection, [text])
    found: list[Mapping[str, Any]] = answers[0]["records"]
    if not found:
        raise NotFound("Lead", record)
    return found[0]


def _outcome(proposal: Proposal, lead: Mapping[str, Any]) -> Outcome:
    names = {part.object: part.name for part in proposal.parts}
    each = tuple(
        Done(str(lead[field]), names.get(name, proposal.name))
        for name, field in _LED_TO
        if lead.get(field)
    )
    return Outcome(proposal, proposal.record, str(lead[REVISION]), each=each)
