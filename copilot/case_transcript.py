"""What was said in a case: its description, its e-mails and its published comments, in order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from copilot.errors import Unknown
from copilot.suggestions import Said
from crm import AllOf, Compare, Crm, Order, Query

MOST = 50


async def said_in_case(crm: Crm, case: str) -> list[Said]:
    """Return the case as a transcript; raise `Unknown` where the asker sees no such case.

    The first e-mail often is the description again: it is told once.
    """
    found = await crm.get("Case", case, ("Subject", "Description", "CreatedDate"))
    if found is None:
        raise Unknown("no such case among those you may see")
    first = ". ".join(str(found[name]) for name in ("Subject", "Description") if found[name])
    told: list[tuple[datetime, Said]] = [(found["CreatedDate"], Said("customer", first))]
    told += await _exchanges(crm, case)
    seen: set[str] = set()
    kept = []
    for _, one in sorted(told, key=lambda pair: pair[0]):
        if one.text not in seen and one.text not in first:
            kept.append(one)
        seen.add(one.text)
    return [Said("customer", first), *(one for one in kept if one.text != first)]


async def _exchanges(crm: Crm, case: str) -> list[tuple[datetime, Said]]:
    catalogue, queries = await crm.catalogue(), []
    of_case = Compare("ParentId", "=", case)
    if "EmailMessage" in catalogue:
        written = ("TextBody", "Incoming", "MessageDate")
        queries.append(Query("EmailMessage", written, of_case, limit=MOST))
    if "CaseComment" in catalogue:
        published = AllOf((of_case, Compare("IsPublished", "=", value=True)))
        latest = (Order("CreatedDate", descending=True),)
        noted = ("CommentBody", "CreatedDate")
        queries.append(Query("CaseComment", noted, published, order_by=latest, limit=MOST))
    rows = [record for one in await crm.run_many(queries) for record in one.records]
    return [said for record in rows if (said := _said(record))]


def _said(record: Any) -> tuple[datetime, Said] | None:
    if "TextBody" in record:
        author = "customer" if record["Incoming"] else "agent"
        text, at = record["TextBody"], record["MessageDate"]
    else:
        author, text, at = "agent", record["CommentBody"], record["CreatedDate"]
    return (at, Said(author, text)) if text and at else None
