"""Records told by their account and their kind: "the Denby Advisory deal" is no account."""

from __future__ import annotations

from actions.contract import Tools
from actions.errors import NoSuchName
from actions.kinds_beside import kinds_beside
from actions.parts import RecordRef
from crm import AllOf, Ambiguous, Candidate, Compare, Condition, Query

ACCOUNT, PARENT, CLOSED = "Account", "AccountId", "IsClosed"
MOST = 10


async def of_kind_said(
    one: RecordRef, name: str, text: str, objects: tuple[str, ...], tools: Tools
) -> RecordRef:
    """Return the account's one open record of the kind said beside its name, else the record.

    Raises `Ambiguous` where the account has several, `NoSuchName` where it has none.
    """
    crm = tools.org()
    catalogue = await crm.catalogue()
    kinds = kinds_beside(name, text, objects, catalogue)
    if one.object != ACCOUNT or not kinds or ACCOUNT in kinds:
        return one
    found: list[Candidate] = []
    for kind in kinds:
        info = catalogue[kind]
        if PARENT not in info.fields:
            continue
        where: tuple[Condition, ...] = (Compare(PARENT, "=", one.id),)
        if CLOSED in info.fields:
            where += (Compare(CLOSED, "=", False),)
        query = Query(kind, ("Id", info.name_field), AllOf(where), limit=MOST)
        found += [
            Candidate(kind, row["Id"], str(row[info.name_field] or ""), 1.0)
            for row in (await crm.run(query)).records
        ]
    if not found:
        raise NoSuchName(name, kinds, ())
    if len(found) > 1:
        raise Ambiguous(tuple(found))
    return RecordRef(object=found[0].object, id=found[0].id, name=found[0].name)
