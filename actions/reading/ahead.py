"""What is still to come, with no length told: « réceptions à venir », "upcoming weddings"."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed, under
from actions.reading.spans import Mention
from actions.reading.traits import date_field
from crm import Compare


def ahead(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """Yield the condition of a date from today on, where records have one besides their making."""
    for anchor in asked.homes(mention) if mention.says("ahead") else ():
        field = date_field(asked.info(anchor))
        if field is not None and field.name != "CreatedDate":
            yield Placed(anchor, under(anchor, Compare(field.name, ">=", asked.today)), mention)
            return
