"""Closing and reopening: which value of its status field says that a record is over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.reading.mentions import segment
from actions.reading.reader import vocabulary_of
from actions.reading.stems import akin, content
from actions.reading.traits import status_field
from actions.wanted import TOWARDS
from crm import Compare, Crm, ObjectInfo, Order, Query
from language import fold_keep_length

_CLOSES = re.compile(
    r"\b(?:ferm(?:e|er|ez|ons)|clo(?:s|re|ture[rz]?)|close(?! dates?\b)|resou[ds]\w*|resolve)\b"
)
_REOPENS = re.compile(r"\b(?:re-?ouvr\w*|rouvr\w*|re-?open\w*)\b")


@dataclass(frozen=True)
class _Status:
    """A status field and the table of its values that tells which are over."""

    field: str
    table: str


_STATUSES: Mapping[str, _Status] = {
    "Case": _Status("Status", "CaseStatus"),
    "Opportunity": _Status("StageName", "OpportunityStage"),
    "Task": _Status("Status", "TaskStatus"),
}


async def status_wanted(
    text: str, name: str, crm: Crm, today: date
) -> tuple[str, list[str]] | None:
    """Return the status field and the values « ferme », « en résolu », "reopen" may mean.

    None where nothing says so. Several values are several meanings: a deal that is closed is won
    or lost.
    """
    folded = fold_keep_length(text)
    status = _STATUSES.get(name)
    if status is None:
        return None
    closing = bool(_CLOSES.search(folded)) or await _called_over(text, crm, today)
    if not (closing or _REOPENS.search(folded)):
        return None
    values = await _values(status, crm, closed=closing)
    outcomes = closing and name == "Opportunity"
    return (status.field, values if outcomes else values[:1]) if values else None


def status_by_verb(text: str, info: ObjectInfo) -> tuple[str, list[str]] | None:
    """Return the status of the org's own object that the verb asks for: "confirm them all"."""
    field = status_field(info) if info.custom else None
    said = content(text)[:_VERB]
    values = [
        entry.value for entry in (field.picklist if field else ())
        if any(akin(word, other) for word in said
               for other in (*content(entry.labels.fr), *content(entry.labels.en)))
    ]  # fmt: skip
    return (field.name, values) if field and len(values) == 1 else None


_VERB = 2
"""Words among which the verb of a request stands."""


async def _called_over(text: str, crm: Crm, today: date) -> bool:
    """Whether the text puts a record in a state that questions call closed: « en résolu »."""
    vocabulary = vocabulary_of(await crm.catalogue())
    sentence = segment(text, vocabulary, today)
    return any(
        mention.says("closed") and TOWARDS & {*sentence.before(mention, 2)}
        for mention in sentence.mentions
    )


def reopens(text: str) -> bool:
    """Whether a message asks to take something up again."""
    return bool(_REOPENS.search(fold_keep_length(text)))


def state_verbs(text: str) -> list[tuple[int, int]]:
    """Return where « ferme », "reopen" stand: they tell what to do, not which records."""
    folded = fold_keep_length(text)
    found = (_CLOSES.search(folded), _REOPENS.search(folded))
    return [match.span() for match in found if match]


async def _values(status: _Status, crm: Crm, *, closed: bool) -> list[str]:
    """Return the values that say so, in the order of the picklist."""
    catalogue = await crm.catalogue()
    if status.table not in catalogue:
        usual = {True: "Completed", False: "Not Started"}
        return [usual[closed]] if status.table == "TaskStatus" else []
    rows = await crm.run(
        Query(status.table, ("ApiName",), Compare("IsClosed", "=", closed),
              order_by=(Order("SortOrder"),))
    )  # fmt: skip
    return [str(record["ApiName"]) for record in rows.records]
