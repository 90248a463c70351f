"""What is told apart by its opposite: "active vs inactive", « gagnées et perdues ».

Both sides of a flag are all there is, so it is grouped by and bounds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.asked import Asked, Placed
from actions.reading.opposing import opposing
from actions.reading.paths import target
from actions.reading.spans import Mention
from crm import AllOf, AnyOf, Compare, Condition, Group, Not

SIDES = (("won", "lost", "IsWon"), ("open", "closed", "IsClosed"),
          ("converted", "unconverted", "IsConverted"))  # fmt: skip
"""Two states, and the flag that tells them apart."""
_FIGURES = ("count", "sum", "avg", "median", "min", "max", "share")
_NEAR = 4


def opposite_flags(asked: Asked, conditions: Sequence[Placed]) -> list[Group]:
    """Return the flag whose two sides a question opposes, or counts one beside the other."""
    return [Group(path) for path in (*_twice(asked, conditions), *_both(asked))[:1]]


def without_sides(asked: Asked, conditions: list[Placed], grouped: Sequence[Group]) -> list[Placed]:
    """Let both sides of a flag that is grouped by be all there is; of a win, all that is closed."""
    paths = {one.path for one in grouped if _flag(asked, one.path)}
    if "IsWon" in paths:
        return _over(conditions)
    said = {word for one, other, flag in SIDES if flag in paths for word in (one, other)}
    return [
        one
        for one in conditions
        if not ({*_paths(one.condition)} & paths or one.mention.says(*said))
    ]


def _over(conditions: list[Placed]) -> list[Placed]:
    states = [one for one in conditions if {*_paths(one.condition)} & {"IsWon", "IsClosed"}]
    closed = [replace(one, condition=Compare("IsClosed", "=", value=True)) for one in states[:1]]
    return [*(one for one in conditions if one not in states), *closed]


def _twice(asked: Asked, conditions: Sequence[Placed]) -> list[str]:
    """Return the flags that are said on both sides of what opposes."""
    word = opposing(asked.sentence)
    if word is None:
        return []
    own = [one for one in conditions if isinstance(one.condition, Compare) and not one.anchor.child]
    before = {p for one in own if one.mention.end <= word.start for p in _paths(one.condition)}
    after = {p for one in own if one.mention.start >= word.end for p in _paths(one.condition)}
    return sorted(path for path in before & after if _flag(asked, path))


def _both(asked: Asked) -> list[str]:
    """Return the state that is said with its opposite, joined, where figures are asked for."""
    mentions = asked.sentence.mentions
    fields = asked.info(asked.frame.main).fields
    if not any(m.says(*_FIGURES) for m in mentions) or any(m.says("rate") for m in mentions):
        return []
    found = []
    for one, other, flag in SIDES:
        pairs = [(a, b) for a in mentions for b in mentions if a.says(one) and b.says(other)]
        if flag in fields and any(_joined(asked, *pair) for pair in pairs):
            found.append(flag)
    return found


def _joined(asked: Asked, one: Mention, other: Mention) -> bool:
    first, last = sorted((one, other), key=lambda m: m.start)
    between = asked.sentence.gap(first.end, last.start)
    return first is not last and len(between) <= _NEAR and bool({*between} & _AND)


_AND = frozenset({"et", "and", "&", "/", "vs", "versus"})


def _flag(asked: Asked, path: str) -> bool:
    field = target(asked.catalogue, asked.frame.main.object, path)
    return field is not None and field.type == "boolean"


def _paths(condition: Condition) -> list[str]:
    match condition:
        case Compare(path=path):
            return [path]
        case AllOf(inner) | AnyOf(inner):
            return [path for one in inner for path in _paths(one)]
        case Not(inner):
            return _paths(inner)
        case _:
            return []
