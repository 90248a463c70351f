"""How a question about the work puts its period."""

from __future__ import annotations

import re

_UNIT = r"(?P<unit>jours?|semaines?|mois|trimestres?|ans?|days?|weeks?|months?|quarters?|years?)"
_COUNT = r"(?P<count>\d+|[^\W\d]+)"
# « sur 8 mois », "in 3 months": so long until today, in a question about what has been.
_LONG = re.compile(rf"\b(?:sur|en|over|within|in) {_COUNT} {_UNIT}\b", re.IGNORECASE)
# « un mois, sur les 10 derniers »: the unit stands before.
_LAST = re.compile(rf"\b{_UNIT}\b.{{0,40}}?\b(?:les|the last|the past) {_COUNT} "
                   rf"derni[eè]re?s\b(?! (?:jours|semaines|mois|trimestres|ans))",
                   re.IGNORECASE)  # fmt: skip
_PLURALS = {"jour": "jours", "semaine": "semaines", "trimestre": "trimestres", "an": "ans"}
_OVER_YEAR = re.compile(r"\b(?:over|across|throughout|sur)\s+(?=20\d\d\b)", re.IGNORECASE)


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
