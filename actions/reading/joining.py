"""Conditions put together: alternatives joined, denials turned, children made semi-joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from actions.reading.alternatives import Gathered, joined_to
from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Anchor
from actions.reading.entirely import entirely
from actions.reading.links import Tie, lacked_parents, references, tie
from actions.reading.spans import Mention, Sentence
from crm import AllOf, AnyOf, Compare, Condition, FieldInfo, Not, Query, Related, Value
from crm.query import Operator


def assemble(asked: Asked, conditions: Sequence[Placed]) -> list[Condition]:
    """Return one condition for each thing asked: alternatives joined, children as semi-joins."""
    main = _carried([one for one in conditions if not one.anchor.child])
    children = frozenset(a.start for a in asked.frame.anchors if a.child)
    gathered = list(_gathered(asked.sentence, main, children))
    for child in dict.fromkeys(a for a in asked.frame.anchors if a.child):
        placed = [one for one in conditions if one.anchor == child]
        own = list(_joined(asked.sentence, placed))
        if unfilled := _unfilled(asked, child, own):
            gathered = joined_to(asked, gathered, child, unfilled)
            continue
        link = child.link or tie(asked.catalogue, asked.frame.main.object, child.object)
        if link and (all_are := entirely(asked.sentence, child, placed)):
            gathered = joined_to(asked, gathered, child, _all(asked, child, link, placed, all_are))
            continue
        for one in _links(asked, child, link) if link else ():
            inner = Query(child.object, (one.field,), AllOf(tuple(own)))
            related = Related(one.path, inner, child.negated)
            gathered = joined_to(asked, gathered, child, related)
    apart = any(m.says("not_both") for m in asked.sentence.mentions)
    found = [_one_only(one.condition) if apart else one.condition for one in gathered]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _one_only(condition: Condition) -> Condition:
    """Return one of two alternatives without the other: "a phone or an e-mail but not both"."""
    if not isinstance(condition, AnyOf) or len(condition.conditions) != _TWO:
        return condition
    one, other = condition.conditions
    return AnyOf((AllOf((one, turned(other))), AllOf((turned(one), other))))


_TWO = 2


def _all(
    asked: Asked, child: Anchor, link: Tie, placed: Sequence[Placed], told: Sequence[Placed]
) -> Condition:
    """Return that there are such children, and none that is not as all are told to be."""
    kind = tuple(_joined(asked.sentence, [one for one in placed if one not in told]))
    otherwise = turned(_one(tuple(_joined(asked.sentence, told))))
    some = Query(child.object, (link.field,), AllOf(kind))
    other = Query(child.object, (link.field,), AllOf((*kind, otherwise)))
    return AllOf((Related(link.path, some), Related(link.path, other, negated=True)))


def _one(conditions: tuple[Condition, ...]) -> Condition:
    return conditions[0] if len(conditions) == 1 else AllOf(conditions)


def _unfilled(asked: Asked, parent: Anchor, own: Sequence[Condition]) -> Condition | None:
    """Return the empty references of what lacks its parent: "deals without an account"."""
    if own or not parent.negated or parent.link:
        return None
    info = asked.info(asked.frame.main)
    names = lacked_parents(asked.catalogue, info.name, parent.object)
    empty = [_none_of(info.fields[name], parent.object) for name in names]
    return AllOf(tuple(empty)) if len(empty) > 1 else next(iter(empty), None)


def _none_of(field: FieldInfo, name: str) -> Condition:
    """Return that a reference holds none of that kind: nothing, or another kind of record."""
    empty = Compare(field.name, "=", None)
    if field.reference_to == (name,):
        return empty
    return AnyOf((empty, Related(field.name, Query(name, ("Id",)), negated=True)))


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


def _gathered(
    sentence: Sentence, conditions: Sequence[Placed], children: frozenset[int] = frozenset()
) -> Iterator[Gathered]:
    """Join values of one field, and what « ou » stands between; negate what is denied.

    What « ou » joins to a child said right before it is no alternative of what was said earlier.
    """
    groups: list[list[Placed]] = []
    for one in sorted(conditions, key=lambda placed: placed.mention.start):
        same = next((g for g in groups if _same_field(g[-1], one)), None)
        if same is not None and _each_held(sentence, same[-1], one):
            same = None
        if same is not None:
            same.append(one)
        elif groups and _excluded_together(groups[-1], one):
            both = AllOf((_alternatives([p.condition for p in groups[-1]]), one.condition))
            groups[-1] = [replace(groups[-1][-1], condition=both)]
        elif groups and _alternative(sentence, groups[-1][-1], one, children):
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


def _excluded_together(group: Sequence[Placed], one: Placed) -> bool:
    """Whether a noun and its adjective are left out as one: « sauf les prospects froids »."""
    last = group[-1]
    close = last.mention.end == one.mention.start and last.anchor == one.anchor
    return (
        close and last.negated and one.negated and _paths(last.condition) != _paths(one.condition)
    )


def _each_held(sentence: Sentence, one: Placed, other: Placed) -> bool:
    """Whether « avec une sonde et une valise » asks for both: a field may hold several values."""
    if not isinstance(one.condition, Compare) or one.condition.operator != "includes":
        return False
    between = [
        m for m in sentence.mentions if one.mention.end <= m.start and m.end <= other.mention.start
    ]
    return any(m.says("and") for m in between) and not any(m.says("or") for m in between)


def _alternative(sentence: Sentence, one: Placed, other: Placed, children: frozenset[int]) -> bool:
    between = [
        m for m in sentence.mentions if one.mention.end <= m.start and m.end <= other.mention.start
    ]
    both = (one.condition, other.condition)
    lacking = all(
        isinstance(held, Compare) and held.operator == "=" and held.value is None for held in both
    )
    if _ends_otherwise(between) or _past_child(between, children):
        return False
    if one.mention.kind == other.mention.kind == "period":
        either = any(m.says("or") for m in between)
        return either or (_one_date(*both) and any(m.says("and") for m in between))
    again = between and between[-1].says("without")
    return any(m.says("or") for m in between) and bool(again or not lacking)


def _past_child(between: Sequence[Mention], children: frozenset[int]) -> bool:
    """Whether a child stands right before « ou »: « sans contact ou prochaine étape »."""
    ahead = list(takewhile(lambda m: not m.says("or"), between))
    last = next((m for m in reversed(ahead) if m.of("object") or m.kind != "words"), None)
    rest = between[len(ahead) :]
    first = next((m for m in rest if m.of("object") or m.kind != "words"), None)
    return any(one is not None and one.start in children for one in (last, first))


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
        return AnyOf(tuple(dict.fromkeys(conditions)))
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
