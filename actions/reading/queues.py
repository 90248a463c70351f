"""Queues, which own records as people do: "which queue has the most open cases"."""

from __future__ import annotations

from actions.reading.asked import Asked, Placed
from actions.reading.spans import Mention
from crm import Compare, Query, Related

_QUEUE = "Group"


def queued(asked: Asked, used: set[Mention]) -> list[Placed]:
    """Keep what queues own, or what the one named owns."""
    said = next((m for m in asked.sentence.mentions if m.says("queue")), None)
    main = asked.frame.main
    owner = asked.info(main).fields.get("OwnerId")
    if owner is None or _QUEUE not in owner.reference_to or _QUEUE not in asked.catalogue:
        return []
    used.update([said] if said else [])
    for one in asked.named:
        if one.match and one.match.object == _QUEUE and one.mention not in used:
            used.add(one.mention)
            return [Placed(main, Compare("OwnerId", "=", one.match.id), one.mention)]
    if said is None:
        return []
    queues = Query(_QUEUE, ("Id",), Compare("Type", "=", "Queue"))
    return [Placed(main, Related("OwnerId", queues), said)]
