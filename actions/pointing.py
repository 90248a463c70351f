"""What a message points back to: the record spoken of, the list on screen, its n-th row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.contract import Request
from actions.naming import focus
from actions.parts import RecordRef
from actions.reading import Reading, Spoken, keep, recall
from actions.screen_history import BEFORE, remembered
from crm import AllOf, Catalogue
from language import find_counts, words

_OF_THE_LIST = frozenset(words("leur leurs their eux elles them ceux celles these"))
_ROWS = frozenset(
    words(
        "la le les l un une the one ligne row numero number no record fiche montre moi voir show "
        "me ouvre open please svp stp celui celle ci et and s il vous plait ouvrir affiche display "
        "take prends choisis choose pick de of liste list"
    )
)


def spoken_of(request: Request, catalogue: Catalogue, *, certain: bool = False) -> Spoken | None:
    """Return what « ses », "their" mean: the list on screen if it came last, else the record."""
    record = focus(request, tuple(catalogue))
    screen = listed(request, catalogue)
    said = {*words(request.text)}
    whole = screen is not None and screen.query.limit is None
    if screen and whole and (record is None or (_newer(request) and said & _OF_THE_LIST)):
        return Spoken(screen.query.object, where=AllOf(screen.conditions))
    return Spoken(record.object, record.id, record.name, certain=certain) if record else None


def listed(request: Request, catalogue: Catalogue) -> Reading | None:
    """Return the last question, where it listed records."""
    last = request.slots.get("last_query")
    reading = recall(last, catalogue) if last else None
    plain = reading is not None and reading.task == "list" and not reading.query.measures
    return reading if plain else None


def counted(request: Request, catalogue: Catalogue, *, grouped: bool = False) -> Reading | None:
    """Return the records of the last question, where it only counted or summed them.

    With `grouped`, also where it did for each of several groups.
    """
    last = request.slots.get("last_query")
    reading = recall(last, catalogue) if last else None
    if reading is None or reading.task != "aggregate" or reading.versus:
        return None
    if reading.query.group_by and not grouped:
        return None
    shown = replace(reading.query, measures=(), having=(), group_by=(), order_by=(), limit=None)
    return replace(reading, task="list", query=shown)


def _newer(request: Request) -> bool:
    """Whether the list on screen was asked for after the record came to be spoken of."""
    last = request.slots.get("last_query") or {}
    return bool(last.get("focus") and last["focus"] == request.slots.get("focus_id"))


def kept(request: Request, reading: Reading, only: RecordRef | None) -> dict[str, Any]:
    """Return the question as the conversation remembers it, with the only record it found."""
    found = only.model_dump() if only else None
    since = None if reading.belongs is not None else request.slots.get("focus_id")
    made = {**keep(reading), "focus": since, "only": found}
    before = remembered(request.slots.get("last_query"))
    return {**made, BEFORE: before} if before else made


def only_found(request: Request) -> RecordRef | None:
    """Return the only record the last question found, if it found one."""
    last = request.slots.get("last_query") or {}
    return RecordRef.model_validate(last["only"]) if last.get("only") else None


def only_named(request: Request) -> RecordRef | None:
    """Return the only record the last question named, people who own records aside."""
    last = request.slots.get("last_query") or {}
    named = [one for one in last.get("names") or () if one[0] != "User"]
    return (
        RecordRef(object=named[0][0], id=named[0][1], name=named[0][2]) if len(named) == 1 else None
    )


def row_meant(text: str) -> int | None:
    """Return the index of the row a message is about and nothing else: « la deuxième »."""
    count = next(iter(find_counts(text)), None)
    if count is None:
        return None
    start, end = count.span
    rest = {*words(text[:start]), *words(text[end:])}
    if rest - _ROWS or not (count.ordinal or rest):
        return None
    return count.value if count.value < 0 else count.value - 1
