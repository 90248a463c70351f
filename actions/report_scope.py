"""What a report covers: which period against which, whose records, grouped by what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from actions.field_kinds import of_kind
from actions.field_mentions import find_mentions
from crm import Compare, Crm, ObjectInfo
from language import find_periods, fold

Whose = Literal["mine", "team", "all"]
CADENCES = (
    ("week", r"hebdo\w*|week(?:ly)?|semaine"),
    ("month", r"mensuel\w*|monthly|month|mois"),
    ("quarter", r"trimestr\w*|quarter(?:ly)?"),
    ("year", r"annuel\w*|yearly|annual|year|annee|par an"),
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


@dataclass(frozen=True)
class Said:
    """What a sentence says of a report's scope; None where it says nothing."""

    period: tuple[date, date] | None
    group: str | None
    whose: Whose | None

    @property
    def anything(self) -> bool:
        """Whether the sentence speaks of the scope at all."""
        return bool(self.period or self.group or self.whose)

    def upon(self, earlier: Said) -> Said:
        """Return the earlier scope with what is said now in its place."""
        return Said(
            self.period or earlier.period, self.group or earlier.group, self.whose or earlier.whose
        )

    def kept(self) -> dict[str, Any]:
        """Return it as the conversation remembers it."""
        days = [day.isoformat() for day in self.period] if self.period else None
        return {"period": days, "group": self.group, "whose": self.whose}


def remembered(kept: Mapping[str, Any]) -> Said:
    """Return the scope that was kept."""
    days = [date.fromisoformat(day) for day in kept["period"] or ()]
    return Said((days[0], days[1]) if days else None, kept["group"], kept["whose"])


def read_said(text: str, info: ObjectInfo, today: date) -> Said:
    """Read what a sentence says of a report's scope."""
    return Said(period_of(text, today), group_of(text, info), whose_of(text))


async def scope_of(said: Said, crm: Crm, today: date) -> Scope:
    """Return the whole scope: where nothing was said, the latest week, everybody's, by source."""
    period = said.period or latest(today, "week")
    whose = said.whose or "all"
    owners = {
        "all": (),
        "mine": (Compare("OwnerId", "=", crm.user.id),),
        "team": (Compare("OwnerId", "in", (crm.user.id, *await crm.team())),),
    }[whose]
    return Scope(period, before(period), said.group or "LeadSource", whose, owners)


def period_of(text: str, today: date) -> tuple[date, date] | None:
    """Return the period said, else the latest calendar unit of the cadence said."""
    for found in find_periods(text, today, prefer="past"):
        if found.start and found.end:
            return found.start, found.end
    folded = fold(text)
    units = (unit for unit, said in CADENCES if re.search(rf"\b(?:{said})\b", folded))
    cadence = next(units, None)
    return latest(today, cadence) if cadence else None


def latest(today: date, unit: str) -> tuple[date, date]:
    """Return the unit under way; on its first day, when nothing is in it yet, the one before."""
    period = unit_around(today, unit)
    return before(period) if today == period[0] else period


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


def whose_of(text: str) -> Whose | None:
    """Return whose records are meant."""
    folded = fold(text)
    if re.search(r"\b(?:equipe|team|commerciaux|reps)\b", folded):
        return "team"
    if re.search(r"\b(?:mes|mon|ma|my|mine|miennes)\b", folded):
        return "mine"
    return "all" if re.search(r"\b(?:tous|toutes|tout le monde|every\w*|all)\b", folded) else None


def group_of(text: str, info: ObjectInfo) -> str | None:
    """Return the path of the field named after « par » or "by"."""
    said = GROUPED.search(fold(text))
    groupable = [field for field in info.fields.values() if field.groupable]
    if said:
        mentions = sorted(find_mentions(said[1], groupable), key=lambda one: -one.share)
        named = [mention.field for mention in mentions] or of_kind(said[1], groupable)
        for field in sorted(named, key=lambda field: field.name != "OwnerId"):
            return f"{field.relationship}.Name" if field.relationship else field.name
    return None
