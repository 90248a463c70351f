"""Lists that hold several values: « ajoute X aux options », "remove X from the amenities".

What is added joins what the record holds, what is taken off leaves the rest; only where neither is
said do the values replace what was there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from actions.wanted import choices_in
from crm import FieldInfo, ObjectInfo, Value
from language import fold_keep_length

_SEVERAL = "multipicklist"
_ADDS = re.compile(r"\b(?:r?ajout\w*|add|adds|adding|includ\w*|inclu[rst]\w*|append\w*)\b")
_TAKES = re.compile(
    r"\b(?:retir\w*|enlev\w*|supprim\w*|ote[rz]?|remov\w*|drop\w*|delet\w*|take (?:off|out|away))\b"
)


@dataclass(frozen=True)
class Listed:
    """Values of a field to be put beside what a record holds, and those to be taken off."""

    field: FieldInfo
    added: frozenset[str]
    taken: frozenset[str]

    def moved(self, held: Value) -> Value:
        """Return what the record will hold, in the order of the field's list."""
        had = {one for one in str(held or "").split(";") if one}
        kept = (had | self.added) - self.taken
        known = [entry.value for entry in self.field.picklist if entry.value in kept]
        return ";".join((*known, *sorted(kept - {*known})))


def listed(
    text: str, wanted: Mapping[str, Value], info: ObjectInfo
) -> list[tuple[FieldInfo, Listed]]:
    """Return the fields wanted of which a text adds or takes off values, with these."""
    fields = (info.fields[name] for name in wanted if info.fields[name].type == _SEVERAL)
    found = ((field, _listed(text, field, str(wanted[field.name]))) for field in fields)
    return [(field, one) for field, one in found if one is not None]


def _listed(text: str, field: FieldInfo, wanted: str) -> Listed | None:
    folded = fold_keep_length(text)
    values = {*wanted.split(";")}
    said = {one.value: one.start for one in choices_in(text, (field,)) if one.value in values}
    last = {value: _way(folded[: said.get(value, len(folded))]) for value in values}
    if None in last.values():
        return None
    added = frozenset(value for value, way in last.items() if way)
    return Listed(field, added, frozenset(values - added))


def _way(before: str) -> bool | None:
    """Whether the last verb before a value adds it; None where none says so."""
    adds = [match.start() for match in _ADDS.finditer(before)]
    takes = [match.start() for match in _TAKES.finditer(before)]
    if not adds and not takes:
        return None
    return max(adds, default=-1) > max(takes, default=-1)
