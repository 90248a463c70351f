"""What a report covers: which period against which, whose records, grouped by what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from actions.show_record import of_kind
from actions.wanted import find_mentions
from crm import Compare, Crm, ObjectInfo
from language import find_periods, fold

Whose = Literal["mine", "team", "all"]
CADENCES = (
    ("week", r"hebdo\w*|week(?:ly)?|semaine"),
    ("month", r"mensuel\w*|monthly|month|mois"),
    ("quarter", r"trimestr\w*|quarter(?:ly)?"),
    ("year", r"annuel\w*|yearly|annual|year|an(?:nee)?"),
)
GROUPED = re.compile(r"\b(?:par|by|per|selon)\b(.*)")


@dataclass(frozen=True)
class Scope:
    """Both periods (days included at both ends), the grouped field's path, whose records."""

    period: tuple[date, date]
    previous: tuple[date, date]
    group: str
    whose: Whose
    owners: tuple[Compare, ...]


async def read_scope(text: str, info: ObjectInfo, crm: Crm, today: date) -> Scope:
    """Read the scope from the sentence; a week and the lead source where nothing is said."""
    period = period_of(text, today)
    whose = whose_of(text)
    owners = {
        "all": (),
        "mine": (Compare("OwnerId", "=", crm.user.id),),
        "team": (Compare("OwnerId", "in", (crm.user.id, *await crm.team())),),
    }[whose]
    return Scope(period, before(period), group_of(text, info), whose, owners)


def period_of(text: str, today: date) -> tuple[date, date]:
    """Return the period said, else the calendar unit of the report's cadence around today."""
    for found in find_periods(text, today, prefer="past"):
        if found.start and found.end:
            return found.start, found.end
    folded = fold(text)
    cadence = next(
        (unit for unit, said in CADENCES if re.search(rf"\b(?:{said})\b", folded)), "week"
    )
    return unit_around(today, cadence)


def unit_around(day: date, unit: str) -> tuple[date, date]:
    """Return the calendar week (Monday first), month, quarter or year around a day."""
    if unit == "week":
        start = day - timedelta(days=day.weekday())
        return start, start + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = day.month - (day.month - 1) % months
    start = date(day.year, first, 1)
    after = first + months
    return start, date(day.year + (after > 12), (after - 1) % 12 + 1, 1) - timedelta(days=1)


def before(period: tuple[date, date]) -> tuple[date, date]:
    """Return the period just before: a whole calendar unit keeps its unit, others their length."""
    start, end = period
    for unit in ("week", "month", "quarter", "year"):
        if unit_around(start, unit) == period:
            return unit_around(start - timedelta(days=1), unit)
    length = end - start
    return start - timedelta(days=1) - length, start - timedelta(days=1)


def whose_of(text: str) -> Whose:
    """Return whose records are meant."""
    folded = fold(text)
    if re.search(r"\b(?:equipe|team|commerciaux|reps)\b", folded):
        return "team"
    return "mine" if re.search(r"\b(?:mes|mon|ma|my|mine)\b", folded) else "all"


def group_of(text: str, info: ObjectInfo) -> str:
    """Return the path of the field named after « par » or "by", else the lead source."""
    said = GROUPED.search(fold(text))
    groupable = [field for field in info.fields.values() if field.groupable]
    if said:
        mentions = sorted(find_mentions(said[1], groupable), key=lambda one: -one.share)
        named = [mention.field for mention in mentions] or of_kind(said[1], groupable)
        for field in sorted(named, key=lambda field: field.name != "OwnerId"):
            return f"{field.relationship}.Name" if field.relationship else field.name
    return "LeadSource"
