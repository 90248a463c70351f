"""Days told from today: « demain », "next week", « jeudi » must be days the facts speak of."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from guard.proving.classes import classes, found

_WEEKDAYS = (
    "lundi|lundis|monday|mondays", "mardi|mardis|tuesday|tuesdays",
    "mercredi|mercredis|wednesday|wednesdays", "jeudi|jeudis|thursday|thursdays",
    "vendredi|vendredis|friday|fridays", "samedi|samedis|saturday|saturdays",
    "dimanche|dimanches|sunday|sundays",
)  # fmt: skip
_NEAR = {-2: "avant-hier|day before yesterday", -1: "hier|yesterday|last night|hier soir",
         0: "aujourd'hui|today|ce matin|this morning|cet apres-midi|this afternoon|ce soir|tonight",
         1: "demain|tomorrow", 2: "apres-demain|day after tomorrow"}  # fmt: skip
_STRETCHES = {
        "this week": (
            "cette semaine|this week|d'ici vendredi|by friday|en fin de semaine|"
            "end of the week"
        ),
        "next week": "la semaine prochaine|semaine prochaine|next week",
        "last week": "la semaine derniere|semaine derniere|last week|semaine passee",
        "this month": "ce mois-ci|ce mois|this month|fin du mois|end of the month|month end",
        "next month": "le mois prochain|mois prochain|next month",
        "last month": "le mois dernier|mois dernier|last month|mois passe",
        "this quarter": "ce trimestre|this quarter|fin du trimestre|end of the quarter",
        "next quarter": "trimestre prochain|next quarter",
        "this year": (
            "cette annee|this year|fin de l'annee|fin d'annee|end of the year|"
            "year end"
        ),
        "next year": "l'annee prochaine|l'an prochain|next year",
        "last year": "l'annee derniere|l'an dernier|last year",
        "soon": (
            "sous peu|tres prochainement|dans l'heure|within the hour|"
            "dans la journee|within the day|d'ici demain|by tomorrow|overnight|"
            "du jour au lendemain|the same day|le jour meme|next day"
        ),
}  # fmt: skip
_SAID = classes(
    {
        **{f"weekday {at}": said for at, said in enumerate(_WEEKDAYS)},
        **{f"day {step}": said for step, said in _NEAR.items()},
        **_STRETCHES,
    }
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)")
_WRITTEN = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


def days_of(text: str) -> set[str]:
    """Return the weekdays, near days and stretches a text names."""
    return found(text, _SAID)


def days_given(facts: str, today: date | None) -> set[str]:
    """Return those the facts name, or that their dates are, seen from `today`."""
    given = days_of(facts)
    for day in _dates(facts):
        given.add(f"weekday {day.weekday()}")
        if today:
            given |= {f"day {(day - today).days}", *_stretches(day, today)}
    return given


def _stretches(day: date, today: date) -> Iterator[str]:
    """Yield the stretches a day lies in."""
    monday = today - timedelta(days=today.weekday())
    weeks = (day - monday).days // 7
    months = (day.year - today.year) * 12 + day.month - today.month
    for unit, steps in (("week", weeks), ("month", months), ("year", day.year - today.year)):
        if steps in {-1, 0, 1}:
            yield f"{ {-1: 'last', 0: 'this', 1: 'next'}[steps] } {unit}"


def _dates(text: str) -> Iterator[date]:
    """Yield the written dates of a text; a day that no calendar has is none."""
    numbers = [(y, m, d) for y, m, d in _ISO.findall(text)]
    numbers += [(y, m, d) for d, m, y in _WRITTEN.findall(text)]
    for year, month, day in numbers:
        if 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(int(year) or 1, int(month))[1]:
            yield date(int(year) or 1, int(month), int(day))
