"""Being open, closed, won, lost, converted, late: what each means for each kind of object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actions.reading.endings import ending_values
from actions.reading.spans import Mention
from actions.reading.traits import (
    closing_values,
    date_field,
    finish_field,
    said_date,
    status_field,
)
from crm import AllOf, Compare, Condition, FieldInfo, ObjectInfo
from language import fold, words

STATES = ("won", "lost", "closed", "open", "converted", "unconverted", "overdue")


def state(
    mention: Mention, info: ObjectInfo, today: date, due: str | None = None
) -> Condition | None:
    """Return the condition of the state a mention speaks of, where the object can be in it.

    `due` is the date said to be past, where one is named beside.
    """
    found = (one for one in _states(mention, info, today, due) if one is not None)
    return next(found, None)


def _states(
    mention: Mention, info: ObjectInfo, today: date, due: str | None
) -> Iterator[Condition | None]:
    if mention.says("won") and "IsWon" in info.fields:
        yield Compare("IsWon", "=", value=True)
    if mention.says("lost") and {"IsWon", "IsClosed"} <= {*info.fields}:
        yield AllOf((Compare("IsClosed", "=", value=True), Compare("IsWon", "=", value=False)))
    if mention.says("lost") and "IsConverted" in info.fields:
        yield _given_up(info)
    if mention.says("unconverted", "converted") and "IsConverted" in info.fields:
        yield Compare("IsConverted", "=", value=not mention.says("unconverted"))
    if mention.says("overdue"):
        yield past(due, info, today) if due else _overdue(info, today)
    if mention.says("open"):
        yield _active(mention, info)
        yield finished(info, over=False)
    if mention.says("closed"):
        yield finished(info, over=True)


def _given_up(info: ObjectInfo) -> Condition | None:
    """Return « pistes perdues »: closed, and become nothing, by the status's own values."""
    status = status_field(info)
    closed = closing_values(status) if status else ()
    values = tuple(one for one in closed if {*words(one)} & {"not", "lost", "non", "perdu"})
    return Compare(status.name, "in", values) if status and values else None


def _active(mention: Mention, info: ObjectInfo) -> Condition | None:
    """Return « actifs » where a status is called so: « Activé »."""
    status = status_field(info)
    if status is None or not fold(mention.text).startswith(_ACTIVE):
        return None
    values = tuple(
        entry.value
        for entry in status.picklist
        if any(word.startswith(_ACTIVE) for word in (*words(entry.labels.fr), *words(entry.value)))
    )
    return Compare(status.name, "in", values) if values else None


_ACTIVE = ("actif", "activ")


def finished(info: ObjectInfo, *, over: bool) -> Condition | None:
    """Return the condition of being over, or not: by flag, else by the status's own values."""
    if "IsClosed" in info.fields:
        return Compare("IsClosed", "=", value=over)
    if "IsConverted" in info.fields and not over:
        return Compare("IsConverted", "=", value=False)
    if info.name == "Campaign" and "IsActive" in info.fields:
        return Compare("IsActive", "=", value=not over)
    status = status_field(info)
    values = ending_values(status) if status else ()
    if status is None or not values:
        return None
    return Compare(status.name, "in" if over else "not in", values)


def _overdue(info: ObjectInfo, today: date) -> Condition | None:
    due = _due(info)
    if due is None:
        return None
    pending = finished(info, over=False)
    late = Compare(due, "<", today)
    return AllOf((late, pending)) if pending else late


def past(due: str, info: ObjectInfo, today: date) -> Condition:
    """Return the condition of a date gone by; of an end to come, where what ended is left out."""
    pending = finished(info, over=False)
    ends = finish_field(info)
    planned = pending is not None and ends is not None and ends.name == due
    late = Compare(due, "<", today)
    return AllOf((late, pending)) if planned and pending else late


def _promised(info: ObjectInfo) -> FieldInfo | None:
    """Return when what was ordered is to come: an order is late by its delivery, not its start."""
    usual = date_field(info)
    if usual is None or not {*words(usual.labels.en)} & {"start", "effective"}:
        return None
    return said_date(info, ("delivery", "livraison"))


def _due(info: ObjectInfo) -> str | None:
    for one in info.fields.values():
        said = f"{one.labels.fr} {one.labels.en}".lower()
        if one.type in {"date", "datetime"} and (
            "échéance" in said or "due" in said or "deadline" in said
        ):
            return "ActivityDate" if "ActivityDate" in info.fields else one.name
    found = _promised(info) or date_field(info)
    return found.name if found and found.name != "CreatedDate" else None
