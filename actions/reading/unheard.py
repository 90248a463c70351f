"""Words of measuring that changed nothing in a reading: they are named, not passed over."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from actions.reading.asked import Asked
from actions.reading.rated import often
from actions.reading.reading import Reading, Unclear
from actions.reading.spans import Mention
from crm import Compare, Measure
from language import words

_RANKS = ("most", "least")
_ENDS = ("top", "bottom")
_FIGURES = ("avg", "median")
_COUNT = Measure("count", None, "count")


def unheard(asked: Asked, reading: Reading, used: Iterable[Mention]) -> tuple[Unclear, ...]:
    """Return what was asked of the figures and is not in them: a rank, a mean, a comparison."""
    taken = {*used}
    unplaced = [one.mention.text for one in asked.named if one.match and one.mention not in taken]
    found = (
        m
        for m in asked.sentence.mentions
        if m not in taken and (_lost(reading, m) or _passed_over(asked, reading, m))
    )
    bounds = (m.text for m in asked.sentence.mentions if m in taken and _unheld(reading, m))
    return tuple(Unclear(one) for one in (*unplaced, *(m.text for m in found), *bounds))


def _unheld(reading: Reading, mention: Mention) -> bool:
    """Whether a percentage was to bound a rate that no group has: it is told, not passed over."""
    if mention.kind != "amount" or mention.data.unit != "%" or reading.query.group_by:
        return False
    compared = (one.value for one in reading.conditions if isinstance(one, Compare))
    held = {str(float(one)) for one in compared if isinstance(one, int | float | Decimal)}
    return reading.task in {"rate", "share"} and str(float(mention.data.value)) not in held


def _passed_over(asked: Asked, reading: Reading, mention: Mention) -> bool:
    """Whether a number between others, or before what is not asked for, bounds nothing.

    « entre cent et cinq cents salariés », "with 3 open cases": a plain number is no limit there.
    """
    if mention.kind != "count" or mention.data.ordinal or mention.data.value < _FEW:
        return False
    if reading.query.limit is not None or reading.place:
        return False
    return bool({*asked.sentence.before(mention, 2)} & _BOUND)


_FEW = 2
_BOUND = frozenset(
    words("with avec ayant having have has ont entre between of to exactly just only")
)


def _ranks(reading: Reading, mention: Mention) -> bool:
    """Whether records were to be put in an order: a list by « le plus », or by a superlative."""
    ends = reading.task == "list" and not mention.says("pace") and mention.says(*_ENDS)
    return mention.says(*_RANKS) or ends


def _lost(reading: Reading, mention: Mention) -> bool:
    query = reading.query
    if mention.of("value") or mention.of("field"):
        return False
    if _ranks(reading, mention) and not mention.says("sort"):
        return not (query.order_by or query.group_by or reading.place)
    if mention.says(*_FIGURES):
        functions = {one.function for one in query.measures}
        return not (functions & {*_FIGURES} or reading.task in {"duration", "each", "rate", "odds"})
    if mention.says("how_long"):
        counted = reading.task in {"duration", "each"} or reading.lasting or query.measures
        return not counted or (query.measures[:1] == (_COUNT,) and reading.lasting is None)
    if often(mention):
        return reading.task not in {"rate", "share"}
    return mention.says("versus") and (
        reading.versus is None
        and not query.group_by
        and reading.task == "list"
        and (not reading.against and not reading.conditions)
    )
