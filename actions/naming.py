"""Which record a message is about: a payload, a name, or the record being spoken of."""

from __future__ import annotations

import re
from typing import Any

from actions.contract import Request, Tools
from actions.errors import NoSuchName, RecordNeeded
from actions.kinds_beside import kinds_beside
from actions.narrowing import meant_among
from actions.parts import RecordRef
from crm import Ambiguous, Candidate, Catalogue
from language import fold

NAME_ENTITIES = ("record_name", "person")
CAPITALS = re.compile(r"(?<=\s)[A-ZÀ-Ý][\w’'.&-]*(?:\s+[A-ZÀ-Ý&][\w’'.&-]*)*")
# Below this similarity a candidate is only "nearest", not a namesake.
CLEAR = 0.75
# At least this similar, a record bears just the name that was said.
EXACT = 0.98
MOST_NAMESAKES = 200
MOST_NEAREST = 5


def with_own(objects: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Return these kinds of record, and the org's own."""
    own = (name for name, info in catalogue.items() if info.custom and name.endswith("__c"))
    return tuple(dict.fromkeys((*objects, *own)))


async def chosen(record: str, tools: Tools) -> RecordRef | None:
    """Return the record with that id, if the asker may see it."""
    catalogue = await tools.org().catalogue()
    prefixes = {info.key_prefix: info for info in catalogue.values()}
    info = prefixes.get(record[:3])
    if info is None:
        return None
    found = await tools.org().get(info.name, record, (info.name_field,))
    return (
        RecordRef(object=info.name, id=record, name=str(found[info.name_field])) if found else None
    )


async def resolve(words: str, tools: Tools, objects: tuple[str, ...]) -> RecordRef:
    """Return the one record that bears the name, or raise `Ambiguous` or `NoSuchName`."""
    found = await tools.org().find(words, objects, MOST_NAMESAKES)
    if found.match:
        return reference(found.match)
    same = [one for one in found.candidates if fold(one.name) == fold(words)]
    if len(same) == 1 and (len(words.split()) > 1 or any(map(str.isdigit, words))):
        return reference(same[0])
    if len(found.candidates) > 1 and found.candidates[0].score >= CLEAR:
        raise Ambiguous(found.candidates)
    raise NoSuchName(words, objects, found.candidates[:MOST_NEAREST])


async def resolve_coded(code: str, tools: Tools, objects: tuple[str, ...]) -> RecordRef:
    """Return the one record of exactly that number, however many look like it; else as `resolve`.

    "SIN-00012" is one claim, though SIN-00112 is near.
    """
    found = await tools.org().find(code, objects, MOST_NAMESAKES)
    same = [one for one in found.candidates if one.name.casefold() == code.casefold()]
    return reference(same[0]) if len(same) == 1 else await resolve(code, tools, objects)


async def resolve_here(
    words: str, request: Request, tools: Tools, objects: tuple[str, ...]
) -> RecordRef:
    """Return the one record the name means in this message and conversation, or raise alike."""
    exact = await _of_kind_said(words, request, tools, objects)
    if exact:
        return exact
    try:
        return await resolve(words, tools, objects)
    except Ambiguous as several:
        one = await meant_among(several.candidates, request, tools)
        if one is None:
            raise
        return reference(one)


async def _of_kind_said(
    words: str, request: Request, tools: Tools, objects: tuple[str, ...]
) -> RecordRef | None:
    """Return the one record of the kind said beside the name that bears just this name.

    « l'opportunité Vidal » is looked for among opportunities first, the smaller search.
    """
    kinds = kinds_beside(words, request.text, objects, await tools.org().catalogue())
    if not kinds or len(kinds) == len(objects):
        return None
    match = (await tools.org().find(words, kinds, MOST_NAMESAKES)).match
    return reference(match) if match and match.score >= EXACT else None


def reference(candidate: Candidate) -> RecordRef:
    """Return the reference to a candidate."""
    return RecordRef(object=candidate.object, id=candidate.id, name=candidate.name)


def focus(request: Request, objects: tuple[str, ...]) -> RecordRef | None:
    """Return the record being spoken of, if it is one of those objects."""
    slots = request.slots
    if slots.get("focus_object") not in objects or not slots.get("focus_id"):
        return None
    return RecordRef(
        object=slots["focus_object"], id=slots["focus_id"], name=slots.get("focus_name") or ""
    )


async def record_meant(request: Request, tools: Tools, objects: tuple[str, ...]) -> RecordRef:
    """Return the record a request is about; names in the text win over the record spoken of."""
    tools.org()
    payload = request.first("record")
    if payload:
        found = await chosen(str(payload.value), tools)
        if found:
            return found
    for name in NAME_ENTITIES:
        entity = request.first(name)
        if entity and str(entity.value).strip():
            return await resolve_here(str(entity.value), request, tools, objects)
    spoken = focus(request, objects)
    if spoken is None:
        raise RecordNeeded(objects)
    return spoken


async def record_named(request: Request, tools: Tools, objects: tuple[str, ...]) -> RecordRef:
    """Return the record a request names; the record spoken of is never taken in its place.

    A name Rasa did not mark is read from its capitals: « Qui est Marie ? » asks for Marie.
    """
    tools.org()
    marked = any(request.first(name) for name in ("record", *NAME_ENTITIES))
    if not marked:
        written = CAPITALS.search(request.text)
        if written is None:
            raise RecordNeeded(objects)
        return await resolve_here(written[0], request, tools, objects)
    return await record_meant(request, tools, objects)


def focused(record: RecordRef) -> dict[str, Any]:
    """Return the slots that remember the record being spoken of."""
    return {
        "focus_object": record.object, "focus_id": record.id, "focus_name": record.name,
        "candidates": None, "awaiting": None,
    }  # fmt: skip
