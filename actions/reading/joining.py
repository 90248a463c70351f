"""Conditions put together: alternatives joined, denials turned, children made semi-joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from actions.reading.alternatives import Gathered, joined_to
from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Anchor
from actions.reading.links import Tie, references, tie
from actions.reading.spans import Mention, Sentence
from crm import AllOf, AnyOf, Compare, Condition, Not, Query, Related, Value
from crm.query import Operator


def assemble(asked: Asked, conditions: Sequence[Placed]) -> list[Condition]:
    """Return one condition for each thing asked: alternatives joined, children as semi-joins."""
    main = _carried([one for one in conditions if not one.anchor.child])
    gathered = list(_gathered(asked.sentence, main))
    for child in dict.fromkeys(a for a in asked.frame.anchors if a.child):
        own = list(_joined(asked.sentence, [one for one in conditions if one.anchor == child]))
        link = child.link or tie(asked.catalogue, asked.frame.main.object, child.object)
        for one in _links(asked, child, link) if link else ():
            inner = Query(child.object, (one.field,), AllOf(tuple(own)))
            related = Related(one.path, inner, child.negated)
            gathered = joined_to(asked, gathered, child, related)
    found = [one.condition for one in gathered]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _links(asked: Asked, child: Anchor, link: Tie) -> list[Tie]:
    """Return the ties of what is lacked: no contract is one held by none of two references."""
    main = asked.frame.main.object
    pointing = [f for f in references(asked.catalogue, child.object) if main in f.reference_to]
    every = link.path == "Id" and child.negated and all(one.custom for one in pointing)
    return [Tie("Id", one.name) for one in pointing] if every and pointing else [link]


def _carried(conditions: Sequence[Placed]) -> list[Placed]:
    """Pass a denial on where what it denies was asked for: « sauf celles perdues sur… »."""
    ordered = sorted(conditions, key=lambda placed: placed.mention.start)
    kept: list[Placed] = []
    denies = False
    for one in ordered:
        if one.negated and any(one.condition == other.condition for other in kept):
            denies = True
            continue
        kept.append(replace(one, negated=True) if denies else one)
        denies = False
    return kept


def _joined(sentence: Sentence, conditions: Sequence[Placed]) -> Iterator[Condition]:
    """Yield the conditions on one kind of record."""
    return (one.condition for one in _gathered(sentence, conditions))


def _gathered(sentence: Sentence, conditions: Sequence[Placed]) -> Iterator[Gathered]:
    """Join values of one field, and what « ou » stands between; negate what is denied."""
    groups: list[list[Placed]] = []
    for one in sorted(conditions, key=lambda placed: placed.mention.start):
        same = next((g for g in groups if _same_field(g[-1], one)), None)
        if same is not None and _each_held(sentence, same[-1], one):
            same = None
        if same is not None:
            same.append(one)
        elif groups and _alternative(sentence, groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        whole = _alternatives([one.condition for one in group])
        end = max(one.mention.end for one in group)
        start = min(one.mention.start for one in group)
        yield Gathered(turned(whole) if group[0].negated else whole, end, start)


def _same_field(one: Placed, other: Placed) -> bool:
    a, b = one.condition, other.condition
    if one.negated != other.negated:
        return False
    if not (isinstance(a, Compare) and isinstance(b, Compare)):
        return False
    return (
        a.path == b.path
        and a.operator == b.operator
        and a.operator in {"in", "includes", "="}
        and a.value is not None
    )


def _each_held(sentence: Sentence, one: Placed, other: Placed) -> bool:
    """Whether « avec une sonde et une valise » asks for both: a field may hold several values."""
    if not isinstance(one.condition, Compare) or one.condition.operator != "includes":
        return False
    between = [
        m for m in sentence.mentions if one.mention.end <= m.start and m.end <= other.mention.start
    ]
    return any(m.says("and") for m in between) and not any(m.says("or") for m in between)


def _alternative(sentence: Sentence, one: Placed, other: Placed) -> bool:
    between = [
        m for m in sentence.mentions if one.mention.end <= m.start and m.end <= other.mention.start
    ]
    both = (one.condition, other.condition)
    lacking = all(
        isinstance(held, Compare) and held.operator == "=" and held.value is None for held in both
    )
    if _ends_otherwise(between):
        return False
    if one.mention.kind == other.mention.kind == "period":
        either = any(m.says("or") for m in between)
        return either or (_one_date(*both) and any(m.says("and") for m in between))
    again = between and between[-1].says("without")
    return any(m.says("or") for m in between) and bool(again or not lacking)


def _ends_otherwise(between: Sequence[Mention]) -> bool:
    """Whether « ou » joins something nobody could place: what comes later is no alternative."""
    after = takewhile(lambda m: not m.says("or"), reversed(between))
    return any(m.kind in {"name", "unknown"} for m in after) and any(m.says("or") for m in between)


def _one_date(one: Condition, other: Condition) -> bool:
    """Whether two periods are of one date: « demain et après-demain » is either day."""
    return _paths(one) == _paths(other)


def _paths(condition: Condition) -> set[str]:
    if isinstance(condition, Compare):
        return {condition.path}
    return {path for one in getattr(condition, "conditions", ()) for path in _paths(one)}


def _alternatives(conditions: Sequence[Condition]) -> Condition:
    """Return one condition for several that may each hold; values of one field are gathered."""
    if len({*conditions}) == 1:
        return conditions[0]
    compares = [one for one in conditions if isinstance(one, Compare)]
    kinds = {(one.path, one.operator) for one in compares}
    if len(kinds) > 1 or len(compares) < len(conditions):
        return AnyOf(tuple(conditions))
    ((path, operator),) = kinds
    values = dict.fromkeys(value for one in compares for value in _values(one))
    return Compare(path, "in" if operator == "=" else operator, tuple(values))


def _values(compare: Compare) -> tuple[Value, ...]:
    return compare.value if isinstance(compare.value, tuple) else (compare.value,)


def held_by(placed: Placed) -> Condition:
    """Return the condition as it stands in the query: denied where it is said to be."""
    return turned(placed.condition) if placed.negated else placed.condition


def turned(condition: Condition) -> Condition:
    """Return the condition that holds where another does not."""
    if isinstance(condition, Not):
        return condition.condition
    if isinstance(condition, Related):
        return replace(condition, negated=not condition.negated)
    if not isinstance(condition, Compare) or condition.operator not in _OPPOSITES:
        return Not(condition)
    if isinstance(condition.value, bool):
        return replace(condition, value=not condition.value)
    return replace(condition, operator=_OPPOSITES[condition.operator])


_OPPOSITES: Mapping[Operator, Operator] = {
    "in": "not in", "not in": "in", "includes": "excludes", "excludes": "includes",
    "=": "!=", "!=": "=",
}  # fmt: skip
