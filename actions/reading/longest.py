"""What has waited the longest: "open the longest", « en négociation depuis le plus longtemps »."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.spans import Mention
from actions.reading.traits import change_field, number_fields, status_field
from crm import Order
from language import words

_LONG = frozenset(words("longest longtemps longuement"))
_STILL = ("open", "pending", "overdue")
_NEAR = 3
_AFTER = 2
_CREATED, _HEARD = "CreatedDate", "LastActivityDate"


def waiting_longest(asked: Asked, used: set[Mention]) -> tuple[Mention, Order] | None:
    """Return what says that those that have waited longest come first, and their order.

    They wait since their status changed, where one is named right before, or since they were last
    heard of; else since they were created. Not where a number of theirs is a length.
    """
    place = next((i for i, one in enumerate(asked.sentence.tokens) if one.text in _LONG), None)
    if place is None or _a_length(asked):
        return None
    mentions = asked.sentence.mentions
    near = [m for m in mentions if place - m.end <= _NEAR and m.start <= place + _AFTER]
    date = _since(asked, near)
    if date is None:
        return None
    used.update(m for m in mentions if m.start <= place < m.end)
    said = next((m for m in reversed(near) if m.says("most", "top", "latest")), near[-1])
    return said, Order(date)


def _since(asked: Asked, near: list[Mention]) -> str | None:
    """Return the date that waiting began on."""
    info = asked.info(asked.frame.main)
    near = [m for m in near if m.start >= 0 and m.kind == "words"]
    if any(m.says("contacted", "inactive") for m in near) and _HEARD in info.fields:
        return _HEARD
    status = status_field(info)
    staged = status and any(one.field == status.name and one.object == info.name
                            for m in near for one in m.of("value"))  # fmt: skip
    if status and staged and (changed := change_field(info, status)):
        return changed.name
    still = any(m.says(*_STILL) for m in near)
    return _CREATED if (still or staged) and _CREATED in info.fields else None


def _a_length(asked: Asked) -> bool:
    """Whether one of the numbers of what is asked for is named, and may be ranked by."""
    names = {one.name for one in number_fields(asked.info(asked.frame.main))}
    return any(one.field in names and one.share > _HALF and one.object == asked.frame.main.object
               for m in asked.sentence.mentions for one in m.of("field"))  # fmt: skip


_HALF = 0.5
