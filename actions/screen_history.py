"""What was on screen before: « reviens à la liste d'avant », "go back", « annule ça ».

Each question is remembered with the few before it, the last one outermost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from language import words

BEFORE = "before"
_DEEPEST = 3
_BACK = frozenset(
    words("reviens revenez revenir retour retourne back annule annulez undo precedente precedent ")
    + words("previous cancel defais retablis")
)
_SCREEN = frozenset(
    words("a la le les l au aux liste list question resultat resultats result results d avant ")
    + words("before one that ca cela to go the get take last derniere dernier filtre filter en ")
    + words("arriere etape previous ce cette this from earlier moi me nous us please svp stp ok ")
    + words("finalement actually non no et and then donc de on where was were we i j etais etions ")
    + words("recherche search query requete vue view montre show tableau tableaux table tables")
)


def goes_back(text: str) -> bool:
    """Whether a message asks for nothing but what was on screen before."""
    said = {*words(text)}
    return bool(said & _BACK) and said <= _BACK | _SCREEN


def remembered(last: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the last question to keep within the next one, no deeper than a few."""
    if not last or "object" not in last:
        return None
    return _cut(last, _DEEPEST)


def _cut(kept: Mapping[str, Any], depth: int) -> dict[str, Any]:
    own = {name: value for name, value in kept.items() if name != BEFORE}
    inner = kept.get(BEFORE)
    return {**own, BEFORE: _cut(inner, depth - 1)} if inner and depth > 1 else own
