"""Going on from the last question: its query kept as JSON, recalled, refined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from actions.reading.clauses import object_of
from actions.reading.filters import Asked
from actions.reading.mentions import Sentence
from actions.reading.reading import Reading
from crm import (
    AllOf,
    AnyOf,
    Catalogue,
    Compare,
    Condition,
    Group,
    Measure,
    Not,
    Order,
    Query,
    Related,
    Value,
)

_OPENERS = frozenset(
    ["et", "and", "only", "seulement", "uniquement", "juste", "just", "plutot", "same", "meme",
     "pareil", "idem", "trie", "triez", "sort", "group", "groupe", "regroupe", "classe", "order",
     "sans", "without", "avec", "sauf", "except", "parmi", "among", "limite", "limit", "puis",
     "then", "now", "maintenant", "order", "rank", "also", "ditto", "rather", "filtre", "filter",
     "those", "ceux", "celles", "enleve", "remove", "split", "ventile", "exclude", "exclus"]
)  # fmt: skip


def goes_on(sentence: Sentence, catalogue: Catalogue) -> bool:
    """Whether a message leans on the one before: it opens so, or names no object of its own."""
    words = [token.text for token in sentence.tokens]
    named = any(m.of("object") and object_of(m, catalogue) not in {None, "User"} for m in sentence.mentions)  # fmt: skip
    return bool(words) and ((words[0] in _OPENERS and not named) or (len(words) <= 6 and not named))


def merge(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Lay a new reading over the last one: new conditions replace those on the same fields."""
    if new.query.object != before.query.object:
        return _other_object(before, new, asked.catalogue)
    said = {path for one in new.conditions for path in _paths(one)}
    kept = [one for one in before.conditions if not ({*_paths(one)} & said) and not _owner_both(one, new)]  # fmt: skip
    conditions = (*kept, *new.conditions)
    query, last = new.query, before.query
    merged = replace(
        last, where=AllOf(conditions),
        group_by=query.group_by or last.group_by,
        measures=query.measures or last.measures,
        having=query.having or last.having,
        order_by=query.order_by or (last.order_by if not query.group_by else ()),
        limit=query.limit or last.limit,
        select=tuple(dict.fromkeys((*last.select, *query.select))),
    )  # fmt: skip
    task = new.task if new.task != "list" else before.task
    whose = new.whose if new.whose != "all" else before.whose
    return replace(
        new, query=merged, conditions=conditions, task=task, whose=whose, follows=True,
        shared=new.shared or before.shared,
    )  # fmt: skip


def _owner_both(one: Condition, new: Reading) -> bool:
    """Whether a colleague or the team now stands where « mes » stood."""
    owner = any("Owner" in path for path in _paths(one))
    return owner and any("Owner" in path for c in new.conditions for path in _paths(c))


def _other_object(before: Reading, new: Reading, catalogue: Catalogue) -> Reading:
    """« et les leads ? »: the same conditions where the other object has the same fields."""
    fields = catalogue[new.query.object].fields
    own = {path for one in new.conditions for path in _paths(one)}
    kept = [c for c in before.conditions if all(p.split(".")[0] in fields for p in _paths(c)) and not ({*_paths(c)} & own) and not isinstance(c, Related)]  # fmt: skip
    conditions = (*kept, *new.conditions)
    whose = new.whose if new.whose != "all" else before.whose
    query = replace(new.query, where=AllOf(conditions))
    return replace(new, query=query, conditions=conditions, whose=whose, follows=True)


def _paths(condition: Condition) -> list[str]:
    match condition:
        case Compare(path, _, _):
            return [path]
        case Related(path, inner, _):
            return [f"{path}<{inner.object}"]
        case AllOf(inner) | AnyOf(inner):
            return [path for one in inner for path in _paths(one)]
        case Not(one):
            return _paths(one)


def keep(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON values, small enough for a slot."""
    query = reading.query
    return {
        "object": query.object, "select": list(query.select), "task": reading.task,
        "whose": reading.whose,
        "conditions": [_kept(one) for one in reading.conditions],
        "group_by": [[group.path, group.grain] for group in query.group_by],
        "measures": [[m.function, m.path, m.alias] for m in query.measures],
        "having": [_kept(one) for one in query.having],
        "order_by": [[order.by, order.descending] for order in query.order_by],
        "limit": query.limit,
        "shared": [_kept(one) for one in reading.shared],
    }  # fmt: skip


def recall(kept: Mapping[str, Any], catalogue: Catalogue) -> Reading | None:
    """Return the reading that was kept; None where the org has no such object any more."""
    if kept.get("object") not in catalogue:
        return None
    conditions = tuple(_recalled(one) for one in kept.get("conditions", ()))
    having = tuple(c for c in map(_recalled, kept.get("having", ())) if isinstance(c, Compare))
    query = Query(
        kept["object"], tuple(kept.get("select") or ("Id",)), AllOf(conditions),
        group_by=tuple(Group(*one) for one in kept.get("group_by", ())),
        measures=tuple(Measure(*one) for one in kept.get("measures", ())),
        having=having,
        order_by=tuple(Order(by, descending=down) for by, down in kept.get("order_by", ())),
        limit=kept.get("limit"),
    )  # fmt: skip
    shared = tuple(_recalled(one) for one in kept.get("shared", ()))
    return Reading(query, kept.get("task", "list"), conditions, kept.get("whose", "all"), shared=shared)  # fmt: skip


def _kept(condition: Condition) -> dict[str, Any]:
    match condition:
        case Compare(path, operator, value):
            values = [_plain(one) for one in value] if isinstance(value, tuple) else _plain(value)
            return {"path": path, "op": operator, "value": values}
        case Related(path, inner, negated):
            return {"related": path, "object": inner.object, "field": inner.select[0],
                    "where": _kept(inner.where), "negated": negated}  # fmt: skip
        case AllOf(inner):
            return {"all": [_kept(one) for one in inner]}
        case AnyOf(inner):
            return {"any": [_kept(one) for one in inner]}
        case Not(one):
            return {"not": _kept(one)}


def _recalled(kept: Mapping[str, Any]) -> Condition:
    if "path" in kept:
        value = kept["value"]
        held = tuple(_value(one) for one in value) if _is_tuple(value) else _value(value)
        return Compare(kept["path"], kept["op"], held)
    if "related" in kept:
        inner = Query(kept["object"], (kept["field"],), _recalled(kept["where"]))
        return Related(kept["related"], inner, kept["negated"])
    if "not" in kept:
        return Not(_recalled(kept["not"]))
    if "any" in kept:
        return AnyOf(tuple(_recalled(one) for one in kept["any"]))
    return AllOf(tuple(_recalled(one) for one in kept["all"]))


def _is_tuple(value: Any) -> bool:
    return isinstance(value, list) and not (len(value) == 2 and value[0] in {"date", "datetime", "decimal"})  # fmt: skip


def _plain(value: Value) -> Any:
    """Write a value as JSON, with its type where JSON has none."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    return value


def _value(kept: Any) -> Value:
    if not isinstance(kept, list):
        value: Value = kept
        return value
    kind, written = kept
    if kind == "date":
        return date.fromisoformat(written)
    return datetime.fromisoformat(written) if kind == "datetime" else Decimal(written)
