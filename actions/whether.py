"""« Ma dernière commande est-elle livrée ? »: the last one, with its state, whatever that is.

A state asked about is no condition: the last order that was delivered is not the last order.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.reading import Reading
from crm import Catalogue, Compare, Condition, ObjectInfo, Order
from language import fold

NEWEST = {"Case": "CreatedDate", "Order": "EffectiveDate", "Event": "StartDateTime",
          "ServiceAppointment": "SchedStartTime"}  # fmt: skip
"""The field whose latest value comes first."""
_CREATED = "CreatedDate"
_LAST = re.compile(r"\b(?:last|latest|most recent|newest|dernier|derniere|plus recente?)\b")
_ASKS = re.compile(
    r"\A\W*(?:(?:and|et|so|alors)\W+)?(?:is|was|has|did|est-ce que|est-ce qu')\b|"
    r"\b(?:est|a|etait)-(?:t-)?(?:il|elle)\b|"
    r"\A(?!.*\b(?:qui|quel\w*|combien|quand|where|what|which)\b).*\best\b.*\?\W*\Z"
)
_STATES = ("Status", "StageName")
_FLAGS = frozenset(["IsClosed", "IsWon"])


def whether(reading: Reading, text: str, catalogue: Catalogue) -> Reading:
    """Return the reading of whether the last one is so with the state shown, not asked for."""
    said, info = fold(text.replace("’", "'")), catalogue.get(reading.query.object)
    if info is None or reading.task != "list" or not (_LAST.search(said) and _ASKS.search(said)):
        return reading
    states = [one for one in reading.conditions if _is_state(one, info)]
    if not states:
        return reading
    left = tuple(one for one in reading.conditions if one not in states)
    names = [_shown(one.path, info) for one in states if isinstance(one, Compare)]
    asked = reading.with_conditions(left)
    select = tuple(dict.fromkeys([*asked.query.select, *filter(None, names)]))
    newest = NEWEST.get(info.name, _CREATED)
    order = (Order(newest, descending=True),) if newest in info.fields else asked.query.order_by
    return replace(asked, query=replace(asked.query, select=select, order_by=order, limit=1))


def _is_state(one: Condition, info: ObjectInfo) -> bool:
    """Whether a condition is on what state the record itself is in."""
    field = info.fields.get(one.path) if isinstance(one, Compare) else None
    return field is not None and field.type in {"picklist", "boolean"}


def _shown(path: str, info: ObjectInfo) -> str | None:
    """Return the field that tells a state: that of the list for whether it is closed or won."""
    if path not in _FLAGS:
        return path
    return next((name for name in _STATES if name in info.fields), path)
