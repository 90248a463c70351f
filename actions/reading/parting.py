"""What parts records beside plain fields: whole numbers, and whose field a group is said to be."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.spans import Mention
from language import words

_RANKED = ("top", "bottom", "most", "least", "latest", "oldest", "sort")
_FIGURED = ("count", "sum", "avg", "median", "share", "rate", "spread")
_OF = (["de"], ["d", "'"], ["d", "’"], ["of"])


def parts(asked: Asked, mention: Mention) -> bool:
    """Whether a whole number parts what is counted: « contrats par durée », no "top 5 by sites"."""
    before = [m for m in asked.sentence.mentions if m.end <= mention.start]
    if not (before and before[-1].says("by", "and")):
        return False
    ranked = any(m.kind == "count" or m.says(*_RANKED) for m in asked.sentence.mentions)
    return not ranked and any(m.says(*_FIGURED) for m in before)


def unit_heads(asked: Asked, mention: Mention) -> bool:
    """Whether « le mois où on a signé le plus » ranks the units of the calendar it begins with.

    So does a bound that each must reach: "months with more than five lost deals".
    """
    unit = any(one.startswith("grain_") for one in mention.concepts)
    which = any(m.says("which") and m.end == mention.start for m in asked.sentence.mentions)
    led = mention.start <= 1 and {*asked.sentence.gap(mention.end, mention.end + 1)} & _IN
    later = [m for m in asked.sentence.mentions if m.start > mention.end]
    bounded = any(m.kind == "amount" and m.data.comparator != "eq" for m in later)
    ranks = any(m.says("most", "least", "top", "bottom") for m in later)
    return unit and ((bool(led) and ranks) or (bool(led or which) and bounded))


_IN = frozenset(words("ou when where in with avec that qui"))


def is_of(asked: Asked, group: Mention, whose: Mention, used: set[Mention]) -> bool:
    """Whether « par type d'affaire » says of what the type is: there is no value « affaire »."""
    joined = asked.sentence.gap(group.end, whose.start) in _OF
    used.update({whose} if joined else ())
    return joined
