"""What each has on average: "average number of calls per rep", « CA moyen par client »."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.asked import Asked
from actions.reading.grouping import key_path
from actions.reading.numbers_named import number_named
from actions.reading.spans import Mention
from actions.reading.traits import money_field
from crm import Group, Measure
from language import fold

_NEAR = 1


def averaged_over(
    asked: Asked, grouped: Sequence[Group], used: set[Mention]
) -> tuple[Group | None, list[Group]]:
    """Return what a count is averaged over, and the groups that are left; None where none is."""
    mean = next((m for m in asked.sentence.mentions if m.says("avg") and m not in used), None)
    if mean is None or not grouped:
        return None, list(grouped)
    first = next((one for one in grouped if _tells(one, grouped)), grouped[0])
    counts = not number_named(asked, used) and _counts(asked, mean)
    if first.grain == "weekday" or not (counts or _earns(asked, mean, first)):
        return None, list(grouped)
    beside = {first.path, key_path(asked, first.path)}
    return first, [one for one in grouped if one.path not in beside or one.grain != first.grain]


def _tells(group: Group, grouped: Sequence[Group]) -> bool:
    """Whether a group is no id that only keeps namesakes apart."""
    return not any(other.path.startswith(f"{group.path.removesuffix('Id')}.") for other in grouped)


def _earns(asked: Asked, mean: Mention, over: Group) -> bool:
    """Whether it is what each brings in: « CA moyen par client », "average monthly sales".

    Of a field's values, or of people where a breakdown may be meant, it is the mean of the records.
    """
    said = [m for m in asked.sentence.mentions if m.says("revenue")]
    near = [m for m in said if max(m.start - mean.end, mean.start - m.end) <= _BESIDE]
    if not near or money_field(asked.info(asked.frame.main)) is None:
        return False
    if over.grain:
        return True
    of_people = over.path.startswith("Owner.")
    each = any(m.says("by") and fold(m.text) in _EACH for m in asked.sentence.mentions)
    return key_path(asked, over.path) != over.path and (each or not of_people)


_BESIDE = 3
_EACH = frozenset({"per", "pour chaque", "chaque", "each", "for each"})


def _counts(asked: Asked, mean: Mention) -> bool:
    """Whether records are averaged: « nombre moyen de », "average calls per rep"."""
    if any(m.says("count") for m in asked.sentence.mentions) or _adverb(mean):
        return True
    graded = [m for m in asked.sentence.mentions if any(c.startswith("grain_") for c in m.concepts)]
    if any(m.end == mean.start or mean.end == m.start for m in graded):
        return True
    main = asked.frame.main
    right = main.end > main.start and main.start == mean.end and asked.language == "en"
    return right and asked.sentence.tokens[main.end - 1].text.endswith("s")


def _adverb(mean: Mention) -> bool:
    """Whether « en moyenne » is said of what is counted: "tickets per account on average"."""
    return fold(mean.text).startswith(("en ", "on "))


def shared_out(asked: Asked, over: Group, used: set[Mention]) -> tuple[Measure, ...]:
    """Return what is shared out, and between how many; the calendar is counted apart."""
    mean = next(m for m in asked.sentence.mentions if m.says("avg") and m not in used)
    money = money_field(asked.info(asked.frame.main))
    counted = Measure("count", None, "count")
    if money is not None and (number_named(asked, used) or not _counts(asked, mean)):
        counted = Measure("sum", money.name, f"sum_{money.name}")
        used.update(m for m in asked.sentence.mentions if m.says("revenue"))
    if over.grain:
        return (counted,)
    return counted, Measure("count_distinct", key_path(asked, over.path), "between")
