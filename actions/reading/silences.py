"""No word from somebody for a while: « sans contact depuis trois semaines », "not contacted in…".

Beside a period these speak of the last activity: no kind of record and no status is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.reading.concepts import concept_phrases
from actions.reading.spans import Mention
from language import words

_NEAR = 3
_CONTACT = frozenset({"contact"})


def with_silences(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with what is said of a silence read as one."""
    return tuple(_heard(mentions, place) for place in range(len(mentions)))


def _heard(mentions: Sequence[Mention], place: int) -> Mention:
    mention = mentions[place]
    before = mentions[place - 1] if place else None
    if mention.kind != "words" or not any(_timed(mentions, mention)):
        return mention
    said = words(mention.text)
    lacked = before is not None and before.says("without", "not", "never")
    if lacked and {*said} == _CONTACT and before and mention.start - before.end <= 1:
        return replace(mention, meanings=(), concepts=("contacted",))
    spoken = any("contacted" in concept_phrases().get((word,), ()) for word in said[-1:])
    if len(said) > 1 and spoken and mention.of("value") and not mention.concepts:
        return replace(mention, meanings=(), concepts=("inactive",))
    return mention


def _timed(mentions: Sequence[Mention], mention: Mention) -> Iterator[bool]:
    """Yield whether a period follows right after."""
    for other in mentions:
        if other.kind == "period" and 0 <= other.start - mention.end <= _NEAR:
            yield True
