"""Dates of details that have none of their own: shifts "last quarter" are those of its events."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.clauses import Anchor
from actions.reading.dating import undated
from actions.reading.links import references
from actions.reading.spans import Mention
from actions.reading.traits import date_fields


def master_of(asked: Asked, mention: Mention) -> list[Anchor]:
    """Return the master whose date a period is about, where what is asked for has none."""
    main = asked.frame.main
    if not undated(asked.sentence, mention, asked.info(main)):
        return []
    held = (one for one in references(asked.catalogue, main.object) if not one.nillable)
    found = ((one.relationship, one.reference_to[0]) for one in held if one.custom)
    return [
        Anchor(name, main.start, main.end, path or "")
        for path, name in found
        if name in asked.catalogue and date_fields(asked.catalogue[name])
    ][:1]
