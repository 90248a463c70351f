"""What Salesforce fills in by itself when a record is saved: before it is stored, and around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sandbox import files, rollups
from sandbox.call import Call
from sandbox.clock import moment, stamp
from sandbox.errors import ApiError
from sandbox.ids import new_id
from sandbox.numbering import number
from sandbox.schema import SObject
from sandbox.store import Row, Store

Given = frozenset[str]
FIRST_ARTICLE = 1_000_000
"""Articles loaded with the org have ids made of their versions' own numbers."""
_ADDRESS = re.compile(r"[^\W_]+(-+[^\W_]+)*")
Rule = Callable[[Call, Row | None, Row, Given], Row]


def before_save(call: Call, sobject: SObject, old: Row | None, row: Row, given: Given) -> Row:
    """Return the row with the values Salesforce sets; `given` names what the caller set."""
    rule = RULES.get(sobject.name)
    if rule is not None:
        row = row | rule(call, old, row, given)
    if old is None:
        row = number(call.org.store, sobject, row)
    return row


def after_save(call: Call, sobject: SObject, old: Row | None, row: Row) -> None:
    """Bring the records around it up to date: roll-ups and last activities; files."""
    if sobject.name == "ContentVersion":
        files.after_save(call, old, row)
    elif sobject.name == "ContentDocumentLink":
        files.linked(call, old, row)
    rollups.refresh(call.org.store, sobject, [version for version in (old, row) if version])


def _opportunity(call: Call, old: Row | None, row: Row, given: Given) -> Row:
    if old is not None and old["StageName"] == row["StageName"]:
        return {}
    sql = "SELECT DefaultProbability FROM OpportunityStage WHERE ApiName = ?"
    rows = call.org.store.execute(sql, (row.get("StageName"),))
    derived: Row = {"LastStageChangeDate": stamp(call.now) if old is not None else None}
    if rows and "Probability" not in given:
        derived["Probability"] = rows[0][0]
    return derived


def _case(call: Call, old: Row | None, row: Row, given: Given) -> Row:
    store = call.org.store
    derived: Row = {}
    if row.get("ContactId") and (old is None or old["ContactId"] != row["ContactId"]):
        contact = store.row("Contact", row["ContactId"]) or {}
        derived["ContactEmail"], derived["ContactPhone"] = (
            contact.get("Email"),
            contact.get("Phone"),
        )
        if "AccountId" not in given:
            derived["AccountId"] = contact.get("AccountId")
    was = old is not None and _closed_case(store, old["Status"])
    closed = _closed_case(store, row.get("Status"))
    if closed != was:
        derived["ClosedDate"] = stamp(call.now) if closed else None
    return derived


def _closed_case(store: Store, status: Any) -> bool:
    sql = "SELECT IsClosed FROM CaseStatus WHERE ApiName = ?"
    rows = store.execute(sql, (status,))
    return bool(rows and rows[0][0])


def _task(call: Call, old: Row | None, row: Row, _given: Given) -> Row:
    done = row.get("Status") == "Completed"
    was = old is not None and old["Status"] == "Completed"
    derived: Row = {"AccountId": _account_of(call, row)}
    if done != was:
        derived["CompletedDateTime"] = stamp(call.now) if done else None
    if old is None and row.get("TaskSubtype") == "Call" and row.get("Type") is None:
        derived["Type"] = "Call"
    return derived


def _event(call: Call, _old: Row | None, row: Row, given: Given) -> Row:
    derived: Row = {"AccountId": _account_of(call, row)}
    start = row.get("StartDateTime") or row.get("ActivityDateTime")
    if "ActivityDateTime" in given and "StartDateTime" not in given:
        start = row["ActivityDateTime"]
    if start is None:
        return derived
    derived |= {"StartDateTime": start, "ActivityDateTime": start, "ActivityDate": start[:10]}
    minutes, end = row.get("DurationInMinutes"), row.get("EndDateTime")
    if end is not None and ("EndDateTime" in given or minutes is None):
        span = moment(end) - moment(start)
        derived["DurationInMinutes"] = int(span.total_seconds() // 60)
    elif minutes is not None:
        derived["EndDateTime"] = stamp(moment(start) + timedelta(minutes=minutes))
    return derived


def _account_of(call: Call, row: Row) -> str | None:
    """Return the account an activity belongs to, through what or whom it is about."""
    for reference in (row.get("WhatId"), row.get("WhoId")):
        sobject = _object_of(call, reference)
        if sobject == "Account":
            return reference
        found = call.org.store.row(sobject, reference or "") if sobject else None
        if found and found.get("AccountId"):
            return str(found["AccountId"])
    return None


def _object_of(call: Call, record_id: str | None) -> str | None:
    prefix = (record_id or "")[:3]
    objects = call.access.schema.values()
    return next((o.name for o in objects if o.key_prefix == prefix), None)


def _appointment(call: Call, _old: Row | None, row: Row, _given: Given) -> Row:
    parent = {"WhatId": row.get("ParentRecordId")}
    status = str(row.get("Status") or "None").replace(" ", "")
    return {"AccountId": _account_of(call, parent), "StatusCategory": status}


def _line_item(call: Call, _old: Row | None, row: Row, given: Given) -> Row:
    store = call.org.store
    entry = store.row("PricebookEntry", row.get("PricebookEntryId") or "")
    product_id = entry["Product2Id"] if entry else row.get("Product2Id")
    product = store.row("Product2", product_id or "") or {}
    derived: Row = {"Product2Id": product_id}
    if entry:
        derived["ListPrice"] = entry["UnitPrice"]
        if row.get("UnitPrice") is None and "UnitPrice" not in given:
            derived["UnitPrice"] = entry["UnitPrice"]
    derived |= {"ProductCode": product.get("ProductCode"), "Name": product.get("Name")}
    return derived


def _quote(call: Call, _old: Row | None, row: Row, _given: Given) -> Row:
    opportunity = call.org.store.row("Opportunity", row.get("OpportunityId") or "") or {}
    return {"AccountId": opportunity.get("AccountId")}


def _price(call: Call, _old: Row | None, row: Row, _given: Given) -> Row:
    product = call.org.store.row("Product2", row.get("Product2Id") or "") or {}
    return {"Name": product.get("Name"), "ProductCode": product.get("ProductCode")}


def _member(call: Call, old: Row | None, row: Row, _given: Given) -> Row:
    responded = row.get("Status") in {"Responded", "Registered", "Attended"}
    if responded and not (old or {}).get("FirstRespondedDate"):
        return {"FirstRespondedDate": call.today}
    return {}


def _article(call: Call, old: Row | None, row: Row, given: Given) -> Row:
    """Make a new article a draft of version 1; publishing is the Knowledge service's own act."""
    status = (old or {}).get("PublishStatus", "Draft")
    if "PublishStatus" in given and row.get("PublishStatus") != status:
        message = "Articles are published with the knowledge management service."
        raise ApiError("FIELD_INTEGRITY_EXCEPTION", message, ["PublishStatus"])
    if "UrlName" in given:
        _check_address(call.org.store, row["UrlName"] or "", (old or {}).get("Id"))
    if old is not None:
        return {}
    article = new_id("kA0", FIRST_ARTICLE + call.org.store.increase("number:KnowledgeArticle"))
    return {"PublishStatus": "Draft", "IsLatestVersion": 1, "VersionNumber": 1,
            "KnowledgeArticleId": article}  # fmt: skip


def _check_address(store: Store, name: str, own: str | None) -> None:
    """Refuse the end of an article's address that is malformed or another article's."""
    if not _ADDRESS.fullmatch(name):
        message = (
            "URL Name: can contain only Unicode numbers and letters, and hyphens. The URL name "
            "can't begin or end with a hyphen."
        )
        raise ApiError("FIELD_INTEGRITY_EXCEPTION", message, ["UrlName"])
    sql = (
        'SELECT "Id" FROM "Knowledge__kav" '
        'WHERE "UrlName" = ? AND "Id" IS NOT ? AND "IsDeleted" = 0'
    )
    if store.execute(sql, (name, own)):
        message = "duplicate value found: UrlName duplicates value on another article"
        raise ApiError("DUPLICATE_VALUE", message, ["UrlName"])


RULES: dict[str, Rule] = {
    "CampaignMember": _member,
    "Case": _case,
    "ContentVersion": files.before_save,
    "Event": _event,
    "Knowledge__kav": _article,
    "Opportunity": _opportunity,
    "OpportunityLineItem": _line_item,
    "OrderItem": _line_item,
    "PricebookEntry": _price,
    "Quote": _quote,
    "QuoteLineItem": _line_item,
    "ServiceAppointment": _appointment,
    "Task": _task,
}
