"""Who leads the groups of an answer: spoken of next, and told by rank: « qui est le dernier ? »."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.contract import Result
from actions.naming import focused
from actions.parts import RecordRef
from actions.reading import Reading
from actions.reading.ordinary import ORDINARY
from actions.reading.paths import target
from crm import Crm
from language import find_counts, words

_WHO = ORDINARY | frozenset(
    words("le la l the et and qui who is est s comes vient arrive celui celle c lequel laquelle")
    + words("which one ones")
)


async def led_by(reading: Reading, made: Result, crm: Crm) -> dict[str, Any]:
    """Return the slots that speak of the record the only group of an answer stands for."""
    groups = reading.query.group_by
    named = {str(one.group.get(groups[0].path)) for one in made.values if groups and one.group}
    if len(groups) != 1 or len(named) != 1 or not groups[0].path.endswith(".Name"):
        return {}
    catalogue = await crm.catalogue()
    link = target(catalogue, reading.query.object, _id_path(groups[0].path))
    kinds = tuple(one for one in (link.reference_to if link else ()) if one in catalogue)
    found = [one for one in (await crm.find(next(iter(named)), objects=kinds)).candidates
             if one.name in named] if kinds else []  # fmt: skip
    if len(found) != 1:
        return {}
    return focused(RecordRef(object=found[0].object, id=found[0].id, name=found[0].name))


def _id_path(path: str) -> str:
    """Return the path of the reference that a parent's name is reached by."""
    above = path.removesuffix(".Name")
    return f"{above.removesuffix('__r')}__c" if above.endswith("__r") else f"{above}Id"


def ranked_group(text: str, reading: Reading | None) -> Reading | None:
    """Return the last question for the group of a rank; None where no rank alone is asked for."""
    if reading is None or reading.task != "aggregate" or reading.versus is not None:
        return None
    query, rank = reading.query, _rank(text)
    if rank is None or not query.group_by or any(one.grain for one in query.group_by):
        return None
    if rank > 0:
        return replace(reading, query=replace(query, limit=rank), place=rank)
    turned = tuple(replace(one, descending=not one.descending) for one in query.order_by[:1])
    return replace(reading, query=replace(query, order_by=turned, limit=1)) if turned else None


def _rank(text: str) -> int | None:
    """Return the rank a message asks for and nothing else, from 1; 0 for the last."""
    ranks = [one for one in find_counts(text) if one.ordinal]
    if len(ranks) != 1:
        return None
    start, end = ranks[0].span
    if {*words(text[:start]), *words(text[end:])} - _WHO:
        return None
    return max(ranks[0].value, 0)
