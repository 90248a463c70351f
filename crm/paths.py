"""Dotted field paths, followed through the catalogue: what `Account.Owner.Name` really is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process

from crm.errors import BadQuery, Unknown
from crm.metadata import Catalogue, FieldInfo, Labels, ObjectInfo

_DEEPEST = 5
_NEAR = 60.0
# What Salesforce's own "Name" object offers behind a reference to several objects.
_POLYMORPHIC = frozenset(
    {"Id", "Name", "Type", "FirstName", "LastName", "Title", "Email", "Phone", "Username", "Alias"}
)


def nearest(name: str, among: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the real names that look most like `name`, best first."""
    found = process.extract(
        name, list(among), scorer=fuzz.WRatio, processor=str.lower, score_cutoff=_NEAR, limit=limit
    )
    return tuple(match[0] for match in found)


def object_at(catalogue: Catalogue, name: str) -> ObjectInfo:
    """Return an object's description; raise `BadQuery` with the nearest names."""
    if (found := catalogue.get(name)) is None:
        raise BadQuery((Unknown(name, None, nearest(name, catalogue)),))
    return found


def field_at(catalogue: Catalogue, name: str, path: str) -> FieldInfo:
    """Return the field a path ends at; raise `BadQuery` naming the first step that is not there."""
    steps = path.split(".")
    if len(steps) > _DEEPEST + 1:
        raise BadQuery((Unknown(path, name),))
    here = object_at(catalogue, name)
    for place, step in enumerate(steps[:-1]):
        reference = _parent(here, step)
        if len(reference.reference_to) > 1:
            return _behind_many(catalogue, here, reference, steps[place + 1 :])
        here = object_at(catalogue, reference.reference_to[0])
    return _field(here, steps[-1])


def _parent(here: ObjectInfo, step: str) -> FieldInfo:
    for field in here.fields.values():
        if field.relationship == step and field.reference_to:
            return field
    names = [field.relationship for field in here.fields.values() if field.relationship]
    raise BadQuery((Unknown(step, here.name, nearest(step, names)),))


def _field(here: ObjectInfo, name: str) -> FieldInfo:
    if (field := here.fields.get(name)) is None:
        raise BadQuery((Unknown(name, here.name, nearest(name, here.fields)),))
    return field


def _behind_many(
    catalogue: Catalogue, here: ObjectInfo, reference: FieldInfo, rest: list[str]
) -> FieldInfo:
    """Find a field behind `Who`, `What` or `Owner`: only what all kinds of records offer."""
    name = rest[0]
    if len(rest) > 1 or name not in _POLYMORPHIC:
        path = f"{reference.relationship}.{'.'.join(rest)}"
        raise BadQuery((Unknown(path, here.name, nearest(name, _POLYMORPHIC)),))
    for target in reference.reference_to:
        described = catalogue.get(target)
        if described is not None and name in described.fields:
            return replace(described.fields[name], nillable=True)
    return replace(reference, name=name, type="string", labels=Labels(name, name), reference_to=())
