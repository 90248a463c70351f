"""What calls, meetings, notes and tasks have in common: their kind, with whom, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from actions.codes import codes_in
from actions.contract import Language, Request, Tools
from actions.dictation import dictated
from actions.errors import NoSuchName
from actions.named_spans import Named
from actions.naming import chosen, focus, resolve, resolve_coded, resolve_here, with_own
from actions.parts import RecordRef
from actions.pointing import only_found
from actions.wording import Lines
from crm import Ambiguous, ObjectInfo, Value
from language import fold_keep_length

Kind = Literal["call", "meeting", "email", "note", "task"]
OBJECTS = ("Contact", "Lead", "Account", "Opportunity", "Case")
HALF_AN_HOUR = 30
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("meeting", r"reunion\w*|rendez-?vous|rdvs?|meetings?|mtgs?|visit\w*|entretien\w*|dejeun\w*|"
                r"lunch\w*|demos?|demonstration\w*|vu(?:s|e|es)?|rencontr\w*|met|saw|entrevue\w*|"
                r"appointment\w*|interview\w*|evenement\w*|events?|creneau\w*|slots?|seen|diner"),
    ("call", r"appel\w*|rappele\w*|rappelle(?!-| moi\b)\w*|calls?|called|calling|phone\w*|"
             r"telephon\w*|coup de fil|raccroch\w*|hung up|rang|ring|joint"),
    ("email", r"e-?mails?|mails?|courriels?"),
    ("task", r"taches?|tasks?|rappels?|rappelle-moi|remind\w*|to-?dos?|relanc\w*|chas\w*"),
    ("note", r"not\w*|memo\w*|remarque\w*|remark\w*|pense-bete"),
)  # fmt: skip
_NUMBER = re.compile(
    r"\b(?:tickets?|dossiers?|cases?|requetes?|numero|number)\s*(?:n[°o]?\.?\s*|#\s*)?(\d{5,8})\b"
)
"""A record's number beside its kind: « le client du ticket 00001007 »."""
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{said})\b")) for kind, said in _KINDS)
TYPES: Mapping[Kind, str] = {"call": "Call", "meeting": "Meeting", "email": "Email"}
NOUNS: Lines = {
    "call": {"fr": "Appel", "en": "Call"},
    "meeting": {"fr": "Rendez-vous", "en": "Meeting"},
    "email": {"fr": "E-mail", "en": "E-mail"},
    "note": {"fr": "Note", "en": "Note"},
    "task": {"fr": "Tâche", "en": "Task"},
}


def kinds_in(text: str) -> list[Kind]:
    """Return what kinds of activity a text speaks of, in the order it names them.

    « Note » and « tâche » come last: « note un appel » logs a call.
    """
    folded = fold_keep_length(text)
    found = [
        (kind in ("note", "task"), match.start(), kind)
        for kind, pattern in _PATTERNS
        if (match := pattern.search(folded))
    ]
    return [kind for *_, kind in sorted(found)]


@dataclass(frozen=True)
class About:
    """What an activity is about: the record, and the references of a task or event to it."""

    record: RecordRef
    beside: RecordRef | None = None

    def references(self, info: ObjectInfo) -> dict[str, Value]:
        """Return the references to the person and to what else it is about."""
        both = (self.beside, self.record) if self.beside else (self.record,)
        named = {"WhoId" if one.object in _PEOPLE else "WhatId": one.id for one in both}
        return {name: value for name, value in named.items() if writable(info, name)}


_PEOPLE = ("Contact", "Lead")


async def about(request: Request, tools: Tools, names: list[Named]) -> About | None:
    """Return what the activity is about, and the record of the org's own it concerns beside it.

    "Log a call with Ana Diaz about claim SIN-7" is with the one, and about the other.
    """
    found = await _about(request, tools, names)
    head = dictated(request.text)[0]
    codes = [head[slice(*one)] for one in codes_in(head)]
    if found is None or found.record.object not in _PEOPLE or not codes:
        return found
    own = tuple(one for one in await objects_of(tools) if one not in OBJECTS)
    try:
        return About(found.record, await resolve_coded(codes[0], tools, own)) if own else found
    except (Ambiguous, NoSuchName):
        return found


async def _about(request: Request, tools: Tools, names: list[Named]) -> About | None:
    """Return what the activity is about: who is named, else what is being spoken of."""
    objects = await objects_of(tools)
    if names:
        return About(await _resolved(request, tools, names[0], objects))
    if payload := request.first("record"):
        found = await chosen(str(payload.value), tools)
        if found:
            return About(found)
    if number := _NUMBER.search(fold_keep_length(dictated(request.text)[0])):
        return About(await resolve_coded(number[1], tools, OBJECTS))
    if code := next(iter(codes_in(dictated(request.text)[0])), None):
        return About(await resolve_coded(request.text[slice(*code)], tools, objects))
    spoken = focus(request, objects) or await _met(request, tools) or only_found(request)
    return About(spoken) if spoken and spoken.object in objects else None


async def _met(request: Request, tools: Tools) -> RecordRef | None:
    """Return whom or what the activity being spoken of is about: a call is made, then a task."""
    spoken = focus(request, ("Task", "Event"))
    if spoken is None:
        return None
    held = await tools.org().get(spoken.object, spoken.id, ("WhoId", "WhatId")) or {}
    about = held.get("WhoId") or held.get("WhatId")
    return await chosen(str(about), tools) if about else None


async def objects_of(tools: Tools) -> tuple[str, ...]:
    """Return the kinds of record an activity may be about: the usual ones, and the org's own."""
    catalogue = await tools.org().catalogue()
    what = catalogue["Task"].fields.get("WhatId") if "Task" in catalogue else None
    known = {*(what.reference_to if what else ()), *OBJECTS}
    return tuple(one for one in with_own(OBJECTS, catalogue) if one in known)


async def _resolved(
    request: Request, tools: Tools, named: Named, objects: tuple[str, ...]
) -> RecordRef:
    """Look a name up; among namesakes the one the person chose is meant."""
    payload = request.first("record")
    if payload is None:
        return await resolve_here(named.text, request, tools, objects)
    try:
        return await resolve(named.text, tools, objects)
    except (Ambiguous, NoSuchName):
        found = await chosen(str(payload.value), tools)
        if found is None:
            raise
        return found


def writable(info: ObjectInfo, name: str) -> bool:
    """Whether a new record of the object may hold that field, for this user."""
    field = info.fields.get(name)
    return field is not None and field.createable


def kept_of(info: ObjectInfo, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values whose fields this org has and the user may write."""
    return {name: value for name, value in values.items() if writable(info, name)}


def typed(kind: Kind, info: ObjectInfo) -> dict[str, Value]:
    """Return the type of the activity, as far as the org's picklists have it."""
    wanted = TYPES.get(kind)
    values: dict[str, Value] = {}
    for name in ("Type", "TaskSubtype"):
        field = info.fields.get(name)
        if wanted and field and field.createable and field.entry(wanted):
            values[name] = wanted
    return values


def subject(kind: Kind, record: RecordRef | None, language: Language) -> str:
    """Return what to call an activity that was not given a name: « Appel – Julie Petit »."""
    noun = NOUNS[kind][language]
    return f"{noun} – {record.name}" if record else noun


def moment(day: date, at: time, zone: str) -> datetime:
    """Return an instant on the user's own clock."""
    return datetime.combine(day, at, ZoneInfo(zone))


def slot(day: date, at: time | None, minutes: int | None, zone: str) -> dict[str, Value]:
    """Return when an event takes place: at a time for so long, else all day."""
    if at is None:
        return {"IsAllDayEvent": True, "ActivityDate": day}
    start = moment(day, at, zone)
    lasts = minutes or HALF_AN_HOUR
    return {"StartDateTime": start, "EndDateTime": start + timedelta(minutes=lasts)}
