"""A month or a region that stands out: a stated test, and "none" where nothing passes it.

Each count is held against its share (of the days, of the customers) by the exact two-sided
binomial test; the chance found is multiplied by the number of counts compared (Bonferroni).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, lgamma, log
from typing import Any

from actions.analyses.filters import filters_of
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter, period_asked
from actions.analyses.regions_said import names_place, region_path
from actions.contract import Result
from actions.figures import bars, period_ref
from actions.parts import Part, Table, Text, Value
from actions.wording import line
from crm import AllOf, Compare, Condition, value_at
from language import format_month, format_number, words
from language.stretches import move

CHANCE = 0.01
_MONTHS = 12


@dataclass(frozen=True)
class Slice:
    """One month or region: its count, its share in [0, 1] of what was to be expected."""

    key: str
    name: str
    count: int
    share: float


@dataclass(frozen=True)
class Oddity:
    """A count that stands out, what was expected, and the chance of it in [0, 1]."""

    part: Slice
    expected: float
    chance: float


async def stands_out(matter: Matter) -> Result:
    """Say which month or region has more or fewer records than chance explains, if any."""
    name = counted_object(matter)
    filters = await filters_of(matter, name)
    start, end = _span(matter)
    path = await region_path(matter, name) if names_place(matter.text) else None
    where = AllOf((*filters.conditions, *within_dates(start, end)))
    rows = await matter.rows(name, ("CreatedDate", *([path] if path else [])), where)
    parts = (
        _regions(rows, path, await _customers(matter, path))
        if path
        else _months(matter, rows, start, end)
    )
    fills = {
        "objects": matter.catalogue[name].plurals.of(matter.language).lower(),
        "filters": filters.said(matter.language),
        "start": f"{start:%d/%m/%Y}", "end": f"{end:%d/%m/%Y}",
    }  # fmt: skip
    return _answer(matter, parts, oddities(parts), fills, by_month=path is None)


def counted_object(matter: Matter) -> str:
    """Return the object that a question counts: the one whose name it says, else cases."""
    said = set(words(matter.text))
    for name in ("Case", "Lead", "Opportunity", "Order"):
        info = matter.catalogue.get(name)
        labels = (info.labels, info.plurals) if info else ()
        if any(set(words(label.of(way))) <= said for label in labels for way in ("fr", "en")):
            return name
    return "Case"


def _span(matter: Matter) -> tuple[date, date]:
    period = period_asked(matter)
    if period and period.start:
        return period.start, min(period.end or matter.today, matter.today)
    end = matter.today.replace(day=1) - timedelta(days=1)
    return move(end.replace(day=1), "month", 1 - _MONTHS), end


def within_dates(start: date, end: date) -> tuple[Condition, ...]:
    """Return the conditions that a record was made between two days, both included."""
    return (Compare("CreatedDate", ">=", start), Compare("CreatedDate", "<=", end))


def _months(
    matter: Matter, rows: Sequence[Mapping[str, Any]], start: date, end: date
) -> list[Slice]:
    counts = Counter(matter.day(row["CreatedDate"]).replace(day=1) for row in rows)
    months: dict[date, int] = {}
    day = start
    while day <= end:
        months[day.replace(day=1)] = months.get(day.replace(day=1), 0) + 1
        day += timedelta(days=1)
    days = sum(months.values())
    return [
        Slice(f"{month:%Y-%m}", format_month(month, matter.language), counts[month], held / days)
        for month, held in months.items()
    ]


async def _customers(matter: Matter, path: str) -> Counter[str]:
    field = path.rsplit(".", maxsplit=1)[-1]
    own = "." in path and matter.has("Account", field)
    rows = await matter.rows("Account", (field,), AllOf()) if own else ()
    return Counter(str(row[field]) for row in rows if row.get(field))


def _regions(rows: Sequence[Mapping[str, Any]], path: str, customers: Counter[str]) -> list[Slice]:
    counts = Counter(str(one) for row in rows if (one := value_at(row, path)))
    weights = customers or Counter(dict.fromkeys(counts, 1))
    total = sum(weights[one] for one in counts)
    return [
        Slice(one, one, count, weights[one] / total)
        for one, count in sorted(counts.items())
        if total and weights[one]
    ]


def oddities(parts: Sequence[Slice]) -> list[Oddity]:
    """Return what stands out, the least likely first."""
    total = sum(one.count for one in parts)
    found = [
        Oddity(one, total * one.share, min(1.0, binomial(one.count, total, one.share) * len(parts)))
        for one in parts
        if 0 < one.share < 1
    ]
    return sorted((one for one in found if one.chance < CHANCE), key=lambda one: one.chance)


def binomial(count: int, total: int, share: float) -> float:
    """Return the chance of a count as far from what is expected, or farther, on either side."""
    if total == 0:
        return 1.0
    chances = [_chance(k, total, share) for k in range(total + 1)]
    limit = chances[count] * (1 + 1e-7)
    return min(1.0, sum(one for one in chances if one <= limit))


def _chance(k: int, total: int, share: float) -> float:
    ways = lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1)
    return exp(ways + k * log(share) + (total - k) * log(1 - share))


def _answer(
    matter: Matter, parts: Sequence[Slice], odd: Sequence[Oddity], fills: Mapping[str, str], *,
    by_month: bool,
) -> Result:  # fmt: skip
    language = matter.language
    kind = "month" if by_month else "region"
    about = line(LINES, f"about_outlier_{kind}", language, **fills)
    if odd:
        said = [
            line(
                LINES, "outlier_high" if one.part.count > one.expected else "outlier_low",
                language, name=one.part.name, count=one.part.count,
                expected=format_number(round(one.expected, 1), language),
            )
            for one in odd
        ]  # fmt: skip
    else:
        said = [line(LINES, f"outlier_none_{kind}", language)]
    total = sum(one.count for one in parts)
    rows = [
        [one.name, str(one.count), format_number(round(total * one.share, 1), language)]
        for one in parts
    ]
    columns = [line(LINES, key, language) for key in (kind, "counted", "expected")]
    shown: list[Part] = [Text(text=" ".join((*said, about)))]
    if parts:
        shown.append(Table(columns=columns, rows=rows, total=len(rows)))
        series = {columns[1]: [float(one.count) for one in parts]}
        shown.append(bars(columns[1], [one.name for one in parts], series, line=by_month))
    values = tuple(_value(one, kind, columns[1], matter) for one in odd)
    return Result(tuple(shown), values=values)


def _value(one: Oddity, kind: str, label: str, matter: Matter) -> Value:
    period = None
    if kind == "month":
        first = date.fromisoformat(f"{one.part.key}-01")
        last = move(first, "month", 1) - timedelta(days=1)
        period = period_ref(format_month(first, matter.language), first, last)
    return Value(
        measure="COUNT", label=label, unit=None, value=float(one.part.count),
        group={kind: one.part.key}, period=period,
    )  # fmt: skip
