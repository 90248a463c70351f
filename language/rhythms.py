"""How often something happens, in words: « un lundi sur deux », "on the last day of each month"."""

from __future__ import annotations

from language.formatting import format_list
from language.recurrence import Recurrence

DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
RANKS = {
    "fr": {1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", -1: "dernier"},
    "en": {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"},
}
UNITS = {
    "fr": {"day": "jours", "week": "semaines", "month": "mois", "quarter": "trimestres"},
    "en": {"day": "days", "week": "weeks", "month": "months", "quarter": "quarters"},
}
EACH = {
    "fr": {"day": "chaque jour", "week": "chaque lundi", "month": "le 1er de chaque mois",
           "quarter": "le premier jour de chaque trimestre"},
    "en": {"day": "every day", "week": "every Monday", "month": "on the 1st of each month",
           "quarter": "on the first day of each quarter"},
}  # fmt: skip
WORKING = (0, 1, 2, 3, 4)


def say_recurrence(rhythm: Recurrence, language: str) -> str:
    """Return the rhythm in words; a week without a day is its Monday, a month its first day."""
    language = "en" if language == "en" else "fr"
    if rhythm.unit == "week" and (rhythm.weekdays or rhythm.every > 1):
        return _weekly(rhythm, language)
    if rhythm.nth is not None:
        rank, day = RANKS[language][rhythm.nth], DAYS[language][rhythm.weekdays[0]]
        if rhythm.weekdays == WORKING:
            day = "jour ouvré" if language == "fr" else "working day"
        return (
            f"le {rank} {day} de chaque mois" if language == "fr"
            else f"on the {rank} {day} of each month"
        )  # fmt: skip
    if rhythm.every > 1:
        each = "tous les" if language == "fr" else "every"
        return f"{each} {rhythm.every} {UNITS[language][rhythm.unit]}"
    if rhythm.unit == "month" and rhythm.month_day not in (None, 1):
        return _dated(int(rhythm.month_day or 1), language)
    return EACH[language][rhythm.unit]


def _weekly(rhythm: Recurrence, language: str) -> str:
    if rhythm.every == 1 and rhythm.weekdays == WORKING:
        return "du lundi au vendredi" if language == "fr" else "every weekday"
    days = format_list([DAYS[language][one] for one in rhythm.weekdays or (0,)], language)
    if rhythm.every == 1:
        return f"chaque {days}" if language == "fr" else f"every {days}"
    if rhythm.every == 2:
        return f"un {days} sur deux" if language == "fr" else f"every other {days}"
    if language == "fr":
        return f"toutes les {rhythm.every} semaines, le {days}"
    return f"every {rhythm.every} weeks, on {days}"


def _dated(day: int, language: str) -> str:
    if day == -1:
        return (
            "le dernier jour de chaque mois" if language == "fr"
            else "on the last day of each month"
        )  # fmt: skip
    if language == "fr":
        return f"le {day} de chaque mois"
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"on the {day}{ending} of each month"
