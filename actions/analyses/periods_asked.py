"""How a question about the work puts its period."""

from __future__ import annotations

import re
from datetime import date

from language import find_periods

_UNIT = r"(?P<unit>jours?|semaines?|mois|trimestres?|ans?|days?|weeks?|months?|quarters?|years?)"
_COUNT = r"(?P<count>\d+|[^\W\d]+)"
# « sur 8 mois », "in 3 months": so long until today, in a question about what has been.
# "In one month" is one of them.
_LONG = re.compile(
    rf"\b(?:sur|en|over|within|in) (?!une? |one |1 ){_COUNT} {_UNIT}\b", re.IGNORECASE
)
# « un mois, sur les 10 derniers »: the unit stands before.
_LAST = re.compile(rf"\b{_UNIT}\b.{{0,40}}?\b(?:les|the last|the past) {_COUNT} "
                   rf"derni[eè]re?s\b(?! (?:jours|semaines|mois|trimestres|ans))",
                   re.IGNORECASE)  # fmt: skip
_ASKED_ON = re.compile(
    r"[-\s]*\b(?:today'?s date|current date|today is|as of today|date (?:du jour|d.aujourd.hui)|"
    r"(?:nous sommes|on est) le)\b\W*(?P<day>\d[\w/. -]{5,20}\d)",
    re.IGNORECASE,
)
_PLURALS = {"jour": "jours", "semaine": "semaines", "trimestre": "trimestres", "an": "ans"}
_OVER_YEAR = re.compile(r"\b(?:over|across|throughout|sur)\s+(?=20\d\d\b)", re.IGNORECASE)


def asked_on(text: str, today: date) -> tuple[str, date]:
    """Return a question without the day that it says it is asked on, and that day.

    "Today's date: 2024-09-12" counts « les trois derniers mois » from there.
    """
    told = _ASKED_ON.search(text.replace("\u2019", "'"))
    days = find_periods(told["day"], today, prefer="past") if told else []
    if told is None or not days or days[0].start is None or days[0].start != days[0].end:
        return text, today
    return f"{text[: told.start()]} {text[told.end() :]}".strip(), days[0].start


def dated(text: str) -> str:
    """Return a text in which "over 2026" is a year, at the same places: no figure is near it.

    Of amounts it would be more than 2026; how the work goes is not told in amounts.
    """
    return _OVER_YEAR.sub(lambda found: "in".ljust(len(found[0])), text)


def stretch_said(text: str) -> str | None:
    """Return a stretch of time put without saying that it ends today, as one that says so."""
    last = _LAST.search(text)
    if last:
        unit = last["unit"].casefold()
        return f"les {last['count']} derniers {_PLURALS.get(unit, unit)}"
    long = _LONG.search(text)
    if long is None:
        return None
    unit, count = long["unit"].casefold(), long["count"]
    french = unit in {*_PLURALS, *_PLURALS.values(), "mois"}
    return (
        f"les {count} derniers {_PLURALS.get(unit, unit)}" if french else f"the past {count} {unit}"
    )
