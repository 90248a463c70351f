"""A second look at the conditions placed: what cannot be as it was first read is read again.

One record has one status: two values of one field, said of the same records and joined by no
« et » and no "or", cannot both be it. One of them then speaks of a flag or of a state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.asked import Asked, Placed, under
from actions.reading.siblings import as_siblings
from actions.reading.spans import Mention
from actions.reading.states import STATES, state
from crm import Compare, Condition

_FULL = 0.9
_JOINS = frozenset({",", "/", ";", "&", "et", "ou", "and", "or", "ni", "nor"})


def reread(asked: Asked, conditions: Sequence[Placed]) -> list[Placed]:
    """Return the conditions, what is joined read alike, what excludes one another otherwise."""
    found = as_siblings(asked, conditions)
    ordered = sorted(range(len(found)), key=lambda place: found[place].mention.start)
    for index, later in enumerate(ordered):
        for earlier in ordered[:index]:
            if not _exclude(asked, found[earlier], found[later]):
                continue
            for place in (earlier, later):
                if (other := _otherwise(asked, found[place])) is not None:
                    found[place] = replace(found[place], condition=other)
                    break
    return found


def _exclude(asked: Asked, one: Placed, other: Placed) -> bool:
    """Whether two conditions ask different values of one field, and nothing says either will do."""
    a, b = one.condition, other.condition
    if not (isinstance(a, Compare) and isinstance(b, Compare)) or one.mention is other.mention:
        return False
    if one.negated or other.negated or one.anchor != other.anchor:
        return False
    if (a.path, a.operator, b.operator) != (b.path, "in", "in") or _shared(a, b):
        return False
    return not _joined(asked, one.mention, other.mention)


def _shared(one: Compare, other: Compare) -> bool:
    mine, theirs = one.value, other.value
    return isinstance(mine, tuple) and isinstance(theirs, tuple) and bool({*mine} & {*theirs})


def _joined(asked: Asked, one: Mention, other: Mention) -> bool:
    between = asked.sentence.gap(one.end, other.start)
    return bool({*between} & _JOINS)


def _otherwise(asked: Asked, placed: Placed) -> Condition | None:
    """Return the flag or the state a word may stand for, its status aside."""
    info = asked.info(placed.anchor)
    for meaning in placed.mention.of("field"):
        field = info.fields.get(meaning.field) if meaning.object == info.name else None
        if field is not None and field.type == "boolean" and meaning.share > _FULL:
            return under(placed.anchor, Compare(field.name, "=", value=True))
    found = state(placed.mention, info, asked.today) if placed.mention.says(*STATES) else None
    return under(placed.anchor, found) if found else None
