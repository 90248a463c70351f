"""What is left out of those that have the most: records with no value there, or no such parent."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.asked import Asked
from actions.reading.ranking import Ranking
from crm import Compare, Condition, Group


def filled(asked: Asked, grouped: Sequence[Group], ranked: Ranking) -> list[Condition]:
    """Leave records without any value, or any such parent, out of those that have the most."""
    if ranked.limit is None and ranked.place is None:
        return []
    fields = asked.info(asked.frame.main).fields.values()
    paths = {one.path for one in grouped}
    return [
        Compare(one.name, "!=", None)
        for one in fields
        if (one.name in paths and one.type == "picklist" and ranked.limit is not None)
        or (one.custom and one.nillable and f"{one.relationship}.Name" in paths)
        or (one.name in paths and one.reference_to == (_SENDER,) and ranked.limit is not None)
    ]


_SENDER = "Campaign"
"""Most deals come from no campaign: none is the one that brought the most."""
