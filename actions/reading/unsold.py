"""What was never sold: no line of a deal that was won speaks of it."""

from __future__ import annotations

from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Frame
from actions.reading.links import parent_path
from actions.reading.spans import Mention, Sentence
from crm import Catalogue, Compare, Query, Related

_DEAL = "Opportunity"
_NEAR = 4


def never_won(sentence: Sentence) -> Mention | None:
    """Return « vendus » where it is said never to have been."""
    for sold in (m for m in sentence.mentions if m.says("won")):
        before = [m for m in sentence.mentions if 0 <= sold.start - m.end <= _NEAR]
        if any(m.says("never", "not", "without") for m in before):
            return sold
    return None


def line_of(catalogue: Catalogue, found: Frame) -> tuple[str, str, str] | None:
    """Return a deal's line, its field that points at what is asked for, and its path to the deal.

    None where what is asked for is on no deal's lines.
    """
    name = found.main.object
    for child in catalogue[_DEAL].children if _DEAL in catalogue and name != _DEAL else ():
        line = child.object
        above = parent_path(catalogue, line, _DEAL, depth=1) if line in catalogue else None
        to = parent_path(catalogue, line, name, depth=1) if above else None
        fields = catalogue[line].fields.values() if to else ()
        if any(one.name == "Quantity" for one in fields) and above:
            key = next(one.name for one in fields if one.relationship == to)
            return line, key, above
    return None


def unsold(asked: Asked, used: set[Mention]) -> list[Placed]:
    """« produits jamais vendus », "products never sold": those on no line of a deal won."""
    sold, line = never_won(asked.sentence), line_of(asked.catalogue, asked.frame)
    if sold is None or line is None:
        return []
    used.add(sold)
    name, key, above = line
    inner = Query(name, (key,), Compare(f"{above}.IsWon", "=", value=True))
    return [Placed(asked.frame.main, Related("Id", inner, negated=True), sold)]
