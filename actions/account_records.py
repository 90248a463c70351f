"""Records told by their account and their kind: "the Denby Advisory deal" is no account."""

from __future__ import annotations

from actions.contract import Tools
from actions.errors import NoSuchName
from actions.kinds_beside import kinds_beside
from actions.naming import CLEAR, MOST_NEAREST, reference
from actions.parts import RecordRef
from crm import AllOf, Ambiguous, Candidate, Compare, Condition, Query

ACCOUNT, PARENT, CLOSED = "Account", "AccountId", "IsClosed"
MOST = 10


async def of_kind_said(
    one: RecordRef, name: str, text: str, objects: tuple[str, ...], tools: Tools
) -> RecordRef:
    """Return the account's one open record of the kind said beside its name, else the record.

    Never a record of another kind than the one said: « l'opportunité Ysold » is no lead there.
    Raises `Ambiguous` where there are several, `NoSuchName` where there is none.
    """
    kinds = kinds_beside(name, text, objects, await tools.org().catalogue())
    if not kinds or one.object in kinds:
        return one
    if one.object != ACCOUNT:
        found = await tools.org().find(name, (*kinds, ACCOUNT), MOST)
        one = reference(found.match) if found.match else one
        if one.object in kinds:
            return one
    if one.object != ACCOUNT:
        raise _several(name, kinds, found.candidates)
    return await open_one_of(one, name, kinds, tools)


def _several(
    name: str, kinds: tuple[str, ...], found: tuple[Candidate, ...]
) -> Ambiguous | NoSuchName:
    of_kind = tuple(one for one in found if one.object in kinds)
    near = [one for one in of_kind if one.score >= CLEAR]
    return Ambiguous(tuple(near)) if near else NoSuchName(name, kinds, of_kind[:MOST_NEAREST])


async def open_one_of(one: RecordRef, name: str, kinds: tuple[str, ...], tools: Tools) -> RecordRef:
    """Return the account's one open record of these kinds; raises as `of_kind_said` does."""
    crm = tools.org()
    catalogue = await crm.catalogue()
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
