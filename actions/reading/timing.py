"""Which dates a duration runs between: « avant la première réponse », from start to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.asked import Asked, Placed, under
from actions.reading.states import STATES
from actions.reading.traits import (
    DATES,
    begun_field,
    change_field,
    date_field,
    ended_field,
    ends,
    finish_field,
    said_date,
    status_field,
)
from crm import AllOf, Compare, Group, ObjectInfo
from language import words


def on_dates_bound(
    asked: Asked, conditions: Sequence[Placed], grouped: Sequence[Group]
) -> list[Group]:
    """Cut the calendar by the date a period bounds: « pistes converties par mois en 2026 »."""
    bound = {path for one in conditions if (path := _bound_date(asked, one))}
    if len(bound) != 1 or any(m.says("created") for m in asked.sentence.mentions):
        return [*grouped]
    (path,) = bound
    return [replace(one, path=path) if one.grain else one for one in grouped]


def _bound_date(asked: Asked, placed: Placed) -> str | None:
    """Return the date of the main object that a period bounds on both sides."""
    if placed.mention.kind != "period" or placed.anchor.child or placed.anchor.path:
        return None
    held = under(placed.anchor, placed.condition)
    bounds = held.conditions if isinstance(held, AllOf) else ()
    paths = {one.path for one in bounds if isinstance(one, Compare)}
    field = asked.info(asked.frame.main).fields.get(next(iter(paths), ""))
    return field.name if len(paths) == 1 and field and field.type in DATES else None


def span_of(asked: Asked) -> tuple[str, str] | None:
    """Return the dates a duration runs between: to the date named, to the end, or start to end.

    The second is empty where it runs until now.
    """
    info = asked.catalogue[asked.frame.main.object]
    if aged(asked):
        return _in_stage(asked, info) or _born(info), ""
    told = _since(asked) or _dates_named(asked)
    if len(told) > 1:
        return told[0], told[1]
    named = next((one for one in told if one != "CreatedDate"), None) or _date_told(asked)
    finish = finish_field(info)
    begun, ended = begun_field(info), ended_field(info)
    if info.custom and (own := _own_span(info, named)):
        return own
    if named and not (begun and named == begun.name):
        return (begun.name if begun and not finish else "CreatedDate"), named
    if finish is not None and "CreatedDate" in info.fields:
        return "CreatedDate", finish.name
    return (begun.name, ended.name) if begun and ended else None


def _born(info: ObjectInfo) -> str:
    """Return the date a record's age runs from."""
    born = (begun_field(info) or date_field(info)) if info.custom else None
    return born.name if born else "CreatedDate"


def _in_stage(asked: Asked, info: ObjectInfo) -> str | None:
    """Return when a status last changed, where the time spent in it is asked for."""
    status = status_field(info)
    changed = change_field(info, status) if status else None
    for mention in asked.sentence.mentions:
        named = any(one.object == info.name and status and one.field == status.name
                    and one.share > _HALF for one in mention.of("field"))  # fmt: skip
        if changed and named and not {*asked.sentence.before(mention)} & _PARTING:
            return changed.name
    return None


_PARTING = frozenset({"par", "by", "per", "chaque", "each"})


def _since(asked: Asked) -> list[str]:
    """Return the date that the time until now runs from, and no end: "days since last activity"."""
    info = asked.catalogue[asked.frame.main.object]
    for mention in asked.sentence.mentions:
        led = {*asked.sentence.before(mention, _LED)} & _SINCE
        for one in mention.of("field") if led else ():
            field = info.fields.get(one.field)
            if field and field.type in DATES and one.object == info.name and one.share > _HALF:
                return [field.name, ""]
    return []


_SINCE = frozenset({"since", "depuis"})
_LED = 3
_HALF = 0.5


def _own_span(info: ObjectInfo, named: str | None) -> tuple[str, str] | None:
    """Return the dates an object of the org's own lasts between: its usual one, the one named."""
    start = begun_field(info) or date_field(info)
    ending = [f.name for f in info.fields.values() if f.type in DATES and f.custom and ends(f)]
    end = named or (ending[0] if len(ending) == 1 else None)
    if start is None or end is None or start.name == end or not start.custom:
        return None
    return start.name, end


def _dates_named(asked: Asked) -> list[str]:
    """Return the dates a question names, in order: « entre la création et la signature »."""
    info = asked.catalogue[asked.frame.main.object]
    found: dict[str, None] = {}
    for mention in asked.sentence.mentions:
        for one in mention.of("field"):
            field = info.fields.get(one.field)
            dated = field is not None and field.type in DATES and one.object == info.name
            stated = mention.says("how_long") or (mention.says(*STATES) and not info.custom)
            if dated and one.share > 0.3 and not stated:
                found[one.field] = None
                break
    return list(found)


def _date_told(asked: Asked) -> str | None:
    """Return the date a duration is said to run to: « avant la première réponse »."""
    info = asked.catalogue[asked.frame.main.object]
    states = () if info.custom else STATES
    over = {i for m in asked.sentence.mentions if m.says(*states) for i in range(m.start, m.end)}
    said = [one.text for place, one in enumerate(asked.sentence.tokens) if place not in over]
    told = said_date(info, [word for word in said if word not in _PLAIN])
    return told.name if told else None


_PLAIN = frozenset(words("date time temps duree delai long cree creee created creation"))


def aged(asked: Asked) -> bool:
    """Whether the time until now is asked for: « l'âge moyen », "how old", of what is open."""
    mentions = asked.sentence.mentions
    return any(m.says("how_long") and {*words(m.text)} & _AGES for m in mentions) or _still(asked)


def _still(asked: Asked) -> bool:
    """Whether « depuis combien de temps sont-ils ouverts » is of what has no end yet.

    What was « ouverts en mai » was opened then, and has had its end.
    """
    mentions = asked.sentence.mentions
    if not any(m.says("how_long") for m in mentions) or any(m.says("closed") for m in mentions):
        return False
    dated = [m.start for m in mentions if m.kind == "period"]
    return any(
        m.says("open") and not any(0 <= at - m.end <= _LED for at in dated) for m in mentions
    )


_AGES = frozenset(words("age ages old anciennete"))
