"""What a message that goes on measures: what it says anew, and what it keeps of the last figures.

A figure has parts that may change alone: what is worked out (a count, a mean, a rate, a length),
over which records, per what, over which dates and against which others. « et la médiane ? »
changes the first, « et par secteur ? » the third, "vs last year" the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.asked import Asked
from actions.reading.comparison import held_over
from actions.reading.grouping import labelled_group
from actions.reading.holding import bound_by
from actions.reading.measuring import Statistic
from actions.reading.numbers_named import number_named
from actions.reading.reading import Reading
from actions.reading.states import STATES
from actions.reading.traits import DATES
from crm import AllOf, AnyOf, Compare, Condition, Measure
from crm.query import Function

_WORKED = frozenset({"rate", "share", "duration", "each"})
_FUNCTIONS: tuple[Function, ...] = ("median", "avg", "min", "max", "sum")


def measured_on(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Return the new reading with the figures it says, or those of the last one it leaves alone."""
    if _in_percent(new):
        return _parted(before, new)
    if new.task in _WORKED:
        return new
    running = any(m.says("running") for m in asked.sentence.mentions)
    if (function := _function(asked)) and not running:
        heard = {m.text for m in asked.sentence.mentions if m.says(function)}
        made = _worked(before, new, function)
        return replace(made, unclear=tuple(one for one in made.unclear if one.word not in heard))
    if _counts(asked) or (any(one.path for one in new.query.measures) and not running):
        return new
    if before.query.measures and before.task == "aggregate" and (named := _number(asked)):
        return replace(new, task="aggregate", query=replace(new.query, measures=named))
    return _along(before, _as_before(before, new), asked)


def _along(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Return the reading along the calendar on screen where « en cumulé », "growth?" is said."""
    if not any(group.grain for group in before.query.group_by):
        return new
    if any(m.says("running") for m in asked.sentence.mentions):
        return replace(new, along="running")
    dated = any(m.kind == "period" for m in asked.sentence.mentions)
    if new.along != "growth" or dated or new.versus is None:
        return new
    own = tuple(one for one in new.conditions if one != new.period_condition)
    return replace(new.with_conditions(own), period=None, period_condition=None, versus=None)


def says_measure(before: Reading, new: Reading) -> bool:
    """Whether the figures of two readings differ, so that what one was a part of is over."""
    return new.task in _WORKED and new.task != before.task


def _in_percent(new: Reading) -> bool:
    """Whether « en pourcentage » alone is said: the same figures, as parts of a whole."""
    return new.task == "share" and not new.shared and not any(m.path for m in new.query.measures)


def _parted(before: Reading, new: Reading) -> Reading:
    if before.task in {"rate", "share", "duration", "each"}:
        return _as_before(before, new)
    return replace(new, query=replace(new.query, measures=before.query.measures[:1]))


def _as_before(before: Reading, new: Reading) -> Reading:
    """Return the new reading with all that the last one worked out."""
    measures = before.query.measures or new.query.measures
    task = before.task if before.task != "list" or new.task == "list" else new.task
    return replace(
        new,
        task=task,
        query=replace(new.query, measures=measures, having=new.query.having or before.query.having),
        statistic=before.statistic,
        span=before.span,
        shared=before.shared,
        over=before.over,
        through=before.through,
        along=new.along or before.along,
        part=new.part or before.part,
    )


def _function(asked: Asked) -> Function | None:
    """Return the function that is said of the same numbers: « et la médiane ? »."""
    mentions = asked.sentence.mentions
    if number_named(asked, set()) or any(m.says("count") for m in mentions):
        return None
    said = (one for one in _FUNCTIONS if any(m.says(one) for m in mentions))
    return next(said, None)


def _worked(before: Reading, new: Reading, function: Function) -> Reading:
    """Return the last figures by another function; of a count, what it makes on its own."""
    kept = _as_before(before, new)
    if before.task == "duration":
        told: dict[str, Statistic] = {"median": "median", "avg": "avg", "min": "min", "max": "max"}
        return replace(kept, statistic=told.get(function, "avg"))
    number = next((one for one in before.query.measures if one.path), None)
    if number is None and function == "avg" and (each := _each_period(before, kept)):
        return each
    if before.task != "aggregate" or number is None or number.path is None:
        return new
    again = Measure(function, number.path, f"{function}_{number.path.replace('.', '_')}")
    having = tuple(
        replace(one, path=again.alias) if one.path == number.alias else one
        for one in kept.query.having
    )
    bounds = {one.path for one in having}
    held = (one for one in before.query.measures if one.alias in bounds and one is not number)
    return replace(kept, query=replace(kept.query, measures=(again, *held), having=having))


def _each_period(before: Reading, kept: Reading) -> Reading | None:
    """Return how many there are on average, of a count along the calendar: « et la moyenne ? »."""
    groups = before.query.group_by
    if before.task != "aggregate" or len(groups) != 1 or not groups[0].grain or before.versus:
        return None
    if groups[0].grain == "weekday":
        return None
    return replace(kept, task="each", over=groups[0])


def _counts(asked: Asked) -> bool:
    return any(m.says("count") for m in asked.sentence.mentions)


def _number(asked: Asked) -> tuple[Measure, ...]:
    """Return the sum of the number that is said alone: « et le montant ? »."""
    figures = any(m.kind == "amount" or m.says("sort", "by") for m in asked.sentence.mentions)
    named = None if figures else number_named(asked, set())
    if named is None:
        return ()
    function: Function = "avg" if named[2].type == "percent" else "sum"
    return (Measure(function, named[1], f"{function}_{named[1].replace('.', '_')}"),)


def on_same_dates(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Return the new reading with its period on the dates the last one was about.

    « et l'an dernier ? » after deals won by close date says nothing of another date.
    """
    mentions = asked.sentence.mentions
    if any(m.says(*STATES, "closing", "contacted", "inactive") for m in mentions):
        return new
    if any(_names_date(asked, one.object, one.field) for m in mentions for one in m.of("field")):
        return new
    said = [one for one in new.conditions if _date_path(one, asked)]
    held = [path for one in before.conditions if (path := _date_path(one, asked))]
    if len(said) != 1 or not held or _date_path(said[0], asked) in held:
        return new
    moved = _moved(said[0], held[-1])
    conditions = tuple(moved if one is said[0] else one for one in new.conditions)
    return new.with_conditions(conditions)


def _names_date(asked: Asked, name: str, field: str) -> bool:
    held = asked.catalogue[name].fields.get(field) if name in asked.catalogue else None
    return held is not None and held.type in DATES


def _date_path(condition: Condition, asked: Asked) -> str | None:
    """Return the path a condition bounds by dates; None for any other condition."""
    parts = condition.conditions if isinstance(condition, AllOf | AnyOf) else (condition,)
    paths = {one.path for one in parts if isinstance(one, Compare)}
    dated = all(isinstance(one, Compare) and hasattr(one.value, "year") for one in parts)
    return next(iter(paths)) if parts and dated and len(paths) == 1 else None


def _moved(condition: Condition, path: str) -> Condition:
    match condition:
        case Compare():
            return replace(condition, path=path)
        case AllOf(inner):
            return AllOf(tuple(_moved(one, path) for one in inner))
        case AnyOf(inner):
            return AnyOf(tuple(_moved(one, path) for one in inner))
        case _:
            return condition


def compared_on(before: Reading, merged: Reading, new: Reading, asked: Asked) -> Reading:
    """Return the merged reading with the periods it holds against each other.

    "vs last year" alone is held against the period on screen; « et par secteur ? » keeps both.
    """
    dated = next((one for one in before.conditions if _date_path(one, asked)), None)
    if new.versus is not None and dated is not None and asked.sentence.mentions:
        found = held_over(before, dated, new, asked)
        if found is not None:
            period, condition, versus = found
            own = new.period_condition
            rest = [one for one in merged.conditions if one not in {own, condition}]
            merged = merged.with_conditions((condition, *rest))
            return replace(merged, period=period, period_condition=condition, versus=versus)
    if new.versus is not None or before.versus is None:
        return merged
    if before.period_condition not in merged.conditions:
        return replace(merged, period=None, period_condition=None, versus=None)
    return replace(
        merged,
        period=before.period,
        period_condition=before.period_condition,
        versus=before.versus,
    )


def grouped_on(before: Reading, new: Reading, asked: Asked, *, adds: bool) -> Reading:
    """Return the new reading with the group it adds without « par »: « ajoute la priorité »."""
    if not adds or new.query.group_by or not before.query.group_by:
        return new
    free = (m for m in asked.sentence.mentions if m.kind == "words" and not m.concepts)
    found = next((group for m in free if (group := labelled_group(asked, m))), None)
    return replace(new, query=replace(new.query, group_by=(found,))) if found else new


def bound_on(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Return the new reading with its bound on the groups on screen: "only those above 100k".

    A noun of its own makes it a bound on records: "only deals above 100k".
    """
    measure = next(iter(before.query.measures), None)
    if measure is not None and (measure.function, measure.path) == ("count", None):
        return _bound_on_count(before, new, asked)
    nouns = any(m.of("object") or m.of("field") for m in asked.sentence.mentions)
    if measure is None or before.task != "aggregate" or not before.query.group_by or nouns:
        return new
    bounds = [c for c in new.conditions if isinstance(c, Compare) and c.path == measure.path]
    signs = {"<", "<=", ">", ">="}
    if measure.function not in {"sum", "avg", "median"} or [
        c.operator in signs for c in bounds
    ] != [True]:
        return new
    rest = tuple(one for one in new.conditions if one not in bounds)
    having = _instead(before.query.having, (replace(bounds[0], path=measure.alias),))
    return replace(new, conditions=rest, query=replace(new.query, where=AllOf(rest), having=having))


def _bound_on_count(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Return the new reading with a bare figure as the least each group counts."""
    said = next((m for m in asked.sentence.mentions if m.kind == "amount"), None)
    grouped = before.task == "aggregate" and before.query.group_by
    if said is None or said.data.marked or not grouped or new.query.measures:
        return new
    noun = next((m for m in asked.sentence.mentions if m.start == said.end and m.of("field")), None)
    if noun is not None and not noun.of("object"):
        return new
    bounds = bound_by(before.query.measures[0].alias, said.data)
    heard = tuple(one for one in new.unclear if one.word != said.text)
    query = replace(new.query, having=_instead(before.query.having, bounds))
    return replace(new, unclear=heard, query=query)


def _instead(before: Sequence[Compare], bounds: Sequence[Compare]) -> tuple[Compare, ...]:
    """Return the bounds on groups, a new one standing for those on the same side of its figure."""
    sides = {(one.path, one.operator[0]) for one in bounds}
    return (*(one for one in before if (one.path, one.operator[0]) not in sides), *bounds)
