"""Periods said from the one on screen: « le mois d'avant », "the week before", « et en avril ? ».

What comes before or after is counted from the dates on screen, not from today; a month named alone
is the nearest to them, in the future only where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from actions.reading.reading import Reading
from actions.reading.slips import put
from actions.reading.spans import Mention, Sentence
from crm import AllOf, Compare, Condition
from language import Period, fold_keep_length
from language.stretches import Grain, move

Span = tuple[int, int]
Days = tuple[date, date]
_UNITS = r"(day|week|month|quarter|year)"
_AHEAD = re.compile(rf"\bthe {_UNITS} (before|prior|earlier|after)(?: that| this)?\b")
_ONE = re.compile(
    r"\b(?:cel(?:ui|le) (d.avant|precedente?|d.apres|suivante?)|the one (before|after)|"
    r"the (previous|next|following) one)\b(?: that)?"
)
_STEPS = re.compile(
    r"d.avant\b|d.apres\b|\bprecedente?s?\b|\bprevious\b|\bpreceding\b|\bfollowing\b|\bsuivante?s?\b"
)
_BACK = ("d'avant", "d’avant", "preced", "before", "prior", "earlier", "previous")
_LENGTHS: Sequence[tuple[int, Grain]] = (
    (1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (184, "half"), (366, "year"),
)  # fmt: skip


def on_screen(before: Reading | None) -> Days | None:
    """Return the first and the last day of the period on screen."""
    found = [one for each in before.conditions if (one := _days(each))] if before else []
    return found[-1] if found else None


def spelt_out(text: str, names: Iterable[Span], days: Days | None) -> tuple[str, list[Span]]:
    """Return a message with « celui d'avant », "the week before" as "the previous week"."""
    kept, folded = list(names), fold_keep_length(text).lower()
    found = _AHEAD.search(folded)
    one = None if found or days is None else _ONE.search(folded)
    unit = found[1] if found else (_grain(days) if one and days else None)
    said = found or one
    if said is None or unit is None or days is None:
        return text, kept
    back = any(word in said[0] for word in _BACK)
    written = f"the {'previous' if back else 'following'} {unit}"
    return put(text, kept, said.span(), written)


def seen_from(text: str, days: Days | None, today: date) -> date:
    """Return the day from which « le mois d'avant » is counted."""
    steps = days is not None and _STEPS.search(fold_keep_length(text).lower())
    return days[0] if days and steps else today


def near(sentence: Sentence, days: Days | None, today: date) -> Sentence:
    """Return a sentence whose bare months are those nearest to the period on screen."""
    if days is None:
        return sentence
    return replace(sentence, mentions=tuple(_near(m, days, today) for m in sentence.mentions))


def _near(mention: Mention, days: Days, today: date) -> Mention:
    period = mention.data
    if mention.kind != "period" or not isinstance(period, Period) or period.recurs != "year":
        return mention
    if period.start is None or period.end is None:
        return mention
    shifted = [_shifted(period, years) for years in range(-4, 5)]
    latest = max(today, period.start) if days[0] <= today else date.max
    known = [one for one in shifted if one.start and one.start <= latest]
    return replace(mention, data=min(known, key=lambda one: _apart(one, days)))


def _shifted(period: Period, years: int) -> Period:
    start = move(period.start, "year", years) if period.start else None
    end = move(period.end, "year", years) if period.end else None
    return replace(period, start=start, end=end)


def _apart(period: Period, days: Days) -> int:
    """Return how many days a period is from those on screen."""
    start, end = period.start or date.min, period.end or date.max
    return max((start - days[1]).days, (days[0] - end).days, 0)


def _grain(days: Days) -> Grain | None:
    """Return the unit of the calendar that a period is."""
    length = (days[1] - days[0]).days + 1
    found = next((grain for most, grain in _LENGTHS if length <= most), None)
    whole = found and move(days[0], found, 1) - timedelta(days=1) == days[1]
    return found if whole else None


def _days(condition: Condition) -> Days | None:
    """Return the days a condition bounds on both sides."""
    parts = condition.conditions if isinstance(condition, AllOf) else (condition,)
    held = [(one.operator, _day(one.value)) for one in parts
            if isinstance(one, Compare) and isinstance(one.value, date)]  # fmt: skip
    first = [day for operator, day in held if operator in {">=", ">"}]
    last = [day - timedelta(days=operator == "<") for operator, day in held
            if operator in {"<=", "<"}]  # fmt: skip
    return (first[0], last[0]) if first and last else None


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
