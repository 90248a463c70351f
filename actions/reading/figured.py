"""What a question measures, and what is left to group by once that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.reading.asked import Asked
from actions.reading.averaging import averaged_over, shared_out
from actions.reading.comparison import Compared
from actions.reading.differing import counted_once
from actions.reading.measuring import (
    Statistic,
    Task,
    compared_measures,
    measures,
)
from actions.reading.pivot import Pivot
from actions.reading.spans import Mention
from actions.reading.timing import aged
from actions.reading.weighing import shared_measures, weighed_measures
from crm import Group, Measure


@dataclass(frozen=True)
class Figured:
    """The measures and groups of a question; `over` is what a count is averaged over."""

    task: Task | None
    measures: tuple[Measure, ...]
    grouped: list[Group]
    over: Group | None = None


def figured(
    asked: Asked,
    task: Task | None,
    turned: Pivot | None,
    grouped: list[Group],
    compared: Compared,
    used: set[Mention],
) -> Figured:
    """Return what is measured: nothing for a list, what two periods are compared by."""
    if task:
        weighing = {"share": shared_measures, "rate": weighed_measures}.get(task)
        return Figured(task, weighing(asked, used) if weighing else (), grouped)
    once, grouped = counted_once(asked, turned, grouped, used)
    if once:
        return Figured(None, (once,), grouped)
    over, rest = averaged_over(asked, grouped, used)
    if over:
        return Figured("each", shared_out(asked, over, used), rest, over)
    found = measures(asked, grouped, used)
    if not found and compared.versus:
        found = compared_measures(asked, used)
    return Figured(None, found, grouped)


def statistics(asked: Asked, task: Task | None, grouped: Sequence[Group]) -> tuple[Statistic, ...]:
    """Return which of many durations are asked for, in their order: the mean, unless others are.

    A mean that only belongs to what is timed (« temps moyen ») stands beside no other.
    """
    told: tuple[Statistic, ...] = ("median", "max", "min", "avg")
    if task != "duration":
        return ("avg",)
    said = {one: m.start for m in reversed(asked.sentence.mentions) for one in told if m.says(one)}
    if aged(asked) and not said:
        ends: tuple[tuple[str, Statistic], ...] = (("oldest", "max"), ("latest", "min"))
        spoken = asked.sentence.mentions
        return tuple(one for word, one in ends if any(m.says(word) for m in spoken)) or ("avg",)
    if not (said or grouped) and (end := _end_timed(asked)):
        return (end,)
    if "avg" in said and len(said) > 1 and not _joined(asked, said["avg"]):
        said.pop("avg")
    return tuple(sorted(said, key=lambda one: said[one])) or ("avg",)


def _end_timed(asked: Asked) -> Statistic | None:
    """Return which end of one duration is asked for: "shortest won sales cycle"."""
    mentions = asked.sentence.mentions
    timed = next((m for m in mentions if m.says("how_long") and not m.says("top", "bottom")), None)
    for mention in mentions if timed else ():
        near = (
            max(timed.start - mention.end, mention.start - timed.end) <= _NEAR if timed else False
        )
        if near and mention.says("top", "bottom"):
            return "max" if mention.says("top") else "min"
    return None


_NEAR = 2


def _joined(asked: Asked, place: int) -> bool:
    """Whether « moyenne et médiane » asks for both: a joint stands beside the mean."""
    mean = next(m for m in asked.sentence.mentions if m.start == place)
    beside = asked.sentence.before(mean) + asked.sentence.gap(mean.end, mean.end + 1)
    return bool({*beside} & {"et", "and", ",", "&", "/"})
