"""The means that bound a question, worked out before it is answered: « plus que la moyenne »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil, floor
from statistics import fmean

from actions.reading import Reading
from actions.reading.mean_bounds import plainly, times_the_mean
from crm import AllOf, Compare, Condition, Crm, Measure, Query, Related


async def with_means(reading: Reading, crm: Crm) -> Reading:
    """Return the reading with the mean in the place of each figure that stands in for one.

    Of records it is the mean of all that are asked for, of groups the mean of what each has.
    """
    told = tuple(replace(one, word=plainly(one.word)) for one in reading.unclear)
    reading = replace(reading, unclear=told)
    conditions = await _held(reading.query.object, reading.conditions, crm)
    reading = reading if conditions == reading.conditions else reading.with_conditions(conditions)
    if not any(times_the_mean(one.value) for one in reading.query.having):
        return reading
    having = tuple([await _reached(reading.query, one, crm) for one in reading.query.having])
    return replace(reading, query=replace(reading.query, having=having))


async def _held(name: str, conditions: tuple[Condition, ...], crm: Crm) -> tuple[Condition, ...]:
    """Return the conditions on one kind of record, each bound by a mean by that of the others."""
    plain = [one for one in conditions if not _stands_in(one)]
    return tuple([await _bounded(name, one, plain, crm) for one in conditions])


async def _bounded(
    name: str, condition: Condition, others: Sequence[Condition], crm: Crm
) -> Condition:
    if isinstance(condition, Related):
        inner = condition.inner
        held = inner.where.conditions if isinstance(inner.where, AllOf) else (inner.where,)
        where = AllOf(await _held(inner.object, held, crm))
        return replace(condition, inner=replace(inner, where=where))
    if not (isinstance(condition, Compare) and _stands_in(condition)):
        return condition
    mean = Measure("avg", condition.path, "mean")
    rows = await crm.run(Query(name, where=AllOf(tuple(others)), measures=(mean,)))
    return _by(condition, rows.records[0].get("mean") if rows.records else None)


async def _reached(query: Query, bound: Compare, crm: Crm) -> Compare:
    """Return the bound on each group with the mean of what all the groups have."""
    if not _stands_in(bound):
        return bound
    rows = await crm.run(replace(query, having=(), order_by=(), limit=None))
    figures = [float(one[bound.path]) for one in rows.records if one.get(bound.path) is not None]
    held = _by(bound, fmean(figures) if figures else None)
    counts = any(m.alias == bound.path and m.function.startswith("count") for m in query.measures)
    return replace(held, value=_whole(held)) if counts else held


def _whole(bound: Compare) -> int:
    """Return the whole number that bounds counts as a mean does: above 18.5 is above 18."""
    mean = float(str(bound.value))
    return floor(mean) if bound.operator in _DOWN else ceil(mean)


_DOWN = frozenset({">", "<="})


def _stands_in(condition: Condition) -> bool:
    return isinstance(condition, Compare) and times_the_mean(condition.value) is not None


def _by(bound: Compare, mean: object) -> Compare:
    """Return a bound by so many times a mean, to the cent; of none, by nothing."""
    times = times_the_mean(bound.value) or Decimal(1)
    return replace(bound, value=round(Decimal(str(mean or 0)) * times, 2))
