"""Logging the e-mail on screen as sent, by a confirmed proposal: an `EmailMessage`, else a task.

What is logged is the very text that was shown. It leaves from the user's own mail program: an
`EmailMessage` record tells Salesforce of a mail, it does not send one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.activity import kept_of
from actions.contract import Request, Result, Tools
from actions.errors import NothingToDo
from actions.proposals import made, propose
from crm import Catalogue, Crm, Value

SENT, COMPLETED = "3", "Completed"
MOST_BODY = 32_000
RELATED = frozenset({"Account", "Opportunity", "Case"})


async def send_email(request: Request, tools: Tools) -> Result:
    """Show what would be logged of the e-mail on screen."""
    kept = request.slots.get("last_email") or {}
    if not kept.get("shown"):
        raise NothingToDo("no_email")
    crm = tools.org()
    name, values = logged(kept, await crm.catalogue(), crm, tools)
    proposal = await made(request, tools, "create", name, "", values)
    return await propose(proposal, request, tools, said="ask_log_email")


def logged(
    kept: Mapping[str, Any], catalogue: Catalogue, crm: Crm, tools: Tools
) -> tuple[str, dict[str, Value]]:
    """Return the object and the values of the record that logs a sent e-mail."""
    shown, record = kept["shown"], kept["record"]
    info = catalogue.get("EmailMessage")
    if info and info.createable and record["object"] in RELATED and shown["to"]:
        field = "ParentId" if record["object"] == "Case" else "RelatedToId"
        return "EmailMessage", kept_of(info, {
            "Subject": shown["subject"], "TextBody": shown["body"][:MOST_BODY],
            "ToAddress": "; ".join(shown["to"]), "CcAddress": "; ".join(shown["cc"]) or None,
            "FromName": crm.user.name, "Incoming": False, "Status": SENT,
            "MessageDate": tools.clock.now(), field: record["id"],
        })  # fmt: skip
    task = catalogue["Task"]
    about = {"WhatId": record["id"]} if record["object"] in RELATED else {}
    return "Task", kept_of(task, {
        "Subject": f"E-mail: {shown['subject']}", "Description": shown["body"][:MOST_BODY],
        "Status": COMPLETED, "ActivityDate": tools.clock.today(), "WhoId": shown["who"],
        "TaskSubtype": "Email", "Type": "Email", **about,
    })  # fmt: skip
