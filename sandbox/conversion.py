"""Converting a lead: its account, its contact, its deal, and what was said to it goes with them.

Source: Salesforce, SOAP API Developer Guide, "convertLead()".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sandbox import records
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.recycling import Result
from sandbox.store import Row

ACCOUNT = {
    "Name": "Company", "Industry": "Industry", "AnnualRevenue": "AnnualRevenue",
    "NumberOfEmployees": "NumberOfEmployees", "Phone": "Phone", "Website": "Website",
    "BillingStreet": "Street", "BillingCity": "City", "BillingState": "State",
    "BillingPostalCode": "PostalCode", "BillingCountry": "Country",
}  # fmt: skip
CONTACT = {
    "LastName": "LastName", "FirstName": "FirstName", "Salutation": "Salutation", "Title": "Title",
    "Email": "Email", "Phone": "Phone", "MobilePhone": "MobilePhone", "LeadSource": "LeadSource",
    "MailingStreet": "Street", "MailingCity": "City", "MailingPostalCode": "PostalCode",
    "MailingCountry": "Country",
}  # fmt: skip
_DAYS_TO_CLOSE = 90


def convert(call: Call, wanted: Mapping[str, str]) -> Result:
    """Convert one lead; all of it or nothing."""
    lead_id = wanted.get("leadId", "")
    try:
        with call.org.store.write():
            return Result(_converted(call, lead_id, wanted))
    except ApiError as error:
        return Result({"leadId": lead_id}, error)


def _converted(call: Call, lead_id: str, wanted: Mapping[str, str]) -> dict[str, str]:
    sobject = records.find_object(call, "Lead")
    lead = records.find_row(call, sobject, lead_id)
    if lead["IsConverted"]:
        raise ApiError("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead")
    if not call.access.may_edit_row("Lead", lead["Id"]):
        raise records.LOCKED
    status = _status(call, wanted.get("convertedStatus", ""))
    account = wanted.get("accountId") or _made(call, "Account", _taken(lead, ACCOUNT))
    contact = wanted.get("contactId") or _made(
        call, "Contact", {**_taken(lead, CONTACT), "AccountId": account}
    )
    deal = ""
    if wanted.get("doNotCreateOpportunity") != "true":
        deal = _deal(call, wanted.get("opportunityName") or lead["Company"], account)
    values = {
        "IsConverted": 1, "Status": status, "ConvertedDate": call.today,
        "ConvertedAccountId": account, "ConvertedContactId": contact,
        "ConvertedOpportunityId": deal or None,
    }  # fmt: skip
    records.set_fields(call, sobject, lead["Id"], values)
    _pass_on(call, lead["Id"], contact)
    made = {"accountId": account, "contactId": contact, "leadId": lead["Id"]}
    return made | ({"opportunityId": deal} if deal else {})


def _status(call: Call, status: str) -> str:
    known = call.org.store.execute("SELECT ApiName FROM LeadStatus WHERE IsConverted = 1")
    if known and status not in {row[0] for row in known}:
        raise ApiError("INVALID_STATUS", f"invalid convertedStatus: {status}")
    return status


def _taken(lead: Row, fields: Mapping[str, str]) -> dict[str, Any]:
    return {name: lead[source] for name, source in fields.items() if lead.get(source) is not None}


def _made(call: Call, name: str, values: Mapping[str, Any]) -> str:
    sobject = records.find_object(call, name)
    known = {key: value for key, value in values.items() if key in sobject.fields}
    return records.create(call, sobject, known)


def _deal(call: Call, name: str, account: str) -> str:
    first = call.org.store.execute(
        "SELECT ApiName FROM OpportunityStage WHERE IsClosed = 0 ORDER BY SortOrder LIMIT 1"
    )
    stages = call.access.schema["Opportunity"].fields["StageName"].picklist
    stage = first[0][0] if first else stages[0].value
    closes = date.fromisoformat(call.today) + timedelta(days=_DAYS_TO_CLOSE)
    values = {"Name": name, "AccountId": account, "StageName": stage,
              "CloseDate": closes.isoformat()}  # fmt: skip
    return _made(call, "Opportunity", values)


def _pass_on(call: Call, lead: str, contact: str) -> None:
    """Hand the lead's activities over to the contact."""
    for name in ("Task", "Event"):
        call.org.store.execute(
            f'UPDATE "{name}" SET "WhoId" = ? WHERE "WhoId" = ?',  # noqa: S608
            (contact, lead),
        )
