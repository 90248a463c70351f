"""Which numbers make a total: money and quantities do, grades and percentages do not."""

from __future__ import annotations

from crm import FieldInfo
from language import words

_GRADES = frozenset(
    words(
        "score satisfaction note rating indice index taux rate sante health probabilite niveau "
        "moyen moyenne average mean median mediane"
    )
)


def adds_up(field: FieldInfo) -> bool:
    """Whether values of a number make a total."""
    if field.type == "percent":
        return False
    return not _GRADES & {*words(field.labels.fr), *words(field.labels.en)}
