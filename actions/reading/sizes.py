"""How big a thing is that has no price: « le plus grand bassin » has the most volume."""

from __future__ import annotations

from actions.reading.traits import number_fields
from crm import FieldInfo, ObjectInfo
from language import words


def size_field(info: ObjectInfo) -> FieldInfo | None:
    """Return the number that tells how big a thing is, where it has no money: its only one."""
    numbers = number_fields(info)
    sized = [one for one in numbers if _SIZES & {*words(one.labels.fr), *words(one.labels.en)}]
    return next(iter(sized), None) or (numbers[0] if len(numbers) == 1 else None)


_SIZES = frozenset(
    words("taille size volume capacite capacity surface superficie area contenance effectif")
)
