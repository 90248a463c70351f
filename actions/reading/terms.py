"""Several figures asked for at once: « le nombre et le montant », "count, average and total".

Each is a count, a number, or a function of a number; they stand side by side, joined by « et »,
a comma or « avec ». A function said alone is of the next number said, else of the last one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actions.reading.asked import Asked
from actions.reading.picks import field_of
from actions.reading.spans import Mention
from actions.reading.totals import adds_up
from actions.reading.traits import NUMBERS, money_field
from crm import FieldInfo, Measure
from crm.query import Function
from language import words

_FUNCTIONS: tuple[Function, ...] = ("median", "avg", "min", "max", "sum")
_NEAR = 2
_JOINTS = frozenset(words("et and avec with plus ainsi as well along")) | {",", "&", "+", "/"}
_APART = frozenset(words("by par per pour for where dont whose en in of de du des le la les the "
                         "its their leur leurs son sa d l"))  # fmt: skip


@dataclass(frozen=True)
class _Term:
    """One figure said: where, by which function, of which number; neither is a count."""

    start: int
    end: int
    function: Function | None = None
    path: str | None = None
    field: FieldInfo | None = None


def side_by_side(asked: Asked, used: set[Mention]) -> tuple[Measure, ...]:
    """Return the figures asked for side by side; none where there is one, or nothing is counted."""
    free = [m for m in asked.sentence.mentions if m not in used]
    terms = _joined(asked, list(_terms(asked, free)))
    worked = any(one.path is None or one.function for one in terms)
    if len(terms) < 2 or not worked:
        return ()
    measures = tuple(dict.fromkeys(_measure(asked, terms, place) for place in range(len(terms))))
    if len(measures) < 2:
        return ()
    spans = [range(one.start, one.end) for one in terms]
    used.update(m for m in free if m.of("field") and any(m.start in span for span in spans))
    return measures


def _terms(asked: Asked, free: Sequence[Mention]) -> Iterator[_Term]:
    """Yield each figure said, a function with the number it is of."""
    spent = -1
    for place, mention in enumerate(free):
        if mention.start < spent:
            continue
        function = next((one for one in _FUNCTIONS if mention.says(one)), None)
        number = _number(asked, mention)
        following = free[place + 1 : place + 2]
        after = following[0] if following and _beside(asked, mention, following[0]) else None
        if number:
            worked = next((one for one in _FUNCTIONS if after and after.says(one)), None)
            spent = after.end if after and worked else mention.end
            yield _Term(mention.start, spent, worked, *number)
        elif function:
            other = _number(asked, after) if after else None
            spent = after.end if after and other else mention.end
            yield _Term(mention.start, spent, function, *(other or (None, None)))
        elif mention.says("count") and not mention.of("field"):
            yield _Term(mention.start, mention.end)


def _number(asked: Asked, mention: Mention) -> tuple[str, FieldInfo] | None:
    """Return the number a mention names of what is asked for; its money by a trade word too."""
    if asked.frame.at(mention) and not mention.says("revenue"):
        return None
    if any(one.startswith("grain_") for one in mention.concepts):
        return None
    least = 0.45 if mention.of("object") else 0.3
    found = field_of(mention, [asked.frame.main], asked.catalogue, *NUMBERS, least=least)
    if found and "." not in found[1]:
        return found[1], found[2]
    money = money_field(asked.info(asked.frame.main)) if mention.says("revenue") else None
    return (money.name, money) if money else None


def _beside(asked: Asked, one: Mention, other: Mention) -> bool:
    """Whether only small words stand between: « montant moyen », "average of the amount"."""
    gap = asked.sentence.gap(one.end, other.start)
    return len(gap) <= _NEAR and {*gap} <= _APART


def _joined(asked: Asked, terms: list[_Term]) -> list[_Term]:
    """Return the figures that a joint stands between, in their order."""
    kept: list[_Term] = []
    for one, other in pairwise(terms):
        between = asked.sentence.gap(one.end, other.start)
        listed = bool({*between} & _JOINTS) and len(between) <= _REACH
        if listed and (one.path is None or len(between) <= _CLOSE):
            kept += [term for term in (one, other) if term not in kept]
    return kept


_REACH = 12
_CLOSE = 4


def _measure(asked: Asked, terms: Sequence[_Term], place: int) -> Measure:
    term = terms[place]
    if term.function is None and term.path is None:
        return Measure("count", None, "count")
    path, field = term.path, term.field
    if path is None:
        named = (one for one in (*terms[place + 1 :], *reversed(terms[:place])) if one.path)
        other = next(named, None)
        money = money_field(asked.info(asked.frame.main))
        path = other.path if other else money.name if money else None
        field = other.field if other else money
    if path is None or field is None:
        return Measure("count", None, "count")
    function = term.function or ("sum" if adds_up(field) else "avg")
    return Measure(function, path, f"{function}_{path.replace('.', '_')}")
