"""Which values of a status end it: what is over, and an agreement after which only ends come."""

from __future__ import annotations

from actions.reading.traits import closing_values
from crm import FieldInfo
from language import words

_AGREED = frozenset(words("accepted accepte acceptee accord signed signe signee"))


def ending_values(field: FieldInfo) -> tuple[str, ...]:
    """Return the values of a status that say it is over.

    What is agreed to is over where it could be refused and nothing is done after: an accepted
    quote is no open one, an accepted job goes on.
    """
    over = closing_values(field)
    agreed = {
        entry.value
        for place, entry in enumerate(field.picklist)
        if _AGREED & {*words(entry.labels.fr), *words(entry.labels.en), *words(entry.value)}
        and all(later.value in over for later in field.picklist[place + 1 :])
    }
    return tuple(e.value for e in field.picklist if e.value in {*over, *agreed}) if over else ()
