"""Which of several namesakes is meant.

The words beside the name, the list on screen or the account spoken of may leave one alone; where
they do not, people choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions.contract import Request, Tools
from actions.known import account_of
from actions.parts import RecordRef
from actions.reading import recall
from crm import AllOf, Candidate, Compare, Condition, Crm, Query, name_words, telling_words


async def meant_among(
    candidates: Sequence[Candidate], request: Request, tools: Tools
) -> Candidate | None:
    """Return the only candidate the message and the conversation leave, or None."""
    crm = tools.org()
    left = told_by_words(candidates, request.text) or list(candidates)
    if len(left) == 1:
        return left[0]
    for name, conditions in [*await _on_screen(request, crm), *await _around(request, crm)]:
        near = await _within(left, name, conditions, crm)
        if len(near) == 1:
            return near[0]
    return None


def told_by_words(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """Return those whose company, city or title the text says beside their name."""
    said = set(name_words(text))
    found = []
    for one in candidates:
        beside = said - set(name_words(one.name))
        details = (set(telling_words(name_words(value))) for _field, value in one.details)
        if any(detail and detail <= beside for detail in details):
            found.append(one)
    return found


async def _on_screen(request: Request, crm: Crm) -> list[tuple[str, tuple[Condition, ...]]]:
    """Return the object and the conditions of the list last shown."""
    last = request.slots.get("last_query")
    reading = recall(last, await crm.catalogue()) if last else None
    if reading is None or reading.task != "list" or reading.query.measures:
        return []
    return [(reading.query.object, reading.conditions)]


async def _around(request: Request, crm: Crm) -> list[tuple[str, tuple[Condition, ...]]]:
    """Return the objects whose records belong to the account of the record spoken of."""
    slots = request.slots
    if not slots.get("focus_id"):
        return []
    record = RecordRef(object=slots["focus_object"], id=slots["focus_id"], name="")
    account = await account_of(record, crm)
    if account is None:
        return []
    own = (Compare("AccountId", "=", account),)
    owners = ("Contact", "Opportunity", "Case")
    return [(name, own) for name in owners if name in await crm.catalogue()]


async def _within(
    candidates: Sequence[Candidate], name: str, conditions: tuple[Condition, ...], crm: Crm
) -> list[Candidate]:
    """Return the candidates among the records of that object which meet the conditions."""
    ids = tuple(one.id for one in candidates if one.object == name)
    if not ids:
        return []
    where = AllOf((*conditions, Compare("Id", "in", ids)))
    kept = {row["Id"] for row in (await crm.run(Query(name, ("Id",), where))).records}
    return [one for one in candidates if one.id in kept]
