"""How objects hang together: paths to parents, and the fields that tie children to parents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crm import Catalogue, FieldInfo

_UNSAID = frozenset({"CreatedById", "LastModifiedById", "OwnerId", "ReportsToId"})
_SELF = frozenset({"ParentId"})


@dataclass(frozen=True)
class Tie:
    """`path` of the one object holds the same ids as `field` of the other."""

    path: str
    field: str


def references(catalogue: Catalogue, name: str) -> Iterator[FieldInfo]:
    """Yield the references of an object that a question may follow, the plainest first."""
    fields = [one for one in catalogue[name].fields.values() if one.type == "reference"]
    for one in sorted(fields, key=lambda field: (field.name in _SELF, len(field.name))):
        if one.name not in _UNSAID and one.relationship:
            yield one


def parent_path(catalogue: Catalogue, name: str, parent: str, depth: int = 2) -> str | None:
    """Return the dotted path from an object to a parent object, the shortest; None if none."""
    for one in references(catalogue, name):
        if one.reference_to == (parent,) and parent in catalogue:
            return one.relationship
    if depth == 1:
        return None
    for one in references(catalogue, name):
        if len(one.reference_to) == 1 and one.reference_to[0] in catalogue:
            rest = parent_path(catalogue, one.reference_to[0], parent, depth - 1)
            if rest and one.reference_to[0] != name:
                return f"{one.relationship}.{rest}"
    return None


def tie(catalogue: Catalogue, name: str, other: str) -> Tie | None:
    """Return how records of `other` belong to those of `name`: directly, or by a shared parent."""
    own = _pointing(catalogue, other, name)
    if own:
        return Tie("Id", own.name)
    for one in references(catalogue, name):
        if len(one.reference_to) == 1:
            shared = _pointing(catalogue, other, one.reference_to[0])
            if shared:
                return Tie(one.name, shared.name)
    return None


def _pointing(catalogue: Catalogue, name: str, target: str) -> FieldInfo | None:
    found = [one for one in references(catalogue, name) if target in one.reference_to]
    return min(found, key=lambda one: (len(one.reference_to), len(one.name)), default=None)
