"""The columns a list shows: what any such list needs, and what this question spoke of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.reading.reading import Reading
from actions.reading.traits import columns
from crm import AllOf, AnyOf, Catalogue, Compare, Condition, Not, Query

_HIDDEN = frozenset({"IsClosed", "IsWon", "Id", "IsConverted", "IsActive"})
_MOST = 9


def select(reading: Reading, catalogue: Catalogue) -> Query:
    """Return the query with its columns: filtered and sorted fields beside the usual ones."""
    query = reading.query
    if query.measures or reading.task != "list":
        return query
    usual = list(columns(catalogue, query.object))
    asked = [_shown(path) for path in (*_paths(query.where), *(o.by for o in query.order_by))]
    left, _, right = reading.against or ("", "", "")
    if reading.lasting:
        left, right = reading.lasting.start, reading.lasting.end
    each = _shown(reading.apart.path) if reading.apart else ""
    told = map(_shown, reading.columns)
    wanted = [path for path in (*told, each, left, right, *asked) if path]
    same = {_shown(path) for path in _constant(query.where)}
    ordered = list(dict.fromkeys([*usual[:2], *wanted, *usual[2:]]))
    ordered = [path for path in ordered if path not in same or path == usual[0]][:_MOST]
    return replace(query, select=("Id", *(path for path in ordered if path != "Id")))


def _paths(condition: Condition) -> Iterator[str]:
    match condition:
        case Compare(path, _, _):
            yield path
        case AllOf(inner) | AnyOf(inner):
            for one in inner:
                yield from _paths(one)
        case Not(inner):
            yield from _paths(inner)


def _constant(condition: Condition) -> Iterator[str]:
    """Yield the paths every record has the same value for, or none: no column needs them."""
    for one in condition.conditions if isinstance(condition, AllOf) else (condition,):
        if isinstance(one, Compare):
            single = isinstance(one.value, tuple) and len(one.value) == 1
            if one.operator == "=" or (one.operator == "in" and single):
                yield one.path


def _shown(path: str) -> str:
    """Return the column for a filtered path: an owner's name for an owner's id."""
    last = path.rsplit(".", maxsplit=1)[-1]
    if last in _HIDDEN or last in {"ManagerId"}:
        return ""
    if last.endswith("Id"):
        return f"{path.removesuffix('Id')}.Name" if path != "Id" else ""
    return path
