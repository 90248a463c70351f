"""What a follow-up changes of the conditions on screen: it narrows, replaces, leaves out, adds.

« seulement ceux de Lyon » narrows, « plutôt 20 k€ » replaces a figure, « sans les perdues » leaves
out, « remets les perdues », "French ones too" widen what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from actions.reading.joining import turned
from actions.reading.openings import PUT_BACK
from actions.reading.spans import Sentence
from crm import AllOf, AnyOf, Compare, Condition, Not, Related, Value
from language import words

_ALSO = frozenset(
    words("aussi egalement too also compris comprises included including inclus incluses")
)
_OR = frozenset({"or", "ou"})
_RATHER = frozenset(words("plutot rather instead actually finalement enfin non no make"))
_EXACT = frozenset(words("exactement exactly pile"))
STATE = frozenset({"IsClosed", "IsWon", "IsConverted", "Status", "StageName"})
_HELD = ("in", "includes", "=")
_DENIED = {"not in": "in", "excludes": "includes", "!=": "="}
_RISING, _FALLING = frozenset({">", ">="}), frozenset({"<", "<="})


def amended(
    before: Sequence[Condition], new: Sequence[Condition], sentence: Sentence
) -> tuple[Condition, ...]:
    """Return the conditions on screen as the new ones change them."""
    if not new:
        return _flipped(before, sentence)
    kept, added = list(before), list[Condition]()
    for one in new:
        if puts_back(sentence):
            kept, left = _with_back(kept, one)
        elif denies(one):
            kept, left = _without(kept, one)
        else:
            kept, left = _instead(kept, one, sentence)
        added += left
    return (*kept, *(one for one in added if one not in kept))


def puts_back(sentence: Sentence) -> bool:
    """Whether a message widens the list: it begins with « remets », "or", or says « aussi »."""
    said = [token.text for token in sentence.tokens]
    if not said or {*said} & _RATHER - {"make"}:
        return False
    opens = said[0] in PUT_BACK | _OR
    return opens or bool({*said} & _ALSO) or " as well" in sentence.text.lower()


def denies(condition: Condition) -> bool:
    """Whether a condition leaves records out."""
    if isinstance(condition, Compare):
        return condition.operator in _DENIED and condition.value is not None
    return isinstance(condition, Not)


def paths(condition: Condition) -> list[str]:
    """Return the paths a condition is on; a semi-join's with the object it looks into."""
    match condition:
        case Compare(path, _, _):
            return [path]
        case Related(path, inner, _):
            return [f"{path}<{inner.object}"]
        case AllOf(inner) | AnyOf(inner):
            return [path for one in inner for path in paths(one)]
        case Not(one):
            return paths(one)


def _flipped(before: Sequence[Condition], sentence: Sentence) -> tuple[Condition, ...]:
    """Turn the last yes or no where « non, sans » says nothing else."""
    said = [
        m for m in sentence.mentions if m.text.lower() not in _RATHER and not m.says("not", "and")
    ]
    last = before[-1] if before else None
    if len(said) != 1 or not said[0].says("with", "without") or last is None:
        return tuple(before)
    lacks = said[0].says("without")
    if isinstance(last, Related):
        return (*before[:-1], replace(last, negated=lacks))
    if not isinstance(last, Compare):
        return tuple(before)
    if isinstance(last.value, bool):
        return (*before[:-1], Compare(last.path, "=", not lacks))
    if last.value is None:
        return (*before[:-1], Compare(last.path, "=" if lacks else "!=", None))
    return tuple(before)


def _with_back(
    kept: Sequence[Condition], one: Condition
) -> tuple[list[Condition], list[Condition]]:
    """Widen what is there by a condition; where nothing is of its kind, narrow by it.

    Where no state was asked for, those in any state are there already.
    """
    for place, other in enumerate(kept):
        found = _widened(other, one)
        if found is not None:
            return [*kept[:place], *found, *kept[place + 1 :]], []
    return list(kept), [] if {*paths(one)} <= STATE else [one]


def _widened(other: Condition, one: Condition) -> tuple[Condition, ...] | None:
    """Return what stands for a condition once another is let in too; None where they differ."""
    if other in (turned(one), one):
        return () if other != one else (one,)
    if isinstance(other, Compare) and isinstance(one, Compare) and other.path == one.path:
        return _together(other, one)
    if _alike(other, one):
        return (AnyOf((other, one)),)
    return None


def _together(other: Compare, one: Compare) -> tuple[Condition, ...]:
    if isinstance(other.value, bool):
        return ()
    if other.operator in _DENIED and one.operator in _HELD:
        left = tuple(value for value in _values(other) if value not in _values(one))
        return (_of_values(other, left),) if left else ()
    if other.operator in _HELD and one.operator in _HELD:
        every = tuple(dict.fromkeys((*_values(other), *_values(one))))
        return (Compare(other.path, "in" if one.operator == "=" else one.operator, every),)
    return (AnyOf((other, one)),)


def _without(kept: Sequence[Condition], one: Condition) -> tuple[list[Condition], list[Condition]]:
    """Leave out what a condition denies: of values asked for, those are taken off."""
    left: list[Condition] = []
    for other in kept:
        if other == turned(one):
            continue
        if isinstance(other, Compare) and isinstance(one, Compare) and other.path == one.path:
            if (same := _DENIED.get(one.operator)) and other.operator in {"in", "=", same}:
                rest = tuple(value for value in _values(other) if value not in _values(one))
                if rest:
                    left.append(_of_values(other, rest))
                continue
            if other.operator == one.operator:
                every = tuple(dict.fromkeys((*_values(other), *_values(one))))
                one = _of_values(one, every)
                continue
        left.append(other)
    return left, [one]


def _instead(
    kept: Sequence[Condition], one: Condition, sentence: Sentence
) -> tuple[list[Condition], list[Condition]]:
    """Let a condition stand for those on the same fields; a bare figure keeps how it bounds."""
    said = {token.text for token in sentence.tokens}
    left = []
    for other in kept:
        if not _alike(other, one) or (denies(other) and {*paths(other)} != {*paths(one)}):
            left.append(other)
        elif isinstance(other, Compare) and isinstance(one, Compare):
            if _both_hold(other, one) and not said & _RATHER:
                left.append(other)
            elif _bounds(other) and _is_figure(one) and not said & _EXACT:
                one = replace(one, operator=other.operator)
    return left, [one]


def _alike(one: Condition, other: Condition) -> bool:
    """Whether two conditions are on the same matter: a field, a state, a place, an owner."""
    mine, theirs = {*paths(one)}, {*paths(other)}
    return bool(
        mine & theirs
        or (mine & STATE and theirs & STATE)
        or (any(map(placed, mine)) and any(map(placed, theirs)))
        or (any("Owner" in path for path in mine) and any("Owner" in path for path in theirs))
    )


def placed(path: str) -> bool:
    """Whether a path is of a town or a country: « et en Allemagne ? » leaves Paris."""
    return path.endswith(("City", "Country", "State"))


def _both_hold(one: Compare, other: Compare) -> bool:
    """Whether two bounds make a range: « plus de 10 k€ », then « et moins de 50 »."""
    if one.operator in _FALLING and other.operator in _RISING:
        one, other = other, one
    if not (one.operator in _RISING and other.operator in _FALLING):
        return False
    low, high = one.value, other.value
    if isinstance(low, date) and isinstance(high, date):
        return type(low) is type(high) and low < high
    return _number(low) and _number(high) and float(str(low)) < float(str(high))


def _bounds(condition: Compare) -> bool:
    return condition.operator in _RISING | _FALLING and _number(condition.value)


def _is_figure(condition: Compare) -> bool:
    return condition.operator == "=" and _number(condition.value)


def _number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _of_values(compare: Compare, values: Iterable[Value]) -> Compare:
    kept = tuple(values)
    if compare.operator in {"=", "!="}:
        if len(kept) == 1:
            return replace(compare, value=kept[0])
        return Compare(compare.path, "in" if compare.operator == "=" else "not in", kept)
    return replace(compare, value=kept)


def _values(compare: Compare) -> tuple[Value, ...]:
    return compare.value if isinstance(compare.value, tuple) else (compare.value,)
