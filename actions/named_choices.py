"""Picked values said with their field's name within words to keep: « …, priorité haute »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from actions.field_mentions import find_mentions, full_mentions
from actions.label_words import SMALL, tokens_of
from actions.wanted import CHOICES, Wanted, find_wanted
from crm import Catalogue, FieldInfo, ObjectInfo, Value

_LAST = re.compile(r"[,;]\s*[^,;]+$")
_NEAR = 3


def named_choices(
    text: str, info: ObjectInfo, today: date, catalogue: Catalogue
) -> tuple[dict[str, Value], str]:
    """Return the values by field, and the text without the last parts that say nothing else."""
    fields: Mapping[str, FieldInfo] = {
        name: one for name, one in info.fields.items() if one.type in CHOICES and one.createable
    }
    named = full_mentions(find_mentions(text, fields.values()))
    found = [
        one
        for one in find_wanted(text, replace(info, fields=fields), today, catalogue, creating=True)
        if any(m.field == one.field and _beside(m.start, m.end, one) for m in named)
    ]
    said = [(one.start, one.end) for one in found]
    said += [(m.start, m.end) for m in named if any(m.field == one.field for one in found)]
    kept = text
    while (last := _LAST.search(kept)) and _all_said(kept, last.span(), said):
        kept = kept[: last.start()]
    return {one.field.name: one.value for one in found}, kept.strip()


def _beside(start: int, end: int, found: Wanted) -> bool:
    return 0 <= found.start - end <= _NEAR or 0 <= start - found.end <= _NEAR


def _all_said(text: str, span: tuple[int, int], said: list[tuple[int, int]]) -> bool:
    """Whether every word of a part is one of a value or of its field's name."""
    rest = [one for one in tokens_of(text) if one[1] >= span[0] and one[0] not in SMALL]
    return bool(rest) and all(
        any(start <= one[1] and one[2] <= end for start, end in said) for one in rest
    )
