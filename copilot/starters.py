"""Names from the asker's own records, so that the front page proposes what works for them."""

from __future__ import annotations

from crm import AllOf, BadQuery, Compare, Crm, Order, Query, Refused, value_at

CANDIDATES = 8


async def starters(crm: Crm) -> dict[str, str]:
    """Return an `account` and, where this user sees deals, an open `opportunity` of that account.

    Each name means exactly one record to this user; what cannot be offered is left out.
    """
    for account, deal in await _open(crm, "Opportunity", "Name"):
        if await _means_one(crm, account, "Account") and await _means_one(crm, deal, "Opportunity"):
            return {"account": account, "opportunity": deal}
    for account, _case in await _open(crm, "Case", "CaseNumber"):
        if await _means_one(crm, account, "Account"):
            return {"account": account}
    return {}


async def _open(crm: Crm, name: str, title: str) -> list[tuple[str, str]]:
    """Return company and title of open records: the user's own first, the latest touched first."""
    mine = Compare("OwnerId", "=", crm.user.id)
    paths, latest = ("Account.Name", title), (Order("LastModifiedDate", descending=True),)
    still = (Compare("IsClosed", "=", False), Compare("AccountId", "!=", None))
    queries = [
        Query(name, paths, where=AllOf(where), order_by=latest, limit=CANDIDATES)
        for where in ((*still, mine), still)
    ]
    try:
        found = await crm.run_many(queries)
    except (BadQuery, Refused):
        return []
    return [
        (str(value_at(record, paths[0])), str(record[title]))
        for rows in found
        for record in rows.records
        if value_at(record, paths[0])
    ]


async def _means_one(crm: Crm, words: str, name: str) -> bool:
    found = await crm.find(words, (name,))
    return found.match is not None and found.match.name == words
