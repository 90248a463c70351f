"""Which of several figures groups are sorted by: "count and total by source, sorted by value"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from actions.reading.asked import Asked
from actions.reading.spans import Mention
from crm import Measure, Order
from language import fold, words

_MONEY = frozenset(words("value values valeur montant amount total totals ca revenue somme sum"))


def sorted_measure(asked: Asked, measured: Sequence[Measure]) -> Order | None:
    """Return the order by the figure that is named after the sorting; None where none is."""
    mentions = asked.sentence.mentions
    sort = next((m for m in mentions if m.says("sort")), None)
    if sort is None or len(measured) < 2:
        return None
    rising = any(m.says("asc", "bottom", "least") for m in mentions)
    for mention in (m for m in mentions if m.start >= sort.end):
        found = next((one for one in measured if _names(mention, one)), None)
        if found:
            return Order(found.alias, descending=not rising)
    said = set(asked.sentence.gap(sort.end, len(asked.sentence.tokens)))
    money = next((one for one in measured if one.path), None)
    return Order(money.alias, descending=not rising) if money and said & _MONEY else None


def falls(asked: Asked) -> bool | None:
    """Return whether groups are told to run "best to worst"; None where no way is told."""
    for first, last in pairwise(asked.sentence.mentions):
        joint = {*asked.sentence.gap(first.end, last.start)}
        for one, other in (("top", "bottom"), ("bottom", "top")):
            if joint & {"au", "a", "aux", "to"} and first.says(one) and last.says(other):
                return one == "top"
    return None


def _names(mention: Mention, measure: Measure) -> bool:
    """Whether a mention names a figure: a count, a function, or the number it is of."""
    if measure.path is None:
        return mention.says("count")
    if mention.says(measure.function) and not mention.of("field"):
        return True
    named = {one.field for one in mention.of("field") if one.share > _NAMED}
    return measure.path in named or bool({fold(mention.text)} & _MONEY)


_NAMED = 0.4
