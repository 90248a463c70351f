"""Who has the most to do, by what is open: « quel agent est le plus chargé », "busiest rep".

A load is told by no field: it is the open tickets of agents, the open deals of those who sell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.reading.slips import put
from language import fold_keep_length

Span = tuple[int, int]
_SELLING = re.compile(
    r"\b(?:commercia(?:l|le|ux|les)|vendeu(?:r|se)s?|(?:sales ?)?reps?|sellers?)\b"
)
_WHO = r"(?P<who>agent|(?:sales )?rep|conseill\w+|commercia\w+|vendeu\w+|colleague)"
_LOADED = r"(?:chargee?s?|debordee?s?|occupee?s?|surchargee?s?)"
_BUSY = r"(?:loaded|overloaded|swamped|burdened|stretched)"
_LOADS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\bis (?:the )?(?:busiest|most (?:busy|{_BUSY}))\b"), "most"),
    (re.compile(rf"\bis (?:the )?least (?:busy|{_BUSY})\b"), "fewest"),
    (re.compile(r"\bhas the (?:heaviest|highest|biggest|largest) (?:work ?)?load\b"), "most"),
    (re.compile(r"\bhas the (?:lightest|lowest|smallest) (?:work ?)?load\b"), "fewest"),
    (re.compile(rf"\best (?:le |la )?plus {_LOADED}\b"), "plus"),
    (re.compile(rf"\best (?:le |la )?moins {_LOADED}\b"), "moins"),
    (re.compile(r"\ba (?:la |le )plus (?:grosse|grande|forte|lourde) charge(?: de travail)?\b"),
     "plus"),
    (re.compile(r"\ba (?:la |le )plus (?:petite|faible|legere) charge(?: de travail)?\b"), "moins"),
    (re.compile(rf"^(?:the |our )?(?:busiest|most {_BUSY}) {_WHO}\b"), "most"),
    (re.compile(rf"^(?:the |our )?least (?:busy|{_BUSY}) {_WHO}\b"), "fewest"),
    (re.compile(rf"^(?:le |la |l['’])?{_WHO} (?:le |la )?plus {_LOADED}\b"), "plus"),
    (re.compile(rf"^(?:le |la |l['’])?{_WHO} (?:le |la )?moins {_LOADED}\b"), "moins"),
)  # fmt: skip


def burdened(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Return a message with a load said as what is open, the spans moved along."""
    kept = list(spans)
    folded = fold_keep_length(text).lower()
    sells = bool(_SELLING.search(folded))
    for pattern, end in _LOADS:
        if seen := pattern.search(folded):
            who = seen.groupdict().get("who")
            return put(text, kept, seen.span(), _most_open(who, end, sells=sells))
    return text, kept


def _most_open(who: str | None, end: str, *, sells: bool) -> str:
    """Return who has the most, or the fewest, open deals or tickets, in the language of the end."""
    if end in {"most", "fewest"}:
        asked = f"which {who} has" if who else "has"
        return f"{asked} the {end} open {'deals' if sells else 'cases'}"
    asked = f"quel {who} a" if who else "a"
    return f"{asked} le {end} {'d’affaires' if sells else 'de requêtes'} ouvertes"
