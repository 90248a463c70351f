"""Flags said as adjectives beside the noun: « bornes publiques », "public charging points"."""

from __future__ import annotations

from actions.reading.clauses import Anchor
from actions.reading.spans import Mention
from crm import Catalogue, FieldInfo

_PART = 0.3


def flag_adjective(mention: Mention, main: Anchor, catalogue: Catalogue) -> FieldInfo | None:
    """Return the flag an adjective beside the noun names: « bornes publiques », "public points"."""
    if main.end == main.start or not (mention.start == main.end or mention.end == main.start):
        return None
    if mention.concepts or any(one.object == main.object for one in mention.of("value")):
        return None
    fields = catalogue[main.object].fields
    for one in mention.of("field"):
        field = fields.get(one.field) if one.object == main.object else None
        if field is not None and field.type == "boolean" and one.share >= _PART:
            return field
    return None
