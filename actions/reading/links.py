"""How objects hang together: paths to parents, and the fields that tie children to parents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crm import Catalogue, FieldInfo
from language import words

_UNSAID = frozenset({"CreatedById", "LastModifiedById", "OwnerId", "ReportsToId"})
_SELF = frozenset({"ParentId"})

BECAME = "Converted"
"""How the references from a lead to what it became begin: nothing unsaid is asked of these."""


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


def called(catalogue: Catalogue, name: str) -> Iterator[str]:
    """Yield the path of a record's name; without one of its own, of what it stands between."""
    own = catalogue[name].name_field
    if own != "Id":
        yield own
        return
    for one in references(catalogue, name):
        kinds = {*one.reference_to} & {*catalogue} - {"User"}
        if len(kinds) == len(one.reference_to) == 1:
            yield f"{one.relationship}.{catalogue[kinds.pop()].name_field}"


def references_to(catalogue: Catalogue, name: str, target: str) -> list[str]:
    """Return the fields of an object that may hold the target's id, its author aside."""
    return [
        one.name
        for one in catalogue[name].fields.values()
        if one.type == "reference" and target in one.reference_to and one.name not in _WRITTEN
    ]


_WRITTEN = frozenset({"CreatedById", "LastModifiedById"})


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
    if name == "User" and other in catalogue and "OwnerId" in catalogue[other].fields:
        return Tie("Id", "OwnerId")
    own = _pointing(catalogue, other, name)
    if own:
        return Tie("Id", own.name)
    for one in references(catalogue, name):
        if len(one.reference_to) == 1:
            shared = _pointing(catalogue, other, one.reference_to[0])
            if shared:
                return Tie(one.name, shared.name)
    return None


def lacked_parents(catalogue: Catalogue, name: str, other: str) -> tuple[str, ...]:
    """Return the references that are all empty where a record lacks what it points at itself.

    None where the other kind points back: accounts without a contact are nobody's employer, whoever
    they call their main one.
    """
    if name == other or _pointing(catalogue, other, name):
        return ()
    pointing = [one for one in references(catalogue, name) if other in one.reference_to]
    own = [one for one in pointing if one.reference_to == (other,)]
    mine = (one for one in own or pointing if not (one.relationship or "").startswith(BECAME))
    return tuple(one.name for one in mine)


def tied_outright(catalogue: Catalogue, name: str, other: str) -> bool:
    """Whether two kinds of record are tied, and by no line of the org's own that says it better.

    An agreement has the devices of its lines, not those that its facility supplies.
    """
    link = tie(catalogue, name, other)
    line = line_to(catalogue, name, other) if link and link.path != "Id" else None
    return link is not None and not (line and catalogue[line].custom and catalogue[other].custom)


def tie_through(catalogue: Catalogue, name: str, path: str, parent: str, other: str) -> Tie | None:
    """Return how records of `other` belong to the parent at that path: « contacts des comptes »."""
    own = _pointing(catalogue, other, parent)
    *above, last = path.split(".")
    holder = name
    for step in above:
        link = next((f for f in references(catalogue, holder) if f.relationship == step), None)
        holder = link.reference_to[0] if link and link.reference_to else holder
    key = next((f.name for f in references(catalogue, holder) if f.relationship == last), None)
    if own is None or key is None:
        return None
    return Tie(".".join((*above, key)), own.name)


def _pointing(catalogue: Catalogue, name: str, target: str) -> FieldInfo | None:
    found = [one for one in references(catalogue, name) if target in one.reference_to]
    return min(
        found,
        key=lambda one: (len(one.reference_to), not _called(one, catalogue, target), len(one.name)),
        default=None,
    )


def _called(one: FieldInfo, catalogue: Catalogue, target: str) -> bool:
    """Whether an own reference's label holds what it points at: "Holding Facility" of facilities.

    Where two point at one kind of record, that one is meant unless the other's label is said.
    """
    info = catalogue.get(target)
    if info is None or not one.custom:
        return False
    kinds = {word for label in (info.labels.fr, info.labels.en) for word in words(label)}
    return bool(kinds & {word for label in (one.labels.fr, one.labels.en) for word in words(label)})


def line_to(catalogue: Catalogue, name: str, target: str) -> str | None:
    """Return the child whose records point at the target: products hang on lines."""
    for child in catalogue[name].children:
        if child.object in catalogue and parent_path(catalogue, child.object, target, depth=1):
            return child.object
    return None


def own_kinds(catalogue: Catalogue, name: str) -> list[str]:
    """Return the org's own kinds of record that an object points at, people among them."""
    pointing = references(catalogue, name)
    named = {to for one in pointing for to in one.reference_to if one.custom}
    return sorted(to for to in named - {"User", "Account"} if to in catalogue)


def either_of(catalogue: Catalogue, name: str, target: str) -> tuple[str, ...]:
    """Return the references of one's own that may all hold a record, where no word tells which."""
    pointing = [one for one in references(catalogue, name) if target in one.reference_to]
    own = tuple(one.name for one in pointing if one.custom and name != target != "User")
    return own if len(own) > 1 and len(own) == len(pointing) else ()
