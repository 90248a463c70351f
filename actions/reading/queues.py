"""Queues, which own records as people do: "which queue has the most open cases"."""

from __future__ import annotations

from actions.reading.asked import Asked, Placed
from actions.reading.spans import Mention
from crm import Compare, Query, Related

_QUEUE = "Group"


def queued(asked: Asked, used: set[Mention]) -> list[Placed]:
    """Keep what queues own, where a question speaks of queues and of none by its name."""
    said = next((m for m in asked.sentence.mentions if m.says("queue")), None)
    main = asked.frame.main
    owner = asked.info(main).fields.get("OwnerId")
    if said is None or owner is None or _QUEUE not in owner.reference_to:
        return []
    if _QUEUE not in asked.catalogue or any(
        one.match and one.match.object == _QUEUE for one in asked.named
    ):
        return []
    used.add(said)
    queues = Query(_QUEUE, ("Id",), Compare("Type", "=", "Queue"))
    return [Placed(main, Related("OwnerId", queues), said)]
