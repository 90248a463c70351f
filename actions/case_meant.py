"""Which case of a customer is spoken of: « réponds à leur dernier ticket », "their latest case"."""

from __future__ import annotations

import re

from actions.contract import Tools
from actions.parts import RecordRef
from crm import Compare, Order, Query
from language import fold

_LATEST = re.compile(
    r"\b(?:dernier|derniere|last|latest|newest|most recent)\s+(?:support\s+)?"
    r"(?:ticket|cas|dossier|incident|requete|case|complaint|reclamation)\b"
)
OF = {"Account": "AccountId", "Contact": "ContactId"}


async def case_meant(record: RecordRef, text: str, tools: Tools) -> RecordRef:
    """Return the newest case of a customer where a text speaks of it, else the record itself."""
    crm = tools.org()
    known = await crm.catalogue()
    field = OF.get(record.object)
    if field is None or not _LATEST.search(fold(text)) or "Case" not in known:
        return record
    newest = (Order("CreatedDate", descending=True),)
    query = Query(
        "Case", ("Id", "CaseNumber"), Compare(field, "=", record.id), order_by=newest, limit=1
    )
    found = (await crm.run(query)).records
    return (
        RecordRef(object="Case", id=found[0]["Id"], name=found[0]["CaseNumber"])
        if found
        else record
    )
