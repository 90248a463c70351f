"""Things joined by « ou », "or", « ni » are of one kind: of one field, of one kind of record.

"From webinars or trade shows" asks for two values of one list; "neither mobile nor phone" lacks
two numbers of one person. Each was placed alone; the next takes after the one before, where it
may mean that too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actions.reading.asked import Asked, Placed
from actions.reading.spans import Mention
from crm import Compare, Condition

_JOINS = ("or", "and")
_SIGNS = frozenset({",", "/", ";", "&"})
_FULL = 0.9
_NEAR = 3


def as_siblings(asked: Asked, conditions: Sequence[Placed]) -> list[Placed]:
    """Return the conditions, each read like the one it is joined to, where it may be."""
    ordered = sorted(range(len(conditions)), key=lambda place: conditions[place].mention.start)
    found = list(conditions)
    for before, after in pairwise(ordered):
        one, other = found[before], found[after]
        apart = any(a.child and a.start == other.mention.start for a in asked.frame.anchors)
        if not apart and _side_by_side(asked, one.mention, other.mention):
            condition = _alike(asked, one, other)
            found[after] = replace(other, anchor=one.anchor, condition=condition)
    return found


def _side_by_side(asked: Asked, one: Mention, other: Mention) -> bool:
    """Whether nothing but what joins them stands between two mentions."""
    if not 0 < other.start - one.end <= _NEAR:
        return False
    between = [m for m in asked.sentence.mentions if one.end <= m.start and m.end <= other.start]
    joined = bool(between) and all(m.says(*_JOINS) for m in between)
    return joined or bool(_SIGNS & {*asked.sentence.gap(one.end, other.start)} and not between)


def _alike(asked: Asked, one: Placed, other: Placed) -> Condition:
    """Return what the second asks of the field, or of the record, that the first is about."""
    first, second = one.condition, other.condition
    if not (isinstance(first, Compare) and isinstance(second, Compare)):
        return second
    if first.operator != second.operator or first.path == second.path:
        return second
    above, _, name = first.path.rpartition(".")
    if first.operator == "in" and first.value is not None:
        return _value_of(asked, one, other, name) or second
    lacked = first.operator == "=" and first.value is None and second.value is None
    moved = _field_of(asked, one, other) if lacked and not above else None
    return moved or second


def _value_of(asked: Asked, one: Placed, other: Placed, name: str) -> Condition | None:
    """Return the value of the first one's own list that the second word is in full."""
    if not isinstance(one.condition, Compare) or not isinstance(one.condition.value, tuple):
        return None
    lists = {m.object for m in one.mention.of("value")
             if m.field == name and m.value in one.condition.value}  # fmt: skip
    values = tuple(
        m.value
        for m in other.mention.of("value")
        if m.field == name and m.object in lists and m.share > _FULL
    )
    return Compare(one.condition.path, "in", values) if values else None


def _field_of(asked: Asked, one: Placed, other: Placed) -> Condition | None:
    """Return the lack of the field that the first one's kind of record calls so too."""
    owner = asked.frame.main.object if not one.anchor.child else one.anchor.object
    own = next((m for m in other.mention.of("field") if m.object == owner and m.share == 1.0), None)
    return Compare(own.field, "=", None) if own else None
