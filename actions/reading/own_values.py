"""Everyday words of state that an org's own lists have as values: « contrats échus », "signed".

Such a word means the value, before what the word commonly says of deals and tickets.
"""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.picks import Pick, very_word
from actions.reading.spans import Mention
from actions.reading.states import STATES
from actions.reading.traits import status_field
from crm import ObjectInfo


def own_value(mention: Mention, info: ObjectInfo) -> bool:
    """Whether a word is in full a value of an object's status, or of any list of an own object."""
    status = status_field(info)
    for one in mention.of("value"):
        field = info.fields.get(one.field) if one.object == info.name else None
        if field is None or one.share < 1.0:
            continue
        if field is status or (info.custom and very_word(mention, one, field)):
            return True
    return False


def tells_state(asked: Asked, mention: Mention, found: Pick) -> bool:
    """Whether a value said by an everyday word is a status, or its field is named beside it."""
    info = asked.info(found.anchor)
    status = status_field(info)
    if (status is not None and status.name == found.field.name) or found.named:
        return True
    return mention.says(*STATES) and info.custom and own_value(mention, info)
