"""One outcome more often than the other: "more lost than won", « perdent plus qu'ils gagnent ».

More are lost than won where fewer than half of those closed are won: it is a bound on a rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.reading.slips import put
from language import fold_keep_length

Span = tuple[int, int]
_DEALS = r"(?:deals?|opportunities|opps|sales|affaires?|opportunites?|ventes?|dossiers?)"
_WON = r"(?:w[io]ns?|victoires?|gagn(?:ee?s?|ent|ons|er)|signee?s?|remport(?:ee?s?|ent|ons))"
_LOST = r"(?:los(?:es?|t|ing|ses)|defaites?|perd(?:ue?s?|ent|ons|re)?)"
_ENGLISH = r"(?P<en>more|fewer|less)"
_FRENCH = r"(?P<fr>plus|moins)"
_WHO = r"(?:they|we|he|she|you) "
_QUI = r"qu(?:e |['’])(?:(?:ils?|elles?|on|nous) )?(?:n['’]|ne )?(?:en )?(?:d['’]|de )?"
_SIDES: Sequence[tuple[str, str, str]] = ((_LOST, _WON, "under"), (_WON, _LOST, "over"))
_OPPOSITE = {"under": "over", "over": "under"}
_LESS = frozenset({"fewer", "less", "moins"})
_RATED = {"under": "un taux de gain inférieur à 50 %", "over": "un taux de gain supérieur à 50 %"}


def _forms(one: str, other: str) -> tuple[re.Pattern[str], ...]:
    """Return what says that there is more of one outcome than of the other: nouns, then verbs."""
    return (
        re.compile(rf"\b{_ENGLISH} (?:{_DEALS} )?{one} (?:(?:ones|{_DEALS}) )?than {other}"
                   rf"(?: ones| {_DEALS})?\b"),
        re.compile(rf"\b{_FRENCH} d(?:e |['’])(?:{_DEALS} )?{one} {_QUI}(?:{_DEALS} )?{other}\b"),
        re.compile(rf"\b(?P<verb>{one}) {_ENGLISH} (?:{_DEALS} )?(?:often )?than {_WHO}{other}\b"),
        re.compile(rf"\b(?P<verb>{one}) {_FRENCH} (?:souvent )?(?:d(?:e |['’]){_DEALS} )?"
                   rf"{_QUI}{other}\b"),
    )  # fmt: skip


_MORE = [(form, side) for one, other, side in _SIDES for form in _forms(one, other)]


def outnumbered(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Return a message with such a comparison as the rate of winning it bounds, the spans moved."""
    kept = list(spans)
    for form, told in _MORE:
        if seen := form.search(fold_keep_length(text).lower()):
            said = seen.groupdict()
            side = _OPPOSITE[told] if {said.get("en"), said.get("fr")} & _LESS else told
            verb = ("ont " if said.get("fr") else "have ") if said.get("verb") else ""
            rate = _RATED[side] if said.get("fr") else f"a win rate {side} 50%"
            return put(text, kept, seen.span(), verb + rate)
    return text, kept
