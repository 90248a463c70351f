"""The first of each group: "top 3 deals per country", « le meilleur commercial de chaque mois »."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from actions.reading.asked import Asked
from actions.reading.grouping import group_of, key_path
from actions.reading.pivot import Pivot, one_of
from actions.reading.spans import Mention
from crm import Group

_FIGURED = ("count", "sum", "avg", "median", "share", "rate", "how_long", "spread", "revenue")
_FAR = 4


def apart(asked: Asked, grouped: Sequence[Group]) -> Group | None:
    """Return which of two groups has first ones of its own: the only one that « par » leads to."""
    told = [one for one in grouped if _tells(asked, one, grouped)]
    each = [one for one in told if one in _each(asked)]
    return each[0] if len(told) == len(each) + 1 == _BOTH else None


_BOTH = 2


def listed_apart(
    asked: Asked, turned: Pivot | None, grouped: list[Group]
) -> tuple[Group | None, list[Group]]:
    """Return the group whose first records are asked for, and the groups that are left then."""
    told = [one for one in grouped if _tells(asked, one, grouped)]
    if turned or len(told) != 1 or told[0] not in _each(asked):
        return None, grouped
    return (told[0], []) if _cut(asked) or _one(asked) else (None, grouped)


def _one(asked: Asked) -> bool:
    """Whether the one record that ranks first is asked for: « la plus grosse commande »."""
    mentions = asked.sentence.mentions
    figured = any(m.says(*_FIGURED, "min", "max") or m.kind == "count" for m in mentions)
    both = all(any(m.says(end) for m in mentions) for end in ("top", "bottom"))
    return not (figured or both) and one_of(asked.sentence, asked.frame.main)


def _cut(asked: Asked) -> bool:
    """Whether a number of records is asked for, by how they rank: "the 3 biggest deals"."""
    mentions, main = asked.sentence.mentions, asked.frame.main
    count = next((m for m in mentions if m.kind == "count" and not m.data.ordinal), None)
    if count is None or main.end == main.start or any(m.says(*_FIGURED) for m in mentions):
        return False
    first = count.data.way in {"top", "bottom", "latest", "oldest"} or any(
        m.says("top", "bottom", "latest", "oldest") and _beside(m, main.start, main.end)
        for m in mentions
    )
    return first and 0 <= main.start - count.end <= _FAR


def _beside(mention: Mention, start: int, end: int) -> bool:
    return 0 <= start - mention.end <= _FAR or 0 <= mention.start - end <= 1


def _each(asked: Asked) -> list[Group]:
    """Return the groups that « par », "per", « chaque » lead to."""
    led = (noun for by, noun in pairwise(asked.sentence.mentions)
           if by.says("by") and not by.says("sort"))  # fmt: skip
    return [one for noun in led if (one := group_of(asked, noun)) is not None]


def _tells(asked: Asked, group: Group, grouped: Sequence[Group]) -> bool:
    """Whether a group is no id that only keeps namesakes apart."""
    return not any(one is not group and key_path(asked, one.path) == group.path for one in grouped)
