"""What of a message speaks of periods: words that only look like one are written over.

The text keeps its length, so that what is found stands where it was said.
"""

from __future__ import annotations

import re

_OVER_A_YEAR = re.compile(r"\bover(?= 20\d\d\s*(?:$|[?.!,;]|by\b|per\b))", re.IGNORECASE)
_HELD = re.compile(r"\bpar rapport (?:à|a|aux?)\b", re.IGNORECASE)
"""What stands between two stretches, and makes no one stretch of them."""
_WEEKDAY = re.compile(
    r"\b(?:jours? de (?:la )?semaine|days? of (?:the )?week)\b"
    r"(?! (?:derni|pass|pr[ée]c|prochain|en cours|of |before))",
    re.IGNORECASE,
)
"""What days are told apart by, and no week of the calendar."""
_RANKED = re.compile(r"\b\d+ des (?=mois\b)", re.IGNORECASE)
"""« le top 3 des mois » is no third of the month."""
_DAY_BEFORE = re.compile(r"\bavant hier\b", re.IGNORECASE)


def told_of_periods(text: str) -> str:
    """Return the text to find periods in."""
    timed = _OVER_A_YEAR.sub(lambda m: "in".ljust(len(m[0])), text)
    timed = _DAY_BEFORE.sub("avant-hier", timed)
    for other in (_HELD, _WEEKDAY, _RANKED):
        timed = other.sub(lambda m: ";".ljust(len(m[0])), timed)
    return timed
