"""How many each has on average: "average number of calls per rep", « en moyenne par agent »."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.asked import Asked
from actions.reading.grouping import key_path
from actions.reading.numbers_named import number_named
from actions.reading.spans import Mention
from crm import Group, Measure

_NEAR = 1


def averaged_over(
    asked: Asked, grouped: Sequence[Group], used: set[Mention]
) -> tuple[Group | None, list[Group]]:
    """Return what a count is averaged over, and the groups that are left; None where none is."""
    mean = next((m for m in asked.sentence.mentions if m.says("avg") and m not in used), None)
    if mean is None or not grouped or number_named(asked, used) or not _counts(asked, mean):
        return None, list(grouped)
    first = next((one for one in grouped if _tells(one, grouped)), grouped[0])
    beside = {first.path, key_path(asked, first.path)}
    return first, [one for one in grouped if one.path not in beside or one.grain != first.grain]


def _tells(group: Group, grouped: Sequence[Group]) -> bool:
    """Whether a group is no id that only keeps namesakes apart."""
    return not any(other.path.startswith(f"{group.path.removesuffix('Id')}.") for other in grouped)


def _counts(asked: Asked, mean: Mention) -> bool:
    """Whether records are averaged: « nombre moyen de », "average calls per rep"."""
    if any(m.says("count") for m in asked.sentence.mentions):
        return True
    graded = [m for m in asked.sentence.mentions if any(c.startswith("grain_") for c in m.concepts)]
    if any(m.end == mean.start or mean.end == m.start for m in graded):
        return True
    main = asked.frame.main
    right = main.end > main.start and main.start == mean.end and asked.language == "en"
    return right and asked.sentence.tokens[main.end - 1].text.endswith("s")


def shared_out(asked: Asked, over: Group) -> tuple[Measure, ...]:
    """Return what is shared out, and between how many; the calendar is counted apart."""
    counted = Measure("count", None, "count")
    if over.grain:
        return (counted,)
    return counted, Measure("count_distinct", key_path(asked, over.path), "between")
