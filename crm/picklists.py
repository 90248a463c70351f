"""From the words people use for a picklist entry to its value."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from crm.metadata import FieldInfo, PicklistEntry
from language import fold

_SURE = 88.0
_NEAR = 55.0
_MARGIN = 6.0


def picklist_value(field: FieldInfo, words: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the value those words mean and, best first, the nearest values.

    Values and labels in both languages are compared without accents and case; an exact one wins,
    a similar one only where no other comes near it.
    """
    asked = fold(words).strip()
    for entry in field.picklist:
        if asked in _names(entry):
            return entry.value, (entry.value,)
    scored = sorted(
        ((_score(asked, entry), place, entry.value) for place, entry in enumerate(field.picklist)),
        key=lambda found: (-found[0], found[1]),
    )
    near = tuple(value for score, _, value in scored if score >= _NEAR)[:3]
    second = scored[1][0] if len(scored) > 1 else 0.0
    sure = bool(scored) and scored[0][0] >= max(_SURE, second + _MARGIN)
    return (scored[0][2] if sure else None), near


def _names(entry: PicklistEntry) -> set[str]:
    return {fold(entry.value), fold(entry.labels.fr), fold(entry.labels.en)}


def _score(asked: str, entry: PicklistEntry) -> float:
    best = process.extractOne(asked, list(_names(entry)), scorer=fuzz.WRatio)
    return float(best[1]) if best else 0.0
