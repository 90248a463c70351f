"""Several records told at once: « ferme les tickets 00001023 et 00001031 », "Ysold and Vidal"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.codes import NUMBER
from actions.contract import Request, Tools
from actions.named_spans import Named
from actions.naming import chosen, resolve_coded, resolve_here
from actions.parts import RecordRef
from crm import Ambiguous
from language import fold_keep_length

_JOINS = re.compile(
    r"\s*(?:,\s*|\s(?:et|and|ainsi que|as well as|puis|plus)\s+|\s*&\s*|\s*\+\s*)"
    r"(?:(?:et|and)\s+)?(?:(?:le|la|les|the|n°|#|celui de|celle de)\s*)?"
    r"(?:(?:tickets?|cases?|dossiers?|requetes?|deals?|opps?|affaires?|contacts?|pistes?|leads?)\s+)?"
)
_LAST_JOIN = re.compile(r"\b(?:et|and|ainsi que|as well as)\b|&|\+")
_CASES = re.compile(
    r"\b(?:tickets?|dossiers?|cases?|requetes?)\s*(?:n[°o]s?\.?\s*|numbers?\s*|#\s*)?(?=\d{3,7}\b)"
)
_SHORT = re.compile(r"\d{3,7}(?![\w.,/@]\w|\w)")
_DIGITS = 8


def joined_numbers(text: str) -> list[Named]:
    """Return the numbers of records that stand in one list; that of a case without its zeros."""
    first = NUMBER.search(text)
    found = _chain(text, first.start(), NUMBER) if first else []
    if len(found) < 2 and (cases := _CASES.search(fold_keep_length(text))):
        found = _chain(text, cases.end(), _SHORT)
    same = {len(text[slice(*span)]) for span in found}
    if len(found) < 2 or len(same) > 1:
        return []
    said = [text[slice(*span)] for span in found]
    codes = [one.zfill(_DIGITS) if one.isdigit() else one for one in said]
    return [Named(code, *span, "") for code, span in zip(codes, found, strict=True)]


def _chain(text: str, start: int, number: re.Pattern[str]) -> list[tuple[int, int]]:
    folded, spans = fold_keep_length(text), []
    while found := number.match(text, start):
        spans.append(found.span())
        joins = _JOINS.match(folded, found.end())
        if joins is None:
            break
        start = joins.end()
    return spans


def joined_names(text: str, names: Sequence[Named]) -> list[Named]:
    """Return the names of one list, « A, B et C »: a comma alone only tells one record more."""
    folded = fold_keep_length(text)
    group = list(names[:1])
    for one in names[1:]:
        between = folded[group[-1].end : one.start]
        if not _JOINS.fullmatch(between):
            break
        group.append(one)
    last = folded[group[-2].end : group[-1].start] if len(group) > 1 else ""
    return group if _LAST_JOIN.search(last) else []


async def joined_records(
    request: Request, tools: Tools, names: Sequence[Named], objects: tuple[str, ...], text: str
) -> tuple[RecordRef, ...]:
    """Return the records of one kind that a text tells in one list; none where it tells one.

    Raises as `resolve` where one of them is nobody's; of namesakes, the chosen one is meant.
    """
    numbers = joined_numbers(text)
    if numbers:
        found = [await resolve_coded(one.text, tools, objects) for one in numbers]
    else:
        found = [
            await found_or_chosen(one, request, tools, objects) for one in joined_names(text, names)
        ]
    each = {one.id: one for one in found}
    alike = len({one.object for one in found}) == 1
    return tuple(each.values()) if alike and len(each) == len(found) > 1 else ()


async def found_or_chosen(
    named: Named, request: Request, tools: Tools, objects: tuple[str, ...]
) -> RecordRef:
    """Look a name up; among namesakes the one the person chose is meant."""
    try:
        return await resolve_here(named.text, request, tools, objects)
    except Ambiguous as several:
        payload = request.first("record")
        one = await chosen(str(payload.value), tools) if payload else None
        if one is None or one.id not in {same.id for same in several.candidates}:
            raise
        return one
